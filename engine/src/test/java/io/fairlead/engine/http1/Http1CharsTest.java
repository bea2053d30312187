/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The tricks that look at eight bytes at once against the tables that look at one.
 */
class Http1CharsTest
{
    private static final int ROUNDS = 200_000;

    @Test
    void shouldSeeInAWordWhatItSeesInBytes()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final long dashes = Http1Chars.pattern('-');
        for (int round = 0; round < ROUNDS; round++)
        {
            // neighbours that differ in one bit are what borrows and carries trip over
            long word = random.nextLong();
            if (0 == (round & 1))
            {
                word = (dashes | 0x0D0D0D0D0D0D0D0DL) ^ (word & random.nextLong() & random.nextLong());
            }
            check(word, dashes, "seed " + seed + " word " + Long.toHexString(word));
        }
    }

    private static void check(final long word, final long dashes, final String what)
    {
        final long equal = Http1Chars.equal(word, dashes);
        final long letters = Http1Chars.letters(word);
        final long below = Http1Chars.belowShiftIn(word);
        final long outside = Http1Chars.outsideTarget(word);
        boolean isFirstBelow = true;
        for (int i = 0; i < Long.BYTES; i++)
        {
            final int b = (int)(word >>> (i << 3)) & 0xFF;
            final int lower = b | 0x20;
            assertEquals('-' == b, isSet(equal, i), what);
            assertEquals(b < 0x80 && 'a' <= lower && lower <= 'z', isSet(letters, i), what);
            assertTrue(0x24 <= b && b <= 0x7E || isSet(outside, i), what);
            if (isFirstBelow)
            {
                assertEquals(b < 0x0E, isSet(below, i), what);
                isFirstBelow = b >= 0x0E;
            }
        }
    }

    private static boolean isSet(final long flags, final int i)
    {
        return 0 != (flags >>> (i << 3) & 0x80);
    }
}
