/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.IdentityHashMap;
import java.util.Map;

import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.loop.TimerQueue;

/** Raises the weight of servers that warm up, step by step ({@code slowstart}). Conductor only. */
public final class SlowStarts implements ServerMonitor.WarmUpListener
{
    private final ServerMonitor monitor;
    private final TimerQueue timers;
    private final Map<Server, Step> steps = new IdentityHashMap<>();

    /**
     * Steps for all servers of a monitor; give it to {@link ServerMonitor#warmUps}.
     *
     * @param monitor changes weights.
     * @param timers  of the conductor.
     */
    public SlowStarts(final ServerMonitor monitor, final TimerQueue timers)
    {
        this.monitor = monitor;
        this.timers = timers;
    }

    @Override
    public void onWarmUp(final Server server, final long nowMs, final long delayMs)
    {
        timers.schedule(steps.computeIfAbsent(server, Step::new), nowMs + delayMs);
    }

    @Override
    public void onRemove(final Server server)
    {
        final Step step = steps.remove(server);
        if (null != step)
        {
            timers.cancel(step);
        }
    }

    private final class Step extends Timer
    {
        private final Server server;

        private Step(final Server server)
        {
            this.server = server;
        }

        @Override
        protected void onTimer(final long nowMs)
        {
            final long delayMs = monitor.warmUp(server, nowMs);
            if (delayMs >= 0)
            {
                timers.schedule(this, nowMs + delayMs);
            }
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            // the loop has recorded it; the server keeps the weight it has
        }
    }
}
