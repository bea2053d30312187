/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;

/**
 * A syslog message of somebody else, read in place: its priority, the fields of its header as far as they could be told
 * apart, and its text. Reused for each message; one thread.
 * <pre>
 *  &lt;PRI&gt;1 TIME HOST TAG PID ID DATA text      rfc5424
 *  &lt;PRI&gt;TIME HOST TAG[PID]: text              rfc3164; the tag may be missing
 * </pre>
 * Source: RFC 3164, RFC 5424, as lenient as HAProxy.
 */
final class SyslogMessage
{
    /** Fields of a header. */
    enum Field
    {
        /** {@code <134>}. */
        PRIORITY,
        /** As it came, in one of both formats, or a minus sign. */
        TIME,
        /** Host name. */
        HOST,
        /** Program. */
        TAG,
        /** Process number. */
        PID,
        /** Kind of message. */
        ID,
        /** Structured data. */
        DATA
    }

    /** Level or facility of a message that has no priority. */
    static final int UNKNOWN = -1;
    /** Bytes of {@code Nov 22 14:06:11}. */
    static final int LEGACY_TIME_LENGTH = 15;
    /** Fewest bytes of a time as of rfc5424. */
    static final int ISO_TIME_LENGTH = 20;

    private static final int FIELD_COUNT = Field.values().length;
    private static final int VERSION_LENGTH = 2;
    private static final int SECONDS_END = 19;
    private static final int ZONE_LENGTH = 6;
    private static final int LEVEL_BITS = 3;
    private static final int LEVEL_MASK = 7;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int MONTH_LENGTH = 3;

    private final int[] starts = new int[FIELD_COUNT];
    private final int[] lengths = new int[FIELD_COUNT];
    private final UnsafeBuffer[] buffers = new UnsafeBuffer[FIELD_COUNT];
    private final UnsafeBuffer host = new UnsafeBuffer(new byte[0]);
    private UnsafeBuffer source;
    private int end;
    private int position;
    private int level;
    private int facility;
    private int textStart;

    /** Take a message as it is, without looking into it. */
    SyslogMessage raw(final UnsafeBuffer buffer, final int offset, final int length)
    {
        source = buffer;
        textStart = offset;
        end = offset + length;
        level = UNKNOWN;
        facility = UNKNOWN;
        for (int i = 0; i < FIELD_COUNT; i++)
        {
            lengths[i] = 0;
            buffers[i] = buffer;
        }
        return this;
    }

    /** Take a message apart; what is not understood stays in its text. */
    SyslogMessage parse(final UnsafeBuffer buffer, final int offset, final int length)
    {
        raw(buffer, offset, length);
        position = offset;
        if (!readPriority())
        {
            return this;
        }
        final boolean isNew = left() > VERSION_LENGTH && '1' == at(position) && ' ' == at(position + 1);
        final boolean isGood = isNew ? readNew() : left() <= LEGACY_TIME_LENGTH || readOld();
        if (!isGood)
        {
            for (int i = Field.TIME.ordinal(); i < FIELD_COUNT; i++)
            {
                lengths[i] = 0;
            }
            end -= isNew ? VERSION_LENGTH : 0; // as HAProxy has it: the text loses as much as the version took
        }
        return this;
    }

    int level()
    {
        return level;
    }

    int facility()
    {
        return facility;
    }

    /** Buffer of the text. */
    UnsafeBuffer buffer()
    {
        return source;
    }

    int textStart()
    {
        return textStart;
    }

    int textLength()
    {
        return end - textStart;
    }

    boolean has(final Field field)
    {
        return lengths[field.ordinal()] > 0;
    }

    int length(final Field field)
    {
        return lengths[field.ordinal()];
    }

    int start(final Field field)
    {
        return starts[field.ordinal()];
    }

    UnsafeBuffer buffer(final Field field)
    {
        return buffers[field.ordinal()];
    }

    /** Byte of a field. */
    int at(final Field field, final int index)
    {
        return buffer(field).getByte(start(field) + index);
    }

    /** Whether the time is as of rfc5424; a minus sign is not. */
    boolean hasIsoTime()
    {
        return length(Field.TIME) >= ISO_TIME_LENGTH;
    }

    boolean hasLegacyTime()
    {
        return LEGACY_TIME_LENGTH == length(Field.TIME);
    }

    /** Whether a minus sign stands where the time should. */
    boolean isTimeNil()
    {
        return 1 == length(Field.TIME) && '-' == at(Field.TIME, 0);
    }

    /** Month by its English name at the beginning of the time, from 0; negative for none. */
    int month()
    {
        return month(start(Field.TIME));
    }

    /** English name of a month, from 0. */
    static String monthName(final int month)
    {
        return MONTHS.substring(MONTH_LENGTH * month, MONTH_LENGTH * month + MONTH_LENGTH);
    }

    /** Let the sender's address stand for the host, or behind it. */
    void host(final NetAddress sender, final boolean isAppended)
    {
        final String own = sender.hostText();
        final String before = isAppended && has(Field.HOST) ?
            source.getStringWithoutLengthAscii(start(Field.HOST), length(Field.HOST)) + ',' : "";
        final byte[] text = (before + own).getBytes(StandardCharsets.ISO_8859_1);
        host.wrap(text);
        buffers[Field.HOST.ordinal()] = host;
        set(Field.HOST, 0, text.length);
    }

