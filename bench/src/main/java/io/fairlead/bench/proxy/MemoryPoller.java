/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.proxy;

import io.fairlead.engine.loop.LoopClock;
import io.fairlead.engine.loop.Poller;

/** Delivers what happened to channels in memory, in order. Never sleeps. One thread. */
final class MemoryPoller implements Poller
{
    private MemoryChannel first;
    private MemoryChannel last;

    /** Have a channel's handler hear of it in the next pass. */
    void ready(final MemoryChannel channel)
    {
        if (channel.isReady)
        {
            return;
        }
        channel.isReady = true;
        channel.nextReady = null;
        if (null == last)
        {
            first = channel;
        }
        else
        {
            last.nextReady = channel;
        }
        last = channel;
    }

    @Override
    public int poll(final long timeoutMs, final LoopClock clock)
    {
        clock.update();
        int count = 0;
        MemoryChannel channel = first;
        first = null;
        last = null;
        while (null != channel)
        {
            final MemoryChannel following = channel.nextReady;
            channel.nextReady = null;
            channel.isReady = false;
            channel.deliver();
            count++;
            channel = following;
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
