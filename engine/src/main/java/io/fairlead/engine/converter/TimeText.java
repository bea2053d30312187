/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.time.LocalDate;
import java.time.temporal.IsoFields;

import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.WallTime;

/**
 * Formats of strftime, in the C locale, and {@code %N} for fractions of seconds.
 */
final class TimeText
{
    /** A time in whole seconds. */
    static final long NO_FRACTION = Long.MIN_VALUE;

    private static final int NANO_DIGITS = 9;

    private TimeText()
    {
    }

    /** Append a date; no fractions when nanos is {@link #NO_FRACTION}. */
    static void append(
        final String format, final WallTime time, final long nanos, final boolean isUtc, final ByteWriter out)
    {
        for (int i = 0; i < format.length(); i++)
        {
            final char c = format.charAt(i);
            if ('%' != c || i + 1 == format.length())
            {
                out.put(c);
                continue;
            }
            final int end = NO_FRACTION == nanos ? -1 : fractionEnd(format, i + 1);
            if (end >= 0)
            {
                final int width = end == i + 1 ? NANO_DIGITS : Math.min(NANO_DIGITS,
                    Integer.parseInt(format, i + 1, end, 10));
                fraction(nanos, width, out);
                i = end;
                continue;
            }
            i++;
            if (('E' == format.charAt(i) || 'O' == format.charAt(i)) && i + 1 < format.length())
            {
                i++; // alternative forms are the same in this locale
            }
            field(format.charAt(i), time, isUtc, out);
        }
    }

    private static int fractionEnd(final String format, final int from)
    {
        int i = from;
        while (i < format.length() && Character.isDigit(format.charAt(i)) && i < from + NANO_DIGITS)
        {
            i++;
        }
        return i < format.length() && 'N' == format.charAt(i) ? i : -1;
    }

    private static void fraction(final long nanos, final int width, final ByteWriter out)
    {
        // before 1970 HAProxy prints the first digits of the unsigned number
        long rest = nanos < 0 ? Long.divideUnsigned(nanos, 100_000_000_000L) : nanos;
        for (int i = NANO_DIGITS; i > width; i--)
        {
            rest /= 10;
        }
        out.putPadded(rest, width);
    }

    private static void field(final char c, final WallTime time, final boolean isUtc, final ByteWriter out)
    {
        switch (c)
        {
            case 'a' -> out.put(time.dayName(false));
            case 'A' -> out.put(time.dayName(true));
            case 'b', 'h' -> out.put(time.monthName(false));
            case 'B' -> out.put(time.monthName(true));
            case 'c' -> append("%a %b %e %H:%M:%S %Y", time, NO_FRACTION, isUtc, out);
            case 'C' -> out.putPadded(time.year() / 100, 2);
            case 'd' -> out.putPadded(time.day(), 2);
            case 'D', 'x' -> append("%m/%d/%y", time, NO_FRACTION, isUtc, out);
            case 'e' -> blankPadded(time.day(), out);
            case 'F' -> append("%Y-%m-%d", time, NO_FRACTION, isUtc, out);
            case 'g' -> out.putPadded(weekYear(time) % 100, 2);
            case 'G' -> out.putLong(weekYear(time));
            case 'H' -> out.putPadded(time.hour(), 2);
            case 'I' -> out.putPadded(twelve(time), 2);
            case 'j' -> out.putPadded(time.dayOfYear(), 3);
            case 'k' -> blankPadded(time.hour(), out);
            case 'l' -> blankPadded(twelve(time), out);
            case 'm' -> out.putPadded(time.month(), 2);
            case 'M' -> out.putPadded(time.minute(), 2);
            case 'n' -> out.put('\n');
            case 'p' -> out.put(time.hour() < 12 ? "AM" : "PM");
            case 'P' -> out.put(time.hour() < 12 ? "am" : "pm");
            case 'r' -> append("%I:%M:%S %p", time, NO_FRACTION, isUtc, out);
            case 'R' -> append("%H:%M", time, NO_FRACTION, isUtc, out);
            case 's' -> out.putLong(time.epochSecond());
            case 'S' -> out.putPadded(time.second(), 2);
            case 't' -> out.put('\t');
            case 'T', 'X' -> append("%H:%M:%S", time, NO_FRACTION, isUtc, out);
            case 'u' -> out.putLong(0 == time.dayOfWeek() ? 7 : time.dayOfWeek());
            case 'U' -> out.putPadded((time.dayOfYear() + 6 - time.dayOfWeek()) / 7, 2);
            case 'V' -> out.putPadded(date(time).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'w' -> out.putLong(time.dayOfWeek());
            case 'W' -> out.putPadded((time.dayOfYear() + 6 - (time.dayOfWeek() + 6) % 7) / 7, 2);
            case 'y' -> out.putPadded(time.year() % 100, 2);
            case 'Y' -> out.putLong(time.year());
            case 'z' -> time.putOffset(out);
            case 'Z' -> out.put(isUtc ? "GMT" : time.zone());
            case '%' -> out.put('%');
            default -> out.put('%').put(c);
        }
    }

    private static int twelve(final WallTime time)
    {
        return 0 == time.hour() % 12 ? 12 : time.hour() % 12;
    }

    private static int weekYear(final WallTime time)
    {
        final LocalDate date = date(time);
        return date.get(IsoFields.WEEK_BASED_YEAR) - date.getYear() + time.year();
    }

    /** The same day of a year the JDK can hold; the calendar repeats itself after 400 years. */
    private static LocalDate date(final WallTime time)
    {
        return LocalDate.of(2000 + Math.floorMod(time.year(), 400), time.month(), time.day());
    }

    private static void blankPadded(final int value, final ByteWriter out)
    {
        if (value < 10)
        {
            out.put(' ');
        }
        out.putLong(value);
    }
}
