/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.DirectBuffer;

/**
 * Finds the parts of header values: elements of comma-separated lists, with quoted strings kept together. Offsets are
 * absolute. Source: RFC 9110 section 5.6.1.
 */
public final class HeaderText
{
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long COMMAS = ',' * LOW_BITS;
    private static final long QUOTES = '"' * LOW_BITS;

    private HeaderText()
    {
    }

    /** Whether a byte is a space or tab. */
    public static boolean isBlank(final int b)
    {
        return ' ' == b || '\t' == b;
    }

    /** Where the element that begins at an offset ends: at the next comma outside quotes, or at the end. */
    public static int elementEnd(final DirectBuffer buffer, final int from, final int end)
    {
        boolean isQuoted = false;
        for (int i = skipPlain(buffer, from, end); i < end; i++)
        {
            final byte b = buffer.getByte(i);
            if (isQuoted)
            {
                if ('\\' == b)
                {
                    i++;
                }
                else if ('"' == b)
                {
                    isQuoted = false;
                }
            }
            else if ('"' == b)
            {
                isQuoted = true;
            }
            else if (',' == b)
            {
                return i;
            }
        }
        return end;
    }

    /** An offset before which there is neither comma nor quote; bytes are looked at eight at a time. */
    private static int skipPlain(final DirectBuffer buffer, final int from, final int end)
    {
        int i = from;
        while (i + Long.BYTES <= end)
        {
            final long word = buffer.getLong(i);
            final long commas = word ^ COMMAS;
            final long quotes = word ^ QUOTES;
            if (0 != ((commas - LOW_BITS & ~commas | quotes - LOW_BITS & ~quotes) & HIGH_BITS))
            {
                break;
            }
            i += Long.BYTES;
        }
        return i;
    }

    /** First offset from which no blank follows. */
    public static int skipBlanks(final DirectBuffer buffer, final int from, final int end)
    {
        int i = from;
        while (i < end && isBlank(buffer.getByte(i)))
        {
            i++;
        }
        return i;
    }

    /** Offset one past the last byte that is no blank. */
    public static int trimEnd(final DirectBuffer buffer, final int from, final int end)
    {
        int i = end;
        while (i > from && isBlank(buffer.getByte(i - 1)))
        {
            i--;
        }
        return i;
    }
}
