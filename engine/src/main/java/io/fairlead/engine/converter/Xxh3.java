/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.nio.ByteOrder;
import java.util.HexFormat;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * XXH3 of 64 bits with a seed, by its published specification (xxHash, "XXH3 algorithm overview").
 */
final class Xxh3
{
    /** Bytes of working memory {@link #hash} needs. */
    static final int WORK_LENGTH = 256;

    private static final int SECRET_LENGTH = 192;
    private static final UnsafeBuffer SECRET = new UnsafeBuffer(HexFormat.of().parseHex(
        "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f" +
        "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c" +
        "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8" +
        "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364" +
        "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e" +
        "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"));
    private static final long UNSIGNED = 0xFFFF_FFFFL;
    private static final long PRIME32_1 = 0x9E3779B1L;
    private static final long PRIME32_2 = 0x85EBCA77L;
    private static final long PRIME32_3 = 0xC2B2AE3DL;
    private static final long PRIME64_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME64_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME64_3 = 0x165667B19E3779F9L;
    private static final long PRIME64_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME64_5 = 0x27D4EB2F165667C5L;
    private static final long PRIME_MX1 = 0x165667919E3779F9L;
    private static final long PRIME_MX2 = 0x9FB21C651E98DF25L;

    private static final int LANES = 8;
    private static final int STRIPE_LENGTH = 64;
    private static final int STRIPES_PER_BLOCK = (SECRET_LENGTH - STRIPE_LENGTH) / Long.BYTES;
    private static final int BLOCK_LENGTH = STRIPE_LENGTH * STRIPES_PER_BLOCK;
    private static final int LANES_OFFSET = SECRET_LENGTH;

    private Xxh3()
    {
    }

    /**
     * Hash of a slice.
     *
     * @param work at least {@link #WORK_LENGTH} bytes, overwritten.
     */
    static long hash(
        final DirectBuffer in, final int offset, final int length, final long seed, final MutableDirectBuffer work)
    {
        if (length > 240)
        {
            return hashLong(in, offset, length, seed, work);
        }
        if (length > 128)
        {
            return hashTo240(in, offset, length, seed);
        }
        if (length > 16)
        {
            return hashTo128(in, offset, length, seed);
        }
        return hashTo16(in, offset, length, seed);
    }

    private static long read64(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    private static long read32(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN) & UNSIGNED;
    }

    private static long fold(final long a, final long b)
    {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }

    private static long avalanche(final long value)
    {
        long hash = value;
        hash ^= hash >>> 37;
        hash *= PRIME_MX1;
        return hash ^ hash >>> 32;
    }

    private static long avalanche64(final long value)
    {
        long hash = value;
        hash ^= hash >>> 33;
        hash *= PRIME64_2;
        hash ^= hash >>> 29;
        hash *= PRIME64_3;
        return hash ^ hash >>> 32;
    }

    private static long hashTo16(final DirectBuffer in, final int offset, final int length, final long seed)
    {
        if (length > 8)
        {
            final long low = read64(in, offset) ^ (read64(SECRET, 24) ^ read64(SECRET, 32)) + seed;
            final long high = read64(in, offset + length - 8) ^ (read64(SECRET, 40) ^ read64(SECRET, 48)) - seed;
            return avalanche(length + Long.reverseBytes(low) + high + fold(low, high));
        }
        if (length >= 4)
        {
            final long mixed = seed ^ (Integer.reverseBytes((int)seed) & UNSIGNED) << 32;
            final long value = read32(in, offset + length - 4) + (read32(in, offset) << 32);
            long hash = value ^ (read64(SECRET, 8) ^ read64(SECRET, 16)) - mixed;
            hash ^= Long.rotateLeft(hash, 49) ^ Long.rotateLeft(hash, 24);
            hash *= PRIME_MX2;
            hash ^= (hash >>> 35) + length;
            hash *= PRIME_MX2;
            return hash ^ hash >>> 28;
        }
        if (length > 0)
        {
            final long first = in.getByte(offset) & 0xFF;
            final long middle = in.getByte(offset + (length >> 1)) & 0xFF;
            final long last = in.getByte(offset + length - 1) & 0xFF;
            final long value = first << 16 | middle << 24 | last | (long)length << 8;
            return avalanche64(value ^ (read32(SECRET, 0) ^ read32(SECRET, 4)) + seed);
        }
        return avalanche64(seed ^ read64(SECRET, 56) ^ read64(SECRET, 64));
    }

