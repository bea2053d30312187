/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds the messages in the bytes of a stream: a length in front of each, or a line end behind it. Which of both is
 * told by the first byte of each message. One thread.
 * <pre>
 *  | 17 &lt;134&gt;Nov 22 ... | &lt;134&gt;Nov 22 ... LF | ...
 *  0       head                               tail
 * </pre>
 * Source: RFC 6587 section 3.4.
 */
final class SyslogFraming
{
    /** More bytes are needed. */
    static final int NEED_MORE = -1;
    /** Nothing that follows can be understood. */
    static final int MALFORMED = -2;

    private final UnsafeBuffer buffer;
    private final boolean areAllLines;
    private int head;
    private int tail;
    private int start;

    SyslogFraming(final UnsafeBuffer buffer, final boolean areAllLines)
    {
        this.buffer = buffer;
        this.areAllLines = areAllLines;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Offset to put bytes at; makes room. */
    int tail()
    {
        if (head > 0)
        {
            buffer.putBytes(0, buffer, head, tail - head);
            tail -= head;
            head = 0;
        }
        return tail;
    }

    /** Bytes were put at the tail. */
    void added(final int length)
    {
        tail += length;
    }

    /** Offset of the message that was found last. */
    int start()
    {
        return start;
    }

    /** Length of the next message, {@link #NEED_MORE} or {@link #MALFORMED}. */
    int next()
    {
        if (head == tail)
        {
            return NEED_MORE;
        }
        final int first = buffer.getByte(head);
        if ('<' == first || areAllLines)
        {
            return line();
        }
        return first >= '1' && first <= '9' ? counted() : MALFORMED;
    }

    private int find(final int wanted)
    {
        int i = head;
        while (i < tail && wanted != buffer.getByte(i))
        {
            i++;
        }
        return i;
    }

    /** A full buffer will never hold the rest. */
    private int incomplete()
    {
        return 0 == head && buffer.capacity() == tail || tail - head >= buffer.capacity() ? MALFORMED : NEED_MORE;
    }

    private int line()
    {
        final int lineEnd = find('\n');
        if (lineEnd == tail)
        {
            return incomplete();
        }
        start = head;
        head = lineEnd + 1;
        final int length = lineEnd - start;
        return length > 0 && '\r' == buffer.getByte(lineEnd - 1) ? length - 1 : length;
    }

    private int counted()
    {
        final int blank = find(' ');
        if (blank == tail)
        {
            return incomplete();
        }
        int length = 0;
        for (int i = head; i < blank; i++)
        {
            final int digit = buffer.getByte(i) - '0';
            length = digit < 0 || digit > 9 || length > buffer.capacity() ? MALFORMED : 10 * length + digit;
            if (length < 0)
            {
                return MALFORMED;
            }
        }
        if (length > buffer.capacity())
        {
            return MALFORMED;
        }
        if (tail - blank - 1 < length)
        {
            return blank + 1 - head + length > buffer.capacity() ? MALFORMED : NEED_MORE;
        }
        start = blank + 1;
        head = start + length;
        return length;
    }
}
