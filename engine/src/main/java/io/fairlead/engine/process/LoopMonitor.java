/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.counters.ProcessColumn;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Timer;

/**
 * Notes once a second in a loop's counters what the loop does: cycles, share of idle time, timers, buffers. On the loop
 * it watches.
 */
final class LoopMonitor extends Timer
{
    private static final int PERIOD_MS = 1000;
    private static final int PERCENT = 100;

    private final EventLoop loop;
    private final LoopCounters counters;
    private final BufferPool buffers;
    private final int cycles;
    private final int idlePercent;
    private final int tasks;
    private final int buffersInUse;
    private final int buffersAllocated;
    private final int buffersMax;
    private final int bufferWaits;
    private long lastNs;
    private long lastWaitNs;

    LoopMonitor(
        final EventLoop loop, final LoopCounters counters, final CounterObject process, final BufferPool buffers)
    {
        this.loop = loop;
        this.counters = counters;
        this.buffers = buffers;
        cycles = process.address(ProcessColumn.LOOP_CYCLES);
        idlePercent = process.address(ProcessColumn.IDLE_PERCENT);
        tasks = process.address(ProcessColumn.TASKS_CURRENT);
        buffersInUse = process.address(ProcessColumn.BUFFERS_IN_USE);
        buffersAllocated = process.address(ProcessColumn.BUFFERS_ALLOCATED);
        buffersMax = process.address(ProcessColumn.BUFFERS_MAX);
        bufferWaits = process.address(ProcessColumn.BUFFER_WAITS);
    }

    /** Begin; on the loop. */
    void start()
    {
        counters.set(idlePercent, PERCENT);
        lastNs = loop.clock().nowNs();
        lastWaitNs = loop.waitNs();
        loop.timers().schedule(this, loop.clock().nowMs() + PERIOD_MS);
    }

    @Override
    protected void onTimer(final long nowMs)
    {
        final long nowNs = loop.clock().nowNs();
        final long waitNs = loop.waitNs();
        final long idle = PERCENT * (waitNs - lastWaitNs) / Math.max(1, nowNs - lastNs);
        counters.set(idlePercent, Math.max(0, Math.min(PERCENT, idle)));
        lastNs = nowNs;
        lastWaitNs = waitNs;
        counters.set(cycles, loop.passCount());
        counters.set(tasks, loop.timers().count());
        counters.set(buffersInUse, buffers.inUse());
        counters.max(buffersMax, buffers.inUse());
        counters.set(buffersAllocated, buffers.allocated());
        counters.set(bufferWaits, buffers.exhaustedCount());
        loop.timers().schedule(this, nowMs + PERIOD_MS);
    }

    @Override
    protected void onFault(final Throwable cause)
    {
        // reported by the loop; the values of this second are missing
        loop.timers().schedule(this, loop.clock().nowMs() + PERIOD_MS);
    }
}
