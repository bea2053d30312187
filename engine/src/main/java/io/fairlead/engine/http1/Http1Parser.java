/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import org.agrona.concurrent.UnsafeBuffer;

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

    private static final int STORAGE_HEADER_LENGTH = 40;
    private static final int MESSAGE_HEADER_LENGTH = 56;

    private final Http1Framing framing = new Http1Framing();
    private final StartLineParser startLine = new StartLineParser(framing);
    private final FieldLineParser fieldLines = new FieldLineParser(framing);
    private int mode;
    private int options;
    private int maxHeaders = DEFAULT_MAX_HEADERS;
    private Part part = Part.START_LINE;
    private int end;

    /** What comes next. */
    private enum Part
    {
        START_LINE, FIELD_LINES, NOTHING
    }

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
        part = TRAILERS == mode ? Part.FIELD_LINES : Part.START_LINE;
        startLine.reset(mode, startOffset);
        fieldLines.reset(TRAILERS == mode, maxHeaders, startOffset);
        framing.reset(mode, options);
    }

    /**
     * Whether no byte of the message was seen since {@link #reset(int)}, line ends before it aside.
     *
     * @return true if so.
     */
    public boolean isAtStart()
    {
        return TRAILERS == mode ? fieldLines.position() == startLine.start() :
            Part.START_LINE == part && startLine.isAtStart();
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
        return RESPONSE == mode ? 502 : Part.START_LINE == part ? 414 : 431;
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
        if (Part.START_LINE == part)
        {
            if (startLine.begin(offset))
            {
                out.begin(buffer, REQUEST == mode);
            }
            final int lineEnd = startLine.parse(buffer, limit, out);
            if (lineEnd < 0)
            {
                return lineEnd;
            }
            part = Part.FIELD_LINES;
            fieldLines.begin(lineEnd);
            if (startLine.isWithoutVersion())
            {
                return complete(buffer, lineEnd, out);
            }
        }
        else if (Part.NOTHING == part)
        {
            return end;
        }
        final int headEnd = fieldLines.parse(buffer, limit, out);
        return headEnd < 0 ? headEnd : complete(buffer, headEnd, out);
    }

    private int complete(final UnsafeBuffer buffer, final int headEnd, final HttpMessage out)
    {
        if (fieldLines.isTooMuch())
        {
            return framing.malformed(headEnd - 1);
        }
        part = Part.NOTHING;
        end = headEnd;
        if (TRAILERS != mode)
        {
            out.headEnd(headEnd);
        }
        return framing.complete(buffer, startLine.start(), headEnd, out);
    }
}
