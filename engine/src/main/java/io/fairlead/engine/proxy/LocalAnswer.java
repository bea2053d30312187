/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.StatusReasons;

/**
 * A response of our own, ready to be sent any number of times: status, headers in order, body. Immutable; any thread.
 */
public final class LocalAnswer
{
    private final int status;
    private final byte[] reason;
    private final byte[][] headers;
    private final byte[] body;

    /**
     * A response.
     *
     * @param status  three digits.
     * @param reason  text behind the status.
     * @param headers names in lower case and values, in turn; without content-length.
     * @param body    bytes after the head.
     */
    public LocalAnswer(final int status, final byte[] reason, final byte[][] headers, final byte[] body)
    {
        this.status = status;
        this.reason = reason;
        this.headers = headers;
        this.body = body;
    }

    /**
     * The plain page for an error.
     *
     * @param status of the error.
     * @param text   sentence below the title.
     * @return answer with a small HTML page.
     */
    static LocalAnswer page(final int status, final String text)
    {
        final String reason = new String(StatusReasons.reason(status), StandardCharsets.ISO_8859_1);
        final String body = "<html><body><h1>" + status + " " + reason + "</h1>\n" + text + "\n</body></html>\n";
        return new LocalAnswer(status, ascii(reason),
            new byte[][]{ascii("cache-control"), ascii("no-cache"), ascii("content-type"), ascii("text/html")}, ascii(body));
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Status.
     *
     * @return three digits.
     */
    public int status()
    {
        return status;
    }

    /**
     * Body.
     *
     * @return bytes, not to be changed.
     */
    public byte[] body()
    {
        return body;
    }

    /** Make a message say this. */
    void writeTo(final HttpMessage message)
    {
        message.reset();
        message.begin(null, false);
        message.setStatus(status, reason);
        message.version(11);
        message.contentLength(body.length);
        message.addFlags(HttpMessage.RESPONSE | HttpMessage.VERSION_11 | HttpMessage.LENGTH_KNOWN |
            HttpMessage.CONTENT_LENGTH);
        message.addHeader(ascii("content-length"), ascii(Integer.toString(body.length)));
        for (int i = 0; i < headers.length; i += 2)
        {
            message.addHeader(headers[i], headers[i + 1]);
        }
    }
}
