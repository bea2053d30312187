/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.Arrays;

import org.agrona.DirectBuffer;

/**
 * Base64 (RFC 4648 sections 4 and 5) between slices, without allocation.
 */
public final class Base64Text
{
    private static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] STANDARD_VALUES = values(STANDARD);
    private static final byte[] URL_VALUES = values(URL);

    private Base64Text()
    {
    }

    private static byte[] values(final String alphabet)
    {
        final byte[] values = new byte[256];
        Arrays.fill(values, (byte)-1);
        for (int i = 0; i < alphabet.length(); i++)
        {
            values[alphabet.charAt(i)] = (byte)i;
        }
        return values;
    }

    /** Append the encoded form; the URL alphabet goes without padding. */
    public static void encode(
        final DirectBuffer in, final int offset, final int length, final boolean isUrl, final ByteWriter out)
    {
        final String alphabet = isUrl ? URL : STANDARD;
        int i = 0;
        for (; i + 3 <= length; i += 3)
        {
            final int group = (in.getByte(offset + i) & 0xFF) << 16 | (in.getByte(offset + i + 1) & 0xFF) << 8 |
                in.getByte(offset + i + 2) & 0xFF;
            out.put(alphabet.charAt(group >> 18)).put(alphabet.charAt(group >> 12 & 63))
                .put(alphabet.charAt(group >> 6 & 63)).put(alphabet.charAt(group & 63));
        }
        final int rest = length - i;
        if (0 == rest)
        {
            return;
        }
        final int first = in.getByte(offset + i) & 0xFF;
        final int second = 2 == rest ? in.getByte(offset + i + 1) & 0xFF : 0;
        out.put(alphabet.charAt(first >> 2)).put(alphabet.charAt((first & 3) << 4 | second >> 4));
        if (2 == rest)
        {
            out.put(alphabet.charAt((second & 15) << 2));
        }
        for (int pad = rest; !isUrl && pad < 3; pad++)
        {
            out.put('=');
        }
    }

    /** Append the decoded form; false when the text is not base64 of that alphabet. */
    public static boolean decode(
        final DirectBuffer in, final int offset, final int length, final boolean isUrl, final ByteWriter out)
    {
        final byte[] values = isUrl ? URL_VALUES : STANDARD_VALUES;
        int end = length;
        if (0 != (length & 3) && !isUrl)
        {
            return false;
        }
        for (int pad = 0; pad < 2 && 0 < end && '=' == in.getByte(offset + end - 1); pad++)
        {
            end--;
        }
        if (1 == (end & 3))
        {
            return false;
        }
        int group = 0;
        for (int i = 0; i < end; i++)
        {
            final int value = values[in.getByte(offset + i) & 0xFF];
            if (value < 0)
            {
                return false;
            }
            group = group << 6 | value;
            if (3 == (i & 3))
            {
                out.put(group >> 16).put(group >> 8).put(group);
                group = 0;
            }
        }
        if (2 == (end & 3))
        {
            out.put(group >> 4);
        }
        else if (3 == (end & 3))
        {
            out.put(group >> 10).put(group >> 2);
        }
        return !out.isFull();
    }
}
