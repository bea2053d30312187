/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

/**
 * A loop's cached clocks, read once in each pass: monotonic time for deadlines and durations, wall-clock time for logs.
 * Loop-confined.
 */
public final class LoopClock
{
    private static final long NS_PER_MS = 1_000_000L;

    private final long originNs;
    private long nowNs;
    private long nowMs;
    private long epochUs;

    /** A clock that has been updated once. */
    public LoopClock()
    {
        originNs = System.nanoTime() - NS_PER_MS;
        update();
    }

    /** Read the system's clocks. */
    public void update()
    {
        nowNs = System.nanoTime();
        nowMs = (nowNs - originNs) / NS_PER_MS;
        epochUs = 0;
    }

    /**
     * Let monotonic time go by without waiting for it, until the next update. For a loop that carries no traffic, whose
     * clock stands still otherwise.
     *
     * @param ms milliseconds to skip.
     */
    public void skip(final long ms)
    {
        nowNs += ms * NS_PER_MS;
        nowMs += ms;
    }

    /**
     * Monotonic time.
     *
     * @return milliseconds since the clock was made, at least 1.
     */
    public long nowMs()
    {
        return nowMs;
    }

    /**
     * Monotonic time.
     *
     * @return {@link System#nanoTime()} as of the last update.
     */
    public long nowNs()
    {
        return nowNs;
    }

    /**
     * Monotonic time by an origin that all loops and all processes of the machine share, as counters and statistics
     * need it.
     *
     * @return {@link #nowNs()} in milliseconds.
     */
    public long machineMs()
    {
        return nowNs / NS_PER_MS;
    }

    /**
     * Wall-clock time, read at most once in each pass and only when asked for.
     *
     * @return microseconds since 1970 UTC.
     */
    public long epochUs()
    {
        if (0 == epochUs)
        {
            epochUs = WallClock.epochUs();
        }
        return epochUs;
    }

    /**
     * Wall-clock time.
     *
     * @return milliseconds since 1970 UTC.
     */
    public long epochMs()
    {
        return epochUs() / 1000;
    }
}
