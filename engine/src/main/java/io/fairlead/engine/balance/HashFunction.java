/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.Locale;

import org.agrona.DirectBuffer;

/**
 * Functions of {@code hash-type} that turn a key into 32 bits, read as unsigned. Results equal HAProxy's, so that
 * several balancers agree.
 * Source: configuration.txt 4.2 "hash-type".
 */
enum HashFunction
{
    /** Of the sdbm database library. */
    SDBM
    {
        @Override
        int hash(final DirectBuffer buffer, final int offset, final int length)
        {
            int hash = 0;
            for (int i = 0; i < length; i++)
            {
                hash = unsigned(buffer, offset + i) + (hash << 6) + (hash << 16) - hash;
            }
            return hash;
        }
    },

    /** Bernstein's, times 33. */
    DJB2
    {
        @Override
        int hash(final DirectBuffer buffer, final int offset, final int length)
        {
            int hash = 5381;
            for (int i = 0; i < length; i++)
            {
                hash = hash * 33 + unsigned(buffer, offset + i);
            }
            return hash;
        }
    },

    /** Two halves that rotate each other. */
    WT6
    {
        @Override
        int hash(final DirectBuffer buffer, final int offset, final int length)
        {
            int first = 0xa53c965a;
            int second = 0x5ca6953a;
            int firstStep = 6;
            int secondStep = 18;
            for (int i = 0; i < length; i++)
            {
                final int value = unsigned(buffer, offset + i);
                final int mixedFirst = ~(first ^ value);
                final int mixedSecond = ~(second + value);
                first = Integer.rotateLeft(mixedSecond, firstStep);
                second = Integer.rotateLeft(mixedFirst, secondStep);
                final int steps = ((first >>> 16) ^ second) & 0xFFFF;
                firstStep = steps & 0x1F;
                secondStep = steps >>> 11;
            }
            return first ^ second;
        }
    },

    /** CRC-32 of IEEE 802.3. */
    CRC32
    {
        @Override
        int hash(final DirectBuffer buffer, final int offset, final int length)
        {
            int crc = -1;
            for (int i = 0; i < length; i++)
            {
                crc ^= unsigned(buffer, offset + i);
                for (int bit = 0; bit < Byte.SIZE; bit++)
                {
                    crc = (crc >>> 1) ^ (0 == (crc & 1) ? 0 : 0xEDB88320);
                }
            }
            return ~crc;
        }
    },

    /** The key is a decimal number and is its own hash, its low 32 bits. */
    NONE
    {
        @Override
        int hash(final DirectBuffer buffer, final int offset, final int length)
        {
            if (0 == length)
            {
                return 0;
            }
            final byte sign = buffer.getByte(offset);
            final int start = '-' == sign || '+' == sign ? 1 : 0;
            long value = 0;
            for (int i = start; i < length; i++)
            {
                final int digit = buffer.getByte(offset + i) - '0';
                if (digit < 0 || digit > 9)
                {
                    break;
                }
                if (value > (Long.MAX_VALUE - digit) / 10)
                {
                    return '-' == sign ? (int)Long.MIN_VALUE : (int)Long.MAX_VALUE;
                }
                value = value * 10 + digit;
            }
            return (int)('-' == sign ? -value : value);
        }
    };

    private static final int PRIME = (int)3221225473L;

    /**
     * Hash a key.
     *
     * @param buffer holds the key.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return 32 bits.
     */
    abstract int hash(DirectBuffer buffer, int offset, int length);

    /**
     * The function of a name in {@code hash-type}.
     *
     * @param name or null for the default, sdbm.
     */
    static HashFunction of(final String name)
    {
        return null == name ? SDBM : valueOf(name.toUpperCase(Locale.ROOT));
    }

    /**
     * Spreads all bits of a hash over all bits of the result (the modifier {@code avalanche}): Bob Jenkins' integer
     * hash, then a prime near 3/4 of the range.
     */
    static int avalanche(final int hash)
    {
        int a = hash;
        a = (a + 0x7ed55d16) + (a << 12);
        a = (a ^ 0xc761c23c) ^ (a >>> 19);
        a = (a + 0x165667b1) + (a << 5);
        a = (a + 0xd3a2646c) ^ (a << 9);
        a = (a + 0xfd7046c5) + (a << 3);
        a = (a ^ 0xb55a4f09) ^ (a >>> 16);
        return a * PRIME;
    }

    private static int unsigned(final DirectBuffer buffer, final int index)
    {
        return buffer.getByte(index) & 0xFF;
    }
}
