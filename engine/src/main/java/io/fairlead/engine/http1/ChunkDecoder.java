/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HttpMessage;
import org.agrona.concurrent.UnsafeBuffer;

import static io.fairlead.engine.http1.Http1Chars.BLANK;
import static io.fairlead.engine.http1.Http1Chars.CONTROL;

/**
 * Finds the data of a chunked body in the bytes as they arrived (RFC 9112 section 7.1); copies nothing.
 * <pre>
 *   size [;extension] CR LF   data   CR LF   size ...   0 CR LF   trailers   CR LF
 *   `---- decode ---------'  caller  `------ decode ------------------------'
 * </pre>
 * Call {@link #decode} with the unread bytes; it says what comes next and {@link #position()} says where. After
 * {@link #DATA} the caller takes up to {@link #remaining()} bytes from there and reports them by
 * {@link #consumed(long)}. Confined to a loop.
 */
public final class ChunkDecoder
{
    /** More bytes are needed; everything before {@link #position()} is done with. */
    public static final int NEED_MORE = -1;
    /** Not a chunked body. */
    public static final int MALFORMED = -2;
    /** {@link #remaining()} bytes of data begin at {@link #position()}. */
    public static final int DATA = 1;
    /** The body is complete; the next message begins at {@link #position()}. */
    public static final int DONE = 2;

    /** Longest size line that is read, extensions and leading zeros included. */
    public static final int MAX_SIZE_LINE = 16384;

    private static final int SIZE = 0;
    private static final int SIZE_DIGITS = 1;
    private static final int SIZE_BLANKS = 2;
    private static final int EXTENSION = 3;
    private static final int SIZE_LF = 4;
    private static final int IN_DATA = 5;
    private static final int DATA_CR = 6;
    private static final int DATA_LF = 7;
    private static final int TRAILERS = 8;
    private static final int COMPLETE = 9;

    private static final long TOO_LARGE = 0xF0000000000000L;

    private final Http1Parser trailerParser = new Http1Parser();
    private int state;
    private long size;
    private long remaining;
    private long total;
    private int lineLength;
    private boolean isQuoted;
    private boolean isEscaped;
    private int position;
    private int trailerStart = -1;
    private UnsafeBuffer trailerBuffer;

    /** New decoder, ready for a body. */
    public ChunkDecoder()
    {
        reset(0, Http1Parser.DEFAULT_MAX_HEADERS);
    }

    /**
     * Get ready for a new body.
     *
     * @param flags      options of {@link Http1Parser}, for the trailers.
     * @param maxHeaders {@code tune.http.maxhdr}, for the trailers.
     */
    public void reset(final int flags, final int maxHeaders)
    {
        state = SIZE;
        remaining = 0;
        total = 0;
        lineLength = 0;
        trailerStart = -1;
        trailerBuffer = null;
        trailerParser.configureTrailers(flags, maxHeaders);
    }

    /**
     * Offset of the next unread byte, or of the offending one.
     *
     * @return offset in the buffer last given.
     */
    public int position()
    {
        return position;
    }

    /**
     * Bytes of the current chunk still to be taken by the caller.
     *
     * @return bytes, 0 between chunks.
     */
    public long remaining()
    {
        return remaining;
    }

    /**
     * Size of all chunks so far, the current one included.
     *
     * @return bytes.
     */
    public long total()
    {
        return total;
    }

    /**
     * Whether the body and its trailers are read.
     *
     * @return true after {@link #DONE}.
     */
    public boolean isDone()
    {
        return COMPLETE == state;
    }

    /**
     * Whether the last chunk is read and trailers are awaited, which must arrive whole in one buffer.
     *
     * @return true if so.
     */
    public boolean isInTrailers()
    {
        return TRAILERS == state;
    }

    /**
     * Report data taken.
     *
     * @param length bytes, at most {@link #remaining()}.
     */
    public void consumed(final long length)
    {
        assert length <= remaining : length + " > " + remaining;
        remaining -= length;
        if (0 == remaining && IN_DATA == state)
        {
            state = DATA_CR;
        }
    }

