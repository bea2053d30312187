/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.mux.StreamEndpoint;

/**
 * A request that may have to be sent again ({@code retry-on}): the body is kept as it passes and comes from here the
 * next time. A buffer is lent only once there is a body. Loop-confined, one per stream.
 */
final class RequestReplay
{
    private final BufferPool buffers;
    private PooledBuffer kept;
    private int position;
    private boolean isKeeping;

    RequestReplay(final BufferPool buffers)
    {
        this.buffers = buffers;
    }

    /** Keep what passes from here on; the whole body is known to fit into a buffer. */
    void begin()
    {
        isKeeping = true;
    }

    /** Whether the request can be sent again. */
    boolean isKeeping()
    {
        return isKeeping;
    }

    /** Give the buffer back: the request will not be sent again. */
    void stop()
    {
        isKeeping = false;
        position = 0;
        if (null != kept)
        {
            kept.release();
            kept = null;
        }
    }

    /** Send from the beginning. */
    void rewind()
    {
        position = 0;
    }

    /** Whether kept bytes are to be sent before those that come from the client. */
    boolean isReplaying()
    {
        return null != kept && position < kept.length();
    }

    /** Bytes pass: keep a copy; without room for it the request cannot be sent again. */
    void keep(final PooledBuffer source, final int offset, final int length)
    {
        if (!isKeeping)
        {
            return;
        }
        if (null == kept)
        {
            kept = buffers.tryTake();
        }
        if (null == kept || kept.space() < length)
        {
            stop();
            return;
        }
        kept.memory().putBytes(kept.tail(), source.memory(), offset, length);
        kept.produced(length);
        position = kept.length();
    }

    /** Send kept bytes; returns how many were taken. */
    int sendTo(final StreamEndpoint to)
    {
        final int taken = to.sendData(kept, kept.head() + position, kept.length() - position, 0);
        position += Math.max(0, taken);
        return Math.max(0, taken);
    }
}
