/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.http.UriParts;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import static io.fairlead.engine.http1.Http1Chars.BLANK;
import static io.fairlead.engine.http1.Http1Chars.DIGIT;
import static io.fairlead.engine.http1.Http1Chars.END_OF_LINE;
import static io.fairlead.engine.http1.Http1Chars.TOKEN;
import static io.fairlead.engine.http1.Http1Chars.VERSION;
import static io.fairlead.engine.http1.Http1Chars.VISIBLE;

/**
 * Incremental parser of HTTP/1 message heads and of trailers (RFC 9112), as strict as HAProxy and lenient exactly where it is.
 * <p>
 * It fills an {@link HttpMessage} with slices of the buffer it reads, so the bytes of an unfinished head must stay where they are
 * between calls; to move them, {@link #reset(int)} and parse again. Header names are put to lower case in place, folded lines are
 * joined by spaces in place, and {@code connection} and {@code upgrade} lists are shortened in place. What a message must not
 * carry on (a second equal {@code host} or {@code content-length}, {@code connection: close}) is left out of the blocks and kept
 * as flags.
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

    private static final int REQUEST = 0;
    private static final int RESPONSE = 1;
    private static final int TRAILERS = 2;

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

    private static final int VERSION_LENGTH = 8;
    private static final int STATUS_DIGITS = 3;
    private static final int MAX_STATUS = 65535;
    private static final int WEBSOCKET_KEY_LENGTH = 24;

    private static final byte[] CHUNKED_TOKEN = ascii("chunked");
    private static final byte[] CLOSE_TOKEN = ascii("close");
    private static final byte[] KEEP_ALIVE_TOKEN = ascii("keep-alive");
    private static final byte[] UPGRADE_TOKEN = ascii("upgrade");
    private static final byte[] WEBSOCKET_TOKEN = ascii("websocket");
    private static final byte[] H2C_TOKEN = ascii("h2c");
    private static final byte[] H2_TOKEN = ascii("h2");
    private static final byte[] CONTINUE_TOKEN = ascii("100-continue");
    private static final byte[] HTTP_SCHEME = ascii("http://");
    private static final byte[] HTTPS_SCHEME = ascii("https://");
    private static final byte[] PREFACE_METHOD = ascii("pri");

    private static final long COLONS = Http1Chars.pattern(':');
    private static final long DASHES = Http1Chars.pattern('-');

    /** Ids whose values mean something to the framing, by bit. */
    private static final long FRAMING_IDS = bit(HeaderId.HOST) | bit(HeaderId.CONNECTION) | bit(HeaderId.CONTENT_LENGTH) |
        bit(HeaderId.TRANSFER_ENCODING) | bit(HeaderId.UPGRADE) | bit(HeaderId.EXPECT);

    private static final int TE_CHUNKED = 1;
    private static final int TE_OTHER = 1 << 1;

    private int mode;
    private int options;
    private int maxHeaders = DEFAULT_MAX_HEADERS;
    private boolean isStrict = true;

    private int state;
    private int position;
    private int start;
    private int lineStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private boolean isFolded;
    private boolean hasBadName;
    private int methodStart;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int versionStart;
    private int versionEnd;
    private int status;
    private int statusStart;
    private int reasonStart;
    private int reasonEnd;
    private int headerCount;
    private int hostIndex;
    private int violationPosition;
    private int transferFlags;
    private boolean isChunkedLast;

    private Method requestMethod = Method.OTHER;
    private int errorPosition;
    private int errorStatus;

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
        this.isStrict = 0 == (flags & ACCEPT_VIOLATIONS);
        reset(0);
        return this;
    }

    Http1Parser configureTrailers(final int flags, final int maxHeaders)
    {
        configure(true, flags, maxHeaders);
        this.mode = TRAILERS;
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
        requestMethod = method;
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
        hostIndex = -1;
        violationPosition = -1;
        transferFlags = 0;
        isChunkedLast = false;
        isFolded = false;
        hasBadName = false;
        errorPosition = -1;
        errorStatus = 0;
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
        return errorPosition;
    }

    /**
     * Status to answer a malformed request with.
     *
     * @return 400, 413 or 422; for a response it is always 502.
     */
    public int errorStatus()
    {
        return RESPONSE == mode ? 502 : errorStatus;
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
        return violationPosition;
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
            final int result = parseStartLine(buffer, limit, out);
            if (result < 0 || COMPLETE == state)
            {
                return result;
            }
        }
        return parseHeaders(buffer, limit, out);
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
                    if (RESPONSE == mode)
                    {
                        out.statusLine(versionStart, versionEnd - versionStart, status, reasonStart, reasonEnd - reasonStart);
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
                        state = STATUS_END;
                        i++;
                    }
                    else if (Http1Chars.is(b, END_OF_LINE))
                    {
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
     * The usual case at full speed: whole lines of {@code Name: value CR LF} followed by one more byte. Anything else is left
     * untouched for the state machine.
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
            if (' ' == next || '\t' == next || buffer.getByte(value) <= ' ' && Http1Chars.is(buffer.getByte(value), BLANK) ||
                Http1Chars.is(buffer.getByte(end - 1), BLANK))
            {
                return line;
            }
            if (headerCount >= maxHeaders)
            {
                return malformed(line);
            }
            final int id = HeaderId.of(buffer, line, colon - line);
            if (id < Long.SIZE && 0 != (FRAMING_IDS & 1L << id))
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
     * @return offset of its colon, -1 when the name has other bytes or does not end before the limit; then some letters may have
     * changed case already, which does no harm.
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
        final boolean isCanonical = !isFolded && nameEnd + 2 == begin && end + 2 == at && ' ' == buffer.getByte(nameEnd + 1) &&
            begin <= end && '\r' == buffer.getByte(end);
        isFolded = false;
        state = HEADER;
        if (isDropped)
        {
            return true;
        }
        final int blockFlags = isCanonical ? HttpMessage.BLOCK_CANONICAL : 0;
        final int id = HeaderId.of(buffer, lineStart, nameEnd - lineStart);
        if (id < Long.SIZE && 0 != (FRAMING_IDS & 1L << id))
        {
            return framingHeader(buffer, id, begin, end, blockFlags, out);
        }
        store(lineStart, nameEnd, begin, end, id, blockFlags, out);
        return true;
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
    }

    private boolean framingHeader(
        final UnsafeBuffer buffer, final int id, final int begin, final int end, final int blockFlags, final HttpMessage out)
    {
        int valueTo = end;
        int valueAt = begin;
        switch (id)
        {
            case HeaderId.TRANSFER_ENCODING ->
            {
                if (!transferEncoding(buffer, begin, end, out))
                {
                    malformed(begin);
                    return false;
                }
            }
            case HeaderId.CONTENT_LENGTH ->
            {
                final boolean isFirst = !out.has(HttpMessage.CONTENT_LENGTH);
                valueAt = contentLength(buffer, begin, end, out);
                if (valueAt < 0)
                {
                    malformed(begin);
                    return false;
                }
                if (!isFirst)
                {
                    return true;
                }
                valueTo = valueEnd;
            }
            case HeaderId.CONNECTION ->
            {
                valueTo = connectionList(buffer, begin, end, out);
                if (valueTo == begin)
                {
                    return true;
                }
            }
            case HeaderId.UPGRADE ->
            {
                valueTo = upgradeList(buffer, begin, end, out);
                if (valueTo == begin)
                {
                    return true;
                }
                out.addFlags(HttpMessage.UPGRADE_HEADER);
            }
            case HeaderId.HOST ->
            {
                if (RESPONSE != mode)
                {
                    if (hostIndex >= 0)
                    {
                        if (!Http1Chars.equalsIgnoreCase(buffer, begin, end - begin, out.valueBuffer(hostIndex),
                            out.valueOffset(hostIndex), out.valueLength(hostIndex)))
                        {
                            malformed(begin);
                            return false;
                        }
                        return true;
                    }
                    if (isForbiddenAuthority(buffer, begin, end))
                    {
                        malformed(begin);
                        return false;
                    }
                    hostIndex = out.headerCount();
                }
            }
            default ->
            {
                if (REQUEST == mode && Http1Chars.equalsIgnoreCase(buffer, begin, end - begin, CONTINUE_TOKEN))
                {
                    out.addFlags(HttpMessage.EXPECT_CONTINUE);
                }
            }
        }
        store(lineStart, nameEnd, valueAt, valueTo, id, valueAt == begin && valueTo == end ? blockFlags : 0, out);
        return true;
    }

    /** RFC 9112 section 6.1: chunked once, and last in a request. */
    private boolean transferEncoding(final UnsafeBuffer buffer, final int begin, final int end, final HttpMessage out)
    {
        boolean isGood = begin < end;
        if (isGood)
        {
            out.addFlags(HttpMessage.TRANSFER_ENCODING);
        }
        int i = begin;
        while (i < end)
        {
            i = Http1Chars.skipBlanks(buffer, i, end);
            if (i == end)
            {
                break;
            }
            final int elementEnd = Http1Chars.listElementEnd(buffer, i, end);
            if (elementEnd + 1 == end)
            {
                isGood = false;
            }
            final int length = Http1Chars.trimBlanks(buffer, i, elementEnd) - i;
            isChunkedLast = false;
            if (0 == length)
            {
                isGood = false;
            }
            else if (Http1Chars.equalsIgnoreCase(buffer, i, length, CHUNKED_TOKEN))
            {
                if (0 != (transferFlags & TE_CHUNKED))
                {
                    isGood = false;
                }
                transferFlags |= TE_CHUNKED;
                isChunkedLast = true;
            }
            else
            {
                if (RESPONSE != mode && 0 != (transferFlags & TE_CHUNKED))
                {
                    return false;
                }
                transferFlags |= TE_OTHER;
            }
            i = elementEnd + 1;
        }
        return isGood || RESPONSE == mode && tolerate(begin);
    }

    /**
     * RFC 9110 section 8.6: one number, however often it is repeated. The last repetition, without zeros before it, is the value
     * that is kept; its end is left in {@code valueEnd}.
     *
     * @return offset of the number, -1 when it is not one.
     */
    private int contentLength(final UnsafeBuffer buffer, final int begin, final int end, final HttpMessage out)
    {
        long known = out.has(HttpMessage.CONTENT_LENGTH) ? out.contentLength() : -1;
        int i = begin;
        while (true)
        {
            i = Http1Chars.skipBlanks(buffer, i, end);
            final int first = i;
            int kept = i;
            long value = 0;
            for (; i < end && Http1Chars.is(buffer.getByte(i), DIGIT); i++)
            {
                final int digit = buffer.getByte(i) - '0';
                if (0 == value)
                {
                    kept = i;
                }
                if (value > (Long.MAX_VALUE - digit) / 10)
                {
                    return -1;
                }
                value = value * 10 + digit;
            }
            if (i == first)
            {
                return -1;
            }
            valueEnd = i;
            i = Http1Chars.skipBlanks(buffer, i, end);
            if (i < end && ',' != buffer.getByte(i) || known >= 0 && known != value)
            {
                return -1;
            }
            known = value;
            if (i == end)
            {
                out.contentLength(value);
                return kept;
            }
            i++;
        }
    }

    /**
     * Note the tokens of a connection header and take {@code close} and {@code keep-alive} out of it, in place.
     *
     * @return offset one past what is left, {@code begin} when nothing is.
     */
    private int connectionList(final UnsafeBuffer buffer, final int begin, final int end, final HttpMessage out)
    {
        int to = begin;
        int untouchedFrom = begin;
        int i = begin;
        while (i < end)
        {
            i = Http1Chars.skipBlanks(buffer, i, end);
            if (i == end)
            {
                break;
            }
            final int elementEnd = Http1Chars.listElementEnd(buffer, i, end);
            final int length = Http1Chars.trimBlanks(buffer, i, elementEnd) - i;
            boolean isKept = true;
            if (Http1Chars.equalsIgnoreCase(buffer, i, length, KEEP_ALIVE_TOKEN))
            {
                out.addFlags(HttpMessage.CONNECTION_KEEP_ALIVE);
                isKept = TRAILERS == mode;
            }
            else if (Http1Chars.equalsIgnoreCase(buffer, i, length, CLOSE_TOKEN))
            {
                out.addFlags(HttpMessage.CONNECTION_CLOSE);
                isKept = TRAILERS == mode;
            }
            else if (Http1Chars.equalsIgnoreCase(buffer, i, length, UPGRADE_TOKEN))
            {
                out.addFlags(HttpMessage.CONNECTION_UPGRADE);
            }
            if (isKept)
            {
                to = keepElement(buffer, begin, to, untouchedFrom, i, length, elementEnd);
            }
            untouchedFrom = elementEnd;
            i = elementEnd + 1;
        }
        return to;
    }

    /**
     * Note websocket in an upgrade header and take HTTP/2 out of it, in place.
     *
     * @return offset one past what is left, {@code begin} when nothing is.
     */
    private int upgradeList(final UnsafeBuffer buffer, final int begin, final int end, final HttpMessage out)
    {
        int to = begin;
        int untouchedFrom = begin;
        int i = begin;
        while (i < end)
        {
            i = Http1Chars.skipBlanks(buffer, i, end);
            if (i == end)
            {
                break;
            }
            final int elementEnd = Http1Chars.listElementEnd(buffer, i, end);
            final int length = Http1Chars.trimBlanks(buffer, i, elementEnd) - i;
            if (Http1Chars.equalsIgnoreCase(buffer, i, length, WEBSOCKET_TOKEN))
            {
                out.addFlags(HttpMessage.WEBSOCKET);
            }
            if (!Http1Chars.equalsIgnoreCase(buffer, i, length, H2C_TOKEN) &&
                !Http1Chars.equalsIgnoreCase(buffer, i, length, H2_TOKEN))
            {
                to = keepElement(buffer, begin, to, untouchedFrom, i, length, elementEnd);
            }
            untouchedFrom = elementEnd;
            i = elementEnd + 1;
        }
        return to;
    }

    /** As long as nothing was taken out the text stays as it is, blanks included; afterwards elements are joined by commas. */
    private static int keepElement(
        final UnsafeBuffer buffer,
        final int begin,
        final int to,
        final int untouchedFrom,
        final int element,
        final int length,
        final int elementEnd)
    {
        if (to == untouchedFrom)
        {
            return elementEnd;
        }
        int at = to;
        if (at > begin)
        {
            buffer.putByte(at++, (byte)',');
        }
        for (int i = 0; i < length; i++)
        {
            buffer.putByte(at + i, buffer.getByte(element + i));
        }
        return at + length;
    }

    /** The head is read: what its parts mean together. {@code end} is the offset one past it. */
    private int complete(final UnsafeBuffer buffer, final int end, final HttpMessage out)
    {
        if (headerCount >= maxHeaders)
        {
            return malformed(end - 1);
        }
        state = COMPLETE;
        position = end;
        if (TRAILERS == mode)
        {
            return end;
        }
        out.headEnd(end);
        if (REQUEST == mode && !checkTarget(buffer, out))
        {
            return MALFORMED;
        }
        if (out.has(HttpMessage.TRANSFER_ENCODING) && !resolveTransferEncoding(end, out))
        {
            return MALFORMED;
        }
        if (!checkVersion(buffer, out))
        {
            return malformed(versionStart);
        }
        if (violationPosition >= 0)
        {
            out.addFlags(HttpMessage.VIOLATION);
        }
        return REQUEST == mode ? completeRequest(end, out) : completeResponse(end, out);
    }

    private boolean resolveTransferEncoding(final int end, final HttpMessage out)
    {
        if (isChunkedLast)
        {
            out.addFlags(HttpMessage.CHUNKED);
        }
        if (out.has(HttpMessage.CONTENT_LENGTH))
        {
            if (0 == (options & KEEP_INSECURE_TRANSFER_ENCODING))
            {
                out.addFlags(HttpMessage.CONNECTION_CLOSE);
            }
            out.contentLength(-1);
            out.removeHeaders(HeaderId.CONTENT_LENGTH);
        }
        else if (!isVersion11(out))
        {
            out.addFlags(HttpMessage.CONNECTION_CLOSE);
        }
        if (!isChunkedLast && REQUEST == mode)
        {
            malformed(end);
            return false;
        }
        return true;
    }

    private boolean isVersion11(final HttpMessage out)
    {
        final UnsafeBuffer in = out.input();
        if (VERSION_LENGTH != versionEnd - versionStart)
        {
            return false;
        }
        final byte major = in.getByte(versionStart + 5);
        return major > '1' || '1' == major && in.getByte(versionStart + 7) >= '1';
    }

    /** Exactly {@code HTTP/digit.digit} (RFC 9112 section 2.3). */
    private boolean checkVersion(final UnsafeBuffer buffer, final HttpMessage out)
    {
        final int v = versionStart;
        final boolean isGood = VERSION_LENGTH == versionEnd - v && 'H' == buffer.getByte(v) && 'T' == buffer.getByte(v + 1) &&
            'T' == buffer.getByte(v + 2) && 'P' == buffer.getByte(v + 3) && '/' == buffer.getByte(v + 4) &&
            Http1Chars.is(buffer.getByte(v + 5), DIGIT) && '.' == buffer.getByte(v + 6) &&
            Http1Chars.is(buffer.getByte(v + 7), DIGIT);
        if (isGood)
        {
            if (isVersion11(out))
            {
                out.addFlags(HttpMessage.VERSION_11);
            }
            return true;
        }
        if (isStrict)
        {
            return false;
        }
        if (REQUEST == mode && versionEnd == v)
        {
            return Method.GET == out.method() && 0 < out.targetLength();
        }
        out.addFlags(HttpMessage.NOT_HTTP);
        return true;
    }

    private boolean checkTarget(final UnsafeBuffer buffer, final HttpMessage out)
    {
        final int length = targetEnd - targetStart;
        final byte first = 0 == length ? 0 : buffer.getByte(targetStart);
        if ('/' == first)
        {
            return Method.CONNECT != out.method() || isMalformed(targetStart);
        }
        if ('*' == first)
        {
            final boolean isGood = 1 == length && (Method.OTHER == out.method() || Method.OPTIONS == out.method());
            return isGood || isMalformed(targetStart);
        }
        if (0 == length)
        {
            return isMalformed(targetStart);
        }
        final int scheme = UriParts.schemeLength(buffer, targetStart, length);
        final int authorityFrom = UriParts.authorityOffset(buffer, targetStart + scheme, length - scheme);
        final int authorityTo = UriParts.authorityEnd(buffer, targetStart + scheme, length - scheme);
        if (isForbiddenAuthority(buffer, authorityFrom, authorityTo) && !tolerate(targetStart))
        {
            return isMalformed(targetStart);
        }
        if (0 == scheme)
        {
            return Method.CONNECT == out.method() ?
                checkConnect(buffer, authorityFrom, authorityTo, out) : isMalformed(targetStart);
        }
        if (Method.CONNECT == out.method())
        {
            return isMalformed(targetStart);
        }
        if (hostIndex >= 0 && !isSameAuthority(buffer, scheme, authorityFrom, authorityTo, out) &&
            !tolerate(out.valueOffset(hostIndex)))
        {
            return isMalformed(out.valueOffset(hostIndex));
        }
        return true;
    }

    /** CONNECT names host and port, and a host header must agree with both but may leave out a default port. */
    private boolean checkConnect(final UnsafeBuffer buffer, final int from, final int to, final HttpMessage out)
    {
        final int port = UriParts.portLength(buffer, from, to - from);
        if (port <= 0)
        {
            return tolerate(targetStart) || isMalformed(targetStart);
        }
        if (hostIndex < 0)
        {
            return true;
        }
        final int hostLength = to - from - port - 1;
        final boolean isDefault = isPort(buffer, to - port, port, "443") || isPort(buffer, to - port, port, "80");
        final int valueAt = out.valueOffset(hostIndex);
        final int valueLength = out.valueLength(hostIndex);
        final int valuePort = UriParts.portLength(buffer, valueAt, valueLength);
        final int nameLength = valueLength - (valuePort < 0 ? 0 : valuePort + 1);
        boolean isSame = Http1Chars.equalsIgnoreCase(buffer, from, hostLength, buffer, valueAt, nameLength);
        if (valuePort > 0)
        {
            isSame &= Http1Chars.equalsIgnoreCase(buffer, to - port, port, buffer, valueAt + nameLength + 1, valuePort);
            if (isSame && isDefault)
            {
                out.sliceValue(hostIndex, valueAt, nameLength);
            }
        }
        else
        {
            isSame &= isDefault;
        }
        return isSame || tolerate(valueAt) || isMalformed(valueAt);
    }

    /** The host header must repeat the authority; either may leave out the scheme's default port. */
    private boolean isSameAuthority(
        final UnsafeBuffer buffer, final int scheme, final int from, final int to, final HttpMessage out)
    {
        final int valueAt = out.valueOffset(hostIndex);
        final int valueLength = out.valueLength(hostIndex);
        if (Http1Chars.equalsIgnoreCase(buffer, from, to - from, buffer, valueAt, valueLength))
        {
            return true;
        }
        final int port = UriParts.portLength(buffer, from, to - from);
        final int valuePort = UriParts.portLength(buffer, valueAt, valueLength);
        if (port < 0 && valuePort < 0 ||
            port >= 0 && !isDefaultPort(buffer, scheme, to - port, port) ||
            valuePort >= 0 && !isDefaultPort(buffer, scheme, valueAt + valueLength - valuePort, valuePort))
        {
            return false;
        }
        final int hostLength = to - from - (port < 0 ? 0 : port + 1);
        final int valueHostLength = valueLength - (valuePort < 0 ? 0 : valuePort + 1);
        return Http1Chars.equalsIgnoreCase(buffer, from, hostLength, buffer, valueAt, valueHostLength);
    }

    private boolean isDefaultPort(final UnsafeBuffer buffer, final int scheme, final int at, final int length)
    {
        return 0 == length ||
            isPort(buffer, at, length, "443") && Http1Chars.equalsIgnoreCase(buffer, targetStart, scheme, HTTPS_SCHEME) ||
            isPort(buffer, at, length, "80") && Http1Chars.equalsIgnoreCase(buffer, targetStart, scheme, HTTP_SCHEME);
    }

    private static boolean isPort(final UnsafeBuffer buffer, final int at, final int length, final String port)
    {
        if (length != port.length())
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            if (port.charAt(i) != buffer.getByte(at + i))
            {
                return false;
            }
        }
        return true;
    }

    /** Bytes that could make two readers see different hosts; brackets only around an address literal. */
    static boolean isForbiddenAuthority(final UnsafeBuffer buffer, final int from, final int to)
    {
        boolean isOpen = false;
        for (int i = from; i < to; i++)
        {
            final byte b = buffer.getByte(i);
            switch (b)
            {
                case '[' ->
                {
                    if (i != from)
                    {
                        return true;
                    }
                    isOpen = !isOpen;
                }
                case ']' ->
                {
                    if (i + 1 != to && ':' != buffer.getByte(i + 1))
                    {
                        return true;
                    }
                    isOpen = !isOpen;
                }
                case ',', '#', '/', '?', '@', '\\' ->
                {
                    return true;
                }
                default ->
                {
                    if (!Http1Chars.is(b, VISIBLE))
                    {
                        return true;
                    }
                }
            }
        }
        return isOpen;
    }

    private int completeRequest(final int end, final HttpMessage out)
    {
        out.addFlags(HttpMessage.LENGTH_KNOWN);
        final Method method = out.method();
        final boolean hasPayload = out.contentLength() > 0 || out.isChunked();
        if (Method.CONNECT == method)
        {
            out.contentLength(-1);
            out.removeFlags(HttpMessage.CHUNKED);
            out.addFlags(HttpMessage.COMPLETE | HttpMessage.HAS_AUTHORITY);
        }
        else
        {
            if (Method.HEAD == method)
            {
                out.addFlags(HttpMessage.BODYLESS_RESPONSE);
            }
            if (!hasPayload)
            {
                out.addFlags(HttpMessage.COMPLETE);
            }
        }
        resolveUpgrade(out);
        if (!out.has(HttpMessage.VERSION_11))
        {
            out.removeFlags(HttpMessage.EXPECT_CONTINUE);
            if (hasPayload && 0 == (options & ACCEPT_PAYLOAD_WITH_ANY_METHOD) &&
                (Method.GET == method || Method.HEAD == method || Method.DELETE == method))
            {
                return malformed(end, 413);
            }
        }
        if (Method.CONNECT != method && targetStart < targetEnd)
        {
            normalizeAbsolute(out);
        }
        if (0 != (transferFlags & TE_OTHER))
        {
            return malformed(end, 422);
        }
        if (Method.OTHER == method && !out.isChunked() && isPreface(out))
        {
            out.addFlags(HttpMessage.H2_PREFACE);
        }
        return checkWebSocket(HeaderId.SEC_WEBSOCKET_KEY, end, out);
    }

    private int completeResponse(final int end, final HttpMessage out)
    {
        final int code = out.status();
        if (101 != code)
        {
            out.removeFlags(HttpMessage.CONNECTION_UPGRADE | HttpMessage.WEBSOCKET);
        }
        if (101 == code || Method.CONNECT == requestMethod && 2 == code / 100)
        {
            unframe(out);
            out.addFlags(HttpMessage.LENGTH_KNOWN | HttpMessage.COMPLETE);
        }
        else if (1 == code / 100 || 204 == code)
        {
            unframe(out);
            out.addFlags(HttpMessage.LENGTH_KNOWN | HttpMessage.COMPLETE);
            if (code >= 200)
            {
                out.addFlags(HttpMessage.BODYLESS_RESPONSE);
            }
        }
        else if (Method.HEAD == requestMethod || 304 == code)
        {
            out.addFlags(HttpMessage.LENGTH_KNOWN | HttpMessage.COMPLETE | HttpMessage.BODYLESS_RESPONSE);
        }
        else if (out.has(HttpMessage.CONTENT_LENGTH | HttpMessage.CHUNKED))
        {
            out.addFlags(HttpMessage.LENGTH_KNOWN);
            if (0 == out.contentLength())
            {
                out.addFlags(HttpMessage.COMPLETE);
            }
        }
        if (0 != (transferFlags & TE_OTHER))
        {
            return malformed(end);
        }
        return checkWebSocket(HeaderId.SEC_WEBSOCKET_ACCEPT, end, out);
    }

    /** A message that cannot have a body loses the headers that would frame one. */
    private static void unframe(final HttpMessage out)
    {
        out.removeHeaders(HeaderId.TRANSFER_ENCODING);
        out.removeHeaders(HeaderId.CONTENT_LENGTH);
        out.contentLength(-1);
        out.removeFlags(HttpMessage.CHUNKED);
    }

    /** Upgrade needs both headers; one alone is dropped. */
    private static void resolveUpgrade(final HttpMessage out)
    {
        final int both = HttpMessage.CONNECTION_UPGRADE | HttpMessage.UPGRADE_HEADER;
        final int found = out.flags() & both;
        if (0 == found || both == found)
        {
            return;
        }
        if (HttpMessage.UPGRADE_HEADER == found)
        {
            out.removeHeaders(HeaderId.UPGRADE);
        }
        else
        {
            for (int i = out.findHeader(HeaderId.CONNECTION, -1); i >= 0; i = out.findHeader(HeaderId.CONNECTION, i))
            {
                final int at = out.valueOffset(i);
                final int length = removeToken(out.valueBuffer(i), at, at + out.valueLength(i), UPGRADE_TOKEN) - at;
                if (0 == length)
                {
                    out.removeHeader(i);
                }
                else if (length != out.valueLength(i))
                {
                    out.sliceValue(i, at, length);
                }
            }
        }
        out.removeFlags(both);
    }

    /** Take every element that equals a token out of a list, in place; returns the new end. */
    private static int removeToken(final UnsafeBuffer buffer, final int begin, final int end, final byte[] token)
    {
        int to = begin;
        int untouchedFrom = begin;
        int i = begin;
        while (i < end)
        {
            i = Http1Chars.skipBlanks(buffer, i, end);
            if (i == end)
            {
                break;
            }
            final int elementEnd = Http1Chars.listElementEnd(buffer, i, end);
            final int length = Http1Chars.trimBlanks(buffer, i, elementEnd) - i;
            if (!Http1Chars.equalsIgnoreCase(buffer, i, length, token))
            {
                to = keepElement(buffer, begin, to, untouchedFrom, i, length, elementEnd);
            }
            untouchedFrom = elementEnd;
            i = elementEnd + 1;
        }
        return to;
    }

    /** An absolute target loses its scheme's default port and gains a path; hosts follow it then. */
    private void normalizeAbsolute(final HttpMessage out)
    {
        final UnsafeBuffer buffer = out.input();
        final int length = targetEnd - targetStart;
        final byte first = buffer.getByte(targetStart);
        if ('/' == first || '*' == first)
        {
            return;
        }
        out.addFlags(HttpMessage.HAS_AUTHORITY | HttpMessage.HAS_SCHEME);
        if (length > 4 && 'h' == (first | 0x20) && ':' != buffer.getByte(targetStart + 4))
        {
            out.addFlags(HttpMessage.SCHEME_HTTPS);
        }
        final int scheme = UriParts.schemeLength(buffer, targetStart, length);
        final int from = UriParts.authorityOffset(buffer, targetStart + scheme, length - scheme);
        final int to = UriParts.authorityEnd(buffer, targetStart + scheme, length - scheme);
        final int port = UriParts.portLength(buffer, from, to - from);
        final boolean dropsPort = port >= 0 && isDefaultPort(buffer, scheme, to - port, port);
        final boolean addsPath = to == targetEnd && Method.OPTIONS != out.method();
        if (!dropsPort && !addsPath)
        {
            return;
        }
        final int hostEnd = dropsPort ? to - port - 1 : to;
        final int kept = hostEnd - targetStart;
        final int path = targetEnd - to;
        final int at = out.reserve(kept + path + (addsPath ? 1 : 0));
        final UnsafeBuffer edit = out.editBuffer();
        edit.putBytes(at, buffer, targetStart, kept);
        edit.putBytes(at + kept, buffer, to, path);
        if (addsPath)
        {
            edit.putByte(at + kept, (byte)'/');
        }
        out.editedTarget(at, kept + path + (addsPath ? 1 : 0));
        for (int i = out.findHeader(HeaderId.HOST, -1); i >= 0; i = out.findHeader(HeaderId.HOST, i))
        {
            out.replaceValue(i, buffer, from, hostEnd - from);
        }
    }

    private static boolean isPreface(final HttpMessage out)
    {
        return Http1Chars.equalsIgnoreCase(out.methodBuffer(), out.methodOffset(), out.methodLength(), PREFACE_METHOD) &&
            out.has(HttpMessage.VERSION_11) && 1 == out.targetLength() && '*' == out.targetBuffer().getByte(out.targetOffset()) &&
            '2' == out.versionBuffer().getByte(out.versionOffset() + 5);
    }

    /** A websocket handshake needs its key, and the answer its proof (RFC 6455 section 4). */
    private int checkWebSocket(final int headerId, final int end, final HttpMessage out)
    {
        final int handshake = HttpMessage.CONNECTION_UPGRADE | HttpMessage.WEBSOCKET;
        if (handshake == (out.flags() & handshake))
        {
            int i = out.findHeader(headerId, -1);
            while (i >= 0 && HeaderId.SEC_WEBSOCKET_KEY == headerId && WEBSOCKET_KEY_LENGTH != out.valueLength(i))
            {
                i = out.findHeader(headerId, i);
            }
            if (i < 0 && isStrict)
            {
                return malformed(end);
            }
        }
        return end;
    }

    /** Whether a violation at an offset may pass; the first one is remembered. */
    private boolean tolerate(final int at)
    {
        if (isStrict)
        {
            return false;
        }
        if (violationPosition < 0)
        {
            violationPosition = at;
        }
        return true;
    }

    private boolean isMalformed(final int at)
    {
        malformed(at);
        return false;
    }

    private int malformed(final int at)
    {
        return malformed(at, 400);
    }

    private int malformed(final int at, final int code)
    {
        position = at;
        errorPosition = at;
        errorStatus = code;
        return MALFORMED;
    }

    private static long bit(final int id)
    {
        return 1L << id;
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
