/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.buffer.RawBytes;
import io.fairlead.engine.http.HttpMessage;
import org.agrona.concurrent.UnsafeBuffer;

import static io.fairlead.engine.http1.Http1Chars.BLANK;
import static io.fairlead.engine.http1.Http1Chars.DIGIT;
import static io.fairlead.engine.http1.Http1Chars.END_OF_LINE;
import static io.fairlead.engine.http1.Http1Chars.TOKEN;
import static io.fairlead.engine.http1.Http1Chars.VERSION;
import static io.fairlead.engine.http1.Http1Chars.VISIBLE;
import static io.fairlead.engine.http1.Http1Framing.REQUEST;
import static io.fairlead.engine.http1.Http1Parser.NEED_MORE;

/**
 * The first line of a message, request line or status line (RFC 9112 sections 3 and 4), with the empty lines before it.
 * Part of a {@link Http1Parser}.
 * <pre>
 *  request:   BEGIN -> METHOD -> METHOD_END -> TARGET -> TARGET_END -> VERSION -> LF -> END
 *  response:  BEGIN -> RESPONSE_VERSION -> RESPONSE_VERSION_END -> STATUS -> STATUS_END -> REASON -> LF -> END
 * </pre>
 */
final class StartLineParser
{
    private static final int BEGIN = 0;
    private static final int BEGIN_LF = 1;
    private static final int METHOD = 2;
    private static final int METHOD_END = 3;
    private static final int TARGET = 4;
    private static final int TARGET_END = 5;
    private static final int REQUEST_VERSION = 6;
    private static final int START_LINE_LF = 7;
    private static final int RESPONSE_VERSION = 8;
    private static final int RESPONSE_VERSION_END = 9;
    private static final int STATUS = 10;
    private static final int STATUS_END = 11;
    private static final int REASON = 12;
    private static final int END = 13;

    private static final int VERSION_LENGTH = 8;
    private static final long VERSION_11 = 0x312E312F50545448L;
    private static final int STATUS_DIGITS = 3;
    private static final int MAX_STATUS = 65535;

    private final Http1Framing framing;
    private boolean isRequest;
    private int state;
    private int position;
    private int start;
    private int methodStart;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int versionStart;
    private int versionEnd;
    private int status;
    private int statusStart;
    private int statusEnd;
    private int reasonStart;
    private int reasonEnd;

    StartLineParser(final Http1Framing framing)
    {
        this.framing = framing;
    }

    /** Get ready for a line, or several empty ones and a line. */
    void reset(final int mode, final int offset)
    {
        isRequest = REQUEST == mode;
        state = BEGIN;
        start = offset;
        position = offset;
        versionStart = 0;
        versionEnd = 1;
    }

    /** Begin elsewhere, if no byte was seen yet; whether that is so. */
    boolean begin(final int offset)
    {
        if (BEGIN != state || position != start)
        {
            return false;
        }
        start = offset;
        position = offset;
        return true;
    }

    /** Whether nothing but line ends was seen. */
    boolean isAtStart()
    {
        return state <= BEGIN_LF;
    }

    /** Offset of the line's first byte. */
    int start()
    {
        return start;
    }

    /** Whether the line had no version: a request of HTTP/0.9, complete with its line. */
    boolean isWithoutVersion()
    {
        return versionStart == versionEnd;
    }

    /**
     * Advance over the bytes that arrived.
     *
     * @return offset one past the line, NEED_MORE or MALFORMED.
     */
    int parse(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        return BEGIN == state && (isRequest ? plainRequestLine(buffer, limit, out) :
            plainStatusLine(buffer, limit, out)) ? position : parseAny(buffer, limit, out);
    }

    /**
     * The usual case at full speed: a whole line in the form it would be written in. Anything else is left to the state
     * machine.
     */
    private boolean plainRequestLine(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        final int begin = position;
        RawBytes.check(buffer, begin, limit);
        int i = begin;
        while (i < limit && 'A' <= RawBytes.byteAt(buffer, i) && RawBytes.byteAt(buffer, i) <= 'Z')
        {
            i++;
        }
        // blank, slash, blank, version, CR, LF
        if (i == begin || i + VERSION_LENGTH + 5 > limit || ' ' != RawBytes.byteAt(buffer, i) ||
            '/' != RawBytes.byteAt(buffer, i + 1))
        {
            return false;
        }
        final int target = i + 1;
        final int version = skipTarget(buffer, target, limit) + 1;
        final int end = version + VERSION_LENGTH;
        if (end + 2 > limit || ' ' != RawBytes.byteAt(buffer, version - 1) ||
            VERSION_11 != RawBytes.wordAt(buffer, version) ||
            !isLineEnd(buffer, end))
        {
            return false;
        }
        out.requestLine(begin, i - begin, target, version - 1 - target, version, VERSION_LENGTH);
        out.plainStartLine();
        state = END;
        position = end + 2;
        return true;
    }

