/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.nio.charset.StandardCharsets;

import io.fairlead.engine.config.LogTargetSettings.Format;
import io.fairlead.engine.log.SyslogMessage.Field;
import io.fairlead.engine.sample.ByteWriter;

/**
 * Headers of messages that are sent on: what the message brought along, in the format of the destination. Times are
 * rewritten from one format to the other; what is missing is the local time, {@code localhost} or a minus sign. One
 * thread.
 */
final class SyslogHeader
{
    private static final int MONTH_COUNT = 12;
    private static final int ISO_MONTH = 5;
    private static final int ISO_DAY = 8;
    private static final int ISO_CLOCK = 11;
    private static final int ISO_YEAR_LENGTH = 4;
    private static final int LEGACY_DAY = 4;
    private static final int LEGACY_CLOCK = 7;
    private static final int CLOCK_LENGTH = 8;
    private static final int LEVEL_BITS = 3;
    private static final int PRIORITY_LIMIT = 1000;

    private final LogTime time;

    SyslogHeader(final LogTime time)
    {
        this.time = time;
    }

    /** Put a header where a record begins. */
    void put(final ByteWriter out, final SyslogMessage message, final LogTarget target, final long nowUs)
    {
        final Format format = Format.UNSPECIFIED == target.wanted ? format(message) : target.wanted;
        final int facility =
            SyslogMessage.UNKNOWN == message.facility() ? target.facility : message.facility();
        switch (format)
        {
            case LOCAL, RFC3164, PRIORITY -> priority(out, facility << LEVEL_BITS, message, target);
            case RFC5424 -> priority(out, facility << LEVEL_BITS, message, target).put("1 ");
            case TIMED, SHORT -> priority(out, 0, message, target);
            default ->
            {
                // the text alone, or a time in front of it
            }
        }
        final byte[] tag = null == target.profile || null == target.profile.tag ? null :
            target.profile.tag.getBytes(StandardCharsets.ISO_8859_1);
        switch (format)
        {
            case LOCAL ->
            {
                legacyTime(out, message, nowUs);
                legacyTag(out, message, tag);
            }
            case RFC3164 ->
            {
                legacyTime(out, message, nowUs);
                field(out, message, Field.HOST, "localhost").put(' ');
                legacyTag(out, message, tag);
            }
            case RFC5424 ->
            {
                isoTime(out, message, true, nowUs);
                field(out, message, Field.HOST, "-").put(' ');
                if (null == tag)
                {
                    field(out, message, Field.TAG, "-");
                }
                else
                {
                    out.put(tag);
                }
                field(out.put(' '), message, Field.PID, "-").put(' ');
                field(out, message, Field.ID, "-").put(' ');
                field(out, message, Field.DATA, "-").put(' ');
            }
            case TIMED, ISO -> isoTime(out, message, false, nowUs);
            default ->
            {
                // no more than the priority
            }
        }
    }

    /** As the message came. */
    private static Format format(final SyslogMessage message)
    {
        if (message.has(Field.HOST))
        {
            return message.isTimeNil() || message.hasIsoTime() ? Format.RFC5424 : Format.RFC3164;
        }
        return message.has(Field.TAG) ? Format.LOCAL : message.has(Field.PRIORITY) ? Format.PRIORITY : Format.RAW;
    }

    private static ByteWriter priority(
        final ByteWriter out, final int facility, final SyslogMessage message, final LogTarget target)
    {
        return out.put('<').putLong((facility + target.shownLevel(message.level())) % PRIORITY_LIMIT).put('>');
    }

    private static ByteWriter field(
        final ByteWriter out, final SyslogMessage message, final Field field, final String otherwise)
    {
        return message.has(field) ? out.put(message.buffer(field), message.start(field), message.length(field)) :
            out.put(otherwise);
    }

    private static void legacyTag(final ByteWriter out, final SyslogMessage message, final byte[] tag)
    {
        if (null == tag && !message.has(Field.TAG))
        {
            return;
        }
        if (null == tag)
        {
            field(out, message, Field.TAG, "");
        }
        else
        {
            out.put(tag);
        }
        if (message.has(Field.PID))
        {
            field(out.put('['), message, Field.PID, "").put(']');
        }
        out.put(": ");
    }

    private void legacyTime(final ByteWriter out, final SyslogMessage message, final long nowUs)
    {
        final int start = message.start(Field.TIME);
        if (message.hasLegacyTime())
        {
            field(out, message, Field.TIME, "").put(' ');
            return;
        }
        final int month = message.hasIsoTime() ? isoMonth(message) : MONTH_COUNT;
        if (month < 0 || month >= MONTH_COUNT)
        {
            out.put(time.legacy(nowUs));
            return;
        }
        final int tens = message.at(Field.TIME, ISO_DAY);
        out.put(SyslogMessage.monthName(month)).put(' ').put('0' == tens ? ' ' : tens)
            .put(message.at(Field.TIME, ISO_DAY + 1)).put(' ')
            .put(message.buffer(Field.TIME), start + ISO_CLOCK, CLOCK_LENGTH).put(' ');
    }

    private static int isoMonth(final SyslogMessage message)
    {
        final int month =
            10 * (message.at(Field.TIME, ISO_MONTH) - '0') + message.at(Field.TIME, ISO_MONTH + 1) - '0';
        return 0 == month ? 0 : month - 1;
    }

    private void isoTime(final ByteWriter out, final SyslogMessage message, final boolean isNilGood, final long nowUs)
    {
        if (message.hasIsoTime() || isNilGood && message.isTimeNil())
        {
            field(out, message, Field.TIME, "").put(' ');
            return;
        }
        final byte[] local = time.iso(nowUs);
        if (!message.hasLegacyTime())
        {
            out.put(local);
            return;
        }
        final int month = message.month();
        final int localMonth = 10 * (local[ISO_MONTH] - '0') + local[ISO_MONTH + 1] - '0' - 1;
        int year = 0;
        for (int i = 0; i < ISO_YEAR_LENGTH; i++)
        {
            year = 10 * year + local[i] - '0';
        }
        final int tens = message.at(Field.TIME, LEGACY_DAY);
        out.putPadded(localMonth < month ? year - 1 : year, ISO_YEAR_LENGTH).put('-').putPadded(month + 1, 2).put('-')
            .put(' ' == tens ? '0' : tens).put(message.at(Field.TIME, LEGACY_DAY + 1)).put('T')
            .put(message.buffer(Field.TIME), message.start(Field.TIME) + LEGACY_CLOCK, CLOCK_LENGTH).put("-00:00 ");
    }
}
