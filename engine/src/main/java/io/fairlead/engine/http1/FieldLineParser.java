/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.buffer.RawBytes;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

import static io.fairlead.engine.http1.Http1Chars.BLANK;
import static io.fairlead.engine.http1.Http1Chars.END_OF_LINE;
import static io.fairlead.engine.http1.Http1Chars.TOKEN;
import static io.fairlead.engine.http1.Http1Parser.MALFORMED;
import static io.fairlead.engine.http1.Http1Parser.NEED_MORE;

/**
 * The field lines of a head, or of trailers, up to the empty line that ends them (RFC 9112 section 5). Part of a
 * {@link Http1Parser}.
 * <pre>
 *  LINE -> NAME -> VALUE_BEGIN -> VALUE -> VALUE_LF -> VALUE_FOLD -> LINE (next) or VALUE (folded)
 *     \                    \-> EMPTY_VALUE_LF -> EMPTY_VALUE_FOLD -> LINE (next) or VALUE_BEGIN (folded)
 *      \-> HEAD_LF
 * </pre>
 */
final class FieldLineParser
{
    private static final int LINE = 0;
    private static final int NAME = 1;
    private static final int VALUE_BEGIN = 2;
    private static final int EMPTY_VALUE_LF = 3;
    private static final int EMPTY_VALUE_FOLD = 4;
    private static final int VALUE = 5;
    private static final int VALUE_LF = 6;
    private static final int VALUE_FOLD = 7;
    private static final int HEAD_LF = 8;

    /** HAProxy has eight bits for the length of a name. */
    private static final int MAX_NAME_LENGTH = 255;

    private static final long COLONS = Http1Chars.pattern(':');
    private static final long DASHES = Http1Chars.pattern('-');

    private final Http1Framing framing;
    private boolean isTrailers;
    private int maxHeaders;
    private int state;
    private int position;
    private int lineStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private boolean isFolded;
    private boolean hasBadName;
    private boolean hasLongName;
    private int headerCount;

    FieldLineParser(final Http1Framing framing)
    {
        this.framing = framing;
    }

    /** Get ready for lines that begin at an offset; one more than the number of lines there may be. */
    void reset(final boolean areTrailers, final int limit, final int offset)
    {
        isTrailers = areTrailers;
        maxHeaders = limit;
        begin(offset);
        headerCount = 0;
        isFolded = false;
        hasBadName = false;
        hasLongName = false;
    }

    /** The lines begin here. */
    void begin(final int offset)
    {
        state = LINE;
        position = offset;
    }

    /** Offset of the next byte to look at. */
    int position()
    {
        return position;
    }

    /** Whether the lines are more, or their names longer, than HAProxy can keep. */
    boolean isTooMuch()
    {
        return headerCount >= maxHeaders || hasLongName;
    }

