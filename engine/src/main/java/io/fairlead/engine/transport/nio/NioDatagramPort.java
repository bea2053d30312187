/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.transport.DatagramHandler;
import io.fairlead.engine.transport.DatagramPort;

/**
 * A datagram socket that is not connected: an ICMP error about one datagram does not break it, and answers from other
 * addresses are told apart here.
 */
final class NioDatagramPort implements DatagramPort, NioPoller.Ready
{
    private final DatagramChannel socket;
    private final InetSocketAddress peer;
    private final DatagramHandler handler;
    private boolean isOpen = true;

    NioDatagramPort(
        final EventLoop loop, final DatagramChannel socket, final InetSocketAddress peer, final DatagramHandler handler)
        throws IOException
    {
        this.socket = socket;
        this.peer = peer;
        this.handler = handler;
        socket.register(((NioPoller)loop.poller()).selector(), SelectionKey.OP_READ, this);
    }

    @Override
    public void onReady(final int readyOps)
    {
        handler.onReadable();
    }

    @Override
    public void onFault(final Throwable cause)
    {
        close();
        handler.onFault(cause);
    }

    @Override
    public int send(final DirectBuffer buffer, final int length)
    {
        try
        {
            return socket.send(ByteBuffer.wrap(buffer.byteArray(), 0, length), peer);
        }
        catch (final IOException ex)
        {
            // unreachable, refused by a filter, no memory: all the same to the sender, who counts it
            return FAILED;
        }
    }

    @Override
    public int receive(final MutableDirectBuffer buffer)
    {
        final ByteBuffer target = ByteBuffer.wrap(buffer.byteArray());
        try
        {
            final Object sender = socket.receive(target);
            if (null == sender)
            {
                return 0;
            }
            return peer.equals(sender) && target.position() > 0 ? target.position() : DROPPED;
        }
        catch (final IOException ex)
        {
            return FAILED;
        }
    }

    @Override
    public void close()
    {
        if (isOpen)
        {
            isOpen = false;
            try
            {
                socket.close();
            }
            catch (final IOException ex)
            {
                isOpen = false; // nothing is left that could be done with it
            }
        }
    }
}
