/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.WallTime;

/** The two times headers are made of, kept for the second they are valid in. In the local time zone. One thread. */
final class LogTime
{
    /** Bytes of {@code Nov 22 14:06:11 }, with the blank. */
    static final int LEGACY_LENGTH = 16;
    /** Bytes of {@code 2026-11-22T14:06:11.070445+00:00 }, with the blank. */
    static final int ISO_LENGTH = 33;

    private static final long US_PER_SECOND = 1_000_000L;
    private static final int MICROSECONDS_OFFSET = 20;
    private static final int MICROSECONDS_DIGITS = 6;

    private final WallTime wallTime;
    private final byte[] legacy = new byte[LEGACY_LENGTH];
    private final byte[] iso = new byte[ISO_LENGTH];
    private final ByteWriter legacyWriter = new ByteWriter(new UnsafeBuffer(legacy));
    private final ByteWriter isoWriter = new ByteWriter(new UnsafeBuffer(iso));
    private long legacySecond = Long.MIN_VALUE;
    private long isoSecond = Long.MIN_VALUE;

    LogTime(final WallTime wallTime)
    {
        this.wallTime = wallTime;
    }

    byte[] legacy(final long epochUs)
    {
        final long second = Math.floorDiv(epochUs, US_PER_SECOND);
        if (second != legacySecond)
        {
            legacySecond = second;
            wallTime.set(second, false);
            legacyWriter.clear().put(wallTime.monthName(false)).put(' ');
            if (wallTime.day() < 10)
            {
                legacyWriter.put(' ');
            }
            wallTime.putClock(legacyWriter.putLong(wallTime.day()).put(' ')).put(' ');
        }
        return legacy;
    }

    byte[] iso(final long epochUs)
    {
        final long second = Math.floorDiv(epochUs, US_PER_SECOND);
        if (second != isoSecond)
        {
            isoSecond = second;
            wallTime.set(second, false);
            isoWriter.clear().putPadded(wallTime.year(), 4).put('-').putPadded(wallTime.month(), 2).put('-')
                .putPadded(wallTime.day(), 2).put('T');
            wallTime.putClock(isoWriter).put(".000000");
            final int offsetMinutes = Math.abs(wallTime.offsetSeconds()) / 60;
            isoWriter.put(wallTime.offsetSeconds() < 0 ? '-' : '+').putPadded(offsetMinutes / 60, 2).put(':')
                .putPadded(offsetMinutes % 60, 2).put(' ');
        }
        long rest = Math.floorMod(epochUs, US_PER_SECOND);
        for (int i = MICROSECONDS_OFFSET + MICROSECONDS_DIGITS - 1; i >= MICROSECONDS_OFFSET; i--)
        {
            iso[i] = (byte)('0' + rest % 10);
            rest /= 10;
        }
        return iso;
    }
}
