/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.agrona.DirectBuffer;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.sample.PayloadView;

/** {@code balance url_param}: the value of a parameter in the query, or of a form in the body of a POST. */
final class UrlParamKey extends ContentKey
{
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private final byte[] name;

    UrlParamKey(final BalanceSettings settings, final HashFunction function, final boolean isAvalanche)
    {
        super(function, isAvalanche);
        name = settings.name.getBytes(ISO_8859_1);
    }

    @Override
    boolean isNeededWhenAlone()
    {
        return true;
    }

    @Override
    long hash(final BalanceContext context)
    {
        final HttpMessage request = context.request();
        if (null == request)
        {
            return NONE;
        }
        final DirectBuffer target = request.targetBuffer();
        final int end = request.targetOffset() + request.targetLength();
        for (int i = request.targetOffset(); i < end; i++)
        {
            if ('?' == target.getByte(i))
            {
                final long hash = hashParameter(target, i + 1, end, false);
                if (NONE != hash)
                {
                    return hash;
                }
                break;
            }
        }
        final PayloadView body = context.traffic().requestPayload();
        return Method.POST == request.method() && null != body ?
            hashParameter(body.buffer(), body.offset(), body.offset() + body.length(), true) : NONE;
    }

    private long hashParameter(final DirectBuffer buffer, final int start, final int end, final boolean isForm)
    {
        int parameter = start;
        while (end - parameter > name.length)
        {
            if ('=' == buffer.getByte(parameter + name.length) && isNamedAt(buffer, parameter))
            {
                return hashValue(buffer, parameter + name.length + 1, end, isForm);
            }
            while (parameter < end && '&' != buffer.getByte(parameter))
            {
                parameter++;
            }
            parameter++;
        }
        return NONE;
    }

    private boolean isNamedAt(final DirectBuffer buffer, final int offset)
    {
        for (int i = 0; i < name.length; i++)
        {
            if (name[i] != buffer.getByte(offset + i))
            {
                return false;
            }
        }
        return true;
    }

    private long hashValue(final DirectBuffer buffer, final int start, final int limit, final boolean isForm)
    {
        int end = start;
        while (end < limit && '&' != buffer.getByte(end))
        {
            final byte b = buffer.getByte(end);
            if (isForm && !isToken(b))
            {
                if (isBlank(b))
                {
                    break;
                }
                return NONE; // not the encoding of a form, so what looks like a parameter is none
            }
            end++;
        }
        return hash(buffer, start, end - start);
    }

    private static boolean isBlank(final byte b)
    {
        return ' ' == b || '\t' == b || '\r' == b || '\n' == b;
    }

    private static boolean isToken(final byte b)
    {
        return ('0' <= b && b <= '9') || ('a' <= b && b <= 'z') || ('A' <= b && b <= 'Z') ||
            TOKEN_SYMBOLS.indexOf((char)(b & 0xFF)) >= 0;
    }
}
