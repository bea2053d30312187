/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import io.fairlead.engine.sample.WallTime;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LogTimeTest
{
    private static final long MOMENT_US = 1_795_356_371_070_445L; // 2026-11-22T14:06:11.070445Z

    @Test
    void shouldWriteLocalTimesAsHaproxyDoes()
    {
        assertTimes("UTC", MOMENT_US, "Nov 22 14:06:11 ", "2026-11-22T14:06:11.070445+00:00 ");
        assertTimes("America/St_Johns", MOMENT_US, "Nov 22 10:36:11 ", "2026-11-22T10:36:11.070445-03:30 ");
        assertTimes("Asia/Kolkata", MOMENT_US, "Nov 22 19:36:11 ", "2026-11-22T19:36:11.070445+05:30 ");
    }

    @Test
    void shouldPadTheDayWithABlank()
    {
        assertTimes("UTC", 5_000_001L, "Jan  1 00:00:05 ", "1970-01-01T00:00:05.000001+00:00 ");
    }

    @Test
    void shouldFollowTheClockWithinAndAcrossSeconds()
    {
        final LogTime time = new LogTime(new WallTime(ZoneId.of("UTC")));
        time.iso(MOMENT_US);
        time.legacy(MOMENT_US);
        assertEquals("2026-11-22T14:06:11.999999+00:00 ", text(time.iso(MOMENT_US + 929_554)));
        assertEquals("2026-11-22T14:06:12.000000+00:00 ", text(time.iso(MOMENT_US + 929_555)));
        assertEquals("Nov 22 14:06:11 ", text(time.legacy(MOMENT_US + 929_554)));
        assertEquals("Nov 22 14:06:12 ", text(time.legacy(MOMENT_US + 929_555)));
    }

    private static void assertTimes(final String zone, final long epochUs, final String legacy, final String iso)
    {
        final LogTime time = new LogTime(new WallTime(ZoneId.of(zone)));
        assertEquals(legacy, text(time.legacy(epochUs)));
        assertEquals(iso, text(time.iso(epochUs)));
    }

    private static String text(final byte[] bytes)
    {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
