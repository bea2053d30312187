/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.buffer.NetAddress;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends text and bytes to a buffer up to a limit. What does not fit is cut and remembered in {@link #isFull()}.
 * Allocates nothing. One thread.
 */
public final class ByteWriter
{
    private static final int LONGEST_DECIMAL = 20;
    private static final int FOUR_DIGITS = 4;
    private static final int FOUR_DIGITS_MAX = 9999;
    private static final byte[] HEX_LOWER = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final UnsafeBuffer buffer;
    private int start;
    private int position;
    private int limit;
    private boolean isFull;
    private final NetAddress address = new NetAddress();

    public ByteWriter(final UnsafeBuffer buffer)
    {
        this.buffer = buffer;
        this.limit = buffer.capacity();
    }

    /** Forget all bytes; the whole buffer may be used again. */
    public ByteWriter clear()
    {
        return region(0, buffer.capacity());
    }

    /** Forget all bytes and write between two offsets. */
    public ByteWriter region(final int newStart, final int newLimit)
    {
        start = newStart;
        position = newStart;
        limit = newLimit;
        isFull = false;
        return this;
    }

    public UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Offset of the first byte written. */
    public int start()
    {
        return start;
    }

    /** Offset where the next byte goes. */
    public int position()
    {
        return position;
    }

    /** Go back (or, after writing into {@link #buffer()} directly, forward) to an offset within the region. */
    public ByteWriter position(final int newPosition)
    {
        position = newPosition;
        return this;
    }

    /** Bytes written. */
    public int length()
    {
        return position - start;
    }

    /** Bytes that still fit. */
    public int remaining()
    {
        return limit - position;
    }

    /** Offset one past the last usable byte. */
    public int limit()
    {
        return limit;
    }

    /** Whether something was cut. */
    public boolean isFull()
    {
        return isFull;
    }

    /** Behave as if there were no room left. */
    public void fill()
    {
        isFull = true;
    }

    /** Move what follows an offset to make room for bytes the caller then writes; what does not fit is cut. */
    public void insert(final int at, final int count)
    {
        final int tail = Math.max(0, Math.min(position - at, limit - at - count));
        for (int i = tail - 1; i >= 0; i--)
        {
            buffer.putByte(at + count + i, buffer.getByte(at + i));
        }
        isFull |= position + count > limit;
        position = Math.min(position + count, limit);
    }

    public ByteWriter put(final int b)
    {
        if (position < limit)
        {
            buffer.putByte(position++, (byte)b);
        }
        else
        {
            isFull = true;
        }
        return this;
    }

    public ByteWriter put(final DirectBuffer source, final int offset, final int length)
    {
        final int n = Math.min(length, limit - position);
        buffer.putBytes(position, source, offset, n);
        position += n;
        isFull |= n < length;
        return this;
    }

    public ByteWriter put(final byte[] source)
    {
        final int n = Math.min(source.length, limit - position);
        buffer.putBytes(position, source, 0, n);
        position += n;
        isFull |= n < source.length;
        return this;
    }

    /** Append characters, one byte each. */
    public ByteWriter put(final String text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            put(text.charAt(i));
        }
        return this;
    }

    /** Append a decimal number. */
    public ByteWriter putLong(final long value)
    {
        if (Long.MIN_VALUE == value)
        {
            return put("-9223372036854775808");
        }
        if (limit - position >= LONGEST_DECIMAL)
        {
            position += buffer.putLongAscii(position, value);
            return this;
        }
        long rest = value;
        if (rest < 0)
        {
            put('-');
            rest = -rest;
        }
        long divisor = 1;
        while (rest / divisor >= 10)
        {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10)
        {
            put('0' + (int)(rest / divisor % 10));
        }
        return this;
    }

    /** Append a number of at least {@code width} digits, filled with zeroes; value not negative. */
    public ByteWriter putPadded(final long value, final int width)
    {
        if (0 <= value && value <= FOUR_DIGITS_MAX && width <= FOUR_DIGITS && limit - position >= FOUR_DIGITS)
        {
            return putUpToFourDigits((int)value, width);
        }
        long divisor = 1;
        int digits = 1;
        while (digits < width || value / divisor >= 10)
        {
            divisor *= 10;
            digits++;
        }
        for (; divisor > 0; divisor /= 10)
        {
            put('0' + (int)(value / divisor % 10));
        }
        return this;
    }

    private ByteWriter putUpToFourDigits(final int value, final int width)
    {
        final int digits = Math.max(width, value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : FOUR_DIGITS);
        int rest = value;
        for (int i = position + digits - 1; i >= position; i--)
        {
            buffer.putByte(i, (byte)('0' + rest % 10));
            rest /= 10;
        }
        position += digits;
        return this;
    }

    /** Append a number in lower case hexadecimal digits, no prefix, at least one digit. */
    public ByteWriter putHex(final long value)
    {
        int shift = 60;
        while (shift > 0 && 0 == (value >>> shift))
        {
            shift -= 4;
        }
        for (; shift >= 0; shift -= 4)
        {
            put(HEX_LOWER[(int)(value >>> shift) & 0xF]);
        }
        return this;
    }

    /** Append an address, 32 bits, in dotted notation. */
    public ByteWriter putIpv4(final int address)
    {
        return putLong(address >>> 24).put('.').putLong((address >>> 16) & 0xFF).put('.')
            .putLong((address >>> 8) & 0xFF).put('.').putLong(address & 0xFF);
    }

    /** Append an address in the short form the C library prints; needs 45 bytes of room. */
    public ByteWriter putIpv6(final long high, final long low)
    {
        if (limit - position < NetAddress.MAX_TEXT_LENGTH)
        {
            isFull = true;
            return this;
        }
        position = address.inet6(high, low, 0).appendTo(buffer, position);
        return this;
    }

    /** Make a sample a string over what was written. Always true. */
    public boolean asStr(final Sample sample)
    {
        return sample.str(buffer, start, length());
    }

    /** Make a sample a block over what was written. Always true. */
    public boolean asBin(final Sample sample)
    {
        return sample.bin(buffer, start, length());
    }

    @Override
    public String toString()
    {
        return buffer.getStringWithoutLengthAscii(start, length());
    }
}