    private boolean plainStatusLine(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        final int begin = position;
        RawBytes.check(buffer, begin, limit);
        final int reason = begin + VERSION_LENGTH + STATUS_DIGITS + 2;
        if (reason + 2 > limit || VERSION_11 != RawBytes.wordAt(buffer, begin) ||
            ' ' != RawBytes.byteAt(buffer, begin + VERSION_LENGTH) || ' ' != RawBytes.byteAt(buffer, reason - 1))
        {
            return false;
        }
        int code = 0;
        for (int i = reason - 1 - STATUS_DIGITS; i < reason - 1; i++)
        {
            final int digit = RawBytes.byteAt(buffer, i) - '0';
            if (digit < 0 || digit > 9)
            {
                return false;
            }
            code = code * 10 + digit;
        }
        final int end = Http1Chars.skipValue(buffer, reason, limit);
        if (end + 2 > limit || end == reason || !isLineEnd(buffer, end) ||
            Http1Chars.is(RawBytes.byteAt(buffer, reason), BLANK))
        {
            return false;
        }
        out.statusLine(begin, VERSION_LENGTH, code, STATUS_DIGITS, reason, end - reason);
        out.plainStartLine();
        state = END;
        position = end + 2;
        return true;
    }

    private static boolean isLineEnd(final UnsafeBuffer buffer, final int at)
    {
        return '\r' == RawBytes.byteAt(buffer, at) && '\n' == RawBytes.byteAt(buffer, at + 1);
    }

