/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.http.HttpMessage;

/** Walks through the comma-separated elements of all headers of a name (RFC 9110 section 5.6.1). */
final class HeaderElements
{
    private HttpMessage head;
    private int headerId;
    private int header;
    private UnsafeBuffer buffer;
    private int rest;
    private int end;
    private int offset;
    private int length;

    void begin(final HttpMessage message, final int id)
    {
        head = message;
        headerId = id;
        header = -1;
        rest = 0;
        end = 0;
    }

    /** Go to the next element; false when there is none. Blanks around elements do not belong to them. */
    boolean next()
    {
        while (rest >= end)
        {
            header = head.findHeader(headerId, header);
            if (header < 0)
            {
                return false;
            }
            buffer = head.valueBuffer(header);
            rest = head.valueOffset(header);
            end = rest + head.valueLength(header);
        }
        int from = rest;
        int to = from;
        boolean isQuoted = false;
        for (; to < end; to++)
        {
            final byte b = buffer.getByte(to);
            if ('\\' == b && isQuoted)
            {
                to++;
            }
            else if ('"' == b)
            {
                isQuoted = !isQuoted;
            }
            else if (',' == b && !isQuoted)
            {
                break;
            }
        }
        to = Math.min(to, end);
        rest = to + 1;
        while (from < to && isBlank(buffer.getByte(from)))
        {
            from++;
        }
        while (to > from && isBlank(buffer.getByte(to - 1)))
        {
            to--;
        }
        offset = from;
        length = to - from;
        return true;
    }

    static boolean isBlank(final byte b)
    {
        return ' ' == b || '\t' == b;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int offset()
    {
        return offset;
    }

    int length()
    {
        return length;
    }

    /** Length of the token the element begins with. */
    int tokenLength()
    {
        int at = 0;
        while (at < length && isToken(buffer.getByte(offset + at)))
        {
            at++;
        }
        return at;
    }

    private static boolean isToken(final byte b)
    {
        return b > ' ' && b < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(b) < 0;
    }

    /** Whether the element is a word, whatever its case. */
    boolean is(final byte[] word)
    {
        return word.length == length && startsWith(buffer, offset, length, word);
    }

    /** Whether the element's token is a word, whatever its case. */
    boolean isToken(final byte[] word)
    {
        return word.length == tokenLength() && startsWith(buffer, offset, length, word);
    }

    /** Whether bytes begin with a word, whatever their case. */
    static boolean startsWith(final UnsafeBuffer buffer, final int offset, final int length, final byte[] word)
    {
        if (length < word.length)
        {
            return false;
        }
        for (int i = 0; i < word.length; i++)
        {
            if (lower(buffer.getByte(offset + i)) != lower(word[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static int lower(final byte b)
    {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    /** The quality of the element, {@code ;q=}, in thousandths; 1000 when it has none (RFC 9110 section 12.4.2). */
    int quality()
    {
        int at = offset + tokenLength();
        final int limit = offset + length;
        while (true)
        {
            at = skipBlanks(at, limit);
            if (at >= limit || ';' != buffer.getByte(at))
            {
                return 1000;
            }
            at = skipBlanks(at + 1, limit);
            if (at >= limit)
            {
                return 1000;
            }
            if (at + 1 < limit && 'q' == buffer.getByte(at) && '=' == buffer.getByte(at + 1))
            {
                return quality(at + 2, limit);
            }
            while (at < limit && ';' != buffer.getByte(at))
            {
                at++;
            }
        }
    }

    private int skipBlanks(final int from, final int limit)
    {
        int at = from;
        while (at < limit && isBlank(buffer.getByte(at)))
        {
            at++;
        }
        return at;
    }

    private int quality(final int from, final int limit)
    {
        int at = from;
        if (at >= limit || '0' != buffer.getByte(at++))
        {
            return 1000;
        }
        if (at >= limit || '.' != buffer.getByte(at))
        {
            return 0;
        }
        int quality = 0;
        for (int unit = 100; unit > 0; unit /= 10)
        {
            at++;
            final int digit = at < limit ? buffer.getByte(at) - '0' : -1;
            if (digit < 0 || digit > 9)
            {
                break;
            }
            quality += digit * unit;
        }
        return quality;
    }
}
