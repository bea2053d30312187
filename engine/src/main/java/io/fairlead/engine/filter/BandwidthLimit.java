/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.rules.BandwidthTarget;

/**
 * {@code filter bwlim-in} and {@code filter bwlim-out} with a limit for each stream, in force once a rule
 * {@code set-bandwidth-limit} says so. Source: configuration.txt 9.7.
 */
public final class BandwidthLimit extends FilterSettings implements BandwidthTarget
{
    private static final int PIECES = 20;

    private final String name;
    private final boolean isRequest;
    private final long limit;
    private final int periodMs;
    private final long minLength;

    /**
     * A limit.
     *
     * @param name      that rules know it by.
     * @param isRequest whether what clients send is limited, or else what they get.
     * @param limit     bytes in a period.
     * @param periodMs  milliseconds.
     * @param minLength bytes worth being forwarded at a time.
     */
    public BandwidthLimit(
        final String name, final boolean isRequest, final long limit, final int periodMs, final long minLength)
    {
        this.name = name;
        this.isRequest = isRequest;
        this.limit = limit;
        this.periodMs = periodMs;
        this.minLength = minLength;
    }

    @Override
    public String name()
    {
        return isRequest ? "bwlim-in" : "bwlim-out";
    }

    @Override
    public String limitName()
    {
        return name;
    }

    @Override
    protected StreamFilter make()
    {
        return new Filter(this);
    }

    /**
     * Put the limit in force for a stream.
     *
     * @param chain         filters of the stream.
     * @param ownLimit      bytes in a period; 0 for the usual one.
     * @param ownPeriodMs   milliseconds; 0 for the usual one.
     */
    public void enforce(final FilterChain chain, final long ownLimit, final long ownPeriodMs)
    {
        if (chain.find(this) instanceof final Filter filter)
        {
            filter.start(ownLimit > 0 ? ownLimit : limit, ownPeriodMs > 0 ? ownPeriodMs : periodMs);
        }
    }

    /**
     * What of the limit a stream has used, in periods that follow each other. Within one the limit is to be used
     * evenly; who is ahead of that waits until time has caught up.
     */
    private static final class Filter extends StreamFilter
    {
        private final BandwidthLimit settings;
        private long limit;
        private long periodMs;
        private long periodBeginMs;
        private long used;
        private long usedBefore;
        private long wakeAtMs;

        private Filter(final BandwidthLimit settings)
        {
            super(settings);
            this.settings = settings;
        }

        @Override
        protected void onAttach()
        {
            used = 0;
            usedBefore = 0;
            periodBeginMs = Long.MIN_VALUE / 2;
            wakeAtMs = Long.MAX_VALUE;
        }

        private void start(final long newLimit, final long newPeriodMs)
        {
            limit = newLimit;
            periodMs = newPeriodMs;
            wakeAtMs = Long.MAX_VALUE;
            watch(settings.isRequest);
        }

        @Override
        protected long wakeAtMs()
        {
            return wakeAtMs;
        }

        @Override
        protected int forward(
            final boolean ofRequest, final PooledBuffer buffer, final int offset, final int length,
            final boolean isLast)
        {
            final long nowMs = context().loop().nowMs();
            if (Long.MAX_VALUE != wakeAtMs && nowMs < wakeAtMs)
            {
                return 0;
            }
            wakeAtMs = Long.MAX_VALUE;
            rotate(nowMs);
            if (excess(nowMs) > 0)
            {
                await(nowMs, settings.minLength);
                return 0;
            }
            final long elapsedMs = nowMs - periodBeginMs;
            final long left = Math.max(0, limit - used - usedBefore * (periodMs - elapsedMs) / periodMs);
            long count = Math.min(length, left);
            if (count < length && count < settings.minLength)
            {
                // a little more than allowed is better than many small pieces: it is waited for afterwards
                final long wanted = isLast ? Math.min(length, settings.minLength) : settings.minLength;
                count = wanted <= left || limit < settings.minLength ? Math.min(length, Math.min(wanted, left)) : 0;
            }
            used += count;
            if (count < length)
            {
                await(nowMs, Math.min(length - count, settings.minLength));
            }
            return (int)count;
        }

        private void rotate(final long nowMs)
        {
            final long elapsedMs = nowMs - periodBeginMs;
            if (elapsedMs >= periodMs)
            {
                final boolean isNext = elapsedMs < 2 * periodMs;
                usedBefore = isNext ? used : 0;
                used = 0;
                periodBeginMs = isNext ? periodBeginMs + periodMs : nowMs;
            }
        }

        /** Bytes used beyond what the time that has passed of the period allows. */
        private long excess(final long nowMs)
        {
            return used - limit * (nowMs - periodBeginMs) / periodMs;
        }

        private void await(final long nowMs, final long more)
        {
            // a twentieth of the limit at a time is fine enough, and spares the loop
            final long missing = Math.max(0, excess(nowMs)) + Math.max(more, limit / PIECES);
            wakeAtMs = nowMs + Math.max(1, missing * periodMs / limit);
        }
    }
}
