/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;

import io.fairlead.engine.loop.EventLoop;

/** Opens connections and listeners on a loop. One implementation is chosen for the whole process. */
public interface Transport
{
    /**
     * Start to connect. The handler hears the outcome by {@link ChannelHandler#onConnected(boolean)}, never before this
     * returns.
     *
     * @param loop    the calling loop, which will own the channel.
     * @param target  an address of the IP or UNIX family.
     * @param tuning  options to set before connecting.
     * @param handler owner of the channel.
     * @return the channel; when no socket could be had or tuned it is closed already and the handler hears of the
     *         failure.
     */
    Channel connect(EventLoop loop, SocketAddress target, ConnectTuning tuning, ChannelHandler handler);

    /**
     * Serve a listening socket on a loop.
     *
     * @param loop      the calling loop, which will own the listener.
     * @param socket    bound and listening; the listener closes it.
     * @param maxAccept most connections to accept in one pass ({@code tune.maxaccept}).
     * @param handler   receives the connections.
     * @return the listener, accepting.
     */
    Listener listen(EventLoop loop, ServerSocketChannel socket, int maxAccept, AcceptHandler handler);

    /**
     * Open a socket for datagrams of one peer. Datagrams of others are not delivered.
     *
     * @param loop    the calling loop, which will own the socket.
     * @param peer    address of the IP family with port.
     * @param handler hears of what arrives.
     * @return the socket, asking for input.
     * @throws IOException when no socket can be had, or the transport knows connections only.
     */
    default DatagramPort datagrams(final EventLoop loop, final InetSocketAddress peer, final DatagramHandler handler)
        throws IOException
    {
        throw new IOException("connections only");
    }

    /**
     * Whether the system would know how to send something to an address; nothing is sent.
     *
     * @param target of the IP family with port.
     * @return false when there is no route, or the transport cannot tell.
     */
    default boolean hasRoute(final InetSocketAddress target)
    {
        return false;
    }
}
