/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.ResponseTemplate;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * Turns a raw HTTP message, as in an {@code errorfile}, into a {@link ResponseTemplate}, with HAProxy's checks and
 * words. For configuration time.
 */
public final class ResponseTemplateParser
{
    private static final int VERSION_LENGTH = 8;
    private String error;

    /**
     * Parse a message.
     *
     * @param raw        head and body; kept by the template, not to be modified.
     * @param maxHeaders {@code tune.http.maxhdr}.
     * @return the template, null when the message is refused: see {@link #error()}.
     */
    public ResponseTemplate parse(final byte[] raw, final int maxHeaders)
    {
        error = null;
        if (0 == raw.length)
        {
            return new ResponseTemplate(null, new UnsafeBuffer(raw), 0, 0);
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(raw);
        final HttpMessage head = new HttpMessage();
        final Http1Parser parser = new Http1Parser().configureTemplate(maxHeaders);
        final int end = parser.parse(buffer, 0, raw.length, head);
        if (end < 0)
        {
            final int position = Http1Parser.NEED_MORE == end ? -2 : parser.errorPosition();
            return refuse("unable to parse headers (error offset: " + position + ")");
        }
        return check(buffer, head, end, raw.length - end);
    }

    /**
     * Why the last message was refused.
     *
     * @return HAProxy's words, null when it was not.
     */
    public String error()
    {
        return error;
    }

    private ResponseTemplate check(final UnsafeBuffer buffer, final HttpMessage head, final int end,
        final int bodyLength)
    {
        final int status = head.status();
        if (VERSION_LENGTH != head.versionLength())
        {
            return refuse("invalid http version (" + new String(
                buffer.byteArray(), head.versionOffset(), head.versionLength(), StandardCharsets.ISO_8859_1) + ")");
        }
        if (status < 200 && 101 != status)
        {
            return refuse("invalid http status code for an error message (" + status + ")");
        }
        if (204 == status || 304 == status)
        {
            head.contentLength(-1);
            head.removeFlags(HttpMessage.CHUNKED);
            head.addFlags(HttpMessage.LENGTH_KNOWN);
        }
        if (head.isChunked())
        {
            return refuse("chunk-encoded payload not supported");
        }
        final boolean isByLength = head.has(HttpMessage.CONTENT_LENGTH);
        if (bodyLength > 0 && (isByLength ? 0 == head.contentLength() : head.isLengthKnown()))
        {
            return refuse("message payload not expected");
        }
        if (isByLength && head.contentLength() != bodyLength)
        {
            return refuse("payload size does not match the announced content-length (" + bodyLength + " != " +
                head.contentLength() + ")");
        }
        head.addFlags(isByLength ? HttpMessage.LENGTH_KNOWN : 0);
        head.addFlags(0 == bodyLength ? HttpMessage.COMPLETE : 0);
        return new ResponseTemplate(head, buffer, end, bodyLength);
    }

    private ResponseTemplate refuse(final String reason)
    {
        error = reason;
        return null;
    }
}
