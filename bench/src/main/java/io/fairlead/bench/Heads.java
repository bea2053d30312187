/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

/** Message heads as they arrive from clients and servers: the input of many measurements. */
public final class Heads
{
    /** As small as requests get. */
    public static final String SHORT_REQUEST = "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n";

    /** What a browser sends for something on a page: 14 headers, about 900 bytes. */
    public static final String BROWSER_REQUEST = """
        GET /static/js/main.3f6c1a2b.chunk.js?v=20261122 HTTP/1.1
        Host: shop.example.com
        Connection: keep-alive
        sec-ch-ua: "Chromium";v="142", "Not.A/Brand";v="99"
        sec-ch-ua-mobile: ?0
        User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
        Safari/537.36
        sec-ch-ua-platform: "Linux"
        Accept: */*
        Sec-Fetch-Site: same-origin
        Sec-Fetch-Mode: no-cors
        Sec-Fetch-Dest: script
        Referer: https://shop.example.com/products/1024?ref=home
        Accept-Encoding: gzip, deflate, br, zstd
        Accept-Language: en-GB,en;q=0.9,de;q=0.8
        Cookie: session=5f2c9b1e7a3d4c6f8b0a1d2e3f405162; theme=dark; cart=a81bc81b; _ga=GA1.1.1234567890.1700000000; \
        consent=eyJhIjoxLCJiIjowfQ

        """.replace("\n", "\r\n");

    /** As small as responses get. */
    public static final String SHORT_RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

    /** What an application behind a framework answers: 12 headers, about 500 bytes. */
    public static final String USUAL_RESPONSE = """
        HTTP/1.1 200 OK
        Server: nginx/1.28.0
        Date: Sun, 22 Nov 2026 16:00:00 GMT
        Content-Type: application/json; charset=utf-8
        Content-Length: 34
        Connection: keep-alive
        Vary: Accept-Encoding, Origin
        Cache-Control: private, max-age=0, must-revalidate
        ETag: W/"22-5WjA0bqRZ8e0gkzq3mJ1a8VdXnU"
        X-Content-Type-Options: nosniff
        X-Frame-Options: DENY
        Strict-Transport-Security: max-age=31536000; includeSubDomains
        Set-Cookie: session=5f2c9b1e7a3d4c6f8b0a1d2e3f405162; Path=/; HttpOnly; Secure; SameSite=Lax

        """.replace("\n", "\r\n");

    private static final int LARGE = 8192;
    private static final int LINE_VALUE = 160;

    private Heads()
    {
    }

    /**
     * A head grown by headers of an application.
     *
     * @param head of any size.
     * @return head of 8 KiB or a little more.
     */
    public static String large(final String head)
    {
        final StringBuilder text = new StringBuilder(head.substring(0, head.length() - 2));
        for (int i = 0; text.length() < LARGE; i++)
        {
            text.append("X-Application-Context-").append(i).append(": ")
                .append(Integer.toHexString(i * 0x9E3779B9).repeat(LINE_VALUE / 8)).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    /**
     * Bytes of a text.
     *
     * @param text of characters below 256.
     * @return its bytes.
     */
    public static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * A text in direct memory, where all traffic is.
     *
     * @param text of characters below 256.
     * @return buffer of its length.
     */
    public static UnsafeBuffer direct(final String text)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(text.length()));
        buffer.putBytes(0, bytes(text));
        return buffer;
    }
}
