/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

import static io.fairlead.engine.http1.Http1Chars.BLANK;
import static io.fairlead.engine.http1.Http1Chars.DIGIT;
import static io.fairlead.engine.http1.Http1Chars.END_OF_LINE;
import static io.fairlead.engine.http1.Http1Chars.TOKEN;
import static io.fairlead.engine.http1.Http1Chars.VERSION;
import static io.fairlead.engine.http1.Http1Chars.VISIBLE;
import static io.fairlead.engine.http1.Http1Framing.REQUEST;
import static io.fairlead.engine.http1.Http1Framing.RESPONSE;
import static io.fairlead.engine.http1.Http1Framing.TRAILERS;

/**
 * Incremental parser of HTTP/1 message heads and of trailers (RFC 9112), as strict as HAProxy and lenient exactly where
 * it is.
 * <p>
 * It fills an {@link HttpMessage} with slices of the buffer it reads, so the bytes of an unfinished head must stay
 * where they are between calls; to move them, {@link #reset(int)} and parse again. Header names are put to lower case
 * in place, folded lines are joined by spaces in place, and {@code connection} and {@code upgrade} lists are shortened
 * in place. What a message must not carry on (a second equal {@code host} or {@code content-length},
 * {@code connection: close}) is left out of the blocks and kept as flags.
 * <p>
 * One parser serves one direction of one connection; confined to its loop.
 */
public final class Http1Parser
{
    /** More bytes are needed. */
    public static final int NEED_MORE = -1;
    /** The bytes are not HTTP/1; see {@link #errorPosition()} and {@link #errorStatus()}. */
    public static final int MALFORMED = -2;

    /** {@code option accept-unsafe-violations-in-http-request} or {@code -response}, whichever this parser reads. */
    public static final int ACCEPT_VIOLATIONS = 1;
    /** {@code h1-accept-payload-with-any-method}: allow a body with GET, HEAD and DELETE of HTTP/1.0. */
    public static final int ACCEPT_PAYLOAD_WITH_ANY_METHOD = 1 << 1;
    /** {@code h1-do-not-close-on-insecure-transfer-encoding}: both framings in one head do not force a close. */
    public static final int KEEP_INSECURE_TRANSFER_ENCODING = 1 << 2;

    /** Default of {@code tune.http.maxhdr}. */
    public static final int DEFAULT_MAX_HEADERS = 101;

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
    private static final int HEADER = 13;
    private static final int NAME = 14;
    private static final int VALUE_BEGIN = 15;
    private static final int EMPTY_VALUE_LF = 16;
    private static final int EMPTY_VALUE_FOLD = 17;
    private static final int VALUE = 18;
    private static final int VALUE_LF = 19;
    private static final int VALUE_FOLD = 20;
    private static final int HEAD_LF = 21;
    private static final int COMPLETE = 22;

    private static final int STORAGE_HEADER_LENGTH = 40;
    private static final int MESSAGE_HEADER_LENGTH = 56;
    private static final int VERSION_LENGTH = 8;
    private static final long VERSION_11 = 0x312E312F50545448L;
    private static final short CR_LF = '\r' | '\n' << 8;
    private static final int STATUS_DIGITS = 3;
    private static final int MAX_STATUS = 65535;
    /** HAProxy has eight bits for the length of a name. */
    private static final int MAX_NAME_LENGTH = 255;

    private static final long COLONS = Http1Chars.pattern(':');
    private static final long DASHES = Http1Chars.pattern('-');

    private final Http1Framing framing = new Http1Framing();
    private int mode;
    private int options;
    private int maxHeaders = DEFAULT_MAX_HEADERS;

    private int state;
    private int position;
    private int start;
    private int lineStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private boolean isFolded;
    private boolean hasBadName;
    private boolean hasLongName;
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
    private int headerCount;

    /**
     * Choose what is parsed and how; takes effect at the next {@link #reset(int)}.
     *
     * @param isRequest  false for responses.
     * @param flags      a sum of this class's options.
     * @param maxHeaders {@code tune.http.maxhdr}: one more than the number of headers a message may have.
     * @return this.
     */
    public Http1Parser configure(final boolean isRequest, final int flags, final int maxHeaders)
    {
        this.mode = isRequest ? REQUEST : RESPONSE;
        this.options = flags;
        this.maxHeaders = maxHeaders;
        reset(0);
        return this;
    }

