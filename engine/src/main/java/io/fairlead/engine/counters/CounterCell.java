/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

/** What a column is, and where it lies in its record: the part that the enumerations of columns have in common. */
public final class CounterCell
{
    private static final int CACHE_LINE_LENGTH = 64;

    private final CounterMerge merge;
    private final String statName;
    private int offset;

    CounterCell(final CounterMerge merge, final String statName)
    {
        this.merge = merge;
        this.statName = statName;
    }

    /**
     * Lay columns out one behind the other, in their order.
     *
     * @param columns of one kind of object.
     * @return bytes of a whole record, rounded up to a cache line.
     */
    static int layOut(final CounterColumn[] columns)
    {
        int length = 0;
        for (final CounterColumn column : columns)
        {
            column.cell().offset = length;
            length += column.merge().length();
        }
        return length + CACHE_LINE_LENGTH - 1 & ~(CACHE_LINE_LENGTH - 1);
    }

    int offset()
    {
        return offset;
    }

    CounterMerge merge()
    {
        return merge;
    }

    String statName()
    {
        return statName;
    }
}
