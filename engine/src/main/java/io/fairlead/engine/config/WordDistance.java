/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * Likeness of words, as HAProxy measures it: how often each letter follows each other one. Letters count without case,
 * all digits are one character, everything else, begin and end are another.
 */
public final class WordDistance
{
    private static final int CLASS_COUNT = 29;
    private static final int TOLERANCE = 2;
    private static final int DIGIT = 27;
    private static final int OTHER = 28;

    private final String word;
    private final byte[] fingerprint;
    private int bestDistance = Integer.MAX_VALUE;
    private int bestTolerance;
    private String best;

    /** Of words to this one. */
    public WordDistance(final String word)
    {
        this.word = word;
        this.fingerprint = fingerprint(word);
    }

    /** Consider a candidate; of equally near ones the first wins. */
    void offer(final String candidate)
    {
        offer(candidate, TOLERANCE);
    }

    /**
     * Consider a candidate.
     *
     * @param tolerance how far it may be, in lengths of the shorter word.
     */
    public void offer(final String candidate, final int tolerance)
    {
        final byte[] other = fingerprint(candidate);
        int distance = 0;
        for (int i = 0; i < other.length; i++)
        {
            distance += Math.abs((fingerprint[i] & 0xFF) - (other[i] & 0xFF));
        }
        if (distance < bestDistance)
        {
            bestDistance = distance;
            best = candidate;
            bestTolerance = tolerance;
        }
    }

    /** Nearest word, or null if none is near enough to be helpful. */
    public String nearest()
    {
        final boolean isNear = null != best &&
            bestDistance <= bestTolerance * word.length() && bestDistance <= bestTolerance * best.length();
        return isNear ? best : null;
    }

    private static byte[] fingerprint(final String text)
    {
        final byte[] counts = new byte[32 * CLASS_COUNT];
        int from = OTHER;
        for (int i = 0; i < text.length(); i++)
        {
            final int to = classOf(text.charAt(i));
            counts[to] = 1;
            counts[32 * from + to]++;
            from = to;
        }
        counts[32 * from + OTHER]++;
        return counts;
    }

    private static int classOf(final char c)
    {
        final char lower = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        if (lower >= 'a' && lower <= 'z')
        {
            return lower - 'a' + 1;
        }
        return lower >= '0' && lower <= '9' ? DIGIT : OTHER;
    }
}
