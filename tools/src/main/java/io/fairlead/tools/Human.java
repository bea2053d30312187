/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers and names as a person reads them.
 */
final class Human
{
    private static final String[] BINARY = {"", "K", "M", "G", "T", "P"};
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Human()
    {
    }

    /* Bytes in powers of 1024: 0, 512, 1.5K, 23M. */
    static String bytes(final long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (1024 <= value && unit < BINARY.length - 1)
        {
            value /= 1024;
            unit++;
        }
        return 0 == unit ? Long.toString(bytes) : threeDigits(value) + BINARY[unit];
    }

    /* Microseconds with a fitting unit: 85us, 1.25ms, 2.5s, 3m20s. */
    static String duration(final long us)
    {
        if (us < 1000)
        {
            return us + "us";
        }
        if (us < 1_000_000)
        {
            return threeDigits(us / 1e3) + "ms";
        }
        return us < 60_000_000 ? threeDigits(us / 1e6) + "s" : age(us / 1_000_000);
    }

    /* Seconds as the two greatest units: 45s, 3m20s, 5h12m, 2d4h. */
    static String age(final long seconds)
    {
        if (seconds < 60)
        {
            return seconds + "s";
        }
        if (seconds < 3600)
        {
            return seconds / 60 + "m" + seconds % 60 + "s";
        }
        return seconds < 86_400 ?
            seconds / 3600 + "h" + seconds % 3600 / 60 + "m" : seconds / 86_400 + "d" + seconds % 86_400 / 3600 + "h";
    }

    /* Moment of the wall clock in the local time zone. */
    static String moment(final long epochMs)
    {
        return MOMENT.format(Instant.ofEpochMilli(epochMs).atZone(ZoneId.systemDefault()));
    }

    /* A name of the configuration, which the engine keeps as one character per byte. */
    static String name(final String name)
    {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String threeDigits(final double value)
    {
        if (value < 9.995)
        {
            return String.format(Locale.ROOT, "%.2f", value);
        }
        return String.format(Locale.ROOT, value < 99.95 ? "%.1f" : "%.0f", value);
    }
}
