/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.regex.Matcher;

/**
 * Fills a replacement text: {@code \0} to {@code \9} stand for what groups matched, {@code \xHH} for a byte, any other
 * byte behind a backslash for itself.
 */
public final class RegexReplacement
{
    private RegexReplacement()
    {
    }

    /**
     * Append.
     *
     * @param template text with references.
     * @param match    result of a look at {@code subject}.
     * @param subject  string the groups refer to.
     * @return false when the text ends in a backslash or the output is full.
     */
    public static boolean append(
        final ByteWriter template, final Matcher match, final Sample subject, final ByteWriter out)
    {
        final var buffer = template.buffer();
        final int end = template.position();
        for (int i = template.start(); i < end; i++)
        {
            int b = buffer.getByte(i);
            if ('\\' == b)
            {
                i++;
                if (i >= end)
                {
                    return false;
                }
                b = buffer.getByte(i);
                if (b >= '0' && b <= '9')
                {
                    group(b - '0', match, subject, out);
                    continue;
                }
                if ('x' == b)
                {
                    if (i + 2 >= end)
                    {
                        return false;
                    }
                    b = Bytes.hexDigit(buffer.getByte(i + 1)) << 4 | Bytes.hexDigit(buffer.getByte(i + 2));
                    i += 2;
                }
            }
            out.put(b);
        }
        return !out.isFull();
    }

    private static void group(final int number, final Matcher match, final Sample subject, final ByteWriter out)
    {
        if (number <= match.groupCount() && match.start(number) >= 0)
        {
            out.put(subject.buffer, subject.offset + match.start(number), match.end(number) - match.start(number));
        }
    }
}
