/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much the process may compress: {@code maxcomprate}, {@code maxcompcpuusage}, {@code tune.comp.maxlevel}. Any
 * thread, without locks; a rate may be off by what two loops count in the same instant.
 */
public final class CompressionLimits
{
    private static final int UNIT = 1024;
    private static final int PERCENT = 100;

    private final ByteRate in = new ByteRate();
    private final ByteRate out = new ByteRate();
    private volatile long rateLimit;
    private volatile int minIdlePercent;
    private volatile int maxLevel = 1;

    /**
     * The limits of a configuration.
     *
     * @param maxRate  {@code maxcomprate}, kilobytes in a second; 0 for none.
     * @param maxCpu   {@code maxcompcpuusage}, percent.
     * @param newLevel {@code tune.comp.maxlevel}, 1 to 9.
     */
    public void follow(final int maxRate, final int maxCpu, final int newLevel)
    {
        rateLimit = (long)maxRate * UNIT;
        minIdlePercent = PERCENT - maxCpu;
        maxLevel = newLevel;
    }

    /**
     * The rate in force.
     *
     * @return bytes in a second; 0 for no limit.
     */
    public long rate()
    {
        return rateLimit;
    }

    /**
     * Change the rate at run time.
     *
     * @param maxRate kilobytes in a second; 0 for no limit.
     */
    public void rate(final int maxRate)
    {
        rateLimit = (long)maxRate * UNIT;
    }

    int maxLevel()
    {
        return maxLevel;
    }

    /** Whether another message may be compressed. */
    boolean mayBegin(final long nowMs, final long idlePercent)
    {
        final long limit = rateLimit;
        return (0 == limit || in.perSecond(nowMs) <= limit) && idlePercent >= minIdlePercent;
    }

    /** Whether what is under way should be compressed less. */
    boolean isOverloaded(final long nowMs, final long idlePercent)
    {
        final long limit = rateLimit;
        return limit > 0 && out.perSecond(nowMs) > limit || idlePercent < minIdlePercent;
    }

    /** Bytes went into an encoder and came out of it. */
    void count(final int taken, final int made, final long nowMs)
    {
        if (0 != rateLimit)
        {
            in.count(taken, nowMs);
            out.count(made, nowMs);
        }
    }

    /** Bytes of the current and of the previous second. */
    private static final class ByteRate
    {
        private static final int PERIOD_MS = 1000;

        private final AtomicLong beginMs = new AtomicLong();
        private final AtomicLong current = new AtomicLong();
        private final AtomicLong previous = new AtomicLong();

        private void rotate(final long nowMs)
        {
            final long begin = beginMs.get();
            final long elapsedMs = nowMs - begin;
            if (elapsedMs >= PERIOD_MS && beginMs.compareAndSet(
                begin, elapsedMs < 2 * PERIOD_MS ? begin + PERIOD_MS : nowMs))
            {
                final long count = current.getAndSet(0);
                previous.set(elapsedMs < 2 * PERIOD_MS ? count : 0);
            }
        }

        private void count(final long bytes, final long nowMs)
        {
            rotate(nowMs);
            current.addAndGet(bytes);
        }

        private long perSecond(final long nowMs)
        {
            rotate(nowMs);
            final long restMs = Math.max(0, PERIOD_MS - Math.max(0, nowMs - beginMs.get()));
            return current.get() + previous.get() * restMs / PERIOD_MS;
        }
    }
}
