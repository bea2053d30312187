/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the second column of a map means.
 */
public enum MapValueType
{
    /** There is no second column. */
    NONE,
    STR,
    INT,
    IP;

    /** Whether a text can be such a value. */
    public boolean isValid(final String text)
    {
        if (INT == this)
        {
            return text.matches("[-+]?[0-9]{1,18}");
        }
        return IP != this || NetAddress.parseIpv4(Texts.buffer(text), 0, text.length()) >= 0 ||
            new NetAddress().tryParseIpv6(Texts.buffer(text), 0, text.length());
    }

    /** Put a value into a sample. */
    public boolean load(final UnsafeBuffer value, final Sample out)
    {
        if (INT == this)
        {
            return out.sint(Bytes.parseLong(value, 0, value.capacity()));
        }
        if (IP == this)
        {
            final long ipv4 = NetAddress.parseIpv4(value, 0, value.capacity());
            if (ipv4 >= 0)
            {
                return out.ipv4((int)ipv4);
            }
            final NetAddress address = out.scratch().address();
            return address.tryParseIpv6(value, 0, value.capacity()) && out.ipv6(address.hi(), address.lo());
        }
        return out.str(value);
    }
}
