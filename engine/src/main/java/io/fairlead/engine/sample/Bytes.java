/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.DirectBuffer;

/**
 * Comparing and scanning slices, without allocation.
 */
public final class Bytes
{
    private Bytes()
    {
    }

    /** Lower case of an ASCII letter; other bytes unchanged. */
    public static int lower(final int b)
    {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    /** Upper case of an ASCII letter; other bytes unchanged. */
    public static int upper(final int b)
    {
        return b >= 'a' && b <= 'z' ? b & ~0x20 : b;
    }

    /** Whether two slices hold the same bytes. */
    public static boolean equal(
        final DirectBuffer a, final int aOffset, final DirectBuffer b, final int bOffset, final int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (a.getByte(aOffset + i) != b.getByte(bOffset + i))
            {
                return false;
            }
        }
        return true;
    }

    /** Whether two slices hold the same bytes but for the case of ASCII letters. */
    public static boolean equalIgnoreCase(
        final DirectBuffer a, final int aOffset, final DirectBuffer b, final int bOffset, final int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (lower(a.getByte(aOffset + i)) != lower(b.getByte(bOffset + i)))
            {
                return false;
            }
        }
        return true;
    }

    /** Index of a byte within a slice, relative to its start, or -1. */
    public static int indexOf(final DirectBuffer buffer, final int offset, final int length, final int wanted)
    {
        for (int i = 0; i < length; i++)
        {
            if ((byte)wanted == buffer.getByte(offset + i))
            {
                return i;
            }
        }
        return -1;
    }

    /** First index at or after {@code from} where the needle is found in the slice, or -1. */
    public static int indexOf(
        final DirectBuffer buffer, final int offset, final int length, final int from,
        final DirectBuffer needle, final int needleOffset, final int needleLength)
    {
        final int last = length - needleLength;
        for (int i = from; i <= last; i++)
        {
            if (equal(buffer, offset + i, needle, needleOffset, needleLength))
            {
                return i;
            }
        }
        return -1;
    }

    /** As {@link #indexOf}, ASCII letters compared without case. */
    public static int indexOfIgnoreCase(
        final DirectBuffer buffer, final int offset, final int length, final int from,
        final DirectBuffer needle, final int needleOffset, final int needleLength)
    {
        final int last = length - needleLength;
        for (int i = from; i <= last; i++)
        {
            if (equalIgnoreCase(buffer, offset + i, needle, needleOffset, needleLength))
            {
                return i;
            }
        }
        return -1;
    }

    /** Value of a hexadecimal digit, or -1. */
    public static int hexDigit(final int b)
    {
        if (b >= '0' && b <= '9')
        {
            return b - '0';
        }
        final int letter = b | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /**
     * Number at the start of a slice: optional minus sign and digits, stopping at the first other byte. Values beyond
     * 64 bits stick to the nearest end of the range; nothing readable is zero.
     */
    public static long parseLong(final DirectBuffer buffer, final int offset, final int length)
    {
        int i = 0;
        boolean isNegative = false;
        if (length > 0 && '-' == buffer.getByte(offset))
        {
            isNegative = true;
            i = 1;
        }
        long result = 0;
        for (; i < length; i++)
        {
            final int digit = buffer.getByte(offset + i) - '0';
            if (digit < 0 || digit > 9)
            {
                break;
            }
            if (isNegative ? result < (Long.MIN_VALUE + digit) / 10 : result > (Long.MAX_VALUE - digit) / 10)
            {
                return isNegative ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            result = isNegative ? result * 10 - digit : result * 10 + digit;
        }
        return result;
    }

    /**
     * Number at the start of a slice as fetches that end in {@code _val} read it: 32 bits that wrap around, ended only
     * by bytes that come after the digits; those before them count as digits below zero, as in HAProxy.
     */
    public static int leadingInt(final DirectBuffer buffer, final int offset, final int length)
    {
        final boolean isNegative = length > 0 && '-' == buffer.getByte(offset);
        int result = 0;
        for (int i = isNegative ? 1 : 0; i < length; i++)
        {
            final int digit = buffer.getByte(offset + i) - '0';
            if (digit > 9)
            {
                break;
            }
            result = isNegative ? result * 10 - digit : result * 10 + digit;
        }
        return result;
    }
}
