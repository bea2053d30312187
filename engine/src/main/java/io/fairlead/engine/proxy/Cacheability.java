/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.HeaderText;

import org.agrona.concurrent.UnsafeBuffer;

/** Whether caches may keep a response, and the cookie in it. Loop only. Source: RFC 9111 section 3. */
final class Cacheability
{
    private boolean isCacheable;
    private boolean isCookieCacheable;
    private boolean isFresh;
    private boolean hasNoAge;

    boolean isCacheable()
    {
        return isCacheable;
    }

    boolean isCookieCacheable()
    {
        return isCookieCacheable;
    }

    void forbid()
    {
        isCacheable = false;
        isCookieCacheable = false;
    }

    void onRequest(final HttpMessage request)
    {
        isCacheable = switch (request.method())
        {
            case GET, HEAD, OPTIONS, TRACE -> true;
            default -> false;
        };
        isCookieCacheable = isCacheable;
    }

    void onResponse(final HttpMessage response)
    {
        switch (response.status())
        {
            case 200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501 ->
            {
                // the others are not cacheable unless they say so
            }
            default -> forbid();
        }
        if (has(response, HeaderId.PRAGMA, "no-cache"))
        {
            forbid();
            return;
        }
        isFresh = false;
        hasNoAge = false;
        for (int i = response.findHeader(HeaderId.CACHE_CONTROL, -1); i >= 0;
            i = response.findHeader(HeaderId.CACHE_CONTROL, i))
        {
            directives(response, i);
        }
        if (hasNoAge)
        {
            forbid();
        }
        if (!isFresh && response.findHeader(HeaderId.EXPIRES, -1) < 0 &&
            response.findHeader(HeaderId.ETAG, -1) < 0 && response.findHeader(HeaderId.LAST_MODIFIED, -1) < 0)
        {
            isCacheable = false;
        }
    }

    private void directives(final HttpMessage response, final int index)
    {
        final UnsafeBuffer buffer = response.valueBuffer(index);
        final int end = response.valueOffset(index) + response.valueLength(index);
        int at = response.valueOffset(index);
        while (at < end)
        {
            final int stop = HeaderText.elementEnd(buffer, at, end);
            final int begin = HeaderText.skipBlanks(buffer, at, stop);
            directive(buffer, begin,
                HeaderText.trimEnd(buffer, begin, stop) - begin);
            at = stop + 1;
        }
    }

    private void directive(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (is(buffer, offset, length, "public"))
        {
            isCacheable = true;
            isCookieCacheable = true;
        }
        else if (is(buffer, offset, length, "max-age=0"))
        {
            hasNoAge = true;
        }
        else if (is(buffer, offset, length, "no-cache=\"set-cookie\""))
        {
            isCookieCacheable = false;
        }
        else if (is(buffer, offset, length, "private") || begins(buffer, offset, length, "private=") ||
            is(buffer, offset, length, "no-cache") || begins(buffer, offset, length, "no-cache=") ||
            is(buffer, offset, length, "no-store") || begins(buffer, offset, length, "no-store=") ||
            is(buffer, offset, length, "s-maxage=0"))
        {
            forbid();
        }
        else if (begins(buffer, offset, length, "s-maxage"))
        {
            isFresh = true;
            hasNoAge = false;
        }
        else if (begins(buffer, offset, length, "max-age"))
        {
            isFresh = true;
        }
    }

    private static boolean has(final HttpMessage message, final int header, final String value)
    {
        final int i = message.findHeader(header, -1);
        return i >= 0 && is(message.valueBuffer(i), message.valueOffset(i), message.valueLength(i), value);
    }

    private static boolean is(final UnsafeBuffer buffer, final int offset, final int length, final String text)
    {
        return length == text.length() && begins(buffer, offset, length, text);
    }

    private static boolean begins(
        final UnsafeBuffer buffer, final int offset, final int length, final String text)
    {
        if (length < text.length())
        {
            return false;
        }
        for (int i = 0; i < text.length(); i++)
        {
            if (Bytes.lower(buffer.getByte(offset + i)) != text.charAt(i))
            {
                return false;
            }
        }
        return true;
    }
}