    private void set(final Field field, final int start, final int length)
    {
        starts[field.ordinal()] = start;
        lengths[field.ordinal()] = length;
    }

    private int left()
    {
        return end - position;
    }

    private int at(final int offset)
    {
        return offset < end ? source.getByte(offset) : 0;
    }

    private boolean readPriority()
    {
        final int start = position;
        if (left() < 2 || '<' != at(start))
        {
            return false;
        }
        int value = 0;
        int i = start + 1;
        while ('>' != at(i))
        {
            final int digit = at(i) - '0';
            if (digit < 0 || digit > 9)
            {
                return false;
            }
            value = 10 * value + digit;
            i++;
        }
        facility = value >> LEVEL_BITS;
        level = value & LEVEL_MASK;
        position = i + 1;
        textStart = position;
        set(Field.PRIORITY, start, position - start);
        return true;
    }

    // ---- rfc5424

    private boolean readNew()
    {
        position += VERSION_LENGTH;
        if (!readIsoTime() || !readWord(Field.HOST) || !readWord(Field.TAG) || !readWord(Field.PID) ||
            !readWord(Field.ID) || !readData())
        {
            return false;
        }
        textStart = position;
        return true;
    }

    private boolean readIsoTime()
    {
        final int start = position;
        if (left() > 2 && '-' == at(start) && ' ' == at(start + 1))
        {
            position++;
        }
        else if (left() > ISO_TIME_LENGTH)
        {
            position += SECONDS_END;
            if (!skipFraction())
            {
                return false;
            }
            position += 'Z' == at(position) ? 1 : ZONE_LENGTH;
            if (position >= end || ' ' != at(position))
            {
                return false;
            }
        }
        else
        {
            return false;
        }
        set(Field.TIME, start, position - start);
        return isWordNext();
    }

    private boolean skipFraction()
    {
        if ('.' != at(position))
        {
            return true;
        }
        position++;
        while ('Z' != at(position) && '+' != at(position) && '-' != at(position))
        {
            if (at(position) < '0' || at(position) > '9')
            {
                return false;
            }
            position++;
        }
        return true;
    }

    /** Step over the blank behind a field; whether another field follows. */
    private boolean isWordNext()
    {
        position++;
        return position < end && ' ' != at(position);
    }

    private boolean readWord(final Field field)
    {
        final int start = position;
        while (position < end && ' ' != at(position))
        {
            position++;
        }
        if (position >= end)
        {
            return false;
        }
        setUnlessNil(field, start);
        return isWordNext();
    }

    private void setUnlessNil(final Field field, final int start)
    {
        final int length = position - start;
        set(field, start, 1 == length && '-' == at(start) ? 0 : length);
    }

    private boolean readData()
    {
        final int start = position;
        if ('-' == at(start))
        {
            position++;
        }
        else if ('[' != at(start) || !skipElements())
        {
            return false;
        }
        if (position >= end || ' ' != at(position))
        {
            return false;
        }
        setUnlessNil(Field.DATA, start);
        position++;
        return true;
    }

    /** Step over {@code [..][..]} up to the blank behind. */
    private boolean skipElements()
    {
        boolean isInside = false;
        while (position < end && (isInside || ' ' != at(position)))
        {
            if (!isInside && '[' != at(position))
            {
                return false;
            }
            isInside = !isInside || ']' != at(position) || '\\' == at(position - 1);
            position++;
        }
        return position < end;
    }

    // ---- rfc3164

    private boolean readOld()
    {
        final int start = position;
        if (month(start) < 0)
        {
            return false;
        }
        position += LEGACY_TIME_LENGTH;
        set(Field.TIME, start, LEGACY_TIME_LENGTH);
        if (' ' != at(position) || !isWordNext())
        {
            return false;
        }
        final int hostStart = position;
        while (position < end && ' ' != at(position))
        {
            position++;
        }
        if (position >= end)
        {
            return false;
        }
        set(Field.HOST, hostStart, position - hostStart);
        position++;
        textStart = position;
        readOldTag();
        return true;
    }

    private int month(final int offset)
    {
        for (int i = 0; i < MONTHS.length(); i += MONTH_LENGTH)
        {
            if (source.getByte(offset) == MONTHS.charAt(i) && source.getByte(offset + 1) == MONTHS.charAt(i + 1) &&
                source.getByte(offset + 2) == MONTHS.charAt(i + 2))
            {
                return i / MONTH_LENGTH;
            }
        }
        return -1;
    }

    /** {@code tag: } or {@code tag[pid]: }; anything else belongs to the text. */
    private void readOldTag()
    {
        final int start = position;
        int colon = start;
        while (colon < end && ' ' != at(colon) && ':' != at(colon))
        {
            colon++;
        }
        if (colon >= end || ':' != at(colon) || ' ' != at(colon + 1))
        {
            return;
        }
        for (int i = start; i < colon; i++)
        {
            if ('[' == at(i))
            {
                set(Field.TAG, start, i - start);
                set(Field.PID, i + 1, 0);
            }
            else if (']' == at(i) && start(Field.PID) > start)
            {
                if (':' != at(i + 1))
                {
                    return;
                }
                set(Field.PID, start(Field.PID), i - start(Field.PID));
            }
        }
        if (!has(Field.TAG))
        {
            set(Field.TAG, start, colon - start);
        }
        textStart = colon + 2;
    }
}
