/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;

/**
 * Request methods known by number; everything else is {@link #OTHER}. Methods are case-sensitive (RFC 9110 section
 * 9.1).
 */
public enum Method
{
    OPTIONS, GET, HEAD, POST, PUT, DELETE, TRACE, CONNECT, OTHER;

    private final byte[] bytes = name().getBytes(StandardCharsets.US_ASCII);

    /**
     * The method's name as it goes on the wire; not to be modified. Meaningless for {@link #OTHER}.
     *
     * @return ASCII bytes.
     */
    public byte[] bytes()
    {
        return bytes;
    }

    /**
     * Find a method by its name.
     *
     * @param buffer that holds the name.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return the method, {@link #OTHER} when it is not a known one.
     */
    public static Method of(final DirectBuffer buffer, final int offset, final int length)
    {
        switch (length)
        {
            case 3 ->
            {
                return GET.matches(buffer, offset) ? GET : PUT.matches(buffer, offset) ? PUT : OTHER;
            }
            case 4 ->
            {
                return POST.matches(buffer, offset) ? POST : HEAD.matches(buffer, offset) ? HEAD : OTHER;
            }
            case 5 ->
            {
                return TRACE.matches(buffer, offset) ? TRACE : OTHER;
            }
            case 6 ->
            {
                return DELETE.matches(buffer, offset) ? DELETE : OTHER;
            }
            case 7 ->
            {
                return OPTIONS.matches(buffer, offset) ? OPTIONS : CONNECT.matches(buffer, offset) ? CONNECT : OTHER;
            }
            default ->
            {
                return OTHER;
            }
        }
    }

    private boolean matches(final DirectBuffer buffer, final int offset)
    {
        final byte[] expected = bytes;
        for (int i = 0; i < expected.length; i++)
        {
            if (expected[i] != buffer.getByte(offset + i))
            {
                return false;
            }
        }
        return true;
    }
}
