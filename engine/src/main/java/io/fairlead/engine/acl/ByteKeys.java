/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.Arrays;
import java.util.List;

import io.fairlead.engine.sample.Bytes;
import org.agrona.DirectBuffer;

/**
 * Hash table from byte strings to the index of the first pattern that holds them. Immutable after building; look-up
 * takes a hash the caller may have computed byte by byte.
 */
final class ByteKeys
{
    /** Hash of no bytes. */
    static final int EMPTY_HASH = 0x811C9DC5;

    private static final int MULTIPLIER = 0x01000193;

    private final byte[][] keys;
    private final int[] table;
    private final int mask;
    private final boolean ignoreCase;

    ByteKeys(final List<byte[]> keys, final boolean ignoreCase)
    {
        this(keys, ignoreCase, false);
    }

    /** Keys are hashed from their last byte when reversed. */
    ByteKeys(final List<byte[]> keys, final boolean ignoreCase, final boolean isReversed)
    {
        this.ignoreCase = ignoreCase;
        this.keys = keys.toArray(new byte[0][]);
        int size = 8;
        while (size < keys.size() * 2)
        {
            size <<= 1;
        }
        table = new int[size];
        mask = size - 1;
        Arrays.fill(table, -1);
        for (int i = 0; i < this.keys.length; i++)
        {
            insert(i, isReversed);
        }
    }

    /** Hash of bytes followed by one more. */
    static int next(final int hash, final int b)
    {
        return (hash ^ b) * MULTIPLIER;
    }

    /** Hash as {@link #next} makes it, of the byte as this table compares it. */
    int step(final int hash, final int b)
    {
        return next(hash, ignoreCase ? Bytes.lower(b) : b);
    }

    private static int spread(final int hash)
    {
        return hash ^ hash >>> 15;
    }

    private void insert(final int index, final boolean isReversed)
    {
        final byte[] key = keys[index];
        int hash = EMPTY_HASH;
        for (int i = 0; i < key.length; i++)
        {
            hash = step(hash, key[isReversed ? key.length - 1 - i : i]);
        }
        for (int slot = spread(hash) & mask;; slot = slot + 1 & mask)
        {
            if (table[slot] < 0)
            {
                table[slot] = index;
                return;
            }
            if (isSame(keys[table[slot]], key))
            {
                return;
            }
        }
    }

    private boolean isSame(final byte[] a, final byte[] b)
    {
        if (a.length != b.length)
        {
            return false;
        }
        for (int i = 0; i < a.length; i++)
        {
            if (a[i] != b[i] && !(ignoreCase && Bytes.lower(a[i]) == Bytes.lower(b[i])))
            {
                return false;
            }
        }
        return true;
    }

    /** Index of the first pattern that equals the slice, or -1. */
    int find(final DirectBuffer buffer, final int offset, final int length)
    {
        int hash = EMPTY_HASH;
        for (int i = 0; i < length; i++)
        {
            hash = step(hash, buffer.getByte(offset + i));
        }
        return find(hash, buffer, offset, length);
    }

    /** Index of the first pattern that equals the slice, whose hash is given, or -1. */
    int find(final int hash, final DirectBuffer buffer, final int offset, final int length)
    {
        for (int slot = spread(hash) & mask;; slot = slot + 1 & mask)
        {
            final int index = table[slot];
            if (index < 0)
            {
                return -1;
            }
            if (isEqual(keys[index], buffer, offset, length))
            {
                return index;
            }
        }
    }

    private boolean isEqual(final byte[] key, final DirectBuffer buffer, final int offset, final int length)
    {
        if (key.length != length)
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            final byte b = buffer.getByte(offset + i);
            if (key[i] != b && !(ignoreCase && Bytes.lower(key[i]) == Bytes.lower(b)))
            {
                return false;
            }
        }
        return true;
    }
}