    /**
     * Limit the size of a head by the room that HAProxy would have for it; without a limit it may fill the whole
     * buffer.
     *
     * @param bufferLength  {@code tune.bufsize} in bytes.
     * @param rewriteLength {@code tune.maxrewrite} in bytes.
     * @return this.
     */
    public Http1Parser limit(final int bufferLength, final int rewriteLength)
    {
        framing.maxStoredLength(bufferLength - rewriteLength - STORAGE_HEADER_LENGTH);
        framing.maxLineLength(bufferLength - MESSAGE_HEADER_LENGTH);
        return this;
    }

    Http1Parser configureTrailers(final int flags, final int maxHeaders)
    {
        configure(true, flags, maxHeaders);
        this.mode = TRAILERS;
        reset(0);
        return this;
    }

    Http1Parser configureTemplate(final int maxHeaders)
    {
        configure(false, 0, maxHeaders);
        this.mode = Http1Framing.TEMPLATE;
        reset(0);
        return this;
    }

    /**
     * Method of the request that the next response answers; a response's framing depends on it.
     *
     * @param method of the request.
     */
    public void requestMethod(final Method method)
    {
        framing.requestMethod(method);
    }

    /**
     * Get ready for a new message.
     *
     * @param startOffset where it begins in the buffer.
     */
    public void reset(final int startOffset)
    {
        state = TRAILERS == mode ? HEADER : BEGIN;
        start = startOffset;
        position = startOffset;
        headerCount = 0;
        isFolded = false;
        hasBadName = false;
        hasLongName = false;
        framing.reset(mode, options);
    }

    /**
     * Whether no byte of the message was seen since {@link #reset(int)}, line ends before it aside.
     *
     * @return true if so.
     */
    public boolean isAtStart()
    {
        return state <= BEGIN_LF || TRAILERS == mode && position == start;
    }

    /**
     * Offset of the offending byte.
     *
     * @return offset in the buffer, -1 when nothing was wrong.
     */
    public int errorPosition()
    {
        return framing.errorPosition();
    }

    /**
     * Status to answer a malformed request with.
     *
     * @return 400, 413, 422 or 431; for a response it is always 502.
     */
    public int errorStatus()
    {
        return RESPONSE == mode ? 502 : framing.errorStatus();
    }

    /**
     * Status to answer with when the buffer is full and the head still unfinished.
     *
     * @return 414 within the request line, else 431; 502 for a response.
     */
    public int tooLongStatus()
    {
        return RESPONSE == mode ? 502 : state < HEADER ? 414 : 431;
    }

    /**
     * Offset of the first violation that was accepted.
     *
     * @return offset in the buffer, -1 when there was none.
     */
    public int violationPosition()
    {
        return framing.violationPosition();
    }

    /**
     * Advance over the bytes that arrived (RFC 9112 section 2 to 6).
     *
     * @param buffer that holds the head from the offset given to {@link #reset(int)} on; the same one at each call.
     * @param offset where the message begins, as given to {@link #reset(int)}; used when that was not called.
     * @param limit  offset one past the last byte received.
     * @param out    message to fill; reset by the first call for a head.
     * @return offset one past the head, {@link #NEED_MORE} or {@link #MALFORMED}.
     */
    public int parse(final UnsafeBuffer buffer, final int offset, final int limit, final HttpMessage out)
    {
        if (state <= BEGIN_LF)
        {
            if (BEGIN == state && position == start)
            {
                start = offset;
                position = offset;
                out.begin(buffer, REQUEST == mode);
            }
        }
        else if (COMPLETE == state)
        {
            return position;
        }
        if (state < HEADER)
        {
            final int result = BEGIN == state && plainStartLine(buffer, limit, out) ?
                position : parseStartLine(buffer, limit, out);
            if (result < 0 || COMPLETE == state)
            {
                return result;
            }
        }
        return parseHeaders(buffer, limit, out);
    }

