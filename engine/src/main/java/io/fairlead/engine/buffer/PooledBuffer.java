/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.buffer;

import java.nio.ByteBuffer;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A fixed-capacity direct buffer lent by a {@link BufferPool}. It has exactly one owner at a time; passing it on passes
 * the duty to release it. Readable bytes lie in {@code [head, tail)}, room for more in {@code [tail, capacity)}.
 * <pre>
 *  0        head          tail        capacity
 *  | (sent) | readable    | free      |
 * </pre>
 * Loop-confined.
 */
public final class PooledBuffer
{
    private final ByteBuffer bytes;
    private final UnsafeBuffer memory;
    private final BufferPool pool;
    private int head;
    private int tail;
    private boolean isFree;
    private PooledBuffer next;

    PooledBuffer(final BufferPool pool, final ByteBuffer bytes)
    {
        this.pool = pool;
        this.bytes = bytes;
        this.memory = new UnsafeBuffer(bytes);
    }

    /**
     * The same bytes for absolute random access.
     *
     * @return view of the whole capacity.
     */
    public UnsafeBuffer memory()
    {
        return memory;
    }

    /**
     * View for channel reads and writes: position and limit enclose {@code [offset, offset + length)}.
     *
     * @param offset first byte.
     * @param length number of bytes.
     * @return the shared NIO view, valid until the next call on this buffer.
     */
    public ByteBuffer nio(final int offset, final int length)
    {
        return bytes.limit(offset + length).position(offset);
    }

    /**
     * Offset of the first readable byte.
     *
     * @return 0 to {@link #tail()}.
     */
    public int head()
    {
        return head;
    }

    /**
     * Offset one past the last readable byte.
     *
     * @return {@link #head()} to {@link #capacity()}.
     */
    public int tail()
    {
        return tail;
    }

    /**
     * Bytes that can be read.
     *
     * @return tail minus head.
     */
    public int length()
    {
        return tail - head;
    }

    /**
     * Room behind the tail.
     *
     * @return bytes that can be appended.
     */
    public int space()
    {
        return bytes.capacity() - tail;
    }

    /**
     * Size of the buffer in bytes.
     *
     * @return capacity.
     */
    public int capacity()
    {
        return bytes.capacity();
    }

    /**
     * Whether nothing is readable.
     *
     * @return true when head equals tail.
     */
    public boolean isEmpty()
    {
        return head == tail;
    }

    /**
     * Move the head forward; when all was read both offsets return to 0.
     *
     * @param count bytes done with.
     */
    public void consume(final int count)
    {
        assert count >= 0 && head + count <= tail : "consume " + count + " of " + length();
        head += count;
        if (head == tail)
        {
            head = 0;
            tail = 0;
        }
    }

    /**
     * Move the head forward without ever resetting the offsets, so that slices into the buffer stay valid.
     *
     * @param count bytes done with.
     */
    public void skip(final int count)
    {
        assert count >= 0 && head + count <= tail : "skip " + count + " of " + length();
        head += count;
    }

    /**
     * Account for bytes appended behind the tail.
     *
     * @param count bytes appended.
     */
    public void produced(final int count)
    {
        assert count >= 0 && tail + count <= bytes.capacity() : "produced " + count + " with " + space() + " free";
        tail += count;
    }

    /**
     * Take readable bytes out; what lies behind them moves forward.
     *
     * @param offset of the first one, {@link #head()} to {@link #tail()}.
     * @param count  bytes.
     */
    public void remove(final int offset, final int count)
    {
        assert offset >= head && offset + count <= tail : "remove " + count + " at " + offset;
        final int from = offset + count;
        if (from < tail)
        {
            memory.putBytes(offset, memory, from, tail - from);
        }
        tail -= count;
    }

    /** Forget all content. */
    public void clear()
    {
        head = 0;
        tail = 0;
    }

    /** Move readable bytes to offset 0, so that all free room lies behind them. */
    public void compact()
    {
        if (head > 0)
        {
            final int length = length();
            if (length > 0)
            {
                memory.putBytes(0, memory, head, length);
            }
            head = 0;
            tail = length;
        }
    }

    /** Hand the buffer back to its pool; the caller must forget it. */
    public void release()
    {
        pool.release(this);
    }

    boolean isFree()
    {
        return isFree;
    }

    void isFree(final boolean value)
    {
        isFree = value;
    }

    PooledBuffer next()
    {
        return next;
    }

    void next(final PooledBuffer value)
    {
        next = value;
    }
}
