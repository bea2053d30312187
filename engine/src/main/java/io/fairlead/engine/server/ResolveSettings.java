/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;

/**
 * How a name is turned into an address at run time, and which address is taken when there are several. A record of
 * values, therefore with public fields. Source: configuration.txt 5.2 "resolvers", "resolve-prefer", "resolve-net",
 * "resolve-opts".
 */
public final class ResolveSettings
{
    /** Most networks of {@code resolve-net}. */
    public static final int MAX_NETWORKS = 5;

    private static final int MAPPED_BITS = 96;

    /**
     * A preferred network.
     *
     * @param address      within it, of the IP family.
     * @param prefixLength bits that count, 0 to 32 or 128.
     */
    public record Network(NetAddress address, int prefixLength)
    {
        /** Whether an address of the same family lies in it. */
        public boolean contains(final NetAddress other)
        {
            return other.isInSubnet(address.hi(), address.lo(),
                NetAddress.INET == address.family() ? MAPPED_BITS + prefixLength : prefixLength);
        }
    }

    /** Name of the {@code resolvers} section; null = the name is resolved at the start only. */
    public String section;
    /** {@code resolve-prefer ipv4}; else IPv6 is preferred. */
    public boolean isIpv4Preferred;
    /** {@code resolve-net}. */
    public final List<Network> networks = new ArrayList<>();
    /** {@code resolve-opts allow-dup-ip}. */
    public boolean isDuplicateAllowed;
    /** {@code resolve-opts ignore-weight}. */
    public boolean isWeightIgnored;

    /** Take the settings of another one, its list copied. */
    void inherit(final ResolveSettings other)
    {
        section = other.section;
        isIpv4Preferred = other.isIpv4Preferred;
        networks.clear();
        networks.addAll(other.networks);
        isDuplicateAllowed = other.isDuplicateAllowed;
        isWeightIgnored = other.isWeightIgnored;
    }
}
