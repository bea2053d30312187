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

import java.nio.charset.StandardCharsets;

import static io.fairlead.engine.http1.Http1Chars.DIGIT;

/**
 * What the headers of a message mean for its framing and its connection, and whether they may mean it (RFC 9112
 * sections 3.2, 6 and 9). Gets each such header as it is read, and the whole head at its end; knows nothing of how
 * bytes arrive.
 */
final class Http1Framing
{
    static final int REQUEST = 0;
    static final int RESPONSE = 1;
    static final int TRAILERS = 2;
    /** A response in a file: nothing is taken out, and nobody asked for it. */
    static final int TEMPLATE = 3;

    /** Of {@link #header}: keep the value between {@link #valueAt()} and {@link #valueTo()}. */
    static final int KEEP = 0;
    /** Of {@link #header}: leave the header out. */
    static final int DROP = 1;
    /** Of {@link #header}: reject the message. */
    static final int REJECT = 2;

    /** Ids of the headers that {@link #header} must see, by bit. */
    static final long IDS = bit(HeaderId.HOST) | bit(HeaderId.CONNECTION) | bit(HeaderId.CONTENT_LENGTH) |
        bit(HeaderId.TRANSFER_ENCODING) | bit(HeaderId.UPGRADE) | bit(HeaderId.EXPECT);

    private static final int BAD_REQUEST = 400;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int UNPROCESSABLE_CONTENT = 422;
    private static final int HEADER_FIELDS_TOO_LARGE = 431;
    private static final int URI_TOO_LONG = 414;
    private static final int LINE_END_LENGTH = 2;
    /** What HAProxy needs to store a head: for its start and end, and for each header beside its bytes. */
    private static final int STORED_OVERHEAD = 37;
    private static final int STORED_HEADER_OVERHEAD = 8;
    private static final int VERSION_LENGTH = 8;
    private static final int WEBSOCKET_KEY_LENGTH = 24;

    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CONTINUE = ascii("100-continue");
    private static final byte[] PREFACE_METHOD = ascii("pri");

    private int mode;
    private int options;
    private boolean isStrict;
    private Method requestMethod = Method.OTHER;
    private int maxStoredLength = Integer.MAX_VALUE;
    private int maxLineLength = Integer.MAX_VALUE;

    private int hostIndex;
    private boolean hasTransferEncoding;
    private boolean hasChunked;
    private boolean hasOtherEncoding;
    private boolean isChunkedLast;
    private int lengthIndex;
    private long length;
    private int valueAt;
    private int valueTo;
    private int violationPosition;
    private int errorPosition;
    private int errorStatus;

    void reset(final int messageMode, final int messageOptions)
    {
        mode = messageMode;
        options = messageOptions;
        isStrict = 0 == (messageOptions & Http1Parser.ACCEPT_VIOLATIONS);
        hostIndex = -1;
        hasTransferEncoding = false;
        hasChunked = false;
        hasOtherEncoding = false;
        isChunkedLast = false;
        lengthIndex = -1;
        length = -1;
        violationPosition = -1;
        errorPosition = -1;
        errorStatus = 0;
    }

    void requestMethod(final Method method)
    {
        requestMethod = method;
    }

    void maxStoredLength(final int bytes)
    {
        maxStoredLength = bytes;
    }

    void maxLineLength(final int length)
    {
        maxLineLength = length;
    }

    int errorPosition()
    {
        return errorPosition;
    }

    int errorStatus()
    {
        return errorStatus;
    }

    int violationPosition()
    {
        return violationPosition;
    }

    int valueAt()
    {
        return valueAt;
    }

    int valueTo()
    {
        return valueTo;
    }

    /** Whether a violation at an offset may pass; the first one is remembered. */
    boolean tolerate(final int at)
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

    int malformed(final int at)
    {
        return malformed(at, BAD_REQUEST);
    }

    private int malformed(final int at, final int status)
    {
        errorPosition = at;
        errorStatus = status;
        return Http1Parser.MALFORMED;
    }

    private boolean isMalformed(final int at)
    {
        malformed(at);
        return false;
    }

