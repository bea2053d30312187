/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

/** A set of small numbers that finds its lowest one at once: a bit for each, and a bit for each word of bits. */
final class IndexSet
{
    private final long[] words;
    private final long[] summary;

    IndexSet(final int capacity)
    {
        words = new long[(capacity + Long.SIZE - 1) / Long.SIZE];
        summary = new long[(words.length + Long.SIZE - 1) / Long.SIZE];
    }

    void set(final int index)
    {
        final int word = index / Long.SIZE;
        words[word] |= 1L << index;
        summary[word / Long.SIZE] |= 1L << word;
    }

    void clear(final int index)
    {
        final int word = index / Long.SIZE;
        words[word] &= ~(1L << index);
        if (0 == words[word])
        {
            summary[word / Long.SIZE] &= ~(1L << word);
        }
    }

    /** The lowest number, or -1 when the set is empty. */
    int first()
    {
        for (int i = 0; i < summary.length; i++)
        {
            if (0 != summary[i])
            {
                final int word = i * Long.SIZE + Long.numberOfTrailingZeros(summary[i]);
                return word * Long.SIZE + Long.numberOfTrailingZeros(words[word]);
            }
        }
        return -1;
    }
}
