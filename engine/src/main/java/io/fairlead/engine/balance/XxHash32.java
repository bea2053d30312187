/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

/**
 * xxHash of 32 bits, for the keys of servers on the ring. Source:
 * github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md.
 */
final class XxHash32
{
    private static final int PRIME_1 = 0x9E3779B1;
    private static final int PRIME_2 = 0x85EBCA77;
    private static final int PRIME_3 = 0xC2B2AE3D;
    private static final int PRIME_4 = 0x27D4EB2F;
    private static final int PRIME_5 = 0x165667B1;
    private static final int STRIPE_LENGTH = 16;

    private XxHash32()
    {
    }

    static int hash(final byte[] input, final int seed)
    {
        int offset = 0;
        int hash;
        if (input.length >= STRIPE_LENGTH)
        {
            int a = seed + PRIME_1 + PRIME_2;
            int b = seed + PRIME_2;
            int c = seed;
            int d = seed - PRIME_1;
            for (; offset <= input.length - STRIPE_LENGTH; offset += STRIPE_LENGTH)
            {
                a = round(a, lane(input, offset));
                b = round(b, lane(input, offset + 4));
                c = round(c, lane(input, offset + 8));
                d = round(d, lane(input, offset + 12));
            }
            hash = Integer.rotateLeft(a, 1) + Integer.rotateLeft(b, 7) +
                Integer.rotateLeft(c, 12) + Integer.rotateLeft(d, 18);
        }
        else
        {
            hash = seed + PRIME_5;
        }
        hash += input.length;
        for (; offset <= input.length - 4; offset += 4)
        {
            hash = Integer.rotateLeft(hash + lane(input, offset) * PRIME_3, 17) * PRIME_4;
        }
        for (; offset < input.length; offset++)
        {
            hash = Integer.rotateLeft(hash + (input[offset] & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ (hash >>> 15)) * PRIME_2;
        hash = (hash ^ (hash >>> 13)) * PRIME_3;
        return hash ^ (hash >>> 16);
    }

    private static int round(final int accumulator, final int lane)
    {
        return Integer.rotateLeft(accumulator + lane * PRIME_2, 13) * PRIME_1;
    }

    private static int lane(final byte[] input, final int offset)
    {
        return (input[offset] & 0xFF) | (input[offset + 1] & 0xFF) << 8 | (input[offset + 2] & 0xFF) << 16 |
            (input[offset + 3] & 0xFF) << 24;
    }
}
