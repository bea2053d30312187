/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.loop;

import java.util.concurrent.TimeUnit;

import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.loop.TimerQueue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Timers as streams use them, in a queue in which 10,000 others wait. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerCycle
{
    private static final int OTHERS = 10_000;
    private static final int SPREAD_MS = 60_000;
    private static final int FAR_MS = 1 << 30;
    private static final int TIMEOUT_MS = 30_000;
    private static final int SHORT_MS = 5_000;
    private static final int ROUNDS = 16;

    private final TimerQueue queue = new TimerQueue(0, TimerCycle::fail);
    private final Silent timer = new Silent();
    private final Silent[] own = new Silent[ROUNDS];
    private long nowMs;
    private int turn;

    /** Does nothing when it fires. */
    private static final class Silent extends Timer
    {
        private long firedMs;

        @Override
        protected void onTimer(final long nowMs)
        {
            firedMs = nowMs;
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            fail(cause);
        }
    }

    private static void fail(final Throwable cause)
    {
        throw new IllegalStateException("a timer failed", cause);
    }

    /** Fills the queue. */
    @Setup
    public void setUp()
    {
        for (int i = 0; i < OTHERS; i++)
        {
            queue.schedule(new Silent(), FAR_MS + (long)i * SPREAD_MS / OTHERS);
        }
        for (int i = 0; i < own.length; i++)
        {
            own[i] = new Silent();
        }
    }

    /**
     * A timeout that is set and taken back, the fate of nearly all of them.
     *
     * @return timers that wait.
     */
    @Benchmark
    public int armAndCancel()
    {
        queue.schedule(timer, nowMs + TIMEOUT_MS);
        queue.cancel(timer);
        return queue.count();
    }

    /**
     * A timeout that is moved between two distances, as a stream's is when its phase changes.
     *
     * @return timers that wait.
     */
    @Benchmark
    public int move()
    {
        turn++;
        queue.schedule(own[turn & ROUNDS - 1], nowMs + (0 == (turn & ROUNDS) ? TIMEOUT_MS : SHORT_MS));
        return queue.count();
    }

    /**
     * The cheap form: the timer waits already and fires early enough.
     *
     * @return timers that wait.
     */
    @Benchmark
    public int keep()
    {
        queue.scheduleNoLater(own[0], nowMs + SHORT_MS);
        return queue.count();
    }

    /**
     * A timer that fires a millisecond later.
     *
     * @return when it fired.
     */
    @Benchmark
    public long armAndFire()
    {
        if (nowMs > FAR_MS - SPREAD_MS)
        {
            throw new IllegalStateException("run too long: the other timers begin to fire");
        }
        queue.schedule(timer, nowMs + 1);
        nowMs++;
        queue.expire(nowMs, ROUNDS);
        return timer.firedMs;
    }

    /**
     * How long a loop may sleep: asked once in each pass.
     *
     * @return milliseconds.
     */
    @Benchmark
    public long nextDeadline()
    {
        return queue.waitMs(nowMs);
    }
}
