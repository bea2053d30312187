/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import java.nio.charset.StandardCharsets;

/**
 * Reason phrases for status codes, used where a response carries none. The wording is HAProxy's, since it shows on the
 * wire.
 */
public final class StatusReasons
{
    private static final int TABLE_SIZE = 1000;
    private static final byte[][] REASONS = new byte[TABLE_SIZE][];

    static
    {
        for (int status = 0; status < TABLE_SIZE; status++)
        {
            final String byClass = switch (status / 100)
            {
                case 1 -> "Informational";
                case 2 -> "Success";
                case 3 -> "Redirection";
                case 4 -> "Client Error";
                case 5 -> "Server Error";
                default -> "Other";
            };
            put(status, byClass);
        }
        put(100, "Continue");
        put(101, "Switching Protocols");
        put(102, "Processing");
        put(103, "Early Hints");
        put(200, "OK");
        put(201, "Created");
        put(202, "Accepted");
        put(203, "Non-Authoritative Information");
        put(204, "No Content");
        put(205, "Reset Content");
        put(206, "Partial Content");
        put(207, "Multi-Status");
        put(210, "Content Different");
        put(226, "IM Used");
        put(300, "Multiple Choices");
        put(301, "Moved Permanently");
        put(302, "Found");
        put(303, "See Other");
        put(304, "Not Modified");
        put(305, "Use Proxy");
        put(307, "Temporary Redirect");
        put(308, "Permanent Redirect");
        put(310, "Too many Redirects");
        put(400, "Bad Request");
        put(401, "Unauthorized");
        put(402, "Payment Required");
        put(403, "Forbidden");
        put(404, "Not Found");
        put(405, "Method Not Allowed");
        put(406, "Not Acceptable");
        put(407, "Proxy Authentication Required");
        put(408, "Request Time-out");
        put(409, "Conflict");
        put(410, "Gone");
        put(411, "Length Required");
        put(412, "Precondition Failed");
        put(413, "Request Entity Too Large");
        put(414, "Request-URI Too Long");
        put(415, "Unsupported Media Type");
        put(416, "Requested range unsatisfiable");
        put(417, "Expectation failed");
        put(418, "I'm a teapot");
        put(421, "Misdirected Request");
        put(422, "Unprocessable Content");
        put(423, "Locked");
        put(424, "Method failure");
        put(425, "Too Early");
        put(426, "Upgrade Required");
        put(428, "Precondition Required");
        put(429, "Too Many Requests");
        put(431, "Request Header Fields Too Large");
        put(449, "Retry With");
        put(450, "Blocked by Windows Parental Controls");
        put(451, "Unavailable For Legal Reasons");
        put(456, "Unrecoverable Error");
        put(499, "client has closed connection");
        put(500, "Internal Server Error");
        put(501, "Not Implemented");
        put(502, "Bad Gateway or Proxy Error");
        put(503, "Service Unavailable");
        put(504, "Gateway Time-out");
        put(505, "HTTP Version not supported");
        put(506, "Variant also negotiate");
        put(507, "Insufficient storage");
        put(508, "Loop detected");
        put(509, "Bandwidth Limit Exceeded");
        put(510, "Not extended");
        put(511, "Network authentication required");
        put(520, "Web server is returning an unknown error");
    }

    private StatusReasons()
    {
    }

    /**
     * Reason phrase of a status; never null.
     *
     * @param status code; codes without a phrase of their own get that of their class.
     * @return shared ASCII bytes, not to be modified.
     */
    public static byte[] reason(final int status)
    {
        return REASONS[0 <= status && status < TABLE_SIZE ? status : 0];
    }

    private static void put(final int status, final String reason)
    {
        REASONS[status] = reason.getBytes(StandardCharsets.US_ASCII);
    }
}
