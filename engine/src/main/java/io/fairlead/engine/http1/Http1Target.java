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

/**
 * What a request target and a host header must agree on (RFC 9112 section 3.2), and how an absolute target is
 * normalized.
 */
final class Http1Target
{
    private static final byte[] HTTP_SCHEME = ascii("http://");
    private static final byte[] HTTPS_SCHEME = ascii("https://");
    private static final byte[] HTTP_PORT = ascii("80");
    private static final byte[] HTTPS_PORT = ascii("443");

    private Http1Target()
    {
    }

    /** Bytes that could make two readers see different hosts; brackets only around an address literal. */
    static boolean isForbiddenAuthority(final UnsafeBuffer buffer, final int from, final int to)
    {
        boolean isOpen = false;
        for (int i = from; i < to; i++)
        {
            final byte b = buffer.getByte(i);
            if (!Http1Chars.is(b, Http1Chars.AUTHORITY))
            {
                final boolean isBracket = '[' == b && i == from ||
                    ']' == b && (i + 1 == to || ':' == buffer.getByte(i + 1));
                if (!isBracket)
                {
                    return true;
                }
                isOpen = !isOpen;
            }
        }
        return isOpen;
    }

    /**
     * Whether a host header agrees with the authority of CONNECT; it may leave out a default port.
     *
     * @param from offset of the authority.
     * @param to   offset one past it.
     * @param port number of its port digits, above 0.
     */
    static boolean connectAgrees(
        final UnsafeBuffer buffer, final int from, final int to, final int port, final HttpMessage out,
            final int hostIndex)
    {
        final UnsafeBuffer value = out.valueBuffer(hostIndex);
        final int valueAt = out.valueOffset(hostIndex);
        final int valueLength = out.valueLength(hostIndex);
        final int valuePort = UriParts.portLength(value, valueAt, valueLength);
        final int nameLength = hostLength(valueLength, valuePort);
        return Http1Chars.equalsIgnoreCase(buffer, from, to - from - port - 1, value, valueAt, nameLength) &&
            (valuePort <= 0 ? isAnyDefaultPort(buffer, to - port, port) :
            Http1Chars.equalsIgnoreCase(buffer, to - port, port, value, valueAt + nameLength + 1, valuePort));
    }

    /** After {@link #connectAgrees}: the host header loses a default port. */
    static void trimConnectHost(final HttpMessage out, final int hostIndex)
    {
        final UnsafeBuffer value = out.valueBuffer(hostIndex);
        final int at = out.valueOffset(hostIndex);
        final int length = out.valueLength(hostIndex);
        final int port = UriParts.portLength(value, at, length);
        if (port > 0 && isAnyDefaultPort(value, at + length - port, port))
        {
            out.sliceValue(hostIndex, at, length - port - 1);
        }
    }

    /**
     * Whether a host header repeats the authority of an absolute target; either may leave out the scheme's default
     * port.
     */
    static boolean absoluteAgrees(
        final UnsafeBuffer buffer, final int schemeLength, final int from, final int to, final HttpMessage out,
            final int hostIndex)
    {
        final UnsafeBuffer value = out.valueBuffer(hostIndex);
        final int valueAt = out.valueOffset(hostIndex);
        final int valueLength = out.valueLength(hostIndex);
        if (Http1Chars.equalsIgnoreCase(buffer, from, to - from, value, valueAt, valueLength))
        {
            return true;
        }
        final int port = UriParts.portLength(buffer, from, to - from);
        final int valuePort = UriParts.portLength(value, valueAt, valueLength);
        if (port < 0 && valuePort < 0)
        {
            return false;
        }
        final int scheme = out.targetOffset();
        return (port < 0 || isDefaultPort(buffer, scheme, schemeLength, buffer, to - port, port)) &&
            (valuePort < 0 ||
                isDefaultPort(buffer, scheme, schemeLength, value, valueAt + valueLength - valuePort, valuePort)) &&
            Http1Chars.equalsIgnoreCase(
                buffer, from, hostLength(to - from, port), value, valueAt, hostLength(valueLength, valuePort));
    }

    /** An absolute target loses its scheme's default port and gains a path; the host header follows it then. */
    static void normalizeAbsolute(final HttpMessage out)
    {
        final UnsafeBuffer buffer = out.targetBuffer();
        final int start = out.targetOffset();
        final int end = start + out.targetLength();
        final byte first = buffer.getByte(start);
        if ('/' == first || '*' == first)
        {
            return;
        }
        out.addFlags(HttpMessage.HAS_AUTHORITY | HttpMessage.HAS_SCHEME);
        if (start + 4 < end && 'h' == (first | 0x20) && ':' != buffer.getByte(start + 4))
        {
            out.addFlags(HttpMessage.SCHEME_HTTPS);
        }
        final int scheme = UriParts.schemeLength(buffer, start, end - start);
        final int from = UriParts.authorityOffset(buffer, start + scheme, end - start - scheme);
        final int to = UriParts.authorityEnd(buffer, start + scheme, end - start - scheme);
        final int port = UriParts.portLength(buffer, from, to - from);
        final boolean dropsPort = port >= 0 && isDefaultPort(buffer, start, scheme, buffer, to - port, port);
        final boolean addsPath = to == end && Method.OPTIONS != out.method();
        if (!dropsPort && !addsPath)
        {
            return;
        }
        final int hostEnd = dropsPort ? to - port - 1 : to;
        final int kept = hostEnd - start;
        final int pathLength = addsPath ? 1 : end - to;
        final int at = out.reserve(kept + pathLength);
        final UnsafeBuffer edit = out.editBuffer();
        edit.putBytes(at, buffer, start, kept);
        if (addsPath)
        {
            edit.putByte(at + kept, (byte)'/');
        }
        else
        {
            edit.putBytes(at + kept, buffer, to, pathLength);
        }
        out.editedTarget(at, kept + pathLength);
        for (int i = out.findHeader(HeaderId.HOST, -1); i >= 0; i = out.findHeader(HeaderId.HOST, i))
        {
            out.replaceValue(i, buffer, from, hostEnd - from);
        }
    }

    private static int hostLength(final int length, final int port)
    {
        return port < 0 ? length : length - port - 1;
    }

    private static boolean isDefaultPort(
        final UnsafeBuffer buffer, final int scheme, final int schemeLength, final UnsafeBuffer port, final int at,
            final int length)
    {
        return 0 == length ||
            Http1Chars.equalsIgnoreCase(port, at, length, HTTPS_PORT) &&
            Http1Chars.equalsIgnoreCase(buffer, scheme, schemeLength, HTTPS_SCHEME) ||
            Http1Chars.equalsIgnoreCase(port, at, length, HTTP_PORT) &&
            Http1Chars.equalsIgnoreCase(buffer, scheme, schemeLength, HTTP_SCHEME);
    }

    private static boolean isAnyDefaultPort(final UnsafeBuffer buffer, final int at, final int length)
    {
        return Http1Chars.equalsIgnoreCase(buffer, at, length, HTTPS_PORT) ||
            Http1Chars.equalsIgnoreCase(buffer, at, length, HTTP_PORT);
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