    /**
     * Advance over the bytes that arrived.
     *
     * @return offset one past the empty line, NEED_MORE or MALFORMED.
     */
    int parse(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        int i = position;
        while (i < limit)
        {
            if (LINE == state)
            {
                final int next = plainHeaders(buffer, i, limit, out);
                if (next < 0)
                {
                    return MALFORMED;
                }
                i = next;
                if (i >= limit)
                {
                    break;
                }
            }
            final byte b = buffer.getByte(i);
            switch (state)
            {
                case LINE ->
                {
                    lineStart = i;
                    if (Http1Chars.is(b, END_OF_LINE))
                    {
                        state = HEAD_LF;
                        i += '\r' == b ? 1 : 0;
                    }
                    else
                    {
                        state = NAME;
                    }
                }
                case NAME ->
                {
                    if (Http1Chars.is(b, TOKEN))
                    {
                        if ('A' <= b && b <= 'Z')
                        {
                            buffer.putByte(i, (byte)(b | 0x20));
                        }
                        i++;
                    }
                    else if (':' == b)
                    {
                        if (i == lineStart)
                        {
                            return framing.malformed(i);
                        }
                        nameEnd = i;
                        state = VALUE_BEGIN;
                        i++;
                    }
                    else if ('\n' != b && framing.tolerate(i))
                    {
                        hasBadName = true;
                        i++;
                    }
                    else
                    {
                        return framing.malformed(i);
                    }
                }
                case VALUE_BEGIN ->
                {
                    if (Http1Chars.is(b, BLANK))
                    {
                        i++;
                    }
                    else if (Http1Chars.is(b, END_OF_LINE))
                    {
                        valueStart = i;
                        valueEnd = i;
                        state = EMPTY_VALUE_LF;
                        i += '\r' == b ? 1 : 0;
                    }
                    else
                    {
                        valueStart = i;
                        state = VALUE;
                    }
                }
                case EMPTY_VALUE_LF ->
                {
                    if ('\n' != b)
                    {
                        return framing.malformed(i);
                    }
                    state = EMPTY_VALUE_FOLD;
                    i++;
                }
                case EMPTY_VALUE_FOLD ->
                {
                    if (Http1Chars.is(b, BLANK))
                    {
                        unfold(buffer, valueStart, i);
                        state = VALUE_BEGIN;
                    }
                    else if (!endHeader(buffer, i, out))
                    {
                        return MALFORMED;
                    }
                }
                case VALUE ->
                {
                    i = Http1Chars.skipValue(buffer, i, limit);
                    if (i < limit)
                    {
                        final byte c = buffer.getByte(i);
                        if (0 != c)
                        {
                            valueEnd = i;
                            state = VALUE_LF;
                            i += '\r' == c ? 1 : 0;
                        }
                        else if (framing.tolerate(i))
                        {
                            i++;
                        }
                        else
                        {
                            return framing.malformed(i);
                        }
                    }
                }
                case VALUE_LF ->
                {
                    if ('\n' != b)
                    {
                        return framing.malformed(i);
                    }
                    state = VALUE_FOLD;
                    i++;
                }
                case VALUE_FOLD ->
                {
                    if (Http1Chars.is(b, BLANK))
                    {
                        unfold(buffer, valueEnd, i);
                        state = VALUE;
                    }
                    else if (!endHeader(buffer, i, out))
                    {
                        return MALFORMED;
                    }
                }
                default ->
                {
                    if ('\n' != b)
                    {
                        return framing.malformed(i);
                    }
                    i++;
                    position = i;
                    return i;
                }
            }
        }
        position = i;
        return NEED_MORE;
    }

    /**
     * The usual case at full speed: whole lines of {@code Name: value CR LF} followed by one more byte. Anything else
     * is left untouched for the state machine.
     *
     * @return offset of the first line not taken, or MALFORMED.
     */
    private int plainHeaders(final UnsafeBuffer buffer, final int from, final int limit, final HttpMessage out)
    {
        RawBytes.check(buffer, from, limit);
        int line = from;
        while (true)
        {
            final int colon = plainName(buffer, line, limit);
            // name, colon, space, at least one byte, CR, LF, one more
            if (colon <= line || colon + 6 > limit || ' ' != RawBytes.byteAt(buffer, colon + 1))
            {
                return line;
            }
            final int value = colon + 2;
            final int end = Http1Chars.skipValue(buffer, value, limit);
            if (end == value || end + 3 > limit || '\r' != RawBytes.byteAt(buffer, end) ||
                '\n' != RawBytes.byteAt(buffer, end + 1))
            {
                return line;
            }
            final byte next = RawBytes.byteAt(buffer, end + 2);
            if (' ' == next || '\t' == next || RawBytes.byteAt(buffer, value) <= ' ' &&
                Http1Chars.is(RawBytes.byteAt(buffer, value), BLANK) ||
                Http1Chars.is(RawBytes.byteAt(buffer, end - 1), BLANK))
            {
                return line;
            }
            if (headerCount >= maxHeaders)
            {
                return framing.malformed(line);
            }
            final int id = HeaderId.of(buffer, line, colon - line);
            if (id < Long.SIZE && 0 != (Http1Framing.IDS & 1L << id))
            {
                lineStart = line;
                nameEnd = colon;
                if (!framingHeader(buffer, id, value, end, HttpMessage.BLOCK_CANONICAL, out))
                {
                    return MALFORMED;
                }
            }
            else
            {
                store(line, colon, value, end, id, HttpMessage.BLOCK_CANONICAL, out);
            }
            line = end + 2;
            if ('\r' == next)
            {
                return line;
            }
        }
    }

