/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import io.fairlead.engine.transport.Transport;

/**
 * Families of addresses that are asked for and taken: fixed ones, or IPv6 as long as there is a route to the world for
 * it. Conductor only. Source: configuration.txt 3.1 "dns-accept-family".
 */
public final class AddressFamilies
{
    private static final int KEPT_MS = 30_000;
    private static final int DNS_PORT = 53;
    private static final byte[] SOMEWHERE = {0x20, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final Transport transport;
    private final boolean isAutomatic;
    private final boolean isIpv4;
    private boolean isIpv6;
    private long checkedMs = Long.MIN_VALUE;

    /**
     * Families of a generation.
     *
     * @param transport   asked for a route.
     * @param isAutomatic IPv4, and IPv6 if there is a route.
     * @param isIpv4      otherwise: whether IPv4 is wanted.
     * @param isIpv6      otherwise: whether IPv6 is wanted.
     */
    public AddressFamilies(
        final Transport transport, final boolean isAutomatic, final boolean isIpv4, final boolean isIpv6)
    {
        this.transport = transport;
        this.isAutomatic = isAutomatic;
        this.isIpv4 = isIpv4 || isAutomatic;
        this.isIpv6 = isIpv6;
    }

    boolean isIpv4()
    {
        return isIpv4;
    }

    boolean isIpv6(final long nowMs)
    {
        if (isAutomatic && (Long.MIN_VALUE == checkedMs || nowMs - checkedMs >= KEPT_MS))
        {
            checkedMs = nowMs;
            isIpv6 = hasRoute();
        }
        return isIpv6;
    }

    private boolean hasRoute()
    {
        try
        {
            return transport.hasRoute(new InetSocketAddress(InetAddress.getByAddress(SOMEWHERE), DNS_PORT));
        }
        catch (final UnknownHostException ex)
        {
            throw new IllegalStateException("an address of 16 bytes is refused", ex);
        }
    }

    boolean isBoth(final long nowMs)
    {
        return isIpv4 && isIpv6(nowMs);
    }

    boolean accepts(final int type, final long nowMs)
    {
        return RecordType.A == type ? isIpv4 : isIpv6(nowMs);
    }

    /** The type to ask for first. */
    int queryType(final boolean isIpv4Preferred, final long nowMs)
    {
        return !isIpv6(nowMs) ? RecordType.A : !isIpv4 ? RecordType.AAAA :
            isIpv4Preferred ? RecordType.A : RecordType.AAAA;
    }
}
