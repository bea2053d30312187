/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.Sample;

/**
 * Addresses as they appear in headers: IPv4 with an optional port, IPv6 bare or in brackets.
 */
final class AddressText
{
    private AddressText()
    {
    }

    /** Turn a string into an address; the sample is unchanged when it is none. */
    static boolean parse(final Sample text)
    {
        final int length = text.length;
        int end = 0;
        while (end < length && ('.' == text.byteAt(end) || text.byteAt(end) >= '0' && text.byteAt(end) <= '9'))
        {
            end++;
        }
        if (end == length || end < length && ':' == text.byteAt(end) && isPort(text, end + 1))
        {
            final long address = NetAddress.parseIpv4(text.buffer, text.offset, end);
            if (address >= 0)
            {
                return text.ipv4((int)address);
            }
        }
        final boolean isBracketed = 2 <= length && '[' == text.byteAt(0) && ']' == text.byteAt(length - 1);
        final int skip = isBracketed ? 1 : 0;
        final NetAddress address = text.scratch().address();
        return address.tryParseIpv6(text.buffer, text.offset + skip, length - 2 * skip) &&
            text.ipv6(address.hi(), address.lo());
    }

    private static boolean isPort(final Sample text, final int from)
    {
        int port = 0;
        for (int i = from; i < text.length; i++)
        {
            final int digit = text.byteAt(i) - '0';
            if (digit < 0 || digit > 9 || port > 65535)
            {
                return false;
            }
            port = port * 10 + digit;
        }
        return from < text.length && port <= 65535;
    }
}
