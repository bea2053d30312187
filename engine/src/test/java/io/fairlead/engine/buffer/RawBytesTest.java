/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RawBytesTest
{
    private static final int LENGTH = 40;

    static Stream<UnsafeBuffer> buffers()
    {
        final UnsafeBuffer whole = new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH + 11));
        return Stream.of(
            new UnsafeBuffer(new byte[LENGTH]), new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH)),
            new UnsafeBuffer(whole, 11, LENGTH));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldReadWhatTheBufferReads(final UnsafeBuffer buffer)
    {
        for (int i = 0; i < LENGTH; i++)
        {
            buffer.putByte(i, (byte)(i * 37 + 200));
        }
        for (int i = 0; i < LENGTH; i++)
        {
            assertEquals(buffer.getByte(i), RawBytes.byteAt(buffer, i));
        }
        for (int i = 0; i <= LENGTH - Long.BYTES; i++)
        {
            assertEquals(buffer.getLong(i, ByteOrder.LITTLE_ENDIAN), RawBytes.wordAt(buffer, i));
        }
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldWriteCellsAsTheBufferDoes(final UnsafeBuffer buffer)
    {
        RawBytes.putLongOpaque(buffer, 16, 41);
        assertEquals(41, buffer.getLong(16));
        assertEquals(41, RawBytes.addLongOpaque(buffer, 16, -42));
        assertEquals(-1, RawBytes.longAt(buffer, 16));
        assertEquals(0, buffer.getLong(8));
        assertEquals(0, buffer.getLong(24));
    }

    @ParameterizedTest
    @CsvSource({"-1,4", "3,2", "0,41", "41,41"})
    void shouldRefuseARangeThatIsNotInTheBuffer(final int from, final int to)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
        assertThrows(IndexOutOfBoundsException.class, () -> RawBytes.check(buffer, from, to));
        assertDoesNotThrow(() -> RawBytes.check(buffer, 0, LENGTH));
        assertDoesNotThrow(() -> RawBytes.check(buffer, LENGTH, LENGTH));
    }

    @Test
    void shouldCheckEachAccessWhereAssertionsRun()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
        assertThrows(IndexOutOfBoundsException.class, () -> RawBytes.byteAt(buffer, LENGTH));
        assertThrows(IndexOutOfBoundsException.class, () -> RawBytes.wordAt(buffer, LENGTH - 7));
        assertThrows(IndexOutOfBoundsException.class, () -> RawBytes.longAt(buffer, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> RawBytes.putLongOpaque(buffer, LENGTH, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> RawBytes.addLongOpaque(buffer, LENGTH - 4, 1));
    }
}
