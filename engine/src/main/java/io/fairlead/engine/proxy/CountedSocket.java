/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.ObjectKind;

import java.util.ArrayList;
import java.util.List;

/**
 * A listening address that {@code option socket-stats} counts apart from the others of its frontend, in a record laid
 * out like the frontend's. Immutable; any thread.
 *
 * @param bind     line it stands in.
 * @param index    place among the addresses and ports of the line, from 0.
 * @param name     the line's, or {@code sock-} and the number.
 * @param address  as statistics show it: {@code 127.0.0.1:80}, {@code unix}.
 * @param protocol as statistics show it: {@code tcpv4}, {@code unix_stream}.
 * @param object   its counters.
 */
public record CountedSocket(
    BindSettings bind, int index, String name, String address, String protocol, CounterObject object)
{
    /** All of a proxy that has the option; none of others. */
    static List<CountedSocket> of(final ProxySettings proxy, final CounterObject frontend, final CounterFile counters)
    {
        final List<CountedSocket> sockets = new ArrayList<>();
        if (proxy.has(ProxyOption.SOCKET_STATS))
        {
            for (final BindSettings bind : proxy.binds)
            {
                int index = 0;
                for (final AddressSpec address : bind.addresses)
                {
                    for (int i = 0; i < address.portCount(); i++)
                    {
                        sockets.add(of(bind, index++, address, address.port + i, frontend, counters));
                    }
                }
            }
        }
        return sockets;
    }

    private static CountedSocket of(
        final BindSettings bind, final int index, final AddressSpec address, final int port,
        final CounterObject frontend, final CounterFile counters)
    {
        final int id = bind.socketId(index);
        final String name = null == bind.name ? "sock-" + id : bind.name;
        final boolean isIp = AddressSpec.Form.IP == address.form;
        final boolean isIpv6 = isIp && NetAddress.INET6 == address.address.family();
        return new CountedSocket(bind, index, name,
            isIpv6 ? '[' + address.address.hostText() + "]:" + port :
            isIp ? address.address.hostText() + ':' + port : shown(address),
            isIpv6 ? "tcpv6" : isIp ? "tcpv4" : protocol(address),
            counters.object(ObjectKind.LISTENER, frontend, id, name));
    }

    private static String shown(final AddressSpec address)
    {
        return AddressSpec.Form.DESCRIPTOR == address.form ? "fd@" + address.descriptor : "unix";
    }

    private static String protocol(final AddressSpec address)
    {
        return switch (address.form)
        {
            case ABSTRACT -> "abnsz_stream";
            case ABSTRACT_PADDED -> "abns_stream";
            case UNIX -> "unix_stream";
            default -> "fd";
        };
    }

    /**
     * Number of the socket.
     *
     * @return 1 or more.
     */
    public int id()
    {
        return bind.socketId(index);
    }
}
