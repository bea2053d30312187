/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.http.StatusReasons;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes message heads, chunk frames and trailers as HTTP/1 (RFC 9112), the way HAProxy does: names in lower case,
 * order kept, framing headers made to agree with the framing, {@code connection} and {@code transfer-encoding} added at
 * the end where needed.
 * <p>
 * Runs of headers that arrived in the plain form and were not touched are copied at once. After {@link #encodeHead} the
 * encoder tells how the body is framed and whether the connection may live on. One encoder serves one direction of one
 * connection; confined to its loop.
 */
public final class Http1Encoder
{
    /** The head does not fit; nothing useful was written. */
    public static final int NO_ROOM = -1;
    /** The head contradicts itself: a rule set a content-length that is not one number. */
    public static final int INVALID = -2;

    /** The connection is to be closed after this exchange. */
    public static final int WANT_CLOSE = 1;
    /** The connection is, or becomes, a tunnel. */
    public static final int WANT_TUNNEL = 1 << 1;
    /**
     * {@code option httpclose} or {@code http-server-close}: close unless a rule wrote {@code connection: keep-alive}.
     */
    public static final int CLOSE_UNLESS_ASKED = 1 << 2;
    /** {@code option http-pretend-keepalive}. */
    public static final int PRETEND_KEEP_ALIVE = 1 << 3;
    /** The request that this response answers was HTTP/1.0. */
    public static final int ANSWERS_VERSION_10 = 1 << 4;
    /** The request that this response answers was CONNECT. */
    public static final int ANSWERS_CONNECT = 1 << 5;
    /** The request that this response answers was HEAD. */
    public static final int ANSWERS_HEAD = 1 << 6;
    /** Use the names of {@link #headerCase(HeaderCase)}. */
    public static final int ADJUST_CASE = 1 << 7;
    /** {@code h1-do-not-close-on-insecure-transfer-encoding}. */
    public static final int KEEP_INSECURE_TRANSFER_ENCODING = 1 << 8;
    /** The proxy is stopping: keep no connection alive. */
    public static final int STOPPING = 1 << 9;
    /** The message is complete although its head announces a body. */
    public static final int NO_DATA_FOLLOWS = 1 << 10;
    /** Write the headers that are there and no others; the connection is closed afterwards. */
    public static final int AS_IT_IS = 1 << 11;

    private static final short CR_LF = '\r' | '\n' << 8;
    private static final short COLON_SPACE = ':' | ' ' << 8;
    private static final byte[] VERSION_10 = ascii("HTTP/1.0");
    private static final long VERSION_11_WORD = 0x312E312F50545448L;
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final byte[] UPGRADE = ascii("upgrade");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] TRAILERS = ascii("trailers");
    private static final byte[] ZERO = ascii("0");
    private static final byte[] H2C = ascii("h2c");
    private static final byte[] H2 = ascii("h2");
    private static final byte[] HEX = ascii("0123456789ABCDEF");

    /** Ids whose values depend on the framing, by bit. */
    private static final long FRAMING_IDS = bit(HeaderId.CONNECTION) | bit(HeaderId.CONTENT_LENGTH) |
        bit(HeaderId.TRANSFER_ENCODING) | bit(HeaderId.UPGRADE) | bit(HeaderId.TE);

    private HeaderCase headerCase;
    private byte[] serverHeaderName;
    private byte[] serverHeaderValue;

    private UnsafeBuffer out;
    private int limit;
    private int at;
    private boolean isFull;
    private int options;
    private boolean isResponse;
    private boolean isVersion11;
    private boolean isLengthKnown;
    private boolean isChunked;
    private boolean hasTransferEncoding;
    private boolean isByLength;
    private boolean wroteLength;
    private boolean wroteChunked;
    private boolean isBodySkipped;
    private boolean saysClose;
    private boolean saysKeepAlive;
    private boolean saysUpgrade;
    private boolean isClosing;
    private boolean isTunnel;
    private long contentLength;

    /**
     * Set the names to write where {@link #ADJUST_CASE} is given.
     *
     * @param names shared table.
     */
    public void headerCase(final HeaderCase names)
    {
        headerCase = names;
    }

    /**
     * Set the header that tells a server its name, {@code http-send-name-header}; it replaces any of that name in
     * requests.
     *
     * @param lowerName in lower case, null for none.
     * @param value     the server's name.
     */
    public void serverHeader(final byte[] lowerName, final byte[] value)
    {
        serverHeaderName = lowerName;
        serverHeaderValue = value;
    }

    /**
     * Whether the connection ends with this exchange.
     *
     * @return as decided by the last {@link #encodeHead}.
     */
    public boolean isClosing()
    {
        return isClosing;
    }

    /**
     * Whether what follows the head is a tunnel.
     *
     * @return as decided by the last {@link #encodeHead}.
     */
    public boolean isTunnel()
    {
        return isTunnel;
    }

    /**
     * Whether the body must be written in chunks.
     *
     * @return as decided by the last {@link #encodeHead}.
     */
    public boolean isChunked()
    {
        return isChunked;
    }

    /**
     * Length of the body that the head announced.
     *
     * @return bytes, -1 when it announced none.
     */
    public long contentLength()
    {
        return isByLength ? contentLength : -1;
    }

    /**
     * Whether the body must not be written, because the framing headers of a request were removed.
     *
     * @return as decided by the last {@link #encodeHead}.
     */
    public boolean isBodySkipped()
    {
        return isBodySkipped;
    }

    /**
     * Write a head.
     *
     * @param message whose head is written; it is not changed.
     * @param out     where to.
     * @param offset  of the first byte to write.
     * @param limit   offset one past the last byte that may be written.
     * @param options a sum of this class's options.
     * @return offset one past the head, {@link #NO_ROOM} or {@link #INVALID}.
     */
    public int encodeHead(
        final HttpMessage message, final UnsafeBuffer out, final int offset, final int limit, final int options)
    {
        this.out = out;
        this.limit = limit;
        this.at = offset;
        this.options = options;
        isFull = false;
        begin(message);
        if (!message.isPlainStartLine())
        {
            startLine(message);
        }
        if (!headers(message))
        {
            return INVALID;
        }
        if (0 != (options & AS_IT_IS))
        {
            isClosing = true;
        }
        else if (isResponse && message.status() >= 100 && message.status() < 200)
        {
            isTunnel = 101 == message.status();
        }
        else
        {
            missingLength();
            connection(message);
        }
        if (0 == (options & AS_IT_IS))
        {
            transferEncoding(message);
        }
        if (!isResponse && null != serverHeaderName)
        {
            header(serverHeaderName, serverHeaderValue);
        }
        lineEnd();
        return isFull ? NO_ROOM : at;
    }

    /**
     * Write the trailers and the empty line that ends a chunked body, after its last chunk.
     *
     * @param message whose trailers are written.
     * @param out     where to.
     * @param offset  of the first byte to write.
     * @param limit   offset one past the last byte that may be written.
     * @param options {@link #ADJUST_CASE} or 0.
     * @return offset one past the body, or {@link #NO_ROOM}.
     */
    public int encodeTrailers(
        final HttpMessage message, final UnsafeBuffer out, final int offset, final int limit, final int options)
    {
        this.out = out;
        this.limit = limit;
        this.at = offset;
        this.options = options;
        isFull = false;
        for (int i = message.firstTrailer(); i >= 0; i = message.nextTrailer(i))
        {
            header(message, i, message.valueBuffer(i), message.valueOffset(i), message.valueLength(i));
        }
        lineEnd();
        return isFull ? NO_ROOM : at;
    }

    /** Longest chunk header: sixteen digits, CR, LF. */
    public static final int MAX_CHUNK_HEADER_LENGTH = 18;

    /** End of a chunked body without trailers. */
    public static final int LAST_CHUNK_LENGTH = 5;

    /**
     * Write a chunk's size line.
     *
     * @param out    where to; must have room for {@link #MAX_CHUNK_HEADER_LENGTH} bytes.
     * @param offset of the first byte to write.
     * @param size   of the chunk in bytes, 0 for the last one.
     * @return offset one past the line.
     */
    public static int chunkHeader(final UnsafeBuffer out, final int offset, final long size)
    {
        final int digits = chunkDigits(size);
        long rest = size;
        for (int i = digits - 1; i >= 0; i--)
        {
            out.putByte(offset + i, HEX[(int)(rest & 0xF)]);
            rest >>>= 4;
        }
        out.putShort(offset + digits, CR_LF, ByteOrder.LITTLE_ENDIAN);
        return offset + digits + 2;
    }

    /**
     * Length of a chunk's size line.
     *
     * @param size of the chunk in bytes.
     * @return bytes, CR and LF included.
     */
    public static int chunkHeaderLength(final long size)
    {
        return chunkDigits(size) + 2;
    }

    /**
     * Write what follows a chunk's data.
     *
     * @param out    where to.
     * @param offset of the first byte to write.
     * @return offset one past it.
     */
    public static int chunkEnd(final UnsafeBuffer out, final int offset)
    {
        out.putShort(offset, CR_LF, ByteOrder.LITTLE_ENDIAN);
        return offset + 2;
    }

    /**
     * Write the end of a chunked body that has no trailers.
     *
     * @param out    where to; must have room for {@link #LAST_CHUNK_LENGTH} bytes.
     * @param offset of the first byte to write.
     * @return offset one past it.
     */
    public static int lastChunk(final UnsafeBuffer out, final int offset)
    {
        out.putByte(offset, (byte)'0');
        out.putShort(offset + 1, CR_LF, ByteOrder.LITTLE_ENDIAN);
        out.putShort(offset + 3, CR_LF, ByteOrder.LITTLE_ENDIAN);
        return offset + LAST_CHUNK_LENGTH;
    }

    private static int chunkDigits(final long size)
    {
        return 0 == size ? 1 : (Long.SIZE + 3 - Long.numberOfLeadingZeros(size)) >> 2;
    }

    private void begin(final HttpMessage message)
    {
        isResponse = !message.isRequest();
        isVersion11 = message.has(HttpMessage.VERSION_11);
        isLengthKnown = !isResponse || message.isLengthKnown();
        isChunked = isLengthKnown && message.isChunked();
        isByLength = isLengthKnown && !isChunked && message.has(HttpMessage.CONTENT_LENGTH);
        hasTransferEncoding = isLengthKnown && message.has(HttpMessage.TRANSFER_ENCODING);
        contentLength = Math.max(0, message.contentLength());
        wroteLength = false;
        wroteChunked = false;
        isBodySkipped = false;
        saysClose = false;
        saysKeepAlive = false;
        saysUpgrade = false;
        isClosing = 0 != (options & WANT_CLOSE);
        isTunnel = 0 != (options & WANT_TUNNEL);
        if (!isResponse && !isChunked && !isByLength && message.isLengthKnown())
        {
            isByLength = true;
            wroteLength = true;
        }
    }

    private void startLine(final HttpMessage message)
    {
        if (isResponse)
        {
            version(message);
            space();
            status(message.status(), message.statusLength());
            space();
            if (0 == message.reasonLength())
            {
                bytes(StatusReasons.reason(message.status()));
            }
            else
            {
                bytes(message.reasonBuffer(), message.reasonOffset(), message.reasonLength());
            }
        }
        else
        {
            bytes(message.methodBuffer(), message.methodOffset(), message.methodLength());
            space();
            bytes(message.targetBuffer(), message.targetOffset(), message.targetLength());
            space();
            version(message);
        }
        lineEnd();
    }

    private void version(final HttpMessage message)
    {
        if (isVersion11)
        {
            if (at + Long.BYTES > limit)
            {
                isFull = true;
                return;
            }
            out.putLong(at, VERSION_11_WORD, ByteOrder.LITTLE_ENDIAN);
            at += Long.BYTES;
        }
        else if (0 == message.versionLength())
        {
            bytes(VERSION_10);
        }
        else
        {
            bytes(message.versionBuffer(), message.versionOffset(), message.versionLength());
        }
    }

    private void status(final int status, final int length)
    {
        if (at + length > limit)
        {
            isFull = true;
            return;
        }
        int rest = status;
        for (int i = length - 1; i >= 0; i--)
        {
            out.putByte(at + i, (byte)('0' + rest % 10));
            rest /= 10;
        }
        at += length;
    }

    private boolean headers(final HttpMessage message)
    {
        final boolean isPlain = 0 == (options & ADJUST_CASE) && (isResponse || null == serverHeaderName);
        final long framingIds = 0 == (options & AS_IT_IS) ? FRAMING_IDS : 0;
        int runFrom = 0;
        int runTo = 0;
        if (message.isPlainStartLine())
        {
            runFrom = isResponse ? message.versionOffset() : message.methodOffset();
            runTo = isResponse ? message.reasonOffset() + message.reasonLength() + 2 : message.versionOffset() + 10;
        }
        for (int i = message.firstHeader(); i >= 0; i = message.nextHeader(i))
        {
            final int id = message.headerId(i);
            final boolean isFraming = id < Long.SIZE && 0 != (framingIds & 1L << id);
            if (isPlain && !isFraming && 0 != (message.blockFlags(i) & HttpMessage.BLOCK_CANONICAL))
            {
                final int from = message.nameOffset(i);
                if (from != runTo || runFrom == runTo)
                {
                    bytes(message.input(), runFrom, runTo - runFrom);
                    runFrom = from;
                }
                runTo = message.valueOffset(i) + message.valueLength(i) + 2;
                continue;
            }
            bytes(message.input(), runFrom, runTo - runFrom);
            runFrom = 0;
            runTo = 0;
            if (isFraming)
            {
                if (!framingHeader(message, i, id))
                {
                    return false;
                }
            }
            else if (isPlain || isResponse || null == serverHeaderName || !isServerHeader(message, i))
            {
                header(message, i, message.valueBuffer(i), message.valueOffset(i), message.valueLength(i));
            }
        }
        bytes(message.input(), runFrom, runTo - runFrom);
        return true;
    }

    private boolean isServerHeader(final HttpMessage message, final int i)
    {
        return Http1Chars.equalsIgnoreCase(
            message.nameBuffer(i), message.nameOffset(i), message.nameLength(i), serverHeaderName);
    }

    private boolean framingHeader(final HttpMessage message, final int i, final int id)
    {
        final UnsafeBuffer value = message.valueBuffer(i);
        final int offset = message.valueOffset(i);
        final int length = message.valueLength(i);
        switch (id)
        {
            case HeaderId.TRANSFER_ENCODING ->
            {
                final boolean isBodyless = isResponse && (message.status() < 200 || 204 == message.status());
                if (!isBodyless && isChunked && !wroteChunked)
                {
                    name(message, i);
                    bytes(CHUNKED);
                    lineEnd();
                    wroteChunked = true;
                }
            }
            case HeaderId.CONTENT_LENGTH ->
            {
                final long announced = number(value, offset, length);
                if (announced < 0 || wroteLength && announced != contentLength)
                {
                    return false;
                }
                if (0 == announced && isResponse && (message.status() < 200 || 204 == message.status()))
                {
                    isByLength = true;
                }
                if (isByLength && !wroteLength)
                {
                    contentLength = announced;
                    wroteLength = true;
                    header(message, i, value, offset, length);
                }
            }
            case HeaderId.CONNECTION -> list(message, i, true);
            case HeaderId.UPGRADE -> list(message, i, false);
            default ->
            {
                if (saysTrailers(value, offset, length))
                {
                    name(message, i);
                    bytes(TRAILERS);
                    lineEnd();
                }
            }
        }
        return true;
    }

    /** Write a connection or upgrade header without the elements that are not for the other side. */
    private void list(final HttpMessage message, final int index, final boolean isConnection)
    {
        final UnsafeBuffer value = message.valueBuffer(index);
        final int begin = message.valueOffset(index);
        final int end = begin + message.valueLength(index);
        final int lineFrom = at;
        name(message, index);
        final int valueFrom = at;
        int untouchedFrom = begin;
        boolean isWhole = true;
        int i = begin;
        while (i < end && !isFull)
        {
            i = Http1Chars.skipBlanks(value, i, end);
            if (i == end)
            {
                break;
            }
            final int elementEnd = Http1Chars.listElementEnd(value, i, end);
            final int length = Http1Chars.trimBlanks(value, i, elementEnd) - i;
            final boolean isKept = isConnection ? isKeptConnection(value, i, length) :
                !Http1Chars.equalsIgnoreCase(value, i, length, H2C) &&
                    !Http1Chars.equalsIgnoreCase(value, i, length, H2);
            if (!isKept)
            {
                isWhole = false;
            }
            else if (isWhole)
            {
                bytes(value, untouchedFrom, elementEnd - untouchedFrom);
            }
            else
            {
                if (at > valueFrom)
                {
                    comma();
                }
                bytes(value, i, length);
            }
            untouchedFrom = elementEnd;
            i = elementEnd + 1;
        }
        if (at == valueFrom && !isFull)
        {
            at = lineFrom;
        }
        else
        {
            lineEnd();
        }
    }

    private boolean isKeptConnection(final UnsafeBuffer value, final int offset, final int length)
    {
        if (Http1Chars.equalsIgnoreCase(value, offset, length, CLOSE))
        {
            saysClose = true;
            return false;
        }
        if (Http1Chars.equalsIgnoreCase(value, offset, length, KEEP_ALIVE))
        {
            saysKeepAlive = true;
            return false;
        }
        saysUpgrade |= Http1Chars.equalsIgnoreCase(value, offset, length, UPGRADE);
        return true;
    }

    /** {@code te} goes on only as far as it says trailers (RFC 9110 section 10.1.4). */
    private static boolean saysTrailers(final UnsafeBuffer value, final int offset, final int length)
    {
        final int end = offset + length;
        for (int i = offset; i + TRAILERS.length <= end; i++)
        {
            int k = 0;
            while (k < TRAILERS.length && TRAILERS[k] == value.getByte(i + k))
            {
                k++;
            }
            if (TRAILERS.length == k)
            {
                return i + k == end || ',' == value.getByte(i + k);
            }
        }
        return false;
    }

    private static long number(final UnsafeBuffer value, final int offset, final int length)
    {
        if (0 == length)
        {
            return -1;
        }
        long number = 0;
        for (int i = offset; i < offset + length; i++)
        {
            final int digit = value.getByte(i) - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10)
            {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Rules may have removed the header that framed the body. */
    private void missingLength()
    {
        if (!(isByLength && !wroteLength || isChunked && !wroteChunked))
        {
            return;
        }
        if (wroteLength || wroteChunked)
        {
            if (wroteLength)
            {
                isChunked = false;
                hasTransferEncoding = false;
            }
            else
            {
                isByLength = false;
            }
        }
        else if (isResponse)
        {
            isLengthKnown = false;
            isChunked = false;
            isByLength = false;
            hasTransferEncoding = false;
        }
        else
        {
            header(HeaderId.name(HeaderId.CONTENT_LENGTH), ZERO);
            hasTransferEncoding = false;
            isChunked = false;
            isByLength = true;
            wroteLength = true;
            isBodySkipped = true;
            contentLength = 0;
        }
    }

    private void connection(final HttpMessage message)
    {
        if (hasTransferEncoding && isByLength)
        {
            isByLength = false;
            isClosing |= 0 == (options & KEEP_INSECURE_TRANSFER_ENCODING);
        }
        else if (hasTransferEncoding && !isVersion11)
        {
            isClosing = true;
        }
        else if (isByLength && 0 != contentLength && 0 != (options & NO_DATA_FOLLOWS) &&
            !(isResponse && isBodyless(message)))
        {
            isClosing = true;
        }
        final boolean isSwitching = isResponse && 0 != (options & ANSWERS_CONNECT) && 2 == message.status() / 100;
        if (isSwitching)
        {
            isTunnel = true;
            isClosing = false;
        }
        else if (!isTunnel && !isClosing)
        {
            final boolean isUnknown = isResponse && !isLengthKnown;
            final boolean isAsked = 0 != (options & CLOSE_UNLESS_ASKED) && !saysKeepAlive;
            isClosing = isUnknown || saysClose || isAsked || 0 != (options & STOPPING);
        }
        if (isTunnel || saysUpgrade)
        {
            return;
        }
        if (!isClosing || !isResponse && 0 != (options & PRETEND_KEEP_ALIVE))
        {
            if (!isVersion11 || isResponse && 0 != (options & ANSWERS_VERSION_10))
            {
                header(HeaderId.name(HeaderId.CONNECTION), KEEP_ALIVE);
            }
        }
        else if (isVersion11)
        {
            header(HeaderId.name(HeaderId.CONNECTION), CLOSE);
        }
    }

    private boolean isBodyless(final HttpMessage message)
    {
        return message.has(HttpMessage.BODYLESS_RESPONSE) || 0 != (options & ANSWERS_HEAD) ||
            204 == message.status() || 304 == message.status();
    }

    private void transferEncoding(final HttpMessage message)
    {
        if (isVersion11 && isLengthKnown && !isByLength && !isChunked)
        {
            if (isResponse)
            {
                isChunked = message.status() >= 200 && !isBodyless(message) && !isTunnel;
            }
            else
            {
                isChunked = Method.CONNECT != message.method();
            }
        }
        if (isChunked && !wroteChunked)
        {
            header(HeaderId.name(HeaderId.TRANSFER_ENCODING), CHUNKED);
            wroteChunked = true;
        }
    }

    private void header(
        final HttpMessage message, final int index, final DirectBuffer value, final int offset, final int length)
    {
        name(message, index);
        bytes(value, offset, length);
        lineEnd();
    }

    private void header(final byte[] lowerName, final byte[] value)
    {
        bytes(0 == (options & ADJUST_CASE) ? lowerName : headerCase.adjust(lowerName));
        colon();
        bytes(value);
        lineEnd();
    }

    private void name(final HttpMessage message, final int index)
    {
        final UnsafeBuffer buffer = message.nameBuffer(index);
        final int offset = message.nameOffset(index);
        final int length = message.nameLength(index);
        final byte[] adjusted = 0 == (options & ADJUST_CASE) ? null : headerCase.adjust(buffer, offset, length);
        if (null == adjusted)
        {
            bytes(buffer, offset, length);
        }
        else
        {
            bytes(adjusted);
        }
        colon();
    }

    private void bytes(final DirectBuffer source, final int offset, final int length)
    {
        if (at + length > limit)
        {
            isFull = true;
            return;
        }
        if (0 < length)
        {
            out.putBytes(at, source, offset, length);
            at += length;
        }
    }

    private void bytes(final byte[] source)
    {
        if (at + source.length > limit)
        {
            isFull = true;
            return;
        }
        out.putBytes(at, source);
        at += source.length;
    }

    private void space()
    {
        single((byte)' ');
    }

    private void comma()
    {
        single((byte)',');
    }

    private void single(final byte b)
    {
        if (at >= limit)
        {
            isFull = true;
            return;
        }
        out.putByte(at++, b);
    }

    private void colon()
    {
        pair(COLON_SPACE);
    }

    private void lineEnd()
    {
        pair(CR_LF);
    }

    private void pair(final short two)
    {
        if (at + 2 > limit)
        {
            isFull = true;
            return;
        }
        out.putShort(at, two, ByteOrder.LITTLE_ENDIAN);
        at += 2;
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