    /**
     * A header whose id is among {@link #IDS}; its block is the next one of the message if it is kept.
     *
     * @return KEEP, DROP or REJECT.
     */
    int header(final UnsafeBuffer buffer, final int id, final int begin, final int end, final HttpMessage out)
    {
        valueAt = begin;
        valueTo = end;
        final int flags = out.flags();
        final int verdict = switch (id)
        {
            case HeaderId.TRANSFER_ENCODING -> transferEncoding(buffer, begin, end) ? KEEP : REJECT;
            case HeaderId.CONTENT_LENGTH -> contentLength(buffer, begin, end, out);
            case HeaderId.HOST -> isResponse() ? KEEP : host(buffer, begin, end, out);
            case HeaderId.CONNECTION ->
            {
                final boolean isWhole = mode >= TRAILERS;
                final int kept = Http1Lists.connection(buffer, begin, end, isWhole, out);
                valueTo = isWhole ? end : kept;
                yield valueTo == begin ? DROP : KEEP;
            }
            case HeaderId.UPGRADE ->
            {
                valueTo = Http1Lists.upgrade(buffer, begin, end, out);
                yield valueTo == begin ? DROP : KEEP;
            }
            default -> KEEP;
        };
        if (TRAILERS == mode)
        {
            // trailers say nothing about the connection
            out.removeFlags(out.flags() & ~flags);
        }
        if (REJECT == verdict)
        {
            malformed(begin);
        }
        else if (KEEP == verdict && TRAILERS != mode)
        {
            noteKept(buffer, id, begin, end, out);
        }
        return verdict;
    }

    private void noteKept(final UnsafeBuffer buffer, final int id, final int begin, final int end,
        final HttpMessage out)
    {
        if (HeaderId.UPGRADE == id)
        {
            out.addFlags(HttpMessage.UPGRADE_HEADER);
        }
        else if (HeaderId.EXPECT == id && Http1Chars.equalsIgnoreCase(buffer, begin, end - begin, CONTINUE))
        {
            out.addFlags(HttpMessage.EXPECT_CONTINUE);
        }
    }

    /** RFC 9112 section 6.1: chunked once, and last in a request. */
    private boolean transferEncoding(final UnsafeBuffer buffer, final int begin, final int end)
    {
        boolean isGood = begin < end;
        hasTransferEncoding |= isGood;
        int i = begin;
        while (i < end)
        {
            final int elementEnd = Http1Chars.listElementEnd(buffer, i, end);
            final int elementLength = Http1Chars.trimBlanks(buffer, i, elementEnd) - i;
            isChunkedLast = false;
            if (0 == elementLength)
            {
                isGood = false;
            }
            else if (Http1Chars.equalsIgnoreCase(buffer, i, elementLength, CHUNKED))
            {
                isGood &= !hasChunked;
                hasChunked = true;
                isChunkedLast = true;
            }
            else if (!isResponse() && hasChunked)
            {
                return false;
            }
            else
            {
                hasOtherEncoding = true;
            }
            isGood &= elementEnd + 1 != end;
            i = Http1Chars.skipBlanks(buffer, elementEnd + 1, end);
        }
        return isGood || RESPONSE == mode && tolerate(begin);
    }

    /**
     * RFC 9110 section 8.6: one number, however often it is repeated. The last repetition, without zeros before it, is
     * the value that is kept. Numbers that do not fit in 63 bits are refused, where HAProxy goes on to 64.
     */
    private int contentLength(final UnsafeBuffer buffer, final int begin, final int end, final HttpMessage out)
    {
        final boolean isFirst = lengthIndex < 0;
        int i = begin;
        while (true)
        {
            i = Http1Chars.skipBlanks(buffer, i, end);
            final int first = i;
            long value = 0;
            valueAt = i;
            for (; i < end && Http1Chars.is(buffer.getByte(i), DIGIT); i++)
            {
                final int digit = buffer.getByte(i) - '0';
                if (0 == value)
                {
                    valueAt = i;
                }
                if (value > (Long.MAX_VALUE - digit) / 10)
                {
                    return REJECT;
                }
                value = value * 10 + digit;
            }
            if (i == first)
            {
                return REJECT;
            }
            valueTo = i;
            i = Http1Chars.skipBlanks(buffer, i, end);
            if (i < end && ',' != buffer.getByte(i) || length >= 0 && length != value)
            {
                return REJECT;
            }
            length = value;
            if (i == end)
            {
                lengthIndex = isFirst ? out.headerCount() : lengthIndex;
                return isFirst ? KEEP : DROP;
            }
            i++;
        }
    }

