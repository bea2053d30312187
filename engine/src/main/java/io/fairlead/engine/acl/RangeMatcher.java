/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Sample;

/**
 * Numbers and ranges of numbers, compared with the value or with the length of a string; the first that fits wins.
 */
final class RangeMatcher extends Matcher
{
    private final long[] ranges;
    private final boolean isLength;

    private RangeMatcher(final long[] ranges, final boolean isLength)
    {
        this.ranges = ranges;
        this.isLength = isLength;
    }

    static RangeMatcher numbers(final List<String> patterns, final boolean isLength)
    {
        final long[] ranges = new long[patterns.size() * 2];
        for (int i = 0; i < patterns.size(); i++)
        {
            parse(patterns.get(i), ranges, i * 2);
        }
        return new RangeMatcher(ranges, isLength);
    }

    static RangeMatcher versions(final List<String> patterns)
    {
        final long[] ranges = new long[patterns.size() * 2];
        for (int i = 0; i < patterns.size(); i++)
        {
            parseVersions(patterns.get(i), ranges, i * 2);
        }
        return new RangeMatcher(ranges, false);
    }

    @Override
    int find(final Sample sample)
    {
        final long value = isLength ? sample.length : sample.value;
        for (int i = 0; i < ranges.length; i += 2)
        {
            if (ranges[i] <= value && value <= ranges[i + 1])
            {
                return i / 2;
            }
        }
        return NO_MATCH;
    }

    private static int separator(final String text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            if (':' == text.charAt(i) || '-' == text.charAt(i))
            {
                return i;
            }
        }
        return -1;
    }

    private static void parse(final String text, final long[] ranges, final int at)
    {
        final int separator = separator(text);
        if (separator < 0 && !text.isEmpty())
        {
            final Long number = number(text);
            if (null == number)
            {
                throw new ConfigException('\'' + text + "' is not a number");
            }
            ranges[at] = number;
            ranges[at + 1] = number;
            return;
        }
        final Long min = 0 < separator ? number(text.substring(0, separator)) : Long.valueOf(Long.MIN_VALUE);
        final Long max = separator < text.length() - 1
            ? number(text.substring(separator + 1)) : Long.valueOf(Long.MAX_VALUE);
        if (text.isEmpty() || null == min || null == max || min > max)
        {
            throw new ConfigException('\'' + text + "' is not a valid number range");
        }
        ranges[at] = min;
        ranges[at + 1] = max;
    }

    private static Long number(final String text)
    {
        return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private static void parseVersions(final String text, final long[] ranges, final int at)
    {
        final int separator = separator(text);
        final Long min = separator < 0 ? version(text) :
            0 == separator ? Long.valueOf(Long.MIN_VALUE) : version(text.substring(0, separator));
        final Long max = separator < 0 ? min : separator == text.length() - 1 && separator > 0
            ? Long.valueOf(Long.MAX_VALUE) : version(text.substring(separator + 1));
        if (null == min || null == max || min > max)
        {
            throw new ConfigException('\'' + text +
                (separator < 0 ? "' is not a dotted number" : "' is not a valid dotted number range"));
        }
        ranges[at] = min;
        ranges[at + 1] = max;
    }

    /** Major in the high 16 bits, minor (0 when missing) in the low ones; null when not a version. */
    private static Long version(final String text)
    {
        final int dot = text.indexOf('.');
        final Long major = number(dot < 0 ? text : text.substring(0, dot));
        final Long minor = dot < 0 ? Long.valueOf(0) : number(text.substring(dot + 1));
        return null == major || null == minor || major > 0xFFFF || minor > 0xFFFF ? null : major << 16 | minor;
    }
}
