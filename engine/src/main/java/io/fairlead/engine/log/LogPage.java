/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.sample.ByteWriter;

/**
 * A record being written: its text, with room for a header in front of it and a line end behind it, and its structured
 * data. Grows to what the destinations ask for and allocates nothing from then on. One thread.
 * <pre>
 *  |          room for headers         | text                       | LF |
 *                    | header of one   |
 * </pre>
 */
final class LogPage
{
    private static final int INITIAL_HEADER_ROOM = 512;

    private UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private ByteWriter text = new ByteWriter(buffer);
    private ByteWriter structuredData = new ByteWriter(buffer);
    private int textStart;
    private int textCapacity;

    /** Begin an empty record with room for what destinations take. */
    ByteWriter begin(final LogTargets targets)
    {
        reserve(targets);
        structuredData.region(0, 0);
        return text.region(textStart, textStart + textCapacity);
    }

    /** The whole record, header and text in one, behind {@link #begin}. */
    ByteWriter record(final int length)
    {
        return text.region(textStart, textStart + length);
    }

    ByteWriter beginStructuredData()
    {
        return structuredData.clear();
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    MutableDirectBuffer structuredData()
    {
        return structuredData.buffer();
    }

    /** Offset of the text. */
    int textStart()
    {
        return textStart;
    }

    /** Whether nothing was written. */
    boolean isEmpty()
    {
        return 0 == text.length();
    }

    /** Bytes of the text without line ends behind it. */
    int textLength()
    {
        int length = text.length();
        while (length > 0 && isLineEnd(buffer.getByte(textStart + length - 1)))
        {
            length--;
        }
        return length;
    }

    static boolean isLineEnd(final byte b)
    {
        return '\n' == b || 0 == b;
    }

    /** Bytes of the structured data without blanks behind them. */
    int structuredDataLength()
    {
        int length = structuredData.length();
        while (length > 0 && ' ' == structuredData.buffer().getByte(length - 1))
        {
            length--;
        }
        return length;
    }

    private void reserve(final LogTargets targets)
    {
        final int headerRoom = targets.maxHeaderLength() + 1 +
            (targets.wantsStructuredData() ? targets.maxLength() : 0);
        if (headerRoom > textStart || targets.maxLength() > textCapacity)
        {
            textStart = Math.max(textStart, Math.max(INITIAL_HEADER_ROOM, headerRoom));
            textCapacity = Math.max(textCapacity, targets.maxLength());
            buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(textStart + textCapacity + 1, Long.BYTES));
            text = new ByteWriter(buffer);
            structuredData = new ByteWriter(new UnsafeBuffer(new byte[textCapacity]));
        }
    }
}
