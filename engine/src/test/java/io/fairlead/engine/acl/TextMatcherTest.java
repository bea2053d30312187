/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.fairlead.engine.sample.Sample;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few patterns are compared one by one, many by hash: the same one must be found either way. */
class TextMatcherTest
{
    private static final int ROUNDS = 2000;
    private static final long SEED = 20261122;

    @ParameterizedTest
    @EnumSource(names = {"STR", "BEG", "END"})
    void shouldFindTheSamePatternAmongFewAsAmongMany(final MatchMethod method)
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final Sample sample = Sample.standAlone();
        int found = 0;
        for (int i = 0; i < ROUNDS; i++)
        {
            final List<byte[]> few = new ArrayList<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--)
            {
                few.add(text(random, 12));
            }
            final List<byte[]> many = new ArrayList<>(few);
            for (int n = 0; n < 5; n++)
            {
                many.add("zzzzzzzzzzzzzzzzzzzz".repeat(n + 1).getBytes(StandardCharsets.ISO_8859_1));
            }
            final byte[] value = text(random, 20);
            final boolean ignoreCase = random.nextBoolean();
            sample.str(new UnsafeBuffer(value), 0, value.length);
            final int expected = new TextMatcher(method, many, ignoreCase).find(sample);
            assertEquals(expected, new TextMatcher(method, few, ignoreCase).find(sample), "round " + i);
            found += expected < 0 ? 0 : 1;
        }
        assertEquals(true, found > ROUNDS / 100, "found " + found);
    }

    /** Mostly one letter, so that texts begin and end alike. */
    private static byte[] text(final SplittableRandom random, final int maxLength)
    {
        final byte[] bytes = new byte[random.nextInt(maxLength)];
        for (int i = 0; i < bytes.length; i++)
        {
            bytes[i] = (byte)(0 == random.nextInt(8) ? 'b' : 0 == random.nextInt(4) ? 'A' : 'a');
        }
        return bytes;
    }
}
