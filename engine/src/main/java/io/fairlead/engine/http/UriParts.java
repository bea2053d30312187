/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import org.agrona.DirectBuffer;

/**
 * Finds the parts of a request target in place: {@code scheme://user@authority/path?query} (RFC 3986 section 3), with
 * HAProxy's simple rules for where each one ends.
 */
public final class UriParts
{
    private UriParts()
    {
    }

    /**
     * Length of a scheme with its {@code ://} at the beginning of a target.
     *
     * @param buffer that holds the target.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return bytes, 0 when there is no scheme.
     */
    public static int schemeLength(final DirectBuffer buffer, final int offset, final int length)
    {
        final int end = offset + length;
        if (length < 1 || !isAlpha(buffer.getByte(offset)))
        {
            return 0;
        }
        int i = offset + 1;
        while (i < end && isSchemeByte(buffer.getByte(i)))
        {
            i++;
        }
        if (i + 3 > end || ':' != buffer.getByte(i) || '/' != buffer.getByte(i + 1) || '/' != buffer.getByte(i + 2))
        {
            return 0;
        }
        return i + 3 - offset;
    }

    /**
     * Where an authority ends: at the first slash or the end of the target.
     *
     * @param buffer that holds it.
     * @param offset first byte after the scheme.
     * @param length of the rest of the target.
     * @return offset one past the authority.
     */
    public static int authorityEnd(final DirectBuffer buffer, final int offset, final int length)
    {
        final int slash = indexOf(buffer, offset, offset + length, (byte)'/');
        return slash < 0 ? offset + length : slash;
    }

    /**
     * Where an authority begins when user information, up to the last at sign, is left out.
     *
     * @param buffer that holds it.
     * @param offset first byte after the scheme.
     * @param length of the rest of the target.
     * @return offset of the host.
     */
    public static int authorityOffset(final DirectBuffer buffer, final int offset, final int length)
    {
        int begin = offset;
        for (int i = offset, end = authorityEnd(buffer, offset, length); i < end; i++)
        {
            if ('@' == buffer.getByte(i))
            {
                begin = i + 1;
            }
        }
        return begin;
    }

    /**
     * Length of the digits of a port at the end of a host.
     *
     * @param buffer that holds the host.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return digits after the last colon, 0 when it ends in a colon, -1 when there is no port.
     */
    public static int portLength(final DirectBuffer buffer, final int offset, final int length)
    {
        int i = offset + length;
        while (i > offset)
        {
            i--;
            final byte b = buffer.getByte(i);
            if (b < '0' || b > '9')
            {
                return ':' == b ? offset + length - i - 1 : -1;
            }
        }
        return -1;
    }

    static int indexOf(final DirectBuffer buffer, final int from, final int to, final byte wanted)
    {
        for (int i = from; i < to; i++)
        {
            if (wanted == buffer.getByte(i))
            {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAlpha(final byte b)
    {
        final int lower = b | 0x20;
        return 'a' <= lower && lower <= 'z';
    }

    private static boolean isSchemeByte(final byte b)
    {
        return isAlpha(b) || '0' <= b && b <= '9' || '+' == b || '-' == b || '.' == b;
    }
}
