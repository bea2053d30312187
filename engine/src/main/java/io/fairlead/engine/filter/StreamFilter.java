/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.http.HttpMessage;

/**
 * One filter at work on one stream. It hears of the stream's events; in the directions it asks for
 * ({@link #watch(boolean)}) the data goes through it, and it lets pass what it likes, or makes something else of it.
 * Used for one stream after the other. Loop-confined.
 */
public abstract class StreamFilter
{
    private final FilterSettings settings;
    private FilterChain chain;
    private boolean isOfBackend;

    /**
     * A filter that waits for a stream.
     *
     * @param settings what it was configured by.
     */
    protected StreamFilter(final FilterSettings settings)
    {
        this.settings = settings;
    }

    final FilterSettings settings()
    {
        return settings;
    }

    final void chain(final FilterChain value, final boolean isBackend)
    {
        chain = value;
        isOfBackend = isBackend;
    }

    /** Whether it was configured in the backend. */
    protected final boolean isOfBackend()
    {
        return isOfBackend;
    }

    /** The stream. */
    protected final FilterContext context()
    {
        return chain.context();
    }

    /** Let data of a direction go through this filter from here on. */
    protected final void watch(final boolean isRequest)
    {
        chain.flow(isRequest).add(this);
    }

    /** Whether a filter has taken it upon itself to encode the response. */
    protected final boolean isResponseEncoded()
    {
        return null != chain.responseCoding();
    }

    // ---- events

    /** A stream begins, or reaches the backend of this filter. */
    protected void onAttach()
    {
    }

    /** The stream is over: forget it, give back what is lent. */
    protected void onDetach()
    {
    }

    /** A backend was chosen. */
    protected void onBackend(final String name)
    {
    }

    /** The request is about to be sent, rules have run; may be edited. Not called for bare bytes. */
    protected void onRequestHead(final HttpMessage head)
    {
    }

    /** A response has arrived, before rules run. */
    protected void onResponse(final HttpMessage head)
    {
    }

    /** The response is about to be sent, rules have run; may be edited. */
    protected void onResponseHead(final HttpMessage head)
    {
    }

    /** All data of a direction was sent on. */
    protected void onEnd(final boolean isRequest)
    {
    }

    /** The request is to be sent again, to another server: nothing of it counts as sent. */
    protected void onRewind()
    {
    }

    // ---- data

    /**
     * How much of the data that has arrived may pass now.
     *
     * @param isRequest direction.
     * @param buffer    that holds it; not to be changed.
     * @param offset    of the data this filter has not let pass yet.
     * @param length    of it in bytes, above 0.
     * @param isLast    whether nothing more will come behind it.
     * @return 0 to length; of the rest the filter is asked again.
     */
    protected int forward(
        final boolean isRequest, final PooledBuffer buffer, final int offset, final int length, final boolean isLast)
    {
        return length;
    }

    /** When the filter wants to be asked again although nothing happened, monotonic milliseconds; MAX_VALUE if not. */
    protected long wakeAtMs()
    {
        return Long.MAX_VALUE;
    }

    /**
     * Whether the filter makes something else of the data: then {@link #transform}, {@link #flush} and {@link #finish}
     * are called instead of {@link #forward}.
     */
    protected boolean isTransforming(final boolean isRequest)
    {
        return false;
    }

    /** Take data and append to {@code out} what is made of it; the number of bytes taken, fewer for lack of room. */
    protected int transform(
        final boolean isRequest, final PooledBuffer buffer, final int offset, final int length, final PooledBuffer out)
    {
        throw new UnsupportedOperationException();
    }

    /** Append what is held back; false when more room is needed. */
    protected boolean flush(final boolean isRequest, final PooledBuffer out)
    {
        return true;
    }

    /** Append the end; false when more room is needed. */
    protected boolean finish(final boolean isRequest, final PooledBuffer out)
    {
        return true;
    }
}
