/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.buffer;

import java.nio.ByteBuffer;

/**
 * One loop's stock of equal direct buffers, sliced from slabs that are allocated on demand up to a limit and never
 * given back. Last in, first out, so that the buffer in the processor's cache is the next one lent. Loop-confined.
 */
public final class BufferPool
{
    private static final int SLAB_BUFFERS = 16;
    private static final byte POISON = (byte)0xDE;

    private final int bufferSize;
    private final int limit;
    private PooledBuffer free;
    private int allocated;
    private int inUse;
    private long exhaustedCount;

    /**
     * A pool that starts empty.
     *
     * @param bufferSize capacity of each buffer in bytes ({@code tune.bufsize}).
     * @param limit      largest number of buffers, after which {@link #tryTake()} answers null.
     */
    public BufferPool(final int bufferSize, final int limit)
    {
        this.bufferSize = bufferSize;
        this.limit = limit;
    }

    /**
     * Capacity of each buffer.
     *
     * @return bytes.
     */
    public int bufferSize()
    {
        return bufferSize;
    }

    /**
     * Borrow an empty buffer.
     *
     * @return a buffer owned by the caller, or null when the pool is exhausted (counted).
     */
    public PooledBuffer tryTake()
    {
        if (null == free && !grow())
        {
            exhaustedCount++;
            return null;
        }
        final PooledBuffer buffer = free;
        free = buffer.next();
        buffer.next(null);
        buffer.isFree(false);
        inUse++;
        return buffer;
    }

    void release(final PooledBuffer buffer)
    {
        if (buffer.isFree())
        {
            throw new IllegalStateException("buffer released twice");
        }
        assert poison(buffer);
        buffer.clear();
        buffer.isFree(true);
        buffer.next(free);
        free = buffer;
        inUse--;
    }

    /**
     * Buffers lent and not yet returned.
     *
     * @return count.
     */
    public int inUse()
    {
        return inUse;
    }

    /**
     * Buffers that exist.
     *
     * @return count.
     */
    public int allocated()
    {
        return allocated;
    }

    /**
     * How often a buffer was wanted and none was there.
     *
     * @return count since start.
     */
    public long exhaustedCount()
    {
        return exhaustedCount;
    }

    private boolean grow()
    {
        final int count = Math.min(Math.min(SLAB_BUFFERS, Math.max(1, allocated)), limit - allocated);
        if (count <= 0)
        {
            return false;
        }
        final ByteBuffer slab;
        try
        {
            slab = ByteBuffer.allocateDirect(count * bufferSize);
        }
        catch (final OutOfMemoryError ex)
        {
            // direct memory is used up: the same as a dry pool, the caller waits and the event is counted
            return false;
        }
        for (int i = 0; i < count; i++)
        {
            final PooledBuffer buffer = new PooledBuffer(this, slab.slice(i * bufferSize, bufferSize));
            buffer.isFree(true);
            buffer.next(free);
            free = buffer;
        }
        allocated += count;
        return true;
    }

    private static boolean poison(final PooledBuffer buffer)
    {
        buffer.memory().setMemory(0, buffer.capacity(), POISON);
        return true;
    }
}
