/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.HashMap;
import java.util.Map;

/** Responses of one proxy to errors: those it was configured with, else the plain pages. Immutable; any thread. */
final class ErrorAnswers
{
    private static final Map<Integer, LocalAnswer> PLAIN = new HashMap<>();

    private final Map<Integer, LocalAnswer> special = new HashMap<>();

    static
    {
        plain(200, "Service ready.");
        plain(400, "Your browser sent an invalid request.");
        plain(401, "You need a valid user and password to access this content.");
        plain(403, "Request forbidden by administrative rules.");
        plain(404, "The resource could not be found.");
        plain(405, "This method is not allowed.");
        plain(407, "You need a valid user and password to access this content.");
        plain(408, "Your browser didn't send a complete request in time.");
        plain(410, "The resource is no longer available and will not be available again.");
        plain(413, "The request entity exceeds the maximum allowed.");
        plain(414, "The request URI is too long.");
        plain(421, "Request sent to a non-authoritative server.");
        plain(422, "The server cannot process the contained instructions.");
        plain(425, "Your browser sent early data.");
        plain(429, "You have sent too many requests in a given amount of time.");
        plain(431, "The request header fields are too large.");
        plain(500, "An internal server error occurred.");
        plain(501, "The server does not support the functionality required to fulfill the request.");
        plain(502, "The server returned an invalid or incomplete response.");
        plain(503, "No server is available to handle this request.");
        plain(504, "The server didn't respond in time.");
    }

    ErrorAnswers(final ProxySettings settings)
    {
        for (final ErrorReply reply : settings.errorReplies.values())
        {
            assert null != reply;
        }
    }

    private static void plain(final int status, final String text)
    {
        PLAIN.put(status, LocalAnswer.page(status, text));
    }

    /** The configured answer, or null. */
    LocalAnswer special(final int status)
    {
        return special.get(status);
    }

    /** The configured answer, else the plain page. */
    LocalAnswer answer(final int status)
    {
        final LocalAnswer configured = special.get(status);
        return null != configured ? configured : PLAIN.get(status);
    }
}
