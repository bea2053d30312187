/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A domain name in lower case, kept as its labels travel: each a byte of length and its bytes, without the final zero.
 * Immutable. Source: RFC 1035 sections 3.1, 4.1.4.
 */
public final class DnsName
{
    /** Most bytes of all labels. */
    public static final int MAX_LENGTH = 255;

    private static final int MAX_LABEL_LENGTH = 63;
    private static final int POINTER_MASK = 0xC0;
    private static final int POINTER_OFFSET_MASK = 0x3F;
    /** Pointers followed in one name; each must point backwards, so that loops end in any case. */
    private static final int MAX_POINTERS = 100;

    private final byte[] labels;

    private DnsName(final byte[] labels)
    {
        this.labels = labels;
    }

    /**
     * A name from text.
     *
     * @param text such as {@code www.example.com}; a dot at the end is ignored.
     * @return the name, or null when it is empty, a label is empty or too long, or the whole is too long.
     */
    public static DnsName of(final String text)
    {
        final String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (bare.isEmpty() || bare.length() >= MAX_LENGTH)
        {
            return null;
        }
        final byte[] labels = new byte[bare.length() + 1];
        int start = 0;
        for (int i = 0; i <= bare.length(); i++)
        {
            if (i == bare.length() || '.' == bare.charAt(i))
            {
                if (i == start || i - start > MAX_LABEL_LENGTH)
                {
                    return null;
                }
                labels[start] = (byte)(i - start);
                start = i + 1;
            }
            else
            {
                labels[i + 1] = lowerCase((byte)bare.charAt(i));
            }
        }
        return new DnsName(labels);
    }

    /**
     * Read a name from a message, following pointers.
     *
     * @param message whole message, from its id on.
     * @param offset  of the name.
     * @param limit   offset one past the message's last byte.
     * @return the name, the empty one for the root, or null when it leaves the message, is too long or points forwards.
     */
    static DnsName read(final DirectBuffer message, final int offset, final int limit)
    {
        final byte[] labels = new byte[MAX_LENGTH];
        int length = 0;
        int position = offset;
        int pointers = 0;
        while (position < limit)
        {
            final int size = message.getByte(position) & 0xFF;
            if (0 == size)
            {
                return new DnsName(Arrays.copyOf(labels, length));
            }
            if (POINTER_MASK == (size & POINTER_MASK))
            {
                if (position + 1 >= limit || ++pointers > MAX_POINTERS)
                {
                    return null;
                }
                final int target =
                    (size & POINTER_OFFSET_MASK) << Byte.SIZE | message.getByte(position + 1) & 0xFF;
                if (target >= position)
                {
                    return null;
                }
                position = target;
                continue;
            }
            if (size > MAX_LABEL_LENGTH || position + size >= limit || length + size + 1 > MAX_LENGTH)
            {
                return null;
            }
            labels[length++] = (byte)size;
            for (int i = 1; i <= size; i++)
            {
                labels[length++] = lowerCase(message.getByte(position + i));
            }
            position += size + 1;
        }
        return null;
    }

    /**
     * Where the bytes of a name in a message end, pointers not followed.
     *
     * @param message whole message.
     * @param offset  of the name, which {@link #read} has found good.
     * @return offset of the first byte behind it.
     */
    static int end(final DirectBuffer message, final int offset)
    {
        int position = offset;
        while (true)
        {
            final int size = message.getByte(position) & 0xFF;
            if (0 == size)
            {
                return position + 1;
            }
            if (POINTER_MASK == (size & POINTER_MASK))
            {
                return position + 2;
            }
            position += size + 1;
        }
    }

    /** Write the labels and the final zero; returns the bytes written. */
    int put(final MutableDirectBuffer target, final int offset)
    {
        target.putBytes(offset, labels);
        target.putByte(offset + labels.length, (byte)0);
        return labels.length + 1;
    }

    /** The labels as a buffer to be hashed. */
    DirectBuffer labels()
    {
        return new UnsafeBuffer(labels);
    }

    /** Whether it is the root, which nobody asks for here. */
    boolean isRoot()
    {
        return 0 == labels.length;
    }

    private static byte lowerCase(final byte b)
    {
        return b >= 'A' && b <= 'Z' ? (byte)(b + ('a' - 'A')) : b;
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof final DnsName name && Arrays.equals(labels, name.labels);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(labels);
    }

    /** Text with dots, without a final one. */
    @Override
    public String toString()
    {
        final StringBuilder text = new StringBuilder(labels.length);
        int position = 0;
        while (position < labels.length)
        {
            final int size = labels[position];
            text.append(text.isEmpty() ? "" : ".")
                .append(new String(labels, position + 1, size, StandardCharsets.ISO_8859_1));
            position += size + 1;
        }
        return text.toString();
    }
}
