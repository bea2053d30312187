/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.proxy;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;

import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;
import io.fairlead.engine.transport.ConnectTuning;
import io.fairlead.engine.transport.Listener;
import io.fairlead.engine.transport.Transport;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Connections that exist in memory only. Every server answers every request, which must be written at once, with one
 * response.
 */
final class MemoryTransport implements Transport
{
    private static final int ROOM = 256 * 1024;
    private static final int CLIENT_PORT = 51_870;
    private static final int SERVER_PORT = 8000;

    private final MemoryPoller poller;
    private final UnsafeBuffer answer;
    private AcceptHandler acceptor;
    private MemoryChannel server;

    MemoryTransport(final MemoryPoller poller, final UnsafeBuffer answer)
    {
        this.poller = poller;
        this.answer = answer;
    }

    @Override
    public Channel connect(
        final EventLoop loop, final SocketAddress target, final ConnectTuning tuning, final ChannelHandler handler)
    {
        final MemoryChannel channel = new MemoryChannel(poller, handler, answer, room(), SERVER_PORT);
        channel.connect();
        server = channel;
        return channel;
    }

    @Override
    public Listener listen(
        final EventLoop loop, final ServerSocketChannel socket, final int maxAccept, final AcceptHandler handler)
    {
        acceptor = handler;
        return new Listener()
        {
            @Override
            public void wantAccept(final boolean isWanted)
            {
                // clients come when the measurement lets them
            }

            @Override
            public void drain()
            {
                // nobody waits
            }

            @Override
            public void close()
            {
                // the socket belongs to whoever opened it
            }

            @Override
            public int descriptor()
            {
                return -1;
            }
        };
    }

    /** A client connects. */
    MemoryChannel client()
    {
        final MemoryChannel channel = new MemoryChannel(poller, null, null, room(), CLIENT_PORT);
        acceptor.onAccept(channel);
        return channel;
    }

    /** The connection to a server made last. */
    MemoryChannel server()
    {
        return server;
    }

    private static UnsafeBuffer room()
    {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(ROOM));
    }
}
