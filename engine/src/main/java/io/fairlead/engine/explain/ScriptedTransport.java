/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.transport.AbstractAddress;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;
import io.fairlead.engine.transport.ConnectTuning;
import io.fairlead.engine.transport.Listener;
import io.fairlead.engine.transport.Transport;

/** Connections that exist in memory only. Every server can be reached; options of sockets are not tried. */
final class ScriptedTransport implements Transport
{
    private static final int LOOPBACK = 0x7F000001;

    private final ScriptedPoller poller;
    private final List<ScriptedChannel> servers = new ArrayList<>();

    ScriptedTransport(final ScriptedPoller poller)
    {
        this.poller = poller;
    }

    /** Connections to servers, in the order they were made. */
    List<ScriptedChannel> servers()
    {
        return servers;
    }

    @Override
    public Channel connect(
        final EventLoop loop, final SocketAddress target, final ConnectTuning tuning, final ChannelHandler handler)
    {
        final NetAddress remote = new NetAddress();
        if (!(target instanceof AbstractAddress))
        {
            remote.from(target);
        }
        final ScriptedChannel channel =
            new ScriptedChannel(poller, handler, new NetAddress().inet(LOOPBACK, 0), remote);
        servers.add(channel);
        channel.connect();
        return channel;
    }

    @Override
    public Listener listen(
        final EventLoop loop, final ServerSocketChannel socket, final int maxAccept, final AcceptHandler handler)
    {
        throw new IllegalStateException("an explanation opens no socket");
    }
}
