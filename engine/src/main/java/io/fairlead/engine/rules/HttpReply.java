/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Texts;

/**
 * A reply with a status, headers and a body that are constant or made from formats; what {@code return}, {@code deny},
 * {@code http-error}, error files and built-in error pages give. Source: configuration.txt 4.3 "return".
 */
public final class HttpReply implements Reply
{
    /** A header of the reply; nothing is sent when its value is empty. */
    record Header(byte[] name, LogFormat value)
    {
    }

    private record RawHeader(byte[] name, byte[] value)
    {
    }

    private static final byte[] CONTENT_LENGTH = "content-length".getBytes(US_ASCII);
    private static final byte[] CONTENT_TYPE = "content-type".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};

    private final int status;
    private final byte[] reason;
    private final byte[] contentType;
    private final byte[] body;
    private final byte[] bodyLength;
    private final LogFormat bodyFormat;
    private final Header[] headers;
    private final RawHeader[] rawHeaders;
    private final boolean isSilent;
    private boolean isClosing;
    private boolean isUntilClose;

    HttpReply(
        final int status, final byte[] contentType, final byte[] body, final LogFormat bodyFormat,
        final List<Header> headers)
    {
        this(status, null, contentType, body, bodyFormat, headers.toArray(new Header[0]), null, false);
    }

    private HttpReply(
        final int status, final byte[] reason, final byte[] contentType, final byte[] body, final LogFormat bodyFormat,
        final Header[] headers, final RawHeader[] rawHeaders, final boolean isSilent)
    {
        this.status = status;
        this.reason = reason;
        this.contentType = contentType;
        this.body = body;
        this.bodyLength = Integer.toString(body.length).getBytes(US_ASCII);
        this.bodyFormat = bodyFormat;
        this.headers = headers;
        this.rawHeaders = rawHeaders;
        this.isSilent = isSilent;
    }

    /** A reply without body. */
    public static HttpReply empty(final int status)
    {
        return new HttpReply(status, null, NOTHING, null, List.of());
    }

    /** A reply with a constant body. */
    public static HttpReply of(final int status, final String contentType, final byte[] body)
    {
        return new HttpReply(status, Texts.bytes(contentType), body, null, List.of());
    }

    /**
     * A complete answer as it stands in an error file.
     *
     * @param status to report when the file is empty, which means closing without an answer.
     * @throws ConfigException with the bare message when it is no HTTP answer.
     */
    public static HttpReply ofRaw(final int status, final byte[] raw)
    {
        if (0 == raw.length)
        {
            return new HttpReply(status, null, null, NOTHING, null, new Header[0], null, true);
        }
        final String text = new String(raw, java.nio.charset.StandardCharsets.ISO_8859_1);
        int lineEnd = text.indexOf('\n');
        final String[] startLine = (lineEnd < 0 ? text : text.substring(0, lineEnd)).trim().split(" +", 3);
        if (lineEnd < 0 || startLine.length < 2 || !startLine[0].startsWith("HTTP/1.") ||
            !startLine[1].matches("[1-9][0-9][0-9]"))
        {
            throw new ConfigException("unable to parse headers (error offset: 0)");
        }
        final List<RawHeader> headers = new ArrayList<>();
        boolean isClosing = false;
        int at = lineEnd + 1;
        for (;; at = lineEnd + 1)
        {
            lineEnd = text.indexOf('\n', at);
            if (lineEnd < 0)
            {
                throw new ConfigException("unable to parse headers (incomplete message)");
            }
            final String line = text.substring(at, lineEnd).stripTrailing();
            if (line.isEmpty())
            {
                break;
            }
            final int colon = line.indexOf(':');
            if (colon <= 0)
            {
                throw new ConfigException("unable to parse headers (error offset: " + at + ')');
            }
            isClosing |= isName("connection", line.substring(0, colon)) &&
                isName("close", line.substring(colon + 1).trim());
            addRaw(headers, line.substring(0, colon), line.substring(colon + 1).trim());
        }
        final byte[] body = java.util.Arrays.copyOfRange(raw, lineEnd + 1, raw.length);
        final boolean isLengthKnown = checkLength(headers, body.length);
        final HttpReply reply =
            new HttpReply(Integer.parseInt(startLine[1]), Texts.bytes(3 > startLine.length ? "" : startLine[2]), null,
            body, null, new Header[0], headers.toArray(new RawHeader[0]), false);
        reply.isClosing = isClosing || !isLengthKnown;
        reply.isUntilClose = !isLengthKnown;
        return reply;
    }

    private static void addRaw(final List<RawHeader> headers, final String name, final String value)
    {
        final String lower = name.toLowerCase(Locale.ROOT);
        if (!"connection".equals(lower) && !"transfer-encoding".equals(lower) && !"keep-alive".equals(lower))
        {
            headers.add(new RawHeader(Texts.bytes(lower), Texts.bytes(value)));
        }
    }

    /** Whether the headers tell the length; without that the end of the connection ends the body. */
    private static boolean checkLength(final List<RawHeader> headers, final int length)
    {
        boolean isKnown = false;
        for (final RawHeader header : headers)
        {
            if (java.util.Arrays.equals(CONTENT_LENGTH, header.name()))
            {
                isKnown = true;
                if (!Integer.toString(length).equals(new String(header.value(), US_ASCII)))
                {
                    throw new ConfigException(
                        "message body length differs from the announced content-length, or body is too short");
                }
            }
        }
        return isKnown;
    }

    @Override
    public int status()
    {
        return status;
    }

    @Override
    public boolean render(final FetchContext ctx, final HttpMessage head, final ByteWriter out)
    {
        if (isSilent)
        {
            return false;
        }
        begin(head, status, reason);
        if (null != rawHeaders)
        {
            for (final RawHeader header : rawHeaders)
            {
                head.addHeader(header.name(), header.value());
            }
            out.put(body);
            if (isUntilClose)
            {
                head.removeFlags(HttpMessage.LENGTH_KNOWN);
            }
            else
            {
                end(head, body.length);
            }
            head.addFlags(isClosing ? HttpMessage.CONNECTION_CLOSE : 0);
            return true;
        }
        for (final Header header : headers)
        {
            final ByteWriter value = ctx.scratch().chunk();
            if (0 < header.value().eval(ctx, value))
            {
                head.addHeader(header.name(), value.buffer(), value.start(), value.length());
            }
        }
        if (null == bodyFormat)
        {
            out.put(body);
            head.addHeader(HeaderId.CONTENT_LENGTH, bodyLength);
        }
        else
        {
            bodyFormat.eval(ctx, out);
            addLength(ctx, head, out.length());
        }
        if (null != contentType && 0 < out.length())
        {
            head.addHeader(CONTENT_TYPE, contentType);
        }
        end(head, out.length());
        return true;
    }

    private static void addLength(final FetchContext ctx, final HttpMessage head, final int length)
    {
        final ByteWriter digits = ctx.scratch().chunk().putLong(length);
        head.addHeader(HeaderId.CONTENT_LENGTH, digits.buffer(), digits.start(), digits.length());
    }

    /** Make a head a response of version 1.1. */
    static void begin(final HttpMessage head, final int status, final byte[] reason)
    {
        head.addFlags(HttpMessage.RESPONSE | HttpMessage.VERSION_11 | HttpMessage.LENGTH_KNOWN);
        head.setStatus(status, reason);
    }

    /** Say how long the body is. */
    static void end(final HttpMessage head, final int length)
    {
        head.contentLength(length);
        if (0 == length)
        {
            head.addFlags(HttpMessage.COMPLETE);
        }
    }

    /** Whether two names are the same but for case. */
    static boolean isName(final String a, final String b)
    {
        return a.length() == b.length() && Bytes.equalIgnoreCase(Texts.buffer(a), 0, Texts.buffer(b), 0, a.length());
    }
}
