/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import java.nio.charset.StandardCharsets;

/**
 * The responses sent when no {@code errorfile} replaces them, as whole HTTP/1.1 messages. The bytes are HAProxy's,
 * since clients, tests and monitors match on them.
 */
public final class ErrorPages
{
    private static final int[] STATUSES = {
        200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 414, 421, 422, 425, 429, 431, 500, 501, 502, 503, 504
    };
    private static final int INTERNAL_ERROR = index(500);
    private static final byte[][] PAGES = new byte[STATUSES.length][];

    static
    {
        page(200, "OK", "Service ready.");
        closingPage(400, "Bad request", "Your browser sent an invalid request.");
        page(401, "Unauthorized", "You need a valid user and password to access this content.");
        page(403, "Forbidden", "Request forbidden by administrative rules.");
        page(404, "Not Found", "The resource could not be found.");
        page(405, "Method Not Allowed",
            "A request was made of a resource using a request method not supported by that resource.");
        page(407, "Unauthorized", "You need a valid user and password to access this content.");
        closingPage(408, "Request Time-out", "Your browser didn't send a complete request in time.");
        page(410, "Gone", "The resource is no longer available and will not be available again.");
        page(413, "Payload Too Large", "The request entity exceeds the maximum allowed.");
        page(414, "URI Too Long", "The URI provided was too long for the server to process.");
        page(421, "Misdirected Request", "Request sent to a non-authoritative server.");
        page(422, "Unprocessable Content", "The server cannot process the contained instructions.");
        page(425, "Too Early", "Your browser sent early data.");
        page(429, "Too Many Requests", "You have sent too many requests in a given amount of time.");
        page(431, "Request Header Fields Too Large", "Request Header Fields Too Large.");
        page(500, "Internal Server Error", "An internal server error occurred.");
        page(501, "Not Implemented", "The server does not support the functionality required to fulfill the request.");
        page(502, "Bad Gateway", "The server returned an invalid or incomplete response.");
        page(503, "Service Unavailable", "No server is available to handle this request.");
        page(504, "Gateway Time-out", "The server didn't respond in time.");
    }

    private ErrorPages()
    {
    }

    /**
     * Number of statuses that have a page.
     *
     * @return count.
     */
    public static int count()
    {
        return STATUSES.length;
    }

    /**
     * Status of a page.
     *
     * @param index 0 to {@link #count()} - 1, by rising status.
     * @return status code.
     */
    public static int status(final int index)
    {
        return STATUSES[index];
    }

    /**
     * Page of a status.
     *
     * @param status code.
     * @return its index; that of 500 when it has no page.
     */
    public static int indexOf(final int status)
    {
        final int index = index(status);
        return index < 0 ? INTERNAL_ERROR : index;
    }

    /**
     * Whether a status has a page, and so may have an {@code errorfile}.
     *
     * @param status code.
     * @return true if so.
     */
    public static boolean isKnown(final int status)
    {
        return index(status) >= 0;
    }

    /**
     * The default page as a raw HTTP/1.1 message.
     *
     * @param index 0 to {@link #count()} - 1.
     * @return shared bytes, not to be modified.
     */
    public static byte[] bytes(final int index)
    {
        return PAGES[index];
    }

    private static int index(final int status)
    {
        for (int i = 0; i < STATUSES.length; i++)
        {
            if (STATUSES[i] == status)
            {
                return i;
            }
        }
        return -1;
    }

    private static void page(final int status, final String reason, final String text)
    {
        put(status, reason, text, "");
    }

    private static void closingPage(final int status, final String reason, final String text)
    {
        put(status, reason, text, "Connection: close\r\n");
    }

    private static void put(final int status, final String reason, final String text, final String connection)
    {
        final String title = status + " " + reason;
        final String body = "<html><body><h1>" + title + "</h1>\n" + text + "\n</body></html>\n";
        final String page = "HTTP/1.1 " + title + "\r\nContent-length: " + body.length() +
            "\r\nCache-Control: no-cache\r\n" +
            connection + "Content-Type: text/html\r\n\r\n" + body;
        PAGES[index(status)] = page.getBytes(StandardCharsets.US_ASCII);
    }
}
