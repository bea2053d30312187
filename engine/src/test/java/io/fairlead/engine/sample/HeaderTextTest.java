/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements of comma-separated values end where they end, however long they are. */
class HeaderTextTest
{
    private static final int OFFSET = 2;

    private static int elementEnd(final String text)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer((",\"" + text + ",\"").getBytes(StandardCharsets.ISO_8859_1));
        return HeaderText.elementEnd(buffer, OFFSET, OFFSET + text.length()) - OFFSET;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 40})
    void shouldEndAtTheCommaWhereverItLies(final int length)
    {
        final String element = "\u00ACa".repeat(length).substring(0, length);
        assertEquals(length, elementEnd(element));
        for (final String rest : new String[]{",", ",b", ", \"x\"", ",,,,,,,,,,"})
        {
            assertEquals(length, elementEnd(element + rest));
        }
        assertEquals(length + 4, elementEnd(element + "\",x\","));
        assertEquals(length + 6, elementEnd(element + "\"\\\",x\",y"));
        assertEquals(length + 3, elementEnd(element + "\",x"));
    }

    @Test
    void shouldTakeBlanksOff()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(" \t a b\t ".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(3, HeaderText.skipBlanks(buffer, 0, 8));
        assertEquals(6, HeaderText.trimEnd(buffer, 3, 8));
    }
}
