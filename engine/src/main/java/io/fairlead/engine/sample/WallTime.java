/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Calendar fields of a moment, computed without allocation but when the local zone's offset may have changed. One
 * thread.
 */
public final class WallTime
{
    private static final String[] MONTHS =
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    private static final String[] DAYS = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    private static final String[] FULL_MONTHS = {"January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December"};
    private static final String[] FULL_DAYS =
        {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    private static final int LOG_DATE_ROOM = 64;
    private static final long DAY_SECONDS = 86400;
    private static final long OFFSET_PERIOD_SECONDS = 900;

    private final ZoneRules rules;
    private final String zone;
    private long offsetPeriod = Long.MIN_VALUE;
    private int localOffset;
    private int offset;
    private long second = Long.MIN_VALUE;
    private boolean isUtc;
    private final ByteWriter logDate = new ByteWriter(new UnsafeBuffer(new byte[LOG_DATE_ROOM]));
    private long logDateSecond = Long.MIN_VALUE;
    private boolean isLogDateUtc;
    private int year;
    private int month;
    private int day;
    private int dayOfWeek;
    private int dayOfYear;
    private int hour;
    private int minute;
    private int secondOfMinute;

    public WallTime()
    {
        this(ZoneId.systemDefault());
    }

    /** Calendar of another zone, for tests. */
    public WallTime(final ZoneId zoneId)
    {
        rules = zoneId.getRules();
        zone = zoneId.getId();
    }

    /** Compute the fields of a second since the epoch. */
    public WallTime set(final long epochSecond, final boolean utc)
    {
        if (epochSecond == second && utc == isUtc)
        {
            return this;
        }
        second = epochSecond;
        isUtc = utc;
        offset = utc ? 0 : offsetAt(epochSecond);
        final long local = epochSecond + offset;
        final long epochDay = Math.floorDiv(local, DAY_SECONDS);
        final int secondOfDay = (int)Math.floorMod(local, DAY_SECONDS);
        hour = secondOfDay / 3600;
        minute = secondOfDay / 60 % 60;
        secondOfMinute = secondOfDay % 60;
        dayOfWeek = (int)Math.floorMod(epochDay + 4, 7L);
        civil(epochDay);
        return this;
    }

    private int offsetAt(final long epochSecond)
    {
        final long period = Math.floorDiv(epochSecond, OFFSET_PERIOD_SECONDS);
        if (period != offsetPeriod)
        {
            offsetPeriod = period;
            localOffset = rules.getOffset(Instant.ofEpochSecond(
                Math.clamp(epochSecond, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()))).getTotalSeconds();
        }
        return localOffset;
    }

    /** Year, month and day of a day number, by eras of 400 years that begin in March. */
    private void civil(final long epochDay)
    {
        final long shifted = epochDay + 719468;
        final long era = Math.floorDiv(shifted, 146097L);
        final long dayOfEra = shifted - era * 146097;
        final long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        final long dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        final long monthFromMarch = (5 * dayFromMarch + 2) / 153;
        day = (int)(dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1);
        month = (int)(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        year = (int)(yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
        final boolean isLeap = 0 == year % 4 && (0 != year % 100 || 0 == year % 400);
        dayOfYear = (int)(dayFromMarch < 306 ? dayFromMarch + 59 + (isLeap ? 1 : 0) : dayFromMarch - 306) + 1;
    }

    public int year()
    {
        return year;
    }

    /** 1 to 12. */
    public int month()
    {
        return month;
    }

    /** 1 to 31. */
    public int day()
    {
        return day;
    }

    /** 0 is Sunday. */
    public int dayOfWeek()
    {
        return dayOfWeek;
    }

    /** 1 to 366. */
    public int dayOfYear()
    {
        return dayOfYear;
    }

    public int hour()
    {
        return hour;
    }

    public int minute()
    {
        return minute;
    }

    public int second()
    {
        return secondOfMinute;
    }

    /** Seconds since the epoch. */
    public long epochSecond()
    {
        return second;
    }

    /** Seconds east of Greenwich. */
    public int offsetSeconds()
    {
        return offset;
    }

    /** Abbreviation of the zone: UTC, or an offset where the zone has no better name. */
    public String zone()
    {
        return isUtc ? "GMT" : "Etc/UTC".equals(zone) || "Z".equals(zone) ? "UTC" : zone;
    }

    public String monthName(final boolean isFull)
    {
        return isFull ? FULL_MONTHS[month - 1] : MONTHS[month - 1];
    }

    public String dayName(final boolean isFull)
    {
        return isFull ? FULL_DAYS[dayOfWeek] : DAYS[dayOfWeek];
    }

    /** Append {@code 26/Apr/2024:09:39:58}. */
    public ByteWriter putLogDate(final ByteWriter out)
    {
        // records come many to a second
        if (second != logDateSecond || isUtc != isLogDateUtc)
        {
            logDateSecond = second;
            isLogDateUtc = isUtc;
            putClock(logDate.clear().putPadded(day, 2).put('/').put(MONTHS[month - 1]).put('/').putPadded(year, 4)
                .put(':'));
        }
        return out.put(logDate.buffer(), 0, logDate.length());
    }

    /** Append {@code 09:39:58}. */
    public ByteWriter putClock(final ByteWriter out)
    {
        return out.putPadded(hour, 2).put(':').putPadded(minute, 2).put(':').putPadded(secondOfMinute, 2);
    }

    /** Append {@code +0200}. */
    public ByteWriter putOffset(final ByteWriter out)
    {
        final int minutes = Math.abs(offset) / 60;
        return out.put(offset < 0 ? '-' : '+').putPadded(minutes / 60, 2).putPadded(minutes % 60, 2);
    }

    /** Append {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110 section 5.6.7). */
    public ByteWriter putHttpDate(final ByteWriter out)
    {
        return putClock(out.put(DAYS[dayOfWeek]).put(", ").putPadded(day, 2).put(' ').put(MONTHS[month - 1]).put(' ')
            .putPadded(year, 4).put(' ')).put(" GMT");
    }
}
