/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.SINT;
import static io.fairlead.engine.sample.SampleType.STR;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.WallTime;

/**
 * Dates to text and back. Source: configuration.txt 7.3.1.
 */
final class TimeConverters
{
    private static final long TIME_BITS = 0x007FFFFFFFFFFFFFL;
    private static final long NANOS = 1_000_000_000L;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final Pattern IMF = Pattern.compile(
        "[A-Z][a-z]{2}, (\\d{2}) ([A-Z][a-z]{2}) (\\d{4}) (\\d{2}):(\\d{2}):(\\d{2}) GMT");
    private static final Pattern RFC850 = Pattern.compile(
        "[A-Z][a-z]+day, (\\d{2})-([A-Z][a-z]{2})-(\\d{2}) (\\d{2}):(\\d{2}):(\\d{2}) GMT");
    private static final Pattern ASCTIME = Pattern.compile(
        "[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \\d]\\d) (\\d{2}):(\\d{2}):(\\d{2}) (\\d{4})");
    private static final int CENTURY_PIVOT = 69;

    private TimeConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        final List<ConverterKeyword> all = new ArrayList<>();
        time(all, "ltime", 1, false);
        time(all, "utime", 1, true);
        time(all, "ms_ltime", 1000, false);
        time(all, "ms_utime", 1000, true);
        time(all, "us_ltime", 1_000_000, false);
        time(all, "us_utime", 1_000_000, true);
        all.add(ConverterKeyword.of("http_date").types(SINT, STR).args(0, INTEGER, STRING)
            .check(TimeConverters::checkUnit).summary("Date as HTTP writes it")
            .by((args, ctx, sample) -> httpDate(args, sample)));
        all.add(ConverterKeyword.of("date").types(STR, SINT).summary("Seconds of an HTTP date")
            .by((args, ctx, sample) -> parseDate(sample)));
        return all;
    }

    private static void time(
        final List<ConverterKeyword> all, final String name, final long unit, final boolean isUtc)
    {
        all.add(ConverterKeyword.of(name).types(SINT, STR).args(1, STRING, INTEGER)
            .summary("Date in a format of strftime").by((args, ctx, sample) ->
            {
                final long time = 1 == unit ? sample.value & TIME_BITS : sample.value / unit;
                final long nanos = 1 == unit ? TimeText.NO_FRACTION : sample.value % unit * (NANOS / unit);
                final ByteWriter out = sample.scratch().chunk();
                final WallTime wall = sample.scratch().wallTime().set(time + args.value(1), isUtc);
                TimeText.append(args.text(0), wall, nanos, isUtc, out);
                return !out.isFull() && out.asStr(sample);
            }));
    }

    private static void checkUnit(final Args args, final ExprContext context)
    {
        final String unit = args.text(1);
        if (!unit.isEmpty() && !"s".equals(unit) && !"ms".equals(unit) && !"us".equals(unit))
        {
            throw new ConfigException("expects 's', 'ms' or 'us', got '" + unit + '\'');
        }
    }

    private static boolean httpDate(final Args args, final Sample sample)
    {
        final String unit = args.text(1);
        final long parts = "ms".equals(unit) ? 1000 : "us".equals(unit) ? 1_000_000 : 1;
        final long date = sample.value + args.value(0);
        final ByteWriter out = sample.scratch().chunk();
        sample.scratch().wallTime().set(date / parts & TIME_BITS, true).putHttpDate(out);
        if (1 < parts)
        {
            out.position(out.position() - " GMT".length());
            out.put('.').putLong(date % parts).put(" GMT");
        }
        return out.asStr(sample);
    }

    private static boolean parseDate(final Sample sample)
    {
        final String text = sample.text();
        final Matcher imf = IMF.matcher(text);
        if (imf.matches())
        {
            return give(sample, imf.group(3), imf.group(2), imf.group(1), imf.group(4), imf.group(5), imf.group(6));
        }
        final Matcher old = RFC850.matcher(text);
        if (old.matches())
        {
            final int year = Integer.parseInt(old.group(3));
            return give(sample, String.valueOf(year + (year < CENTURY_PIVOT ? 2000 : 1900)), old.group(2), old.group(1),
                old.group(4), old.group(5), old.group(6));
        }
        final Matcher ascii = ASCTIME.matcher(text);
        return ascii.matches() && give(sample, ascii.group(6), ascii.group(1), ascii.group(2).strip(), ascii.group(3),
            ascii.group(4), ascii.group(5));
    }

    private static boolean give(
        final Sample sample, final String year, final String month, final String day, final String hour,
        final String minute, final String second)
    {
        final int index = MONTHS.indexOf(month);
        if (index < 0 || 0 != index % 3)
        {
            return false;
        }
        try
        {
            final String iso = String.format(Locale.ROOT, "%s-%02d-%02dT%s:%s:%s", year, index / 3 + 1,
                Integer.valueOf(day), hour, minute, second);
            return sample.sint(LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC));
        }
        catch (final DateTimeParseException ex)
        {
            return false; // a day or an hour that does not exist
        }
    }
}
