/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Variables of one scope of one object: tagged values, strings in an arena of their own. Kept for reuse with its owner;
 * {@link #clear()} between uses. Loop only, except for the scope proc, whose owner serialises access.
 */
public class VariableStore
{
    private static final int SLOT_LONGS = 2;
    private static final long FORGOTTEN = Long.MIN_VALUE + 1;
    private static final int MIN_SLOTS = 8;
    private static final int MIN_ARENA_LENGTH = 256;
    private static final SampleType[] TYPES = SampleType.values();

    private final UnsafeBuffer arena = new UnsafeBuffer(new byte[0]);
    private byte[] arenaBytes = {};
    private byte[] types = {};
    private long[] values = {};
    private int used;
    private int arenaLength;
    private int maxLength = Integer.MAX_VALUE;

    /** Most bytes strings may take together; what would exceed is refused. */
    public VariableStore maxLength(final int length)
    {
        maxLength = length;
        return this;
    }

    /** Forget all variables, keep the memory. */
    public void clear()
    {
        Arrays.fill(types, 0, used, (byte)0);
        Arrays.fill(values, 0, used * SLOT_LONGS, 0);
        used = 0;
        arenaLength = 0;
    }

    /** Whether a variable is set. */
    public boolean isSet(final int index)
    {
        return index < used && 0 != types[index];
    }

    /** Whether a variable is set, or was set and unset since {@link #clear()}. */
    public boolean isKnown(final int index)
    {
        return isSet(index) || index < used && FORGOTTEN == values[index * SLOT_LONGS];
    }

    /** Number of a variable of type BOOL, SINT or IPV4. */
    public long value(final int index)
    {
        return values[index * SLOT_LONGS];
    }

    /** Type of a variable, or null when it is not set. */
    public SampleType type(final int index)
    {
        return isSet(index) ? TYPES[types[index]] : null;
    }

    /** Value of a variable; strings are a slice of this store, valid until it is written again. */
    public boolean load(final int index, final Sample out)
    {
        if (!isSet(index))
        {
            return false;
        }
        final SampleType type = TYPES[types[index]];
        final long first = values[index * SLOT_LONGS];
        final long second = values[index * SLOT_LONGS + 1];
        out.type = type;
        switch (type)
        {
            case IPV6 -> out.ipv6(first, second);
            case STR, BIN -> out.slice(arena, (int)(first >>> 32), (int)first);
            case METH ->
            {
                out.value = second;
                if (MethodNames.OTHER == second)
                {
                    out.slice(arena, (int)(first >>> 32), (int)first);
                }
            }
            default -> out.value = first;
        }
        return true;
    }

    /** Set a variable; bytes are copied. False when there is no room. */
    public boolean store(final int index, final Sample value)
    {
        if (index >= types.length)
        {
            final int length = Math.max(MIN_SLOTS, Math.max(index + 1, types.length * 2));
            types = Arrays.copyOf(types, length);
            values = Arrays.copyOf(values, length * SLOT_LONGS);
        }
        long first = value.value;
        long second = 0;
        if (SampleType.IPV6 == value.type)
        {
            first = value.high;
            second = value.low;
        }
        else if (value.hasSlice())
        {
            final int at = keep(index, value);
            if (at < 0)
            {
                return false;
            }
            first = (long)at << 32 | value.length;
            second = value.value;
        }
        else if (SampleType.METH == value.type)
        {
            second = value.value;
        }
        types[index] = (byte)value.type.ordinal();
        values[index * SLOT_LONGS] = first;
        values[index * SLOT_LONGS + 1] = second;
        used = Math.max(used, index + 1);
        return true;
    }

    /** Forget a variable. */
    public void unset(final int index)
    {
        if (isSet(index))
        {
            types[index] = 0;
            values[index * SLOT_LONGS] = FORGOTTEN;
            values[index * SLOT_LONGS + 1] = FORGOTTEN;
        }
    }

    private int keep(final int index, final Sample value)
    {
        if (isSet(index) && isSlice(index))
        {
            final long old = values[index * SLOT_LONGS];
            if ((int)old >= value.length)
            {
                final int at = (int)(old >>> 32);
                arena.putBytes(at, value.buffer, value.offset, value.length);
                return at;
            }
        }
        if ((long)arenaLength + value.length > Math.min(maxLength, arenaBytes.length))
        {
            makeRoom(value.length);
            if ((long)arenaLength + value.length > maxLength)
            {
                return -1;
            }
        }
        final int at = arenaLength;
        arena.putBytes(at, value.buffer, value.offset, value.length);
        arenaLength += value.length;
        return at;
    }

    private boolean isSlice(final int index)
    {
        final SampleType type = TYPES[types[index]];
        return SampleType.STR == type || SampleType.BIN == type ||
            SampleType.METH == type && MethodNames.OTHER == values[index * SLOT_LONGS + 1];
    }

    private void makeRoom(final int length)
    {
        int live = 0;
        for (int i = 0; i < used; i++)
        {
            live += 0 != types[i] && isSlice(i) ? (int)values[i * SLOT_LONGS] : 0;
        }
        final byte[] bytes = new byte[Integer.highestOneBit(Math.max(MIN_ARENA_LENGTH, live + length) * 2 - 1) << 1];
        int at = 0;
        for (int i = 0; i < used; i++)
        {
            if (0 != types[i] && isSlice(i))
            {
                final long old = values[i * SLOT_LONGS];
                final int oldLength = (int)old;
                System.arraycopy(arenaBytes, (int)(old >>> 32), bytes, at, oldLength);
                values[i * SLOT_LONGS] = (long)at << 32 | oldLength;
                at += oldLength;
            }
        }
        arenaBytes = bytes;
        arenaLength = at;
        arena.wrap(bytes);
    }
}
