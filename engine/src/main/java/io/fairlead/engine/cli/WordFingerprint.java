/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

/**
 * Measure of the likeness of several words together, as HAProxy takes it for commands: which letters occur, and how
 * often each follows each other one. Letters count without case, all digits as one, everything else, begin and end as
 * another.
 */
final class WordFingerprint
{
    private static final int CLASS_COUNT = 32;
    private static final int DIGIT = 27;
    private static final int OTHER = 28;

    private final int[] counts = new int[CLASS_COUNT * CLASS_COUNT];
    private int length;

    void add(final String word)
    {
        int from = OTHER;
        for (int i = 0; i < word.length(); i++)
        {
            final int to = classOf(word.charAt(i));
            counts[to] = 1;
            counts[CLASS_COUNT * from + to]++;
            from = to;
        }
        counts[CLASS_COUNT * from + OTHER]++;
        length += word.length();
    }

    /* Characters of all words. */
    int length()
    {
        return length;
    }

    int distance(final WordFingerprint other)
    {
        int distance = 0;
        for (int i = 0; i < counts.length; i++)
        {
            distance += Math.abs((counts[i] & 0xFF) - (other.counts[i] & 0xFF));
        }
        return distance;
    }

    private static int classOf(final char c)
    {
        final int letter = (c | 0x20) - 'a' + 1;
        if (c < 128 && 1 <= letter && letter <= 26)
        {
            return letter;
        }
        return '0' <= c && c <= '9' ? DIGIT : OTHER;
    }
}