    private int parseAny(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        int i = position;
        while (i < limit)
        {
            final byte b = buffer.getByte(i);
            switch (state)
            {
                case BEGIN ->
                {
                    if (Http1Chars.is(b, TOKEN))
                    {
                        start = i;
                        methodStart = i;
                        versionStart = i;
                        state = isRequest ? METHOD : RESPONSE_VERSION;
                    }
                    else if ('\r' == b)
                    {
                        state = BEGIN_LF;
                        i++;
                    }
                    else if ('\n' == b)
                    {
                        i++;
                    }
                    else
                    {
                        return framing.malformed(i);
                    }
                }
                case BEGIN_LF ->
                {
                    if ('\n' != b)
                    {
                        return framing.malformed(i);
                    }
                    state = BEGIN;
                    i++;
                }
                case METHOD ->
                {
                    if (Http1Chars.is(b, TOKEN))
                    {
                        i++;
                    }
                    else if (Http1Chars.is(b, BLANK))
                    {
                        methodEnd = i;
                        state = METHOD_END;
                        i++;
                    }
                    else if (Http1Chars.is(b, END_OF_LINE))
                    {
                        methodEnd = i;
                        targetStart = i;
                        targetEnd = i;
                        i = requestLineEnd(i, i, b);
                    }
                    else
                    {
                        return framing.malformed(i);
                    }
                }
                case METHOD_END ->
                {
                    if (Http1Chars.is(b, BLANK))
                    {
                        i++;
                    }
                    else if (Http1Chars.is(b, END_OF_LINE))
                    {
                        targetStart = i;
                        targetEnd = i;
                        i = requestLineEnd(i, i, b);
                    }
                    else
                    {
                        targetStart = i;
                        state = TARGET;
                    }
                }
                case TARGET ->
                {
                    i = skipTarget(buffer, i, limit);
                    if (i < limit)
                    {
                        final byte c = buffer.getByte(i);
                        if (Http1Chars.is(c, BLANK))
                        {
                            targetEnd = i;
                            state = TARGET_END;
                            i++;
                        }
                        else if (Http1Chars.is(c, END_OF_LINE))
                        {
                            targetEnd = i;
                            i = requestLineEnd(i, i, c);
                        }
                        else if (('#' == c || c < 0) && framing.tolerate(i))
                        {
                            i++;
                        }
                        else
                        {
                            return framing.malformed(i);
                        }
                    }
                }
                case TARGET_END ->
                {
                    if (Http1Chars.is(b, BLANK))
                    {
                        i++;
                    }
                    else if (Http1Chars.is(b, END_OF_LINE))
                    {
                        i = requestLineEnd(i, i, b);
                    }
                    else
                    {
                        versionStart = i;
                        state = REQUEST_VERSION;
                    }
                }
                case REQUEST_VERSION ->
                {
                    if (Http1Chars.is(b, VERSION))
                    {
                        i++;
                    }
                    else if (Http1Chars.is(b, END_OF_LINE))
                    {
                        i = requestLineEnd(versionStart, i, b);
                    }
                    else
                    {
                        return framing.malformed(i);
                    }
                }
                case START_LINE_LF ->
                {
                    if ('\n' != b)
                    {
                        return framing.malformed(i);
                    }
                    i++;
                    state = END;
                    position = i;
                    if (!isRequest)
                    {
                        out.statusLine(versionStart, versionEnd - versionStart, status, statusEnd - statusStart,
                            reasonStart, reasonEnd - reasonStart);
                        return i;
                    }
                    out.requestLine(methodStart, methodEnd - methodStart, targetStart, targetEnd - targetStart,
                        versionStart, versionEnd - versionStart);
                    return i;
                }
                case RESPONSE_VERSION ->
                {
                    if (Http1Chars.is(b, VERSION))
                    {
                        i++;
                    }
                    else if (Http1Chars.is(b, BLANK))
                    {
                        versionEnd = i;
                        state = RESPONSE_VERSION_END;
                        i++;
                    }
                    else
                    {
                        return framing.malformed(i);
                    }
                }
                case RESPONSE_VERSION_END ->
                {
                    if (Http1Chars.is(b, BLANK))
                    {
                        i++;
                    }
                    else if (Http1Chars.is(b, END_OF_LINE))
                    {
                        return framing.malformed(i);
                    }
                    else
                    {
                        status = 0;
                        statusStart = i;
                        state = STATUS;
                    }
                }
                case STATUS ->
                {
                    if (Http1Chars.is(b, DIGIT))
                    {
                        final int next = status * 10 + b - '0';
                        if (i - statusStart >= STATUS_DIGITS && (next > MAX_STATUS || !framing.tolerate(i)))
                        {
                            return framing.malformed(i);
                        }
                        status = next;
                        i++;
                    }
                    else if (Http1Chars.is(b, BLANK))
                    {
                        statusEnd = i;
                        state = STATUS_END;
                        i++;
                    }
                    else if (Http1Chars.is(b, END_OF_LINE))
                    {
                        statusEnd = i;
                        reasonStart = i;
                        i = statusLineEnd(i, b);
                    }
                    else
                    {
                        return framing.malformed(i);
                    }
                }
                case STATUS_END ->
                {
                    if (Http1Chars.is(b, BLANK))
                    {
                        i++;
                    }
                    else
                    {
                        reasonStart = i;
                        state = REASON;
                    }
                }
                default ->
                {
                    if (Http1Chars.is(b, END_OF_LINE))
                    {
                        i = statusLineEnd(i, b);
                    }
                    else
                    {
                        i++;
                    }
                }
            }
        }
        position = i;
        return NEED_MORE;
    }

    /** Both line ends are left to START_LINE_LF, so a bare line feed is looked at again there. */
    private int requestLineEnd(final int version, final int at, final byte b)
    {
        versionStart = version;
        versionEnd = at;
        state = START_LINE_LF;
        return '\r' == b ? at + 1 : at;
    }

    private int statusLineEnd(final int at, final byte b)
    {
        reasonEnd = at;
        state = START_LINE_LF;
        return '\r' == b ? at + 1 : at;
    }

    private static int skipTarget(final UnsafeBuffer buffer, final int from, final int limit)
    {
        RawBytes.check(buffer, from, limit);
        int i = from;
        while (i + Long.BYTES <= limit && 0 == Http1Chars.outsideTarget(RawBytes.wordAt(buffer, i)))
        {
            i += Long.BYTES;
        }
        while (i < limit)
        {
            final byte b = RawBytes.byteAt(buffer, i);
            if (!Http1Chars.is(b, VISIBLE) || '#' == b)
            {
                break;
            }
            i++;
        }
        return i;
    }
}