    /** RFC 9112 section 3.2: one host, however often it is repeated. */
    private int host(final UnsafeBuffer buffer, final int begin, final int end, final HttpMessage out)
    {
        if (hostIndex < 0)
        {
            hostIndex = out.headerCount();
            return Http1Target.isForbiddenAuthority(buffer, begin, end) ? REJECT : KEEP;
        }
        final boolean isSame = Http1Chars.equalsIgnoreCase(buffer, begin, end - begin,
            out.valueBuffer(hostIndex), out.valueOffset(hostIndex), out.valueLength(hostIndex));
        return isSame ? DROP : REJECT;
    }

    /**
     * The head is read: what its parts mean together.
     *
     * @param start offset of the head.
     * @param end   offset one past it.
     * @return the same offset, or MALFORMED.
     */
    int complete(final UnsafeBuffer buffer, final int start, final int end, final HttpMessage out)
    {
        if (length >= 0 && TRAILERS != mode)
        {
            out.contentLength(length);
        }
        if (REQUEST == mode && !checkTarget(buffer, out))
        {
            return Http1Parser.MALFORMED;
        }
        if (hasTransferEncoding && !resolveTransferEncoding(end, out))
        {
            return Http1Parser.MALFORMED;
        }
        if (TRAILERS == mode)
        {
            return end;
        }
        if (TEMPLATE == mode)
        {
            out.addFlags(isVersion11(out) ? HttpMessage.VERSION_11 : 0);
            return end;
        }
        if (!checkVersion(out))
        {
            return malformed(out.versionOffset());
        }
        if (isTooLarge(end - start, out))
        {
            return malformed(end, REQUEST == mode && isLineTooLong(out) ? URI_TOO_LONG : HEADER_FIELDS_TOO_LARGE);
        }
        if (violationPosition >= 0)
        {
            out.addFlags(HttpMessage.VIOLATION);
        }
        return REQUEST == mode ? completeRequest(end, out) : completeResponse(end, out);
    }

    /** Whether HAProxy could not store the head; counted only when its length on the wire says that it might. */
    private boolean isTooLarge(final int wireLength, final HttpMessage out)
    {
        if (wireLength + STORED_OVERHEAD + out.headerCount() * STORED_HEADER_OVERHEAD <= maxStoredLength)
        {
            return false;
        }
        return out.storedLength() > maxStoredLength;
    }

    /** Whether HAProxy, which reads that much at once, would not have seen the end of the request line. */
    private boolean isLineTooLong(final HttpMessage out)
    {
        return out.versionOffset() + out.versionLength() + LINE_END_LENGTH - out.methodOffset() > maxLineLength;
    }

    private boolean isResponse()
    {
        return RESPONSE == mode || TEMPLATE == mode;
    }

    private boolean checkTarget(final UnsafeBuffer buffer, final HttpMessage out)
    {
        final int start = out.targetOffset();
        final int targetLength = out.targetLength();
        final boolean isConnect = Method.CONNECT == out.method();
        final byte first = 0 == targetLength ? 0 : buffer.getByte(start);
        if ('/' == first)
        {
            return !isConnect || isMalformed(start);
        }
        if ('*' == first)
        {
            final boolean isGood = 1 == targetLength &&
                (Method.OTHER == out.method() || Method.OPTIONS == out.method());
            return isGood || isMalformed(start);
        }
        final int scheme = UriParts.schemeLength(buffer, start, targetLength);
        if (0 == targetLength || isConnect != (0 == scheme))
        {
            return isMalformed(start);
        }
        final int from = UriParts.authorityOffset(buffer, start + scheme, targetLength - scheme);
        final int to = UriParts.authorityEnd(buffer, start + scheme, targetLength - scheme);
        if (Http1Target.isForbiddenAuthority(buffer, from, to) && !tolerate(start))
        {
            return isMalformed(start);
        }
        if (isConnect)
        {
            return checkConnect(buffer, start, from, to, out);
        }
        return hostIndex < 0 || Http1Target.absoluteAgrees(buffer, scheme, from, to, out, hostIndex) ||
            tolerate(out.valueOffset(hostIndex)) || isMalformed(out.valueOffset(hostIndex));
    }

