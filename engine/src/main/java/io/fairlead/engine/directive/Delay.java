/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ParseContext;

/**
 * Outcome of reading a time with an optional unit us, ms, s, m, h or d; values are rounded up to the wanted unit. The
 * words of refusals differ from keyword to keyword, hence the outcome is a value.
 */
final class Delay
{
    /** How reading ended. */
    enum Outcome
    {
        /** {@link Delay#value} holds the time. */
        GOOD,
        /** More than 2^31 - 1 units. */
        OVERFLOW,
        /** {@link Delay#rest} begins with a char that cannot stand there. */
        UNEXPECTED
    }

    /** How reading ended. */
    final Outcome outcome;
    /** Time in the wanted unit. */
    final int value;
    /** Text from the first bad char on. */
    final String rest;

    private Delay(final Outcome outcome, final int value, final String rest)
    {
        this.outcome = outcome;
        this.value = value;
        this.rest = rest;
    }

    /** Milliseconds, which is also the unit of a bare number. */
    static Delay ms(final String text, final ParseContext context)
    {
        return read(text, 1000, context);
    }

    /** Seconds, which is also the unit of a bare number. */
    static Delay seconds(final String text, final ParseContext context)
    {
        return read(text, 1, context);
    }

    /** Whether a number without unit is below a threshold, which suggests a mistaken unit. */
    static boolean isSuspiciouslySmall(final String text, final int threshold)
    {
        if (text.isEmpty())
        {
            return false;
        }
        for (int i = 0; i < text.length(); i++)
        {
            if (!Numbers.isDigit(text.charAt(i)))
            {
                return false;
            }
        }
        final long value = Numbers.atol(text);
        return value > 0 && value < threshold;
    }

    boolean isGood()
    {
        return Outcome.GOOD == outcome;
    }

    /** First bad char, as shown in messages. */
    String badChar()
    {
        return rest.isEmpty() ? "" : rest.substring(0, 1);
    }

    private static Delay read(final String text, final long perSecond, final ParseContext context)
    {
        int i = 0;
        long number = 0;
        while (i < text.length() && Numbers.isDigit(text.charAt(i)))
        {
            number = number > Integer.MAX_VALUE * 1_000_000L ? number : number * 10 + (text.charAt(i) - '0');
            i++;
        }
        if (0 == i)
        {
            return new Delay(Outcome.UNEXPECTED, 0, text);
        }
        if (i == text.length())
        {
            return number > Integer.MAX_VALUE ? new Delay(Outcome.OVERFLOW, 0, "") : new Delay(Outcome.GOOD, (int)number, "");
        }
        final String unit = text.substring(i);
        final int unitLength = unit.startsWith("us") || unit.startsWith("ms") ? 2 : 1;
        final long microseconds = switch (unit.substring(0, unitLength))
        {
            case "us" -> 1L;
            case "ms" -> 1_000L;
            case "s" -> 1_000_000L;
            case "m" -> 60_000_000L;
            case "h" -> 3_600_000_000L;
            case "d" -> 86_400_000_000L;
            default -> 0L;
        };
        if (0 == microseconds)
        {
            return new Delay(Outcome.UNEXPECTED, 0, unit);
        }
        if (unit.length() > unitLength)
        {
            context.messages().warning("unexpected character '" + unit.charAt(unitLength) + "' after the timer value '" +
                text + "', only (us=microseconds,ms=milliseconds,s=seconds,m=minutes,h=hours,d=days) are supported. " +
                "This will be reported as an error in next versions.");
        }
        return scaled(number, microseconds, 1_000_000L / perSecond);
    }

    private static Delay scaled(final long number, final long microseconds, final long perUnit)
    {
        if (number > Long.MAX_VALUE / microseconds - 1)
        {
            return new Delay(Outcome.OVERFLOW, 0, "");
        }
        final long result = (number * microseconds + perUnit - 1) / perUnit;
        if (result > Integer.MAX_VALUE)
        {
            return new Delay(Outcome.OVERFLOW, 0, "");
        }
        return new Delay(Outcome.GOOD, (int)result, "");
    }
}
