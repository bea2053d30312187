/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.Hashes;

import java.nio.ByteBuffer;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cookies made of the address of a server and a secret, so that several balancers name the server alike. Source:
 * configuration.txt 4.2 "dynamic-cookie-key".
 */
final class DynamicCookie
{
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    private DynamicCookie()
    {
    }

    /** Cookie of the server at an address, or null when there is none or there is no key. */
    static String of(final String key, final NetAddress address)
    {
        if (null == key || null == address)
        {
            return null;
        }
        final boolean isIpv4 = NetAddress.INET == address.family();
        if (!isIpv4 && NetAddress.INET6 != address.family())
        {
            return null;
        }
        final byte[] secret = CookieSettings.bytes(key);
        final ByteBuffer input = ByteBuffer.allocate(
            secret.length + (isIpv4 ? IPV4_LENGTH : IPV6_LENGTH) + Integer.BYTES).put(secret);
        if (isIpv4)
        {
            input.putInt(address.ipv4());
        }
        else
        {
            input.putLong(address.hi()).putLong(address.lo());
        }
        input.putInt(address.port());
        return String.format("%016x", Hashes.xxh64(new UnsafeBuffer(input.array()), 0, input.capacity(), 0));
    }
}
