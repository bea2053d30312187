/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Units;

/** Numbers as configuration lines write them, read with the leniency of the C library where HAProxy relies on it. */
final class Numbers
{
    private Numbers()
    {
    }

    /** Leading decimal number, 0 if there is none; what follows is ignored. Saturates. */
    static long atol(final String text)
    {
        int i = 0;
        while (i < text.length() && isSpace(text.charAt(i)))
        {
            i++;
        }
        boolean isNegative = false;
        if (i < text.length() && ('-' == text.charAt(i) || '+' == text.charAt(i)))
        {
            isNegative = '-' == text.charAt(i);
            i++;
        }
        long value = 0;
        for (; i < text.length() && isDigit(text.charAt(i)); i++)
        {
            if (value > (Long.MAX_VALUE - 9) / 10)
            {
                return isNegative ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            value = value * 10 + (text.charAt(i) - '0');
        }
        return isNegative ? -value : value;
    }

    /** {@link #atol} cut to 32 bits. */
    static int atoi(final String text)
    {
        return (int)atol(text);
    }

    /** Index of the first char that is not part of the decimal number at the beginning; 0 if there is no number. */
    static int endOfNumber(final String text)
    {
        return endOfNumber(text, 10);
    }

    /** Index of the first char that is not part of the number at the beginning; 0 if there is no number. */
    static int endOfNumber(final String text, final int radix)
    {
        int i = 0;
        while (i < text.length() && isSpace(text.charAt(i)))
        {
            i++;
        }
        if (i < text.length() && ('-' == text.charAt(i) || '+' == text.charAt(i)))
        {
            i++;
        }
        final int start = i;
        while (i < text.length() && text.charAt(i) < 128 && Character.digit(text.charAt(i), radix) >= 0)
        {
            i++;
        }
        return i == start ? 0 : i;
    }

    /** Whether the whole text is a decimal number with an optional sign; empty text is one too, as for strtol. */
    static boolean isWholeNumber(final String text)
    {
        return text.isEmpty() || (endOfNumber(text) == text.length());
    }

    /** Number in C notation: {@code 0x} hexadecimal, {@code 0} octal, else decimal; reads as far as it goes. */
    static long anyRadix(final String text)
    {
        final int end = endOfAnyRadix(text);
        final String digits = text.substring(0, end).trim();
        if (digits.isEmpty())
        {
            return 0;
        }
        final boolean isNegative = '-' == digits.charAt(0);
        final String bare = '-' == digits.charAt(0) || '+' == digits.charAt(0) ? digits.substring(1) : digits;
        final long value;
        if (bare.startsWith("0x") || bare.startsWith("0X"))
        {
            value = Long.parseUnsignedLong(bare.substring(2), 16);
        }
        else
        {
            value = bare.length() > 1 && '0' == bare.charAt(0) ? Long.parseLong(bare, 8) : atol(bare);
        }
        return isNegative ? -value : value;
    }

    /** Index of the first char behind a number in C notation. */
    static int endOfAnyRadix(final String text)
    {
        int sign = 0;
        while (sign < text.length() && isSpace(text.charAt(sign)))
        {
            sign++;
        }
        if (sign < text.length() && ('-' == text.charAt(sign) || '+' == text.charAt(sign)))
        {
            sign++;
        }
        final String bare = text.substring(sign);
        if ((bare.startsWith("0x") || bare.startsWith("0X")) && bare.length() > 2 &&
            Character.digit(bare.charAt(2), 16) >= 0)
        {
            return sign + 2 + endOfNumber(bare.substring(2), 16);
        }
        final int end = bare.startsWith("0") ? endOfNumber(bare, 8) : endOfNumber(bare);
        return 0 == end ? 0 : sign + end;
    }

    /** An octal number; {@code -1} if the text is empty or anything else. */
    static int octal(final String text)
    {
        return text.isEmpty() || endOfNumber(text, 8) != text.length() ? -1 : Integer.parseInt(text, 8);
    }

    /**
     * A size with an optional unit k, m or g.
     *
     * @param keyword for the message.
     * @throws ConfigException {@code unexpected '...' after size passed to 'keyword'}.
     */
    static int size(final String text, final String keyword)
    {
        final long value = unsignedSize(text, keyword);
        return (int)Math.min(value, Integer.MAX_VALUE);
    }

    /** As {@link #size}, up to 2^32 - 1. */
    static long unsignedSize(final String text, final String keyword)
    {
        final long value = Units.size(text);
        if (value < 0)
        {
            throw afterSize(Units.badRest(text, value), keyword);
        }
        return value;
    }

    static boolean isDigit(final char c)
    {
        return c >= '0' && c <= '9';
    }

    static boolean isSpace(final char c)
    {
        return ' ' == c || c >= '\t' && c <= '\r';
    }

    private static ConfigException afterSize(final String rest, final String keyword)
    {
        return new ConfigException("unexpected '" + rest + "' after size passed to '" + keyword + "'");
    }
}
