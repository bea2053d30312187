/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.agrona.DirectBuffer;

import io.fairlead.engine.sample.PayloadView;

/**
 * {@code balance rdp-cookie}: the cookie in the first message of an RDP client (MS-RDPBCGR 2.2.1.1).
 * <pre>
 *  0                  11
 *  | TPKT (4) X.224 (7) | "Cookie: " name "=" value CR LF
 * </pre>
 */
final class RdpCookieKey extends ContentKey
{
    private static final int HEADER_LENGTH = 11;
    private static final byte[] COOKIE = "cookie:".getBytes(ISO_8859_1);

    private final byte[] name;

    RdpCookieKey(final BalanceSettings settings, final HashFunction function, final boolean isAvalanche)
    {
        super(function, isAvalanche);
        name = (null == settings.name || settings.name.isEmpty() ? "mstshash" : settings.name).getBytes(ISO_8859_1);
    }

    @Override
    boolean isNeededWhenAlone()
    {
        return true;
    }

    @Override
    long hash(final BalanceContext context)
    {
        final PayloadView payload = null == context.traffic() ? null : context.traffic().requestPayload();
        if (null == payload)
        {
            return NONE;
        }
        final DirectBuffer buffer = payload.buffer();
        final int end = payload.offset() + payload.length();
        int at = payload.offset() + HEADER_LENGTH;
        if (!isAt(buffer, at, end, COOKIE))
        {
            return NONE;
        }
        at += COOKIE.length;
        while (at < end && ' ' == buffer.getByte(at))
        {
            at++;
        }
        if (!isAt(buffer, at, end, name) || '=' != buffer.getByte(at + name.length))
        {
            return NONE;
        }
        final int start = at + name.length + 1;
        int valueEnd = start;
        while (valueEnd < end && '\r' != buffer.getByte(valueEnd))
        {
            valueEnd++;
        }
        final boolean isComplete = valueEnd + 1 < end && '\n' == buffer.getByte(valueEnd + 1);
        return isComplete && valueEnd > start ? hash(buffer, start, valueEnd - start) : NONE;
    }

    /** Whether a word stands there, in any case, with at least one byte after it. */
    private static boolean isAt(final DirectBuffer buffer, final int offset, final int end, final byte[] word)
    {
        if (end - offset <= word.length)
        {
            return false;
        }
        for (int i = 0; i < word.length; i++)
        {
            if (lower(buffer.getByte(offset + i)) != lower(word[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static int lower(final byte b)
    {
        return 'A' <= b && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
