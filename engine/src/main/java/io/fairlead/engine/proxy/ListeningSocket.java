/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.StringJoiner;

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.SocketOptions;

/**
 * Opens the socket of a TCP address of a bind line, with the options of the line, and those that Linux hands down to
 * the accepted connections, so that nothing has to be set for each of these. Conductor only.
 * Source: configuration.txt 5.1, 4.2 "option clitcpka", "nolinger", "tcp-smart-accept", 3.2 "tune.sndbuf.client".
 */
final class ListeningSocket
{
    private static final int DEFER_ACCEPT_SECONDS = 1;

    private final BindSettings bind;
    private final ProxySettings proxy;
    private final GlobalSettings global;
    private final boolean isIpv6;
    private final StringJoiner bindWarnings = new StringJoiner(", ");
    private final StringJoiner startWarnings = new StringJoiner(", ");
    private ServerSocketChannel socket;
    private int fd;

    ListeningSocket(
        final BindSettings bind, final ProxySettings proxy, final GlobalSettings global, final boolean isIpv6)
    {
        this.bind = bind;
        this.proxy = proxy;
        this.global = global;
        this.isIpv6 = isIpv6;
    }

    /**
     * Open it; {@link #close()} it when this throws.
     *
     * @param address to listen on.
     * @param port    0 for any.
     * @param backlog connections that may wait.
     * @throws IOException when it cannot be opened or bound.
     */
    void open(final InetAddress address, final int port, final int backlog) throws IOException
    {
        final boolean isV6OnlyByDefault = isIpv6 && SocketOptions.isV6OnlyByDefault();
        socket = ServerSocketChannel.open(isIpv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        fd = Descriptors.of(socket);
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        if (!global.isReusePortForbidden)
        {
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
        if (bind.isTransparent && SocketOptions.foreignAddress(fd, isIpv6) < 0)
        {
            throw new IOException("cannot make receiving socket transparent");
        }
        if (null != bind.interfaceName)
        {
            warn(bindWarnings, SocketOptions.bindToDevice(fd, bind.interfaceName),
                "cannot bind receiver to device '" + bind.interfaceName + "' (");
        }
        if (isIpv6)
        {
            SocketOptions.v6Only(fd, bind.isV6Only || isV6OnlyByDefault && !bind.isV4V6);
        }
        tune(backlog);
        handDown();
        try
        {
            socket.bind(new InetSocketAddress(address, port), backlog);
        }
        catch (final IOException ex)
        {
            throw new IOException("cannot bind socket (" + ex.getMessage() + ")", ex);
        }
        SocketOptions.quickAck(fd, !isSmartAccept());
    }

    /**
     * Take over an inherited socket, which listens already.
     *
     * @param inherited of the TCP family.
     * @param backlog   connections that may wait.
     */
    void adopt(final ServerSocketChannel inherited, final int backlog)
    {
        socket = inherited;
        fd = Descriptors.of(socket);
        SocketOptions.userTimeout(fd, 0);
        SocketOptions.deferAccept(fd, 0);
        SocketOptions.saveSyn(fd, 0);
        SocketOptions.linger(fd, false, 0);
        tune(backlog);
        handDown();
        SocketOptions.quickAck(fd, !isSmartAccept());
    }

    private void tune(final int backlog)
    {
        if (bind.maxSegmentSize > 0)
        {
            warn(startWarnings, SocketOptions.maxSegment(fd, bind.maxSegmentSize),
                "cannot set MSS to " + bind.maxSegmentSize + ", (");
        }
        if (null != bind.congestionControl)
        {
            warn(startWarnings, SocketOptions.congestionControl(fd, bind.congestionControl),
                "cannot set TCP congestion control algorithm, (");
        }
        if (bind.saveSyn > 0)
        {
            warn(startWarnings, SocketOptions.saveSyn(fd, bind.saveSyn), "cannot set TCP Save SYN, (");
        }
        if (bind.tcpUserTimeoutMs > 0)
        {
            warn(startWarnings, SocketOptions.userTimeout(fd, bind.tcpUserTimeoutMs),
                "cannot set TCP User Timeout, (");
        }
        if (bind.isDeferAccept)
        {
            warn(startWarnings, SocketOptions.deferAccept(fd, DEFER_ACCEPT_SECONDS), "cannot enable DEFER_ACCEPT, (");
        }
        if (bind.isFastOpen)
        {
            warn(startWarnings, SocketOptions.fastOpen(fd, backlog), "cannot enable TCP_FASTOPEN, (");
        }
    }

    private static void warn(final StringJoiner warnings, final int result, final String text)
    {
        if (result < 0)
        {
            warnings.add(text + Errno.text(-result) + ')');
        }
    }

    /** Options that accepted connections inherit. */
    private void handDown()
    {
        if (proxy.has(ProxyOption.CLITCPKA))
        {
            SocketOptions.keepAlive(
                fd, proxy.clientKeepAliveIdleSec, proxy.clientKeepAliveIntervalSec, proxy.clientKeepAliveCount);
        }
        if (proxy.has(ProxyOption.NOLINGER))
        {
            SocketOptions.linger(fd, true, 0);
        }
        if (global.clientSendBuffer > 0)
        {
            SocketOptions.sendBuffer(fd, global.clientSendBuffer);
        }
        if (global.clientReceiveBuffer > 0)
        {
            SocketOptions.receiveBuffer(fd, global.clientReceiveBuffer);
        }
        if (global.clientNotSentLowWater > 0)
        {
            SocketOptions.notSentLowWater(fd, global.clientNotSentLowWater);
        }
    }

    /** Whether the first acknowledgement waits for the answer: always for HTTP unless told otherwise. */
    private boolean isSmartAccept()
    {
        return proxy.has(ProxyOption.TCP_SMART_ACCEPT) || ProxySettings.Mode.HTTP == proxy.mode &&
            !proxy.negatedOptions.contains(ProxyOption.TCP_SMART_ACCEPT);
    }

    ServerSocketChannel socket()
    {
        return socket;
    }

    /** The port it is bound to. */
    int port() throws IOException
    {
        return ((InetSocketAddress)socket.getLocalAddress()).getPort();
    }

    /** What could not be set before binding; empty when all could. */
    String bindWarnings()
    {
        return bindWarnings.toString();
    }

    /** What could not be set before listening; empty when all could. */
    String startWarnings()
    {
        return startWarnings.toString();
    }

    void close()
    {
        if (null != socket)
        {
            try
            {
                socket.close();
            }
            catch (final IOException ex)
            {
                throw new IllegalStateException("a fresh socket cannot be closed", ex);
            }
        }
    }
}
