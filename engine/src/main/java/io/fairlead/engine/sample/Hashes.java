/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.DirectBuffer;

/**
 * Hash functions the language offers, bit for bit as users compare them with other tools.
 */
public final class Hashes
{
    private static final int CRC32_POLYNOMIAL = 0xEDB88320;
    private static final int CRC32C_POLYNOMIAL = 0x82F63B78;
    private static final int[] CRC32 = crcTable(CRC32_POLYNOMIAL);
    private static final int[] CRC32C = crcTable(CRC32C_POLYNOMIAL);

    private static final long P32_1 = 0x9E3779B1L;
    private static final int PRIME32_1 = (int)P32_1;
    private static final int PRIME32_2 = 0x85EBCA77;
    private static final int PRIME32_3 = 0xC2B2AE3D;
    private static final int PRIME32_4 = 0x27D4EB2F;
    private static final int PRIME32_5 = 0x165667B1;
    private static final long PRIME64_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME64_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME64_3 = 0x165667B19E3779F9L;
    private static final long PRIME64_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME64_5 = 0x27D4EB2F165667C5L;

    private Hashes()
    {
    }

    private static int[] crcTable(final int polynomial)
    {
        final int[] table = new int[256];
        for (int i = 0; i < table.length; i++)
        {
            int crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = 0 == (crc & 1) ? crc >>> 1 : crc >>> 1 ^ polynomial;
            }
            table[i] = crc;
        }
        return table;
    }

    /** CRC-32 of IEEE 802.3, as a signed int holding 32 bits. */
    public static int crc32(final DirectBuffer buffer, final int offset, final int length)
    {
        return crc(CRC32, buffer, offset, length);
    }

    /** CRC-32C (Castagnoli). */
    public static int crc32c(final DirectBuffer buffer, final int offset, final int length)
    {
        return crc(CRC32C, buffer, offset, length);
    }

    private static int crc(final int[] table, final DirectBuffer buffer, final int offset, final int length)
    {
        int crc = -1;
        for (int i = 0; i < length; i++)
        {
            crc = crc >>> 8 ^ table[(crc ^ buffer.getByte(offset + i)) & 0xFF];
        }
        return ~crc;
    }

    /** The hash of the SDBM library. */
    public static int sdbm(final DirectBuffer buffer, final int offset, final int length)
    {
        int hash = 0;
        for (int i = 0; i < length; i++)
        {
            hash = (buffer.getByte(offset + i) & 0xFF) + (hash << 6) + (hash << 16) - hash;
        }
        return hash;
    }

    /** The hash of the SDBM library over signed bytes, going on from a value; keys of URLs are made so. */
    public static int signedSdbm(final int seed, final DirectBuffer buffer, final int offset, final int length)
    {
        int hash = seed;
        for (int i = 0; i < length; i++)
        {
            hash = buffer.getByte(offset + i) + (hash << 6) + (hash << 16) - hash;
        }
        return hash;
    }

    /** Daniel J. Bernstein's hash. */
    public static int djb2(final DirectBuffer buffer, final int offset, final int length)
    {
        int hash = 5381;
        for (int i = 0; i < length; i++)
        {
            hash = (hash << 5) + hash + (buffer.getByte(offset + i) & 0xFF);
        }
        return hash;
    }

    /** HAProxy's wt6. */
    public static int wt6(final DirectBuffer buffer, final int offset, final int length)
    {
        int h0 = 0xA53C965A;
        int h1 = 0x5CA6953A;
        int step0 = 6;
        int step1 = 18;
        for (int i = 0; i < length; i++)
        {
            final int b = buffer.getByte(offset + i) & 0xFF;
            final int mixed = ~(h0 ^ b);
            final int summed = ~(h1 + b);
            h0 = summed << step0 | summed >>> 32 - step0;
            h1 = mixed << step1 | mixed >>> 32 - step1;
            final int steps = (h0 >>> 16 ^ h1) & 0xFFFF;
            step0 = steps & 0x1F;
            step1 = steps >>> 11;
        }
        return h0 ^ h1;
    }

    /** Spreads the bits of a value over all 32 bits. */
    public static int avalanche(final int value)
    {
        int a = value;
        a = a + 0x7ED55D16 + (a << 12);
        a = a ^ 0xC761C23C ^ a >>> 19;
        a = a + 0x165667B1 + (a << 5);
        a = a + 0xD3A2646C ^ a << 9;
        a = a + 0xFD7046C5 + (a << 3);
        a = a ^ 0xB55A4F09 ^ a >>> 16;
        return a * 0xC0000001;
    }

    /** XXH32. */
    public static int xxh32(final DirectBuffer buffer, final int offset, final int length, final int seed)
    {
        int at = offset;
        final int end = offset + length;
        int hash;
        if (length >= 16)
        {
            int v1 = seed + PRIME32_1 + PRIME32_2;
            int v2 = seed + PRIME32_2;
            int v3 = seed;
            int v4 = seed - PRIME32_1;
            for (; at <= end - 16; at += 16)
            {
                v1 = round32(v1, int32(buffer, at));
                v2 = round32(v2, int32(buffer, at + 4));
                v3 = round32(v3, int32(buffer, at + 8));
                v4 = round32(v4, int32(buffer, at + 12));
            }
            hash = Integer.rotateLeft(v1, 1) + Integer.rotateLeft(v2, 7) + Integer.rotateLeft(v3, 12) +
                Integer.rotateLeft(v4, 18);
        }
        else
        {
            hash = seed + PRIME32_5;
        }
        hash += length;
        for (; at <= end - 4; at += 4)
        {
            hash = Integer.rotateLeft(hash + int32(buffer, at) * PRIME32_3, 17) * PRIME32_4;
        }
        for (; at < end; at++)
        {
            hash = Integer.rotateLeft(hash + (buffer.getByte(at) & 0xFF) * PRIME32_5, 11) * PRIME32_1;
        }
        hash = (hash ^ hash >>> 15) * PRIME32_2;
        hash = (hash ^ hash >>> 13) * PRIME32_3;
        return hash ^ hash >>> 16;
    }

    private static int round32(final int accumulator, final int input)
    {
        return Integer.rotateLeft(accumulator + input * PRIME32_2, 13) * PRIME32_1;
    }

    /** XXH64. */
    public static long xxh64(final DirectBuffer buffer, final int offset, final int length, final long seed)
    {
        int at = offset;
        final int end = offset + length;
        long hash;
        if (length >= 32)
        {
            long v1 = seed + PRIME64_1 + PRIME64_2;
            long v2 = seed + PRIME64_2;
            long v3 = seed;
            long v4 = seed - PRIME64_1;
            for (; at <= end - 32; at += 32)
            {
                v1 = round64(v1, int64(buffer, at));
                v2 = round64(v2, int64(buffer, at + 8));
                v3 = round64(v3, int64(buffer, at + 16));
                v4 = round64(v4, int64(buffer, at + 24));
            }
            hash = Long.rotateLeft(v1, 1) + Long.rotateLeft(v2, 7) + Long.rotateLeft(v3, 12) + Long.rotateLeft(v4, 18);
            hash = merge64(merge64(merge64(merge64(hash, v1), v2), v3), v4);
        }
        else
        {
            hash = seed + PRIME64_5;
        }
        hash += length;
        for (; at <= end - 8; at += 8)
        {
            hash = Long.rotateLeft(hash ^ round64(0, int64(buffer, at)), 27) * PRIME64_1 + PRIME64_4;
        }
        if (at <= end - 4)
        {
            hash = Long.rotateLeft(hash ^ (int32(buffer, at) & 0xFFFF_FFFFL) * PRIME64_1, 23) * PRIME64_2 + PRIME64_3;
            at += 4;
        }
        for (; at < end; at++)
        {
            hash = Long.rotateLeft(hash ^ (buffer.getByte(at) & 0xFF) * PRIME64_5, 11) * PRIME64_1;
        }
        return avalanche64(hash);
    }

    private static long round64(final long accumulator, final long input)
    {
        return Long.rotateLeft(accumulator + input * PRIME64_2, 31) * PRIME64_1;
    }

    private static long merge64(final long hash, final long value)
    {
        return (hash ^ round64(0, value)) * PRIME64_1 + PRIME64_4;
    }

    private static long avalanche64(final long value)
    {
        long hash = (value ^ value >>> 33) * PRIME64_2;
        hash = (hash ^ hash >>> 29) * PRIME64_3;
        return hash ^ hash >>> 32;
    }

    private static int int32(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset, java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    private static long int64(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset, java.nio.ByteOrder.LITTLE_ENDIAN);
    }
}
