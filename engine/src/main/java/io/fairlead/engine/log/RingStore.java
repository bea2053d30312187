/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The latest records, oldest first; a new one pushes out as many old ones as it needs. Positions only grow, and tell a
 * record by the number of bytes that were ever stored before it. Not for several threads.
 * <pre>
 *  | length (4) | text | length (4) | text | ...      wraps at the end
 * </pre>
 */
final class RingStore
{
    private static final int HEADER_LENGTH = Integer.BYTES;

    private final UnsafeBuffer buffer;
    private final int capacity;
    private long oldest;
    private long newest;

    RingStore(final int capacity)
    {
        this.capacity = capacity;
        buffer = new UnsafeBuffer(new byte[capacity]);
    }

    /** Position of the oldest record. */
    long oldest()
    {
        return oldest;
    }

    /** Position behind the newest record. */
    long newest()
    {
        return newest;
    }

    /**
     * Store a record.
     *
     * @param pin position that must not be pushed out.
     * @return false when there is no room without that.
     */
    boolean append(final DirectBuffer source, final int offset, final int length, final long pin)
    {
        final int needed = HEADER_LENGTH + length;
        if (needed > capacity)
        {
            return false;
        }
        long first = oldest;
        while (newest + needed - first > capacity)
        {
            if (first >= pin)
            {
                return false;
            }
            first += HEADER_LENGTH + lengthAt(first);
        }
        oldest = first;
        for (int i = 0; i < HEADER_LENGTH; i++)
        {
            buffer.putByte(index(newest + i), (byte)(length >>> i * Byte.SIZE));
        }
        final int at = index(newest + HEADER_LENGTH);
        final int firstPart = Math.min(length, capacity - at);
        buffer.putBytes(at, source, offset, firstPart);
        buffer.putBytes(0, source, offset + firstPart, length - firstPart);
        newest += needed;
        return true;
    }

    /** Bytes of the record at a position. */
    int lengthAt(final long position)
    {
        int length = 0;
        for (int i = 0; i < HEADER_LENGTH; i++)
        {
            length |= (buffer.getByte(index(position + i)) & 0xFF) << i * Byte.SIZE;
        }
        return length;
    }

    /** Position of the record behind one. */
    long next(final long position)
    {
        return position + HEADER_LENGTH + lengthAt(position);
    }

    /** Copy the text of the record at a position. */
    void copy(final long position, final byte[] target, final int offset, final int length)
    {
        final int at = index(position + HEADER_LENGTH);
        final int firstPart = Math.min(length, capacity - at);
        buffer.getBytes(at, target, offset, firstPart);
        buffer.getBytes(0, target, offset + firstPart, length - firstPart);
    }

    private int index(final long position)
    {
        return (int)(position % capacity);
    }
}
