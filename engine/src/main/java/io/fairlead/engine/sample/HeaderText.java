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
        for (int i = from; i < end; i++)
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
