/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Replies the proxy has for errors when nothing else is configured. The texts are those users know.
 */
public final class BuiltInReplies
{
    private static final HttpReply[] BY_STATUS = new HttpReply[600];

    static
    {
        page(200, "OK", "Service ready.", false);
        page(400, "Bad request", "Your browser sent an invalid request.", true);
        page(401, "Unauthorized", "You need a valid user and password to access this content.", false);
        page(403, "Forbidden", "Request forbidden by administrative rules.", false);
        page(404, "Not Found", "The resource could not be found.", false);
        page(405, "Method Not Allowed",
            "A request was made of a resource using a request method not supported by that resource.", false);
        page(407, "Unauthorized", "You need a valid user and password to access this content.", false);
        page(408, "Request Time-out", "Your browser didn't send a complete request in time.", true);
        page(410, "Gone", "The resource is no longer available and will not be available again.", false);
        page(413, "Payload Too Large", "The request entity exceeds the maximum allowed.", false);
        page(414, "URI Too Long", "The URI provided was too long for the server to process.", false);
        page(421, "Misdirected Request", "Request sent to a non-authoritative server.", false);
        page(422, "Unprocessable Content", "The server cannot process the contained instructions.", false);
        page(425, "Too Early", "Your browser sent early data.", false);
        page(429, "Too Many Requests", "You have sent too many requests in a given amount of time.", false);
        page(431, "Request Header Fields Too Large", "Request Header Fields Too Large.", false);
        page(500, "Internal Server Error", "An internal server error occurred.", false);
        page(501, "Not Implemented", "The server does not support the functionality required to fulfill the request.",
            false);
        page(502, "Bad Gateway", "The server returned an invalid or incomplete response.", false);
        page(503, "Service Unavailable", "No server is available to handle this request.", false);
        page(504, "Gateway Time-out", "The server didn't respond in time.", false);
    }

    private BuiltInReplies()
    {
    }

    private static void page(final int status, final String reason, final String text, final boolean isClosing)
    {
        final String body = "<html><body><h1>" + status + ' ' + reason + "</h1>\n" + text + "\n</body></html>\n";
        final String raw = "HTTP/1.1 " + status + ' ' + reason + "\r\ncontent-length: " + body.length() +
            "\r\ncache-control: no-cache\r\n" + (isClosing ? "connection: close\r\n" : "") +
            "content-type: text/html\r\n\r\n" + body;
        BY_STATUS[status] = HttpReply.ofRaw(status, raw.getBytes(US_ASCII));
    }

    /** Whether a status has a page. */
    public static boolean has(final int status)
    {
        return 0 <= status && status < BY_STATUS.length && null != BY_STATUS[status];
    }

    /** Page of a status; that of 500 for a status without one. */
    public static HttpReply of(final int status)
    {
        return has(status) ? BY_STATUS[status] : BY_STATUS[500];
    }
}
