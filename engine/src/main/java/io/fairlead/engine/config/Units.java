/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.math.BigInteger;

/**
 * Times and sizes with units. Results are values: 0 and more is the number, negative tells what is wrong, as callers
 * word their messages differently.
 * Source: configuration.txt 2.5 "Time format", 2.6 "Size format".
 */
public final class Units
{
    /** The time is too great: 2^31 units or more. */
    public static final long OVERFLOW = -1;
    /** The time is not zero but rounds to it. */
    public static final long UNDERFLOW = -2;

    private static final long INVALID = -3;
    private static final long MAX_TIME = 0x7FFF_FFFFL;
    private static final long MAX_UINT = 0xFFFF_FFFFL;

    /** Units a time may be wanted in; a number without unit is taken in the wanted unit. */
    public enum TimeUnit
    {
        /** Microseconds. */
        US(1L),
        /** Milliseconds. */
        MS(1_000L),
        /** Seconds. */
        S(1_000_000L),
        /** Minutes. */
        MIN(60_000_000L),
        /** Hours. */
        HOUR(3_600_000_000L),
        /** Days. */
        DAY(86_400_000_000L);

        private final long microseconds;

        TimeUnit(final long microseconds)
        {
            this.microseconds = microseconds;
        }
    }

    private Units()
    {
    }

    /**
     * A time: digits and one of us, ms, s, m, h, d. Parts of the wanted unit round up.
     *
     * @param text     what was written.
     * @param unit     unit of the result, and of a number without unit.
     * @param messages takes the warning about characters behind the unit, which are otherwise ignored.
     * @return 0 to 2147483647, {@link #OVERFLOW}, {@link #UNDERFLOW}, or a value for {@link #badCharacter}.
     */
    public static long time(final String text, final TimeUnit unit, final Messages messages)
    {
        final int digits = digitsEnd(text, 0);
        if (0 == digits)
        {
            return invalid(0);
        }
        if (digits == text.length())
        {
            return scaled(text, digits, 1, 1);
        }
        int end = digits + 1;
        final boolean hasSecondLetter = 's' == at(text, digits + 1);
        final long microseconds;
        switch (text.charAt(digits))
        {
            case 's' -> microseconds = TimeUnit.S.microseconds;
            case 'h' -> microseconds = TimeUnit.HOUR.microseconds;
            case 'd' -> microseconds = TimeUnit.DAY.microseconds;
            case 'm' ->
            {
                microseconds = hasSecondLetter ? TimeUnit.MS.microseconds : TimeUnit.MIN.microseconds;
                end += hasSecondLetter ? 1 : 0;
            }
            case 'u' ->
            {
                if (!hasSecondLetter)
                {
                    return invalid(digits);
                }
                microseconds = TimeUnit.US.microseconds;
                end++;
            }
            default ->
            {
                return invalid(digits);
            }
        }
        if (end < text.length())
        {
            messages.warning("unexpected character '" + text.charAt(end) + "' after the timer value '" + text +
                "', only (us=microseconds,ms=milliseconds,s=seconds,m=minutes,h=hours,d=days) are supported." +
                " This will be reported as an error in next versions.");
        }
        return scaled(text, digits, microseconds, unit.microseconds);
    }

    /**
     * A time in milliseconds, with the usual wording of errors.
     *
     * @param text    what was written.
     * @param name    name of the setting, for messages.
     * @param context takes warnings.
     * @return 0 to 2147483647.
     * @throws ConfigException if it is no time, or out of range.
     */
    public static int timeMs(final String text, final String name, final ParseContext context)
    {
        final long result = time(text, TimeUnit.MS, context.messages());
        if (OVERFLOW == result)
        {
            throw new ConfigException("timer overflow in argument '" + text + "' to '" + name +
                "' (maximum value is 2147483647 ms or ~24.8 days)");
        }
        if (UNDERFLOW == result)
        {
            throw new ConfigException("timer underflow in argument '" + text + "' to '" + name +
                "' (minimum non-null value is 1 ms)");
        }
        if (result < 0)
        {
            throw new ConfigException(
                "unexpected character '" + badCharacter(text, result) + "' in argument to <" + name + ">.");
        }
        return (int)result;
    }

    /** Whether a number without unit is so small that milliseconds were hardly meant. */
    public static boolean isSuspiciouslySmall(final String text, final int minimum)
    {
        if (text.isEmpty() || digitsEnd(text, 0) < text.length())
        {
            return false;
        }
        final BigInteger value = new BigInteger(text);
        return value.signum() > 0 && value.compareTo(BigInteger.valueOf(minimum)) < 0;
    }

    /**
     * A size below 4 GiB: digits and one of k, m, g in either case, powers of 1024.
     *
     * @return 0 to 4294967295, or a value for {@link #badCharacter}.
     */
    public static long size(final String text)
    {
        return size(text, BigInteger.valueOf(MAX_UINT), "kmg");
    }

    /**
     * A size: digits and one of k, m, g, t, p in either case, powers of 1024.
     *
     * @return 0 to 2^63-1 (HAProxy's limit is twice as high), or a value for {@link #badCharacter}.
     */
    public static long longSize(final String text)
    {
        return size(text, BigInteger.valueOf(Long.MAX_VALUE), "kmgtp");
    }

    /** Offset of the character that a negative result of a time (below {@link #UNDERFLOW}) or size points at. */
    public static int badOffset(final long result)
    {
        return (int)(INVALID - result);
    }

    /** The character that a negative result points at; NUL for the end of the text, as HAProxy prints it. */
    public static char badCharacter(final String text, final long result)
    {
        return at(text, badOffset(result));
    }

    /** The text from the character on that a negative result points at. */
    public static String badRest(final String text, final long result)
    {
        return text.substring(Math.min(badOffset(result), text.length()));
    }

    private static long invalid(final int offset)
    {
        return INVALID - offset;
    }

    private static char at(final String text, final int offset)
    {
        return offset < text.length() ? text.charAt(offset) : 0;
    }

    private static int digitsEnd(final String text, final int from)
    {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9')
        {
            end++;
        }
        return end;
    }

    private static long scaled(final String text, final int digits, final long multiplier, final long divisor)
    {
        if (digits > 24)
        {
            return new BigInteger(text.substring(0, digits)).signum() > 0 ? OVERFLOW : 0;
        }
        final BigInteger value = new BigInteger(text.substring(0, digits));
        final BigInteger wanted = BigInteger.valueOf(divisor);
        final BigInteger result = value.multiply(BigInteger.valueOf(multiplier))
            .add(wanted.subtract(BigInteger.ONE)).divide(wanted);
        if (result.compareTo(BigInteger.valueOf(MAX_TIME)) > 0)
        {
            return OVERFLOW;
        }
        return result.longValue();
    }

    private static long size(final String text, final BigInteger maximum, final String letters)
    {
        final int digits = digitsEnd(text, 0);
        if (0 == digits)
        {
            return invalid(0);
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < digits; i++)
        {
            value = value.multiply(BigInteger.TEN).add(BigInteger.valueOf(text.charAt(i) - '0'));
            if (value.compareTo(maximum) > 0)
            {
                return invalid(i);
            }
        }
        if (digits == text.length())
        {
            return value.longValue();
        }
        final int power = letters.indexOf(Character.toLowerCase(text.charAt(digits))) + 1;
        final BigInteger scaled = value.shiftLeft(10 * power);
        if (0 == power || scaled.compareTo(maximum) > 0)
        {
            return invalid(digits);
        }
        return digits + 1 == text.length() ? scaled.longValue() : invalid(digits + 1);
    }
}
