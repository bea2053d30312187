/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HttpMessage;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * Comma-separated lists in header values, read and shortened in place (RFC 9110 section 5.6.1).
 */
final class Http1Lists
{
    static final byte[] CLOSE = ascii("close");
    static final byte[] KEEP_ALIVE = ascii("keep-alive");
    static final byte[] UPGRADE = ascii("upgrade");
    static final byte[] H2C = ascii("h2c");
    static final byte[] H2 = ascii("h2");
    private static final byte[] WEBSOCKET = ascii("websocket");

    private Http1Lists()
    {
    }

    /**
     * Note the options of a connection header and take {@code close} and {@code keep-alive} out of it.
     *
     * @return offset one past what is left, {@code begin} when nothing is.
     */
    static int connection(
        final UnsafeBuffer buffer, final int begin, final int end, final boolean keepsAll, final HttpMessage out)
    {
        int to = begin;
        int untouchedFrom = begin;
        int i = Http1Chars.skipBlanks(buffer, begin, end);
        while (i < end)
        {
            final int elementEnd = Http1Chars.listElementEnd(buffer, i, end);
            final int length = Http1Chars.trimBlanks(buffer, i, elementEnd) - i;
            boolean isKept = true;
            if (Http1Chars.equalsIgnoreCase(buffer, i, length, KEEP_ALIVE))
            {
                out.addFlags(HttpMessage.CONNECTION_KEEP_ALIVE);
                isKept = keepsAll;
            }
            else if (Http1Chars.equalsIgnoreCase(buffer, i, length, CLOSE))
            {
                out.addFlags(HttpMessage.CONNECTION_CLOSE);
                isKept = keepsAll;
            }
            else if (Http1Chars.equalsIgnoreCase(buffer, i, length, UPGRADE))
            {
                out.addFlags(HttpMessage.CONNECTION_UPGRADE);
            }
            if (isKept)
            {
                to = keep(buffer, begin, to, untouchedFrom, i, length, elementEnd);
            }
            untouchedFrom = elementEnd;
            i = Http1Chars.skipBlanks(buffer, elementEnd + 1, end);
        }
        return to;
    }

    /**
     * Note websocket in an upgrade header and take HTTP/2 out of it.
     *
     * @return offset one past what is left, {@code begin} when nothing is.
     */
    static int upgrade(final UnsafeBuffer buffer, final int begin, final int end, final HttpMessage out)
    {
        int to = begin;
        int untouchedFrom = begin;
        int i = Http1Chars.skipBlanks(buffer, begin, end);
        while (i < end)
        {
            final int elementEnd = Http1Chars.listElementEnd(buffer, i, end);
            final int length = Http1Chars.trimBlanks(buffer, i, elementEnd) - i;
            if (Http1Chars.equalsIgnoreCase(buffer, i, length, WEBSOCKET))
            {
                out.addFlags(HttpMessage.WEBSOCKET);
            }
            if (!Http1Chars.equalsIgnoreCase(buffer, i, length, H2C) &&
                !Http1Chars.equalsIgnoreCase(buffer, i, length, H2))
            {
                to = keep(buffer, begin, to, untouchedFrom, i, length, elementEnd);
            }
            untouchedFrom = elementEnd;
            i = Http1Chars.skipBlanks(buffer, elementEnd + 1, end);
        }
        return to;
    }

    /**
     * Take every element that equals a token out of a list.
     *
     * @return offset one past what is left, {@code begin} when nothing is.
     */
    static int remove(final UnsafeBuffer buffer, final int begin, final int end, final byte[] token)
    {
        int to = begin;
        int untouchedFrom = begin;
        int i = Http1Chars.skipBlanks(buffer, begin, end);
        while (i < end)
        {
            final int elementEnd = Http1Chars.listElementEnd(buffer, i, end);
            final int length = Http1Chars.trimBlanks(buffer, i, elementEnd) - i;
            if (!Http1Chars.equalsIgnoreCase(buffer, i, length, token))
            {
                to = keep(buffer, begin, to, untouchedFrom, i, length, elementEnd);
            }
            untouchedFrom = elementEnd;
            i = Http1Chars.skipBlanks(buffer, elementEnd + 1, end);
        }
        return to;
    }

    /**
     * As long as nothing was taken out the text stays as it is, blanks included; afterwards elements are joined by
     * commas.
     */
    private static int keep(
        final UnsafeBuffer buffer,
        final int begin,
        final int to,
        final int untouchedFrom,
        final int element,
        final int length,
        final int elementEnd)
    {
        if (to == untouchedFrom)
        {
            return elementEnd;
        }
        int at = to;
        if (at > begin)
        {
            buffer.putByte(at++, (byte)',');
        }
        for (int i = 0; i < length; i++)
        {
            buffer.putByte(at + i, buffer.getByte(element + i));
        }
        return at + length;
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
