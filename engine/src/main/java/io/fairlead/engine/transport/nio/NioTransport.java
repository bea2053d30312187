/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport.nio;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.os.ChannelShortcuts;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.transport.AbstractAddress;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;
import io.fairlead.engine.transport.ConnectTuning;
import io.fairlead.engine.transport.DatagramHandler;
import io.fairlead.engine.transport.DatagramPort;
import io.fairlead.engine.transport.Listener;
import io.fairlead.engine.transport.Transport;

/** {@link Transport} over NIO channels. Its loops must have been made with a {@link NioPoller}. */
public final class NioTransport implements Transport
{
    @Override
    public Channel connect(
        final EventLoop loop, final SocketAddress target, final ConnectTuning tuning, final ChannelHandler handler)
    {
        final boolean isUnix = target instanceof UnixDomainSocketAddress;
        SocketChannel socket = null;
        String error = null;
        boolean isConnected = false;
        try
        {
            if (target instanceof final AbstractAddress address)
            {
                return connected(loop, UnixSockets.connect(address.bytes()), handler);
            }
            socket = SocketChannel.open(family(target));
            ChannelShortcuts.nonBlocking(socket);
            if (!isUnix && tuning.isTalkative())
            {
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            if (!isUnix && tuning.isAcknowledgedLate())
            {
                SocketOptions.quickAck(Descriptors.of(socket), false);
            }
            if (tuning.isNeeded())
            {
                error = tuning.apply(Descriptors.of(socket));
            }
            if (null == error)
            {
                isConnected = socket.connect(target);
            }
        }
        catch (final IOException | RuntimeException ex)
        {
            error = NioChannel.reason(ex);
        }
        final NioChannel channel = new NioChannel(loop, socket, handler);
        channel.tuning(tuning);
        if (!isUnix && null == error)
        {
            channel.resetOnClose(false);
        }
        channel.startConnecting(isConnected, error);
        return channel;
    }

    /** The target's own family: a socket for both IP versions would take a call more, and refuse IPv4 sources. */
    private static StandardProtocolFamily family(final SocketAddress target)
    {
        if (target instanceof UnixDomainSocketAddress)
        {
            return StandardProtocolFamily.UNIX;
        }
        return target instanceof final InetSocketAddress address && address.getAddress() instanceof Inet6Address ?
            StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    /** A UNIX connection, which is there at once or not at all. */
    private static Channel connected(final EventLoop loop, final int fd, final ChannelHandler handler)
        throws IOException
    {
        final SocketChannel socket = fd < 0 ? null : Descriptors.adoptConnection(fd);
        if (null != socket)
        {
            socket.configureBlocking(false);
        }
        final NioChannel channel = new NioChannel(loop, socket, handler);
        channel.startConnecting(true, fd < 0 ? Errno.text(-fd) : null);
        return channel;
    }

    /**
     * Own a socket that is connected already.
     *
     * @param loop   the calling loop, which will own the channel.
     * @param socket connected.
     * @return the channel; its handler is to be set before it is asked for events.
     * @throws IOException when the socket cannot be made non-blocking.
     */
    public Channel adopt(final EventLoop loop, final SocketChannel socket) throws IOException
    {
        socket.configureBlocking(false);
        return new NioChannel(loop, socket, (NetAddress)null);
    }

    @Override
    public Listener listen(
        final EventLoop loop, final ServerSocketChannel socket, final int maxAccept, final AcceptHandler handler)
    {
        return new NioListener(loop, socket, maxAccept, handler);
    }

    @Override
    public DatagramPort datagrams(
        final EventLoop loop, final InetSocketAddress peer, final DatagramHandler handler) throws IOException
    {
        final DatagramChannel socket = DatagramChannel.open(family(peer));
        try
        {
            socket.configureBlocking(false);
            return new NioDatagramPort(loop, socket, peer, handler);
        }
        catch (final IOException ex)
        {
            socket.close();
            throw ex;
        }
    }

    @Override
    public boolean hasRoute(final InetSocketAddress target)
    {
        try (DatagramChannel socket = DatagramChannel.open(family(target)))
        {
            socket.connect(target);
            return true;
        }
        catch (final IOException | UnsupportedOperationException ex)
        {
            return false;
        }
    }
}