    private static long mix16(final DirectBuffer in, final int offset, final int secretOffset, final long seed)
    {
        return fold(read64(in, offset) ^ read64(SECRET, secretOffset) + seed,
            read64(in, offset + 8) ^ read64(SECRET, secretOffset + 8) - seed);
    }

    private static long hashTo128(final DirectBuffer in, final int offset, final int length, final long seed)
    {
        long hash = length * PRIME64_1;
        for (int i = (length - 1) / 32; i >= 0; i--)
        {
            hash += mix16(in, offset + 16 * i, 32 * i, seed);
            hash += mix16(in, offset + length - 16 * (i + 1), 32 * i + 16, seed);
        }
        return avalanche(hash);
    }

    private static long hashTo240(final DirectBuffer in, final int offset, final int length, final long seed)
    {
        long hash = length * PRIME64_1;
        for (int i = 0; i < 8; i++)
        {
            hash += mix16(in, offset + 16 * i, 16 * i, seed);
        }
        hash = avalanche(hash);
        for (int i = 8; i < length / 16; i++)
        {
            hash += mix16(in, offset + 16 * i, 16 * (i - 8) + 3, seed);
        }
        return avalanche(hash + mix16(in, offset + length - 16, 136 - 17, seed));
    }

    /** Working memory: the seeded secret, then eight lanes. */
    private static long hashLong(
        final DirectBuffer in, final int offset, final int length, final long seed, final MutableDirectBuffer work)
    {
        for (int i = 0; i < SECRET_LENGTH; i += 16)
        {
            work.putLong(i, read64(SECRET, i) + seed, ByteOrder.LITTLE_ENDIAN);
            work.putLong(i + 8, read64(SECRET, i + 8) - seed, ByteOrder.LITTLE_ENDIAN);
        }
        lane(work, 0, PRIME32_3);
        lane(work, 1, PRIME64_1);
        lane(work, 2, PRIME64_2);
        lane(work, 3, PRIME64_3);
        lane(work, 4, PRIME64_4);
        lane(work, 5, PRIME32_2);
        lane(work, 6, PRIME64_5);
        lane(work, 7, PRIME32_1);
        final int blocks = (length - 1) / BLOCK_LENGTH;
        for (int block = 0; block < blocks; block++)
        {
            accumulate(in, offset + block * BLOCK_LENGTH, STRIPES_PER_BLOCK, work);
            scramble(work);
        }
        final int stripes = (length - 1 - blocks * BLOCK_LENGTH) / STRIPE_LENGTH;
        accumulate(in, offset + blocks * BLOCK_LENGTH, stripes, work);
        stripe(in, offset + length - STRIPE_LENGTH, SECRET_LENGTH - STRIPE_LENGTH - 7, work);
        long hash = length * PRIME64_1;
        for (int i = 0; i < LANES; i += 2)
        {
            hash += fold(lane(work, i) ^ read64(work, 11 + 8 * i), lane(work, i + 1) ^ read64(work, 11 + 8 * i + 8));
        }
        return avalanche(hash);
    }

    private static long lane(final DirectBuffer work, final int i)
    {
        return work.getLong(LANES_OFFSET + i * Long.BYTES);
    }

    private static void lane(final MutableDirectBuffer work, final int i, final long value)
    {
        work.putLong(LANES_OFFSET + i * Long.BYTES, value);
    }

    private static void accumulate(
        final DirectBuffer in, final int offset, final int stripes, final MutableDirectBuffer work)
    {
        for (int i = 0; i < stripes; i++)
        {
            stripe(in, offset + i * STRIPE_LENGTH, i * Long.BYTES, work);
        }
    }

    private static void stripe(
        final DirectBuffer in, final int offset, final int secretOffset, final MutableDirectBuffer work)
    {
        for (int i = 0; i < LANES; i++)
        {
            final long value = read64(in, offset + i * Long.BYTES);
            final long keyed = value ^ read64(work, secretOffset + i * Long.BYTES);
            lane(work, i ^ 1, lane(work, i ^ 1) + value);
            lane(work, i, lane(work, i) + (keyed & UNSIGNED) * (keyed >>> 32));
        }
    }

    private static void scramble(final MutableDirectBuffer work)
    {
        for (int i = 0; i < LANES; i++)
        {
            final long value = lane(work, i);
            lane(work, i,
                (value ^ value >>> 47 ^ read64(work, SECRET_LENGTH - STRIPE_LENGTH + i * Long.BYTES)) * PRIME32_1);
        }
    }
}
