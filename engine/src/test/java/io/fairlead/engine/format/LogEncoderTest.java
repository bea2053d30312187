/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

import io.fairlead.engine.sample.ByteWriter;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are looked at eight bytes at a time; wherever the byte lies that matters, the outcome is the same. */
class LogEncoderTest
{
    private static final int ROOM = 64;
    private static final int OFFSET = 3;
    private static final String FILLER = "abcdefghijklmnopqrstuvw";

    private final ByteWriter out = new ByteWriter(new UnsafeBuffer(new byte[ROOM]));

    private static UnsafeBuffer buffer(final String text)
    {
        return new UnsafeBuffer(("###" + text + "###").getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 9, 15, 16, 17, 23})
    void shouldEndATextAtZero(final int length)
    {
        for (int at = 0; at <= length; at++)
        {
            final String text = FILLER.substring(0, at) + '\0' + FILLER.substring(at, length);
            LogEncoder.text(out.clear(), 0, buffer(text), OFFSET, text.length());
            assertEquals(FILLER.substring(0, at), out.toString());
        }
        LogEncoder.text(out.clear(), 0, buffer(FILLER.substring(0, length) + '\0'), OFFSET, length);
        assertEquals(FILLER.substring(0, length), out.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 9, 15, 16, 17, 23})
    void shouldEscapeBytesWhereverTheyLie(final int length)
    {
        for (int at = 0; at <= length; at++)
        {
            for (final char special : new char[]{'"', '#', '\t', '\u007F', '\u0080', '\u00FF'})
            {
                final String text = FILLER.substring(0, at) + special + FILLER.substring(at, length);
                LogEncoder.escapedPiece(
                    out.clear(), 0, '#', LogEncoder.URI_MAP, buffer(text), OFFSET, text.length());
                assertEquals(String.format("%s#%02X%s", FILLER.substring(0, at), (int)special,
                    FILLER.substring(at, length)), out.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 20})
    void shouldCutWhereThereIsNoRoom(final int room)
    {
        LogEncoder.escapedPiece(out.region(0, room), 0, '#', LogEncoder.URI_MAP, buffer(FILLER), OFFSET, 23);
        assertEquals(FILLER.substring(0, room), out.toString());
        assertEquals(true, out.isFull());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 123_456_789_012L})
    void shouldFillNumbersWithZeroes(final long value)
    {
        for (int width = 1; width <= 6; width++)
        {
            assertEquals(String.format("%0" + width + "d", value), out.clear().putPadded(value, width).toString());
            final String whole = out.toString();
            out.region(0, 2).putPadded(value, width);
            assertEquals(whole.substring(0, Math.min(2, whole.length())), out.toString());
        }
    }
}
