/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.random.RandomGenerator;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerMove;
import io.fairlead.engine.server.StateNotices;
import io.fairlead.engine.transport.Transport;

/** What the resolvers of a generation are built from. */
public final class ResolverContext
{
    private EventLoop loop;
    private Transport transport;
    private BufferPool buffers;
    private RandomGenerator random;
    private AddressFamilies families;
    private ServerMonitor monitor;
    private StateNotices notices;
    private ServerMove move;
    private UnsafeBuffer receiveBuffer;

    /** Set the loop that runs them. */
    public ResolverContext loop(final EventLoop value)
    {
        loop = value;
        return this;
    }

    /** Set what opens sockets. */
    public ResolverContext transport(final Transport value)
    {
        transport = value;
        return this;
    }

    /** Set the buffers of connections to name servers. */
    public ResolverContext buffers(final BufferPool value)
    {
        buffers = value;
        return this;
    }

    /** Set where ids of queries come from; they must not be guessed. */
    public ResolverContext random(final RandomGenerator value)
    {
        random = value;
        return this;
    }

    /** Set which families of addresses are wanted. */
    public ResolverContext families(final AddressFamilies value)
    {
        families = value;
        return this;
    }

    /** Set who changes servers, and where news go. */
    public ResolverContext servers(final ServerMonitor newMonitor, final StateNotices newNotices)
    {
        monitor = newMonitor;
        notices = newNotices;
        move = new ServerMove(newMonitor, newNotices);
        return this;
    }

    EventLoop loop()
    {
        return loop;
    }

    Transport transport()
    {
        return transport;
    }

    BufferPool buffers()
    {
        return buffers;
    }

    RandomGenerator random()
    {
        return random;
    }

    AddressFamilies families()
    {
        return families;
    }

    ServerMonitor monitor()
    {
        return monitor;
    }

    StateNotices notices()
    {
        return notices;
    }

    ServerMove move()
    {
        return move;
    }

    long nowMs()
    {
        return loop.clock().nowMs();
    }

    void warn(final String text)
    {
        notices.warning(text);
    }

    /** One buffer for all datagrams: each is read before the next is received. */
    UnsafeBuffer receiveBuffer(final int length)
    {
        if (null == receiveBuffer)
        {
            receiveBuffer = new UnsafeBuffer(new byte[length]);
        }
        return receiveBuffer;
    }
}
