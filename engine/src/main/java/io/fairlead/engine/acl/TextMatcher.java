/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.Sample;

/**
 * Strings compared with a value as a whole, or with a part of it. Whole values, beginnings, ends and words are found by
 * hash in one walk over the value whatever the number of patterns.
 */
final class TextMatcher extends Matcher
{
    /** Up to so many patterns are compared one by one, which is cheaper than hashing the text. */
    private static final int FEW = 4;
    private static final String DIRECTORY_DELIMITERS = "/?";
    private static final String DOMAIN_DELIMITERS = "/?.:";

    private final MatchMethod method;
    private final ByteKeys keys;
    private final BitSet lengths = new BitSet();
    private final boolean isLongestBest;
    private final byte[][] patterns;
    private final UnsafeBuffer[] few;
    private final boolean ignoreCase;
    private final boolean[] isDelimiter = new boolean[256];
    private final int maxLength;
    private final int minLength;

    TextMatcher(final MatchMethod method, final List<byte[]> patterns, final boolean ignoreCase)
    {
        this.method = method;
        this.ignoreCase = ignoreCase;
        final String delimiters = MatchMethod.DIR == method ? DIRECTORY_DELIMITERS
            : MatchMethod.DOM == method ? DOMAIN_DELIMITERS : "";
        delimiters.chars().forEach(c -> isDelimiter[c] = true);
        final List<byte[]> stripped = new ArrayList<>(patterns.size());
        int longest = 0;
        int shortest = Integer.MAX_VALUE;
        for (final byte[] pattern : patterns)
        {
            final byte[] key = strip(pattern);
            stripped.add(key);
            lengths.set(key.length);
            longest = Math.max(longest, key.length);
            shortest = Math.min(shortest, key.length);
        }
        maxLength = longest;
        minLength = shortest;
        this.patterns = stripped.toArray(new byte[0][]);
        few = isComparedInPlace(stripped.size()) ?
            stripped.stream().map(UnsafeBuffer::new).toArray(UnsafeBuffer[]::new) : null;
        keys = new ByteKeys(stripped, ignoreCase, MatchMethod.END == method);
        isLongestBest = MatchMethod.BEG == method && !ignoreCase;
    }

    private boolean isComparedInPlace(final int count)
    {
        return count <= FEW && MatchMethod.SUB != method && MatchMethod.DIR != method && MatchMethod.DOM != method;
    }

    private byte[] strip(final byte[] pattern)
    {
        int begin = 0;
        int end = pattern.length;
        while (begin < end && isDelimiter[pattern[begin] & 0xFF])
        {
            begin++;
        }
        while (end > begin && isDelimiter[pattern[end - 1] & 0xFF])
        {
            end--;
        }
        return java.util.Arrays.copyOfRange(pattern, begin, end);
    }

    @Override
    int find(final Sample sample)
    {
        if (0 == patterns.length || sample.length < minLength)
        {
            return NO_MATCH;
        }
        if (null != few)
        {
            return findAmongFew(sample);
        }
        return switch (method)
        {
            case BEG -> findBeginning(sample);
            case END -> findEnd(sample);
            case SUB -> findPart(sample);
            case DIR, DOM -> findWord(sample);
            default -> sample.length > maxLength
                ? NO_MATCH : keys.find(sample.buffer, sample.offset, sample.length);
        };
    }

    private int findAmongFew(final Sample sample)
    {
        int best = NO_MATCH;
        for (int i = 0; i < few.length; i++)
        {
            final UnsafeBuffer pattern = few[i];
            final int more = sample.length - pattern.capacity();
            if (more < 0 || 0 != more && MatchMethod.BEG != method && MatchMethod.END != method ||
                !isAt(pattern, sample.buffer, MatchMethod.END == method ? sample.offset + more : sample.offset))
            {
                continue;
            }
            if (!isLongestBest)
            {
                return i;
            }
            if (best < 0 || pattern.capacity() > few[best].capacity())
            {
                best = i;
            }
        }
        return best;
    }

    private boolean isAt(final UnsafeBuffer pattern, final UnsafeBuffer text, final int offset)
    {
        final int length = pattern.capacity();
        int i = 0;
        while (!ignoreCase && i + Long.BYTES <= length)
        {
            if (pattern.getLong(i) != text.getLong(offset + i))
            {
                return false;
            }
            i += Long.BYTES;
        }
        while (i < length && isSame(pattern.getByte(i), text.getByte(offset + i)))
        {
            i++;
        }
        return i == length;
    }

    private int findBeginning(final Sample sample)
    {
        int best = NO_MATCH;
        int hash = ByteKeys.EMPTY_HASH;
        final int limit = Math.min(sample.length, maxLength);
        for (int length = 0;; length++)
        {
            if (lengths.get(length))
            {
                final int found = keys.find(hash, sample.buffer, sample.offset, length);
                if (found >= 0 && (best < 0 || isLongestBest || found < best))
                {
                    best = found;
                }
            }
            if (length >= limit)
            {
                return best;
            }
            hash = keys.step(hash, sample.buffer.getByte(sample.offset + length));
        }
    }

    private int findEnd(final Sample sample)
    {
        int best = NO_MATCH;
        int hash = ByteKeys.EMPTY_HASH;
        final int limit = Math.min(sample.length, maxLength);
        final int end = sample.offset + sample.length;
        for (int length = 0;; length++)
        {
            if (lengths.get(length))
            {
                final int found = keys.find(hash, sample.buffer, end - length, length);
                if (found >= 0 && (best < 0 || found < best))
                {
                    best = found;
                }
            }
            if (length >= limit)
            {
                return best;
            }
            hash = keys.step(hash, sample.buffer.getByte(end - length - 1));
        }
    }

    private int findPart(final Sample sample)
    {
        for (int i = 0; i < patterns.length; i++)
        {
            if (contains(sample, patterns[i]))
            {
                return i;
            }
        }
        return NO_MATCH;
    }

    private boolean contains(final Sample sample, final byte[] pattern)
    {
        final int last = sample.offset + sample.length - pattern.length;
        for (int at = sample.offset; at <= last; at++)
        {
            int i = 0;
            while (i < pattern.length && isSame(pattern[i], sample.buffer.getByte(at + i)))
            {
                i++;
            }
            if (i == pattern.length)
            {
                return true;
            }
        }
        return false;
    }

    private boolean isSame(final byte a, final byte b)
    {
        return a == b || ignoreCase && Bytes.lower(a) == Bytes.lower(b);
    }

    private int findWord(final Sample sample)
    {
        int best = NO_MATCH;
        boolean mayStart = true;
        for (int start = 0; start < sample.length; start++)
        {
            if (isDelimiter[sample.byteAt(start)])
            {
                mayStart = true;
            }
            else if (mayStart)
            {
                mayStart = false;
                final int found = findWordAt(sample, start);
                if (found >= 0 && (best < 0 || found < best))
                {
                    best = found;
                }
            }
        }
        return best;
    }

    private int findWordAt(final Sample sample, final int start)
    {
        int best = NO_MATCH;
        int hash = ByteKeys.EMPTY_HASH;
        final int limit = Math.min(sample.length - start, maxLength);
        for (int length = 1; length <= limit; length++)
        {
            hash = keys.step(hash, sample.buffer.getByte(sample.offset + start + length - 1));
            if (lengths.get(length) &&
                (start + length == sample.length || isDelimiter[sample.byteAt(start + length)]))
            {
                final int found = keys.find(hash, sample.buffer, sample.offset + start, length);
                if (found >= 0 && (best < 0 || found < best))
                {
                    best = found;
                }
            }
        }
        return best;
    }
}