    /**
     * Put a name of letters and dashes to lower case, eight bytes at a time.
     *
     * @return offset of its colon, -1 when the name has other bytes or does not end before the limit; then some letters
     * may have changed case already, which does no harm.
     */
    private static int plainName(final UnsafeBuffer buffer, final int from, final int limit)
    {
        int i = from;
        while (i + Long.BYTES <= limit)
        {
            final long word = RawBytes.wordAt(buffer, i);
            final long letters = Http1Chars.letters(word);
            final long colons = Http1Chars.equal(word, COLONS);
            final long before = 0 == colons ? -1L : (colons & -colons) - 1 >>> 7;
            final long good = (letters | Http1Chars.equal(word, DASHES)) & before;
            if (good != (0x8080808080808080L & before))
            {
                return slowName(buffer, i, limit);
            }
            final long upper = (letters & before) >>> 2;
            if (upper != (upper & word))
            {
                buffer.putLong(i, word | upper, ByteOrder.LITTLE_ENDIAN);
            }
            if (0 != colons)
            {
                return i + (Long.numberOfTrailingZeros(colons) >>> 3);
            }
            i += Long.BYTES;
        }
        return slowName(buffer, i, limit);
    }

    private static int slowName(final UnsafeBuffer buffer, final int from, final int limit)
    {
        for (int i = from; i < limit; i++)
        {
            final byte b = buffer.getByte(i);
            if (':' == b)
            {
                return i;
            }
            if (!Http1Chars.is(b, TOKEN))
            {
                return -1;
            }
            if ('A' <= b && b <= 'Z')
            {
                buffer.putByte(i, (byte)(b | 0x20));
            }
        }
        return -1;
    }

    private void unfold(final UnsafeBuffer buffer, final int from, final int to)
    {
        isFolded = true;
        for (int i = from; i < to; i++)
        {
            buffer.putByte(i, (byte)' ');
        }
    }

    /** A line that took the slow way is complete: {@code at} is the first byte of the next one. */
    private boolean endHeader(final UnsafeBuffer buffer, final int at, final HttpMessage out)
    {
        if (headerCount >= maxHeaders)
        {
            framing.malformed(at);
            return false;
        }
        final int begin = Http1Chars.skipBlanks(buffer, valueStart, valueEnd);
        final int end = Http1Chars.trimBlanks(buffer, begin, valueEnd);
        final boolean isDropped = hasBadName;
        hasBadName = false;
        final boolean isCanonical = !isFolded && nameEnd + 2 == begin && end + 2 == at &&
            ' ' == buffer.getByte(nameEnd + 1) &&
            begin <= end && '\r' == buffer.getByte(end);
        isFolded = false;
        state = LINE;
        if (isDropped)
        {
            return true;
        }
        final int blockFlags = isCanonical ? HttpMessage.BLOCK_CANONICAL : 0;
        final int id = HeaderId.of(buffer, lineStart, nameEnd - lineStart);
        if (id < Long.SIZE && 0 != (Http1Framing.IDS & 1L << id))
        {
            return framingHeader(buffer, id, begin, end, blockFlags, out);
        }
        store(lineStart, nameEnd, begin, end, id, blockFlags, out);
        return true;
    }

    private boolean framingHeader(
        final UnsafeBuffer buffer, final int id, final int begin, final int end, final int blockFlags,
            final HttpMessage out)
    {
        final int verdict = framing.header(buffer, id, begin, end, out);
        if (Http1Framing.KEEP == verdict)
        {
            final int from = framing.valueAt();
            final int to = framing.valueTo();
            store(lineStart, nameEnd, from, to, id, from == begin && to == end ? blockFlags : 0, out);
        }
        return Http1Framing.REJECT != verdict;
    }

    private void store(
        final int nameAt,
        final int nameTo,
        final int valueAt,
        final int valueTo,
        final int id,
        final int blockFlags,
        final HttpMessage out)
    {
        if (isTrailers)
        {
            out.inputTrailer(nameAt, nameTo - nameAt, valueAt, valueTo - valueAt, id, blockFlags);
        }
        else
        {
            out.inputHeader(nameAt, nameTo - nameAt, valueAt, valueTo - valueAt, id, blockFlags);
        }
        headerCount++;
        hasLongName |= nameTo - nameAt > MAX_NAME_LENGTH;
    }
}