    /**
     * The usual case at full speed: a whole line in the form it would be written in. Anything else is left to the state
     * machine.
     */
    private boolean plainStartLine(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        return REQUEST == mode ? plainRequestLine(buffer, limit, out) : plainStatusLine(buffer, limit, out);
    }

    private boolean plainRequestLine(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        final int begin = position;
        int i = begin;
        while (i < limit && 'A' <= buffer.getByte(i) && buffer.getByte(i) <= 'Z')
        {
            i++;
        }
        // blank, slash, blank, version, CR, LF
        if (i == begin || i + VERSION_LENGTH + 5 > limit || ' ' != buffer.getByte(i) || '/' != buffer.getByte(i + 1))
        {
            return false;
        }
        final int target = i + 1;
        final int version = skipTarget(buffer, target, limit) + 1;
        final int end = version + VERSION_LENGTH;
        if (end + 2 > limit || ' ' != buffer.getByte(version - 1) ||
            VERSION_11 != buffer.getLong(version, ByteOrder.LITTLE_ENDIAN) ||
            CR_LF != buffer.getShort(end, ByteOrder.LITTLE_ENDIAN))
        {
            return false;
        }
        out.requestLine(begin, i - begin, target, version - 1 - target, version, VERSION_LENGTH);
        out.plainStartLine();
        state = HEADER;
        position = end + 2;
        return true;
    }

    private boolean plainStatusLine(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        final int begin = position;
        final int reason = begin + VERSION_LENGTH + STATUS_DIGITS + 2;
        if (reason + 2 > limit || VERSION_11 != buffer.getLong(begin, ByteOrder.LITTLE_ENDIAN) ||
            ' ' != buffer.getByte(begin + VERSION_LENGTH) || ' ' != buffer.getByte(reason - 1))
        {
            return false;
        }
        int code = 0;
        for (int i = reason - 1 - STATUS_DIGITS; i < reason - 1; i++)
        {
            final int digit = buffer.getByte(i) - '0';
            if (digit < 0 || digit > 9)
            {
                return false;
            }
            code = code * 10 + digit;
        }
        final int end = skipValue(buffer, reason, limit);
        if (end + 2 > limit || end == reason || CR_LF != buffer.getShort(end, ByteOrder.LITTLE_ENDIAN) ||
            Http1Chars.is(buffer.getByte(reason), BLANK))
        {
            return false;
        }
        out.statusLine(begin, VERSION_LENGTH, code, STATUS_DIGITS, reason, end - reason);
        out.plainStartLine();
        state = HEADER;
        position = end + 2;
        return true;
    }

