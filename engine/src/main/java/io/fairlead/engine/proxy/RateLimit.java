/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A limit of events per second: counts those of the current and of the previous second, and weighs the latter by how
 * much of it lies within the last 1000 ms. The first event after a pause begins a second. Any thread, without locks:
 * <pre>
 *  63        36 35      18 17       0
 *  | begin, ms | current  | previous |
 * </pre>
 */
final class RateLimit
{
    private static final int PERIOD_MS = 1000;
    private static final int COUNT_BITS = 18;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final int TIME_SHIFT = 2 * COUNT_BITS;
    private static final long TIME_MASK = (1L << (Long.SIZE - TIME_SHIFT)) - 1;

    private final AtomicLong state = new AtomicLong();
    private volatile int limit;

    /** A limit of so many events per second; 0 for none. */
    RateLimit(final int limit)
    {
        this.limit = limit;
    }

    int limit()
    {
        return limit;
    }

    void limit(final int value)
    {
        limit = value;
    }

    /**
     * How long to wait for the next event.
     *
     * @param nowMs monotonic clock that all callers share, milliseconds.
     * @return 0 when it may happen now, else milliseconds, at least 1.
     */
    int waitMs(final long nowMs)
    {
        final int most = limit;
        if (0 == most)
        {
            return 0;
        }
        final long excess = weighted(state.get(), nowMs) - (long)most * PERIOD_MS;
        return excess < 0 ? 0 : (int)Math.max(1, excess / most);
    }

    /** Events of the last second, times 1000. */
    private static long weighted(final long seen, final long nowMs)
    {
        final long elapsedMs = elapsedMs(seen, nowMs);
        final long current = seen >>> COUNT_BITS & COUNT_MASK;
        if (elapsedMs < PERIOD_MS)
        {
            return (seen & COUNT_MASK) * (PERIOD_MS - elapsedMs) + current * PERIOD_MS;
        }
        return elapsedMs < 2 * PERIOD_MS ? current * (2 * PERIOD_MS - elapsedMs) : 0;
    }

    private static long elapsedMs(final long seen, final long nowMs)
    {
        final long elapsedMs = nowMs - (seen >>> TIME_SHIFT) & TIME_MASK;
        // another loop's clock may be a little ahead
        return elapsedMs > TIME_MASK / 2 ? 0 : elapsedMs;
    }

    /** An event happened. */
    void count(final long nowMs)
    {
        if (0 == limit)
        {
            return;
        }
        long seen = state.get();
        while (!state.compareAndSet(seen, next(seen, nowMs)))
        {
            seen = state.get();
        }
    }

    private static long next(final long seen, final long nowMs)
    {
        final long elapsedMs = elapsedMs(seen, nowMs);
        final long current = seen >>> COUNT_BITS & COUNT_MASK;
        if (elapsedMs < PERIOD_MS)
        {
            return COUNT_MASK == current ? seen : seen + (1L << COUNT_BITS);
        }
        final boolean isNext = elapsedMs < 2 * PERIOD_MS;
        final long begin = (isNext ? (seen >>> TIME_SHIFT) + PERIOD_MS : nowMs) & TIME_MASK;
        return begin << TIME_SHIFT | 1L << COUNT_BITS | (isNext ? current : 0);
    }
}