    private boolean checkConnect(
        final UnsafeBuffer buffer, final int start, final int from, final int to, final HttpMessage out)
    {
        final int port = UriParts.portLength(buffer, from, to - from);
        if (port <= 0)
        {
            return tolerate(start) || isMalformed(start);
        }
        if (hostIndex < 0)
        {
            return true;
        }
        if (Http1Target.connectAgrees(buffer, from, to, port, out, hostIndex))
        {
            Http1Target.trimConnectHost(out, hostIndex);
            return true;
        }
        return tolerate(out.valueOffset(hostIndex)) || isMalformed(out.valueOffset(hostIndex));
    }

    private boolean resolveTransferEncoding(final int end, final HttpMessage out)
    {
        if (TRAILERS != mode)
        {
            out.addFlags(HttpMessage.TRANSFER_ENCODING | (isChunkedLast ? HttpMessage.CHUNKED : 0));
        }
        if (lengthIndex >= 0)
        {
            out.removeHeader(lengthIndex);
            if (TRAILERS != mode)
            {
                out.contentLength(-1);
                out.addFlags(0 == (options & Http1Parser.KEEP_INSECURE_TRANSFER_ENCODING) ?
                    HttpMessage.CONNECTION_CLOSE : 0);
            }
        }
        else if (TRAILERS != mode)
        {
            out.addFlags(isVersion11(out) ? 0 : HttpMessage.CONNECTION_CLOSE);
        }
        return isChunkedLast || isResponse() || isMalformed(end);
    }

    private static boolean isVersion11(final HttpMessage out)
    {
        final UnsafeBuffer buffer = out.versionBuffer();
        final int at = out.versionOffset();
        if (VERSION_LENGTH != out.versionLength())
        {
            return false;
        }
        final byte major = buffer.getByte(at + 5);
        return major > '1' || '1' == major && buffer.getByte(at + 7) >= '1';
    }

    /** Exactly {@code HTTP/digit.digit} (RFC 9112 section 2.3). */
    private boolean checkVersion(final HttpMessage out)
    {
        final UnsafeBuffer buffer = out.versionBuffer();
        final int v = out.versionOffset();
        out.addFlags(isVersion11(out) ? HttpMessage.VERSION_11 : 0);
        if (VERSION_LENGTH == out.versionLength() && 'H' == buffer.getByte(v) && 'T' == buffer.getByte(v + 1) &&
            'T' == buffer.getByte(v + 2) && 'P' == buffer.getByte(v + 3) && '/' == buffer.getByte(v + 4) &&
            Http1Chars.is(buffer.getByte(v + 5), DIGIT) && '.' == buffer.getByte(v + 6) &&
            Http1Chars.is(buffer.getByte(v + 7), DIGIT))
        {
            return true;
        }
        if (isStrict)
        {
            return false;
        }
        if (REQUEST == mode && 0 == out.versionLength())
        {
            return Method.GET == out.method() && 0 < out.targetLength();
        }
        out.addFlags(HttpMessage.NOT_HTTP);
        return true;
    }

