/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * What to do with request headers whose names are not made of letters, digits and dashes alone; some application
 * servers take them for others (configuration.txt 4.2 "option http-restrict-req-hdr-names").
 */
public enum HeaderNamePolicy
{
    /** Leave them. */
    PRESERVE,
    /** Drop them. */
    DELETE,
    /** Refuse the request with 403. */
    REJECT;

    /**
     * Apply the policy.
     *
     * @param request whose headers are looked at; loop only.
     * @return false when the request must be refused.
     */
    public boolean apply(final HttpMessage request)
    {
        if (PRESERVE == this)
        {
            return true;
        }
        for (int i = request.firstHeader(); i >= 0; i = request.nextHeader(i))
        {
            if (HeaderId.UNKNOWN == request.headerId(i) && !isPlain(request, i))
            {
                if (REJECT == this)
                {
                    return false;
                }
                request.removeHeader(i);
            }
        }
        return true;
    }

    private static boolean isPlain(final HttpMessage request, final int index)
    {
        final UnsafeBuffer buffer = request.nameBuffer(index);
        final int end = request.nameOffset(index) + request.nameLength(index);
        for (int i = request.nameOffset(index); i < end; i++)
        {
            final byte b = buffer.getByte(i);
            if (!('a' <= b && b <= 'z' || '0' <= b && b <= '9' || '-' == b || 'A' <= b && b <= 'Z'))
            {
                return false;
            }
        }
        return true;
    }
}
