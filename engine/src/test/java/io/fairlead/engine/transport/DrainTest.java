/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.transport.nio.NioPoller;
import io.fairlead.engine.transport.nio.NioTransport;

/** Clients that stand in the system's queue when a socket is closed are served first. */
@Timeout(30)
class DrainTest
{
    private static final int CLIENTS = 100;

    private final List<Throwable> faults = new ArrayList<>();
    private final EventLoop loop = new EventLoop(0, "draining-loop", new NioPoller(faults::add), faults::add);
    private final List<Channel> accepted = new ArrayList<>();
    private int room;

    private Listener listener(final ServerSocketChannel socket)
    {
        return new NioTransport().listen(loop, socket, 16, new AcceptHandler()
        {
            @Override
            public AcceptHandler recipient()
            {
                return this;
            }

            @Override
            public EventLoop loop()
            {
                return loop;
            }

            @Override
            public void onAccept(final Channel channel)
            {
                accepted.add(channel);
            }

            @Override
            public boolean reserve()
            {
                return room-- > 0;
            }

            @Override
            public void unreserve()
            {
                room++;
            }

            @Override
            public void onAcceptPaused(final String error)
            {
                throw new AssertionError(error);
            }
        });
    }

    private int accepted(final int places) throws Exception
    {
        room = places;
        final List<Socket> clients = new ArrayList<>();
        try (ServerSocketChannel socket = ServerSocketChannel.open())
        {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CLIENTS);
            for (int i = 0; i < CLIENTS; i++)
            {
                clients.add(new Socket(
                    InetAddress.getLoopbackAddress(), ((InetSocketAddress)socket.getLocalAddress()).getPort()));
            }
            final Listener listener = listener(socket);
            listener.drain();
            listener.close();
        }
        for (final Socket client : clients)
        {
            client.close();
        }
        accepted.forEach(Channel::close);
        assertEquals(List.of(), faults);
        return accepted.size();
    }

    @Test
    void shouldAcceptAllWhoWait() throws Exception
    {
        assertEquals(CLIENTS, accepted(2 * CLIENTS));
    }

    @Test
    void shouldKeepToTheLimits() throws Exception
    {
        assertEquals(7, accepted(7));
    }
}
