/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.ArrayDeque;

import io.fairlead.engine.loop.LoopClock;
import io.fairlead.engine.loop.Poller;

/**
 * Delivers what happened to channels in memory, in order. Never sleeps: it notes how long it might have. The clock
 * stands still but for what is skipped.
 */
final class ScriptedPoller implements Poller
{
    private final ArrayDeque<ScriptedChannel> ready = new ArrayDeque<>();
    private long idleMs;

    /** Have a channel's handler hear of it in the next pass. */
    void ready(final ScriptedChannel channel)
    {
        if (!ready.contains(channel))
        {
            ready.add(channel);
        }
    }

    /** How long the last pass would have slept: 0 when it had work, {@link Long#MAX_VALUE} when nothing will come. */
    long idleMs()
    {
        return idleMs;
    }

    @Override
    public int poll(final long timeoutMs, final LoopClock clock)
    {
        final int count = ready.size();
        idleMs = 0 == count ? timeoutMs : 0;
        for (int i = 0; i < count; i++)
        {
            ready.remove().deliver();
        }
        return count;
    }

    @Override
    public void wakeup()
    {
        // it is always awake
    }

    @Override
    public void close()
    {
        // nothing is open
    }
}