    /**
     * Advance over bytes that arrived.
     *
     * @param buffer that holds them. Trailers become slices of it: it must then stay in place as long as the message is
     *               used.
     * @param offset of the next byte: {@link #position()}, plus what was reported by {@link #consumed(long)}. While
     *               trailers are unfinished they stay unread; they may be given again at another place.
     * @param limit  offset one past the last byte received.
     * @param out    message that gets the trailers.
     * @return {@link #DATA}, {@link #DONE}, {@link #NEED_MORE} or {@link #MALFORMED}.
     */
    public int decode(final UnsafeBuffer buffer, final int offset, final int limit, final HttpMessage out)
    {
        int i = offset;
        while (true)
        {
            if (IN_DATA == state)
            {
                position = i;
                return i < limit ? DATA : NEED_MORE;
            }
            if (TRAILERS == state)
            {
                return decodeTrailers(buffer, i, limit, out);
            }
            if (COMPLETE == state)
            {
                position = i;
                return DONE;
            }
            if (i >= limit)
            {
                position = i;
                return NEED_MORE;
            }
            final byte b = buffer.getByte(i);
            if (!accept(b))
            {
                position = i;
                return MALFORMED;
            }
            i++;
        }
    }

    private int decodeTrailers(final UnsafeBuffer buffer, final int offset, final int limit, final HttpMessage out)
    {
        position = offset;
        if (offset != trailerStart || buffer != trailerBuffer)
        {
            trailerStart = offset;
            trailerBuffer = buffer;
            trailerParser.reset(offset);
            out.clearTrailers();
            out.trailerInput(buffer);
        }
        final int end = trailerParser.parse(buffer, offset, limit, out);
        if (Http1Parser.MALFORMED == end)
        {
            position = trailerParser.errorPosition();
            return MALFORMED;
        }
        if (Http1Parser.NEED_MORE == end)
        {
            return NEED_MORE;
        }
        position = end;
        state = COMPLETE;
        return DONE;
    }

    private boolean accept(final byte b)
    {
        switch (state)
        {
            case SIZE ->
            {
                size = Http1Chars.hex(b);
                lineLength = 1;
                state = SIZE_DIGITS;
                return size >= 0;
            }
            case SIZE_DIGITS ->
            {
                final int digit = Http1Chars.hex(b);
                if (digit < 0)
                {
                    return acceptAfterSize(b);
                }
                size = (size << 4) + digit;
                return 0 == (size & TOO_LARGE) && ++lineLength <= MAX_SIZE_LINE;
            }
            case SIZE_BLANKS ->
            {
                return acceptAfterSize(b) && ++lineLength <= MAX_SIZE_LINE;
            }
            case EXTENSION ->
            {
                return acceptExtension(b) && ++lineLength <= MAX_SIZE_LINE;
            }
            case SIZE_LF ->
            {
                remaining = size;
                total += size;
                state = 0 == size ? TRAILERS : IN_DATA;
                return '\n' == b;
            }
            case DATA_CR ->
            {
                state = DATA_LF;
                return '\r' == b;
            }
            default ->
            {
                state = SIZE;
                return '\n' == b;
            }
        }
    }

    private boolean acceptAfterSize(final byte b)
    {
        if ('\r' == b)
        {
            state = SIZE_LF;
        }
        else if (';' == b)
        {
            state = EXTENSION;
            isQuoted = false;
            isEscaped = false;
        }
        else if (Http1Chars.is(b, BLANK))
        {
            state = SIZE_BLANKS;
        }
        else
        {
            return false;
        }
        return true;
    }

    /** A line end inside quotes could hide a chunk from one reader and show it to another. */
    private boolean acceptExtension(final byte b)
    {
        if (Http1Chars.is(b, CONTROL) && !Http1Chars.is(b, BLANK))
        {
            state = SIZE_LF;
            return '\r' == b && !isQuoted && !isEscaped;
        }
        if (isEscaped)
        {
            isEscaped = false;
        }
        else if ('\\' == b)
        {
            isEscaped = isQuoted;
            return isQuoted;
        }
        else if ('"' == b)
        {
            isQuoted = !isQuoted;
        }
        return true;
    }
}
