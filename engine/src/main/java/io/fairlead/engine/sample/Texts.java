/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Between configuration text and bytes. Configuration files are read byte by byte into characters 0 to 255, so that any
 * encoding passes through unchanged.
 */
public final class Texts
{
    /** A buffer without bytes. */
    public static final UnsafeBuffer EMPTY = new UnsafeBuffer(new byte[0]);

    private Texts()
    {
    }

    /** Bytes of a configuration word. */
    public static byte[] bytes(final String text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            if (text.charAt(i) > 0xFF)
            {
                return text.getBytes(UTF_8);
            }
        }
        return text.getBytes(ISO_8859_1);
    }

    /** Bytes of a configuration word, in a buffer of their own. */
    public static UnsafeBuffer buffer(final String text)
    {
        return text.isEmpty() ? EMPTY : new UnsafeBuffer(bytes(text));
    }

    /** Text of a slice, one character a byte; allocates. */
    public static String text(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new String(bytes, ISO_8859_1);
    }
}
