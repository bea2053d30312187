/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;

/**
 * Addresses of this machine, looked up on first use.
 */
final class LocalAddresses
{
    private static final class Holder
    {
        private static final long[] ADDRESSES = read();

        private static long[] read()
        {
            final List<Long> all = new ArrayList<>();
            try
            {
                final Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
                while (interfaces.hasMoreElements())
                {
                    final Enumeration<InetAddress> addresses = interfaces.nextElement().getInetAddresses();
                    while (addresses.hasMoreElements())
                    {
                        final NetAddress address = new NetAddress().from(addresses.nextElement(), 0);
                        all.add(address.hi());
                        all.add(address.lo());
                    }
                }
            }
            catch (final SocketException ex)
            {
                return new long[0]; // without interfaces only loopback is local
            }
            return all.stream().mapToLong(Long::longValue).toArray();
        }
    }

    private LocalAddresses()
    {
    }

    static boolean contains(final NetAddress address)
    {
        if (NetAddress.INET == address.family() && 127 == address.ipv4() >>> 24)
        {
            return true;
        }
        final long[] all = Holder.ADDRESSES;
        for (int i = 0; i < all.length; i += 2)
        {
            if (address.hi() == all[i] && address.lo() == all[i + 1])
            {
                return true;
            }
        }
        return false;
    }
}