    private int parseStartLine(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
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
                        state = REQUEST == mode ? METHOD : RESPONSE_VERSION;
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
                        return malformed(i);
                    }
                }
                case BEGIN_LF ->
                {
                    if ('\n' != b)
                    {
                        return malformed(i);
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
                        return malformed(i);
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
                        else if (('#' == c || c < 0) && tolerate(i))
                        {
                            i++;
                        }
                        else
                        {
                            return malformed(i);
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
                        return malformed(i);
                    }
                }
                case START_LINE_LF ->
                {
                    if ('\n' != b)
                    {
                        return malformed(i);
                    }
                    i++;
                    state = HEADER;
                    position = i;
                    if (REQUEST != mode)
                    {
                        out.statusLine(versionStart, versionEnd - versionStart, status, statusEnd - statusStart,
                            reasonStart, reasonEnd - reasonStart);
                        return i;
                    }
                    out.requestLine(methodStart, methodEnd - methodStart, targetStart, targetEnd - targetStart,
                        versionStart, versionEnd - versionStart);
                    if (versionStart == versionEnd)
                    {
                        return complete(buffer, i, out);
                    }
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
                        return malformed(i);
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
                        return malformed(i);
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
                        if (i - statusStart >= STATUS_DIGITS && (next > MAX_STATUS || !tolerate(i)))
                        {
                            return malformed(i);
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
                        return malformed(i);
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
        int i = from;
        while (i + Long.BYTES <= limit &&
            0 == Http1Chars.outsideTarget(buffer.getLong(i, ByteOrder.LITTLE_ENDIAN)))
        {
            i += Long.BYTES;
        }
        while (i < limit)
        {
            final byte b = buffer.getByte(i);
            if (!Http1Chars.is(b, VISIBLE) || '#' == b)
            {
                break;
            }
            i++;
        }
        return i;
    }

    private int parseHeaders(final UnsafeBuffer buffer, final int limit, final HttpMessage out)
    {
        int i = position;
        while (i < limit)
        {
            if (HEADER == state)
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
                case HEADER ->
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
                            return malformed(i);
                        }
                        nameEnd = i;
                        state = VALUE_BEGIN;
                        i++;
                    }
                    else if ('\n' != b && tolerate(i))
                    {
                        hasBadName = true;
                        i++;
                    }
                    else
                    {
                        return malformed(i);
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
                        return malformed(i);
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
                    i = skipValue(buffer, i, limit);
                    if (i < limit)
                    {
                        final byte c = buffer.getByte(i);
                        if (0 != c)
                        {
                            valueEnd = i;
                            state = VALUE_LF;
                            i += '\r' == c ? 1 : 0;
                        }
                        else if (tolerate(i))
                        {
                            i++;
                        }
                        else
                        {
                            return malformed(i);
                        }
                    }
                }
                case VALUE_LF ->
                {
                    if ('\n' != b)
                    {
                        return malformed(i);
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
                        return malformed(i);
                    }
                    i++;
                    position = i;
                    return complete(buffer, i, out);
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
        int line = from;
        while (true)
        {
            final int colon = plainName(buffer, line, limit);
            // name, colon, space, at least one byte, CR, LF, one more
            if (colon <= line || colon + 6 > limit || ' ' != buffer.getByte(colon + 1))
            {
                return line;
            }
            final int value = colon + 2;
            final int end = skipValue(buffer, value, limit);
            if (end == value || end + 3 > limit || '\r' != buffer.getByte(end) || '\n' != buffer.getByte(end + 1))
            {
                return line;
            }
            final byte next = buffer.getByte(end + 2);
            if (' ' == next || '\t' == next || buffer.getByte(value) <= ' ' &&
                Http1Chars.is(buffer.getByte(value), BLANK) ||
                Http1Chars.is(buffer.getByte(end - 1), BLANK))
            {
                return line;
            }
            if (headerCount >= maxHeaders)
            {
                return malformed(line);
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
            final long word = buffer.getLong(i, ByteOrder.LITTLE_ENDIAN);
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

    /** Offset of the first CR, LF or NUL. */
    private static int skipValue(final UnsafeBuffer buffer, final int from, final int limit)
    {
        int i = from;
        while (i + Long.BYTES <= limit)
        {
            final long found = Http1Chars.belowShiftIn(buffer.getLong(i, ByteOrder.LITTLE_ENDIAN));
            if (0 != found)
            {
                i += Long.numberOfTrailingZeros(found) >>> 3;
                if (isValueEnd(buffer.getByte(i)))
                {
                    return i;
                }
                i++;
            }
            else
            {
                i += Long.BYTES;
            }
        }
        while (i < limit && !isValueEnd(buffer.getByte(i)))
        {
            i++;
        }
        return i;
    }

    private static boolean isValueEnd(final byte b)
    {
        return '\r' == b || '\n' == b || 0 == b;
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
            malformed(at);
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
        state = HEADER;
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
        if (TRAILERS == mode)
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

    private int complete(final UnsafeBuffer buffer, final int end, final HttpMessage out)
    {
        if (headerCount >= maxHeaders || hasLongName)
        {
            return malformed(end - 1);
        }
        state = COMPLETE;
        position = end;
        if (TRAILERS != mode)
        {
            out.headEnd(end);
        }
        return framing.complete(buffer, start, end, out);
    }

    private boolean tolerate(final int at)
    {
        return framing.tolerate(at);
    }

    private int malformed(final int at)
    {
        position = at;
        return framing.malformed(at);
    }
}
