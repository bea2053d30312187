/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.BitSet;

import io.fairlead.engine.config.ConfigException;

/** Reads lists of status codes: {@code [+-]low[-high][,...]}. */
final class StatusRanges
{
    private static final int LOWEST = 100;
    private static final int HIGHEST = 599;

    private StatusRanges()
    {
    }

    /** Apply one word to a set whose bits are counted from status 100. */
    static void apply(final String word, final String keyword, final BitSet codes)
    {
        final char first = word.charAt(0);
        final boolean isSigned = '+' == first || '-' == first;
        int position = isSigned ? 1 : 0;
        boolean isFirst = true;
        do
        {
            final int lowEnd = skipDigits(word, position);
            if (lowEnd == position)
            {
                throw invalid(word, keyword, position);
            }
            final int low = Numbers.atoi(word.substring(position, lowEnd));
            int high = low;
            position = lowEnd;
            if (position < word.length() && '-' == word.charAt(position))
            {
                position++;
                final int highEnd = skipDigits(word, position);
                if (highEnd == position)
                {
                    throw invalid(word, keyword, position);
                }
                high = Numbers.atoi(word.substring(position, highEnd));
                position = highEnd;
            }
            if (position < word.length() && ',' != word.charAt(position))
            {
                throw invalid(word, keyword, position);
            }
            if (high < low || low < LOWEST || high > HIGHEST)
            {
                throw new ConfigException("Invalid status codes range '" + word + "' in '" + keyword +
                    "'.\n Codes must be between 100 and 599 and ranges in ascending order.");
            }
            if (!isSigned && isFirst)
            {
                codes.clear();
            }
            isFirst = false;
            codes.set(low - LOWEST, high - LOWEST + 1, '-' != first);
            position++;
        }
        while (position <= word.length());
    }

    private static int skipDigits(final String word, final int from)
    {
        int i = from;
        while (i < word.length() && Numbers.isDigit(word.charAt(i)))
        {
            i++;
        }
        return i;
    }

    private static ConfigException invalid(final String word, final String keyword, final int position)
    {
        return new ConfigException("Invalid status codes range '" + word + "' in '" + keyword + "' at position " +
            position +
            ". Ranges must be in the form [+-]{low[-{high}]}[,...].");
    }
}
