/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import org.agrona.DirectBuffer;

import io.fairlead.engine.http.HttpMessage;

/** {@code balance uri}: the request target up to the question mark, or less, or more. */
final class UriKey extends ContentKey
{
    private final int maxLength;
    private final int maxDepth;
    private final boolean isWhole;
    private final boolean isPathOnly;

    UriKey(final BalanceSettings settings, final HashFunction function, final boolean isAvalanche)
    {
        super(function, isAvalanche);
        maxLength = settings.uriLength;
        maxDepth = settings.uriDepth;
        isWhole = settings.isUriWhole;
        isPathOnly = settings.isUriPathOnly;
    }

    @Override
    long hash(final BalanceContext context)
    {
        final HttpMessage request = context.request();
        if (null == request)
        {
            return NONE;
        }
        int start = request.targetOffset();
        int end = start + request.targetLength();
        if (isPathOnly)
        {
            start = request.pathLength() > 0 ? request.pathOffset() : end;
        }
        if (maxLength > 0)
        {
            end = Math.min(end, start + maxLength);
        }
        final DirectBuffer buffer = request.targetBuffer();
        return hash(buffer, start, keyEnd(buffer, start, end) - start);
    }

    /** The slash after the last directory wanted, or the question mark. */
    private int keyEnd(final DirectBuffer buffer, final int start, final int end)
    {
        int slashes = 0;
        for (int i = start; i < end; i++)
        {
            final byte b = buffer.getByte(i);
            if ('/' == b)
            {
                if (maxDepth > 0 && ++slashes == maxDepth + 1)
                {
                    return i;
                }
            }
            else if ('?' == b && !isWhole)
            {
                return i;
            }
        }
        return end;
    }
}
