/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.buffer;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * Reads and writes of a buffer whose bounds were checked once for a whole range, instead of once for each byte: for
 * loops over received bytes that compare every offset with their limit anyway, and for cells whose place follows from a
 * layout. A loop calls {@link #check} with the range it works in, and then stays in it; where assertions run, as in
 * every test, each access is checked all the same. Everything else goes through the buffer's own methods, which always
 * check.
 */
public final class RawBytes
{
    private static final boolean IS_LITTLE_ENDIAN = ByteOrder.LITTLE_ENDIAN == ByteOrder.nativeOrder();

    private RawBytes()
    {
    }

    /**
     * Check that a range lies in a buffer, before the raw accesses to it.
     *
     * @param buffer to be read.
     * @param from   offset of the first byte.
     * @param to     offset one past the last byte.
     * @throws IndexOutOfBoundsException if it does not.
     */
    public static void check(final DirectBuffer buffer, final int from, final int to)
    {
        if (0 > from || from > to || to > buffer.capacity())
        {
            throw new IndexOutOfBoundsException("from=" + from + " to=" + to + " capacity=" + buffer.capacity());
        }
    }

    /**
     * One byte of a checked range.
     *
     * @param buffer that holds it.
     * @param index  of the byte.
     * @return the byte.
     */
    public static byte byteAt(final DirectBuffer buffer, final int index)
    {
        assert isWithin(buffer, index, Byte.BYTES);
        return UnsafeApi.getByte(buffer.byteArray(), buffer.addressOffset() + index);
    }

    /**
     * Eight bytes of a checked range, the first of them lowest.
     *
     * @param buffer that holds them.
     * @param index  of the first byte.
     * @return the bytes in little-endian order.
     */
    public static long wordAt(final DirectBuffer buffer, final int index)
    {
        assert isWithin(buffer, index, Long.BYTES);
        final long word = UnsafeApi.getLong(buffer.byteArray(), buffer.addressOffset() + index);
        return IS_LITTLE_ENDIAN ? word : Long.reverseBytes(word);
    }

    /**
     * A cell, in the order of this machine.
     *
     * @param buffer that holds it.
     * @param index  of its first byte.
     * @return value.
     */
    public static long longAt(final DirectBuffer buffer, final int index)
    {
        assert isWithin(buffer, index, Long.BYTES);
        return UnsafeApi.getLong(buffer.byteArray(), buffer.addressOffset() + index);
    }

    /**
     * Write a cell that other threads read: they see it whole, and some time.
     *
     * @param buffer that holds it.
     * @param index  of its first byte, aligned.
     * @param value  to write, in the order of this machine.
     */
    public static void putLongOpaque(final DirectBuffer buffer, final int index, final long value)
    {
        assert isWithin(buffer, index, Long.BYTES);
        UnsafeApi.putLongOpaque(buffer.byteArray(), buffer.addressOffset() + index, value);
    }

    /**
     * Add to a cell of which this thread is the only writer.
     *
     * @param buffer that holds it.
     * @param index  of its first byte, aligned.
     * @param amount to add.
     * @return value before.
     */
    public static long addLongOpaque(final DirectBuffer buffer, final int index, final long amount)
    {
        assert isWithin(buffer, index, Long.BYTES);
        final byte[] array = buffer.byteArray();
        final long address = buffer.addressOffset() + index;
        final long value = UnsafeApi.getLong(array, address);
        UnsafeApi.putLongOpaque(array, address, value + amount);
        return value;
    }

    private static boolean isWithin(final DirectBuffer buffer, final int index, final int length)
    {
        check(buffer, index, index + length);
        return true;
    }
}
