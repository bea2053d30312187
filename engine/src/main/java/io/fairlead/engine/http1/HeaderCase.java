/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Header names to write with other letters in upper case ({@code h1-case-adjust}), for peers that compare names by
 * case. Filled at configuration time, then shared and read only.
 */
public final class HeaderCase
{
    private static final int INITIAL_SLOTS = 64;

    private final Map<String, byte[]> names = new HashMap<>();
    private byte[][] lowerNames = new byte[INITIAL_SLOTS][];
    private byte[][] adjustedNames = new byte[INITIAL_SLOTS][];

    /**
     * Add a name.
     *
     * @param from name as it is looked up: only one in lower case can ever match.
     * @param to   name to write; the same but for the case of letters.
     * @return null, or what is wrong, in HAProxy's words.
     */
    public String add(final String from, final String to)
    {
        if (to.isEmpty())
        {
            return "expect <to>";
        }
        if (!from.equalsIgnoreCase(to))
        {
            return "<from> and <to> must not differ except the case";
        }
        if (null != names.putIfAbsent(from, to.getBytes(StandardCharsets.ISO_8859_1)))
        {
            return "duplicate entry '" + from + "'";
        }
        if (names.size() * 2 > lowerNames.length)
        {
            lowerNames = new byte[lowerNames.length * 2][];
            adjustedNames = new byte[lowerNames.length][];
            names.forEach(this::put);
        }
        else
        {
            put(from, names.get(from));
        }
        return null;
    }

    /**
     * Whether no name was added.
     *
     * @return true if so.
     */
    public boolean isEmpty()
    {
        return names.isEmpty();
    }

    /**
     * Name to write for a name.
     *
     * @param buffer that holds the lower-case name.
     * @param offset of the name.
     * @param length in bytes.
     * @return shared bytes, null to write the name as it is.
     */
    byte[] adjust(final DirectBuffer buffer, final int offset, final int length)
    {
        int hash = 0;
        for (int i = 0; i < length; i++)
        {
            hash = 31 * hash + buffer.getByte(offset + i);
        }
        final int mask = lowerNames.length - 1;
        for (int slot = hash & mask; null != lowerNames[slot]; slot = slot + 1 & mask)
        {
            if (Http1Chars.equals(buffer, offset, length, lowerNames[slot]))
            {
                return adjustedNames[slot];
            }
        }
        return null;
    }

    byte[] adjust(final byte[] lowerName)
    {
        final int mask = lowerNames.length - 1;
        for (int slot = hash(lowerName) & mask; null != lowerNames[slot]; slot = slot + 1 & mask)
        {
            if (Arrays.equals(lowerName, lowerNames[slot]))
            {
                return adjustedNames[slot];
            }
        }
        return lowerName;
    }

    private void put(final String from, final byte[] to)
    {
        final byte[] lowerName = from.getBytes(StandardCharsets.ISO_8859_1);
        final int mask = lowerNames.length - 1;
        int slot = hash(lowerName) & mask;
        while (null != lowerNames[slot])
        {
            slot = slot + 1 & mask;
        }
        lowerNames[slot] = lowerName;
        adjustedNames[slot] = to;
    }

    private static int hash(final byte[] name)
    {
        int hash = 0;
        for (final byte b : name)
        {
            hash = 31 * hash + b;
        }
        return hash;
    }
}
