/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.os.DescriptorPassing.PassedSocket;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.SocketOptions;

/**
 * Listening sockets that an old process handed over ({@code -x}), to be taken by the bind lines of their addresses.
 * Starting thread only.
 * Source: management.txt 4 "Stopping and restarting HAProxy".
 */
public final class ReceivedSockets
{
    private final List<PassedSocket> sockets;

    /**
     * Sockets to take from.
     *
     * @param sockets open descriptors, owned from now on.
     */
    public ReceivedSockets(final List<PassedSocket> sockets)
    {
        this.sockets = new ArrayList<>(sockets);
    }

    /**
     * Take all sockets of an address.
     *
     * @param bind    wanted on the same device and with the same openness to foreign addresses.
     * @param address of the bind line.
     * @param port    one of its ports; 0 for UNIX sockets.
     * @return sockets, ready to accept; empty when none came.
     * @throws IOException when one cannot be taken into use.
     */
    List<ServerSocketChannel> take(final BindSettings bind, final AddressSpec address, final int port)
        throws IOException
    {
        final List<ServerSocketChannel> taken = new ArrayList<>();
        final Iterator<PassedSocket> all = sockets.iterator();
        while (all.hasNext())
        {
            final PassedSocket socket = all.next();
            if (matches(socket, bind, address, port))
            {
                all.remove();
                taken.add(Descriptors.adoptListener(socket.fd()));
            }
        }
        return taken;
    }

    private static boolean matches(
        final PassedSocket socket, final BindSettings bind, final AddressSpec address, final int port)
    {
        final NetAddress bound = new NetAddress();
        if (Descriptors.socketName(socket.fd(), bound) < 0 || !socket.namespace().isEmpty() ||
            !socket.interfaceName().equals(null == bind.interfaceName ? "" : bind.interfaceName))
        {
            return false;
        }
        if (NetAddress.UNIX == bound.family())
        {
            return switch (address.form)
            {
                case UNIX -> isAtPath(bound.path(), address.path);
                case ABSTRACT, ABSTRACT_PADDED -> bound.path().equals("\0" + address.path);
                default -> false;
            };
        }
        final boolean isIpv6 = NetAddress.INET6 == bound.family();
        return AddressSpec.Form.IP == address.form && bound.port() == port && bound.isSameHost(address.address) &&
            SocketOptions.isForeignAddress(socket.fd(), isIpv6) == bind.isTransparent &&
            (!isIpv6 || SocketOptions.isV6Only(socket.fd()) == bind.isV6Only || bind.isV4V6);
    }

    /* A socket keeps the name it had before it was moved to its place. */
    private static boolean isAtPath(final String bound, final String path)
    {
        return bound.equals(path) ||
            bound.startsWith(path + ".") && bound.substring(path.length()).matches("\\.[0-9]+\\.tmp");
    }

    /** Close what nobody took. */
    public void close()
    {
        for (final PassedSocket socket : sockets)
        {
            Descriptors.close(socket.fd());
        }
        sockets.clear();
    }
}
