/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.loop;

import io.fairlead.engine.loop.LoopClock;
import io.fairlead.engine.loop.Poller;

/** A poller to which nothing ever happens, and which never sleeps. */
final class IdlePoller implements Poller
{
    @Override
    public int poll(final long timeoutMs, final LoopClock clock)
    {
        return 0;
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
