/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.HttpMessage;

/** Finds an address in a header that lists several, for {@code source ... usesrc hdr_ip(name,occurrence)}. */
final class HeaderAddress
{
    private HeaderAddress()
    {
    }

    /**
     * Read one.
     *
     * @param request    to look into; null gives null.
     * @param name       of the header in lower case.
     * @param occurrence from 1, or negative to count from the last.
     * @return the address, of no family when the value is none; null when there is no such value.
     */
    static NetAddress find(final HttpMessage request, final String name, final int occurrence)
    {
        if (null == request || null == name)
        {
            return null;
        }
        final StringBuilder all = new StringBuilder();
        final byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = request.findHeader(bytes, -1); i >= 0; i = request.findHeader(bytes, i))
        {
            all.append(all.isEmpty() ? "" : ",").append(
                request.valueBuffer(i).getStringWithoutLengthAscii(request.valueOffset(i), request.valueLength(i)));
        }
        if (all.isEmpty())
        {
            return null;
        }
        final String[] values = all.toString().split(",");
        final int index = occurrence > 0 ? occurrence - 1 : values.length + occurrence;
        if (index < 0 || index >= values.length)
        {
            return null;
        }
        final UnsafeBuffer text = new UnsafeBuffer(values[index].trim().getBytes(StandardCharsets.ISO_8859_1));
        final int length = text.capacity();
        final NetAddress address = new NetAddress();
        if (!address.tryParseIpv4(text, 0, length) && !address.tryParseIpv6(text, 0, length))
        {
            address.clear();
        }
        return address;
    }
}