    private int completeRequest(final int end, final HttpMessage out)
    {
        final Method method = out.method();
        out.addFlags(HttpMessage.LENGTH_KNOWN);
        final boolean hasPayload = Method.CONNECT != method && (out.contentLength() > 0 || out.isChunked());
        if (Method.CONNECT == method)
        {
            out.contentLength(-1);
            out.removeFlags(HttpMessage.CHUNKED);
            out.addFlags(HttpMessage.HAS_AUTHORITY);
        }
        else
        {
            Http1Target.normalizeAbsolute(out);
        }
        out.addFlags(hasPayload ? 0 : HttpMessage.COMPLETE);
        out.addFlags(Method.HEAD == method ? HttpMessage.BODYLESS_RESPONSE : 0);
        resolveUpgrade(out);
        if (!out.has(HttpMessage.VERSION_11))
        {
            out.removeFlags(HttpMessage.EXPECT_CONTINUE);
            if (hasPayload && 0 == (options & Http1Parser.ACCEPT_PAYLOAD_WITH_ANY_METHOD) &&
                (Method.GET == method || Method.HEAD == method || Method.DELETE == method))
            {
                return malformed(end, CONTENT_TOO_LARGE);
            }
        }
        if (hasOtherEncoding)
        {
            return malformed(end, UNPROCESSABLE_CONTENT);
        }
        if (Method.OTHER == method && Http1Chars.equalsIgnoreCase(
            out.methodBuffer(), out.methodOffset(), out.methodLength(), PREFACE_METHOD))
        {
            if (!isPreface(out))
            {
                return malformed(out.methodOffset());
            }
            out.addFlags(HttpMessage.H2_PREFACE);
        }
        return checkWebSocket(HeaderId.SEC_WEBSOCKET_KEY, end, out);
    }

    /**
     * {@code PRI * HTTP/2.0} without headers begins HTTP/2 (RFC 9113 section 3.4); the method is good for nothing else.
     */
    private static boolean isPreface(final HttpMessage out)
    {
        return 0 == out.headerCount() && '*' == out.targetBuffer().getByte(out.targetOffset()) &&
            VERSION_LENGTH == out.versionLength() && '2' == out.versionBuffer().getByte(out.versionOffset() + 5) &&
            '0' == out.versionBuffer().getByte(out.versionOffset() + 7) &&
                'P' == out.methodBuffer().getByte(out.methodOffset());
    }

    private int completeResponse(final int end, final HttpMessage out)
    {
        final int status = out.status();
        if (hasOtherEncoding)
        {
            return malformed(end);
        }
        if (101 == status && !out.has(HttpMessage.CONNECTION_UPGRADE))
        {
            return malformed(end);
        }
        if (101 == status || Method.CONNECT == requestMethod && 2 == status / 100)
        {
            unframe(out);
            out.addFlags(HttpMessage.LENGTH_KNOWN | HttpMessage.COMPLETE);
        }
        else if (1 == status / 100 || 204 == status)
        {
            unframe(out);
            out.addFlags(HttpMessage.LENGTH_KNOWN | HttpMessage.COMPLETE);
            out.addFlags(204 == status ? HttpMessage.BODYLESS_RESPONSE : 0);
        }
        else if (Method.HEAD == requestMethod || 304 == status)
        {
            out.addFlags(HttpMessage.LENGTH_KNOWN | HttpMessage.COMPLETE | HttpMessage.BODYLESS_RESPONSE);
        }
        else if (out.has(HttpMessage.CONTENT_LENGTH | HttpMessage.CHUNKED))
        {
            out.addFlags(HttpMessage.LENGTH_KNOWN | (0 == out.contentLength() ? HttpMessage.COMPLETE : 0));
        }
        if (101 != status)
        {
            out.removeFlags(HttpMessage.CONNECTION_UPGRADE | HttpMessage.WEBSOCKET);
            return end;
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

    /** An upgrade needs both headers; one alone is dropped (RFC 9110 section 7.8). */
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
                final int end = at + out.valueLength(i);
                final int to = Http1Lists.remove(out.valueBuffer(i), at, end, Http1Lists.UPGRADE);
                if (to == at)
                {
                    out.removeHeader(i);
                }
                else if (to != end)
                {
                    out.sliceValue(i, at, to - at);
                }
            }
        }
        out.removeFlags(both);
    }

    /** A websocket handshake needs its key, and the answer its proof (RFC 6455 section 4). */
    private int checkWebSocket(final int headerId, final int end, final HttpMessage out)
    {
        final int handshake = HttpMessage.CONNECTION_UPGRADE | HttpMessage.WEBSOCKET;
        if (handshake != (out.flags() & handshake))
        {
            return end;
        }
        int i = out.findHeader(headerId, -1);
        while (i >= 0 && REQUEST == mode && WEBSOCKET_KEY_LENGTH != out.valueLength(i))
        {
            i = out.findHeader(headerId, i);
        }
        return i >= 0 || tolerate(end) ? end : malformed(end);
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
