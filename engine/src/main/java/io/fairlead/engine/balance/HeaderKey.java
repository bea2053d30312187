/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

import org.agrona.DirectBuffer;

import io.fairlead.engine.http.HttpMessage;

/** {@code balance hdr(name)}: the first value of a header, or of it the main part of a domain name. */
final class HeaderKey extends ContentKey
{
    private final byte[] name;
    private final boolean isDomainOnly;

    HeaderKey(final BalanceSettings settings, final HashFunction function, final boolean isAvalanche)
    {
        super(function, isAvalanche);
        name = settings.name.toLowerCase(Locale.ROOT).getBytes(ISO_8859_1);
        isDomainOnly = settings.isDomainOnly;
    }

    @Override
    long hash(final BalanceContext context)
    {
        final HttpMessage request = context.request();
        final int index = null == request ? -1 : request.findHeader(name, -1);
        if (index < 0)
        {
            return NONE;
        }
        final DirectBuffer buffer = request.valueBuffer(index);
        final int start = request.valueOffset(index);
        final int end = trimmedEnd(buffer, start, valueEnd(buffer, start, start + request.valueLength(index)));
        if (start == end)
        {
            return NONE;
        }
        return isDomainOnly ? hashDomain(buffer, start, end) : hash(buffer, start, end - start);
    }

    /** The first comma outside of quotes. */
    private static int valueEnd(final DirectBuffer buffer, final int start, final int limit)
    {
        boolean isQuoted = false;
        for (int i = start; i < limit; i++)
        {
            final byte b = buffer.getByte(i);
            if ('"' == b)
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted && '\\' == b)
            {
                i++;
            }
            else if (!isQuoted && ',' == b)
            {
                return i;
            }
        }
        return limit;
    }

    private static int trimmedEnd(final DirectBuffer buffer, final int start, final int limit)
    {
        int end = limit;
        while (end > start && (' ' == buffer.getByte(end - 1) || '\t' == buffer.getByte(end - 1)))
        {
            end--;
        }
        return end;
    }

    /** What lies between the last dot and the one before: {@code example} of {@code www.example.com}. */
    private long hashDomain(final DirectBuffer buffer, final int start, final int end)
    {
        int domainEnd = end - 1;
        while (domainEnd > start && '.' != buffer.getByte(domainEnd))
        {
            domainEnd--;
        }
        if (domainEnd == start)
        {
            return hash(buffer, start, end - start);
        }
        int domainStart = domainEnd - 1;
        while (domainStart > start && '.' != buffer.getByte(domainStart - 1))
        {
            domainStart--;
        }
        return hash(buffer, domainStart, domainEnd - domainStart);
    }
}
