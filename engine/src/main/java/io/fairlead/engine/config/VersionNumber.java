/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** Reads and compares version numbers as conditions ask for them. */
final class VersionNumber
{
    private static final int PART_COUNT = 7;
    private static final int RELEASE = 3;
    private static final int NOT_PARSABLE = -3;

    private final String text;
    private int position;

    private VersionNumber(final String text)
    {
        this.text = text;
    }

    /**
     * Compare with the HAProxy version followed here.
     *
     * @return -1, 0 or 1 if {@code asked} is older, the same or newer; a value below -1 if it is no version.
     */
    static int compareHaproxy(final String asked)
    {
        final int[] current = new int[PART_COUNT];
        final int[] other = new int[PART_COUNT];
        new VersionNumber(Version.HAPROXY).split(current);
        if (!new VersionNumber(asked).split(other))
        {
            return NOT_PARSABLE;
        }
        for (int i = 0; i < PART_COUNT; i++)
        {
            if (other[i] != current[i])
            {
                return other[i] < current[i] ? -1 : 1;
            }
        }
        return 0;
    }

    /** OpenSSL's number {@code 0xMNNFFPPS} of a text such as {@code 1.1.1k} or {@code 3.0.0-beta2}, or 0. */
    static long openssl(final String asked)
    {
        return new VersionNumber(asked).openssl();
    }

    /** {@code a[.b[.c[.d]]][-{dev,pre,rc}f][-*][-g]} into a, b, c, d, kind of release, f, g. */
    private boolean split(final int[] parts)
    {
        parts[4] = RELEASE;
        if (text.isEmpty())
        {
            return false;
        }
        for (int i = 0; i < 4; i++)
        {
            parts[i] = number();
            if (position >= text.length())
            {
                return true;
            }
            final char separator = text.charAt(position);
            position++;
            if ('-' == separator)
            {
                return splitTag(parts);
            }
            if ('.' != separator || 3 == i)
            {
                return false;
            }
        }
        return false;
    }

    private boolean splitTag(final int[] parts)
    {
        if (acceptTag(parts, "dev", 1) || acceptTag(parts, "rc", 2) || acceptTag(parts, "pre", 2))
        {
            parts[5] = number();
            if (position >= text.length())
            {
                return true;
            }
            if ('-' != text.charAt(position))
            {
                return false;
            }
            position++;
        }
        final int dash = text.indexOf('-', position) < 0 ? -1 : text.lastIndexOf('-');
        if (dash >= 0)
        {
            position = dash + 1;
            if (position >= text.length())
            {
                return false;
            }
        }
        final int commit = number();
        parts[6] = position < text.length() ? 0 : commit;
        return true;
    }

    private boolean acceptTag(final int[] parts, final String tag, final int value)
    {
        final boolean matches = text.startsWith(tag, position);
        if (matches)
        {
            parts[4] = value;
            position += tag.length();
        }
        return matches;
    }

    /** As C's strtol() with base 10: 0 and no move without digits. */
    private int number()
    {
        int i = position;
        while (i < text.length() && Lexer.isSpace(text.charAt(i)))
        {
            i++;
        }
        final boolean isNegative = i < text.length() && '-' == text.charAt(i);
        if (i < text.length() && ('-' == text.charAt(i) || '+' == text.charAt(i)))
        {
            i++;
        }
        final int digits = i;
        int value = 0;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9')
        {
            value = value * 10 + text.charAt(i) - '0';
            i++;
        }
        if (i > digits)
        {
            position = i;
        }
        return isNegative ? -value : value;
    }

    private long openssl()
    {
        final long major = number();
        if (text.isEmpty() || !accept('.') || major < 0 || major > 0xf)
        {
            return 0;
        }
        final long minor = number();
        if (!accept('.') || minor < 0 || minor > 0xff)
        {
            return 0;
        }
        final long fix = number();
        if (fix < 0 || fix > 0xff)
        {
            return 0;
        }
        long patch = 0;
        long status = 0xf;
        if (accept('-'))
        {
            status = 0;
            if (text.startsWith("beta", position))
            {
                position += "beta".length();
                status = number();
                if (status < 0 || status > 14)
                {
                    return 0;
                }
            }
        }
        else if (position < text.length())
        {
            patch = 1;
            for (; position < text.length(); position++)
            {
                patch += (text.charAt(position) & ~0x20) - 'A';
            }
        }
        return major << 28 | minor << 20 | fix << 12 | (patch & 0xff) << 4 | status;
    }

    private boolean accept(final char c)
    {
        final boolean matches = position < text.length() && c == text.charAt(position);
        position += matches ? 1 : 0;
        return matches;
    }
}
