/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.server.SourceSettings;
import io.fairlead.engine.transport.ConnectTuning;

/**
 * Options of connections to one server: source address with port range or the client's own, interface, TCP options.
 * Made once for a server, or for one connection when the source depends on the client. Used on one loop at a time when
 * it depends on the client, else on any.
 */
final class OutgoingTuning implements ConnectTuning
{
    private static final int PORT_ATTEMPTS = 10;

    private final ServerSettings server;
    private final SourceSettings source;
    private final PortRange ports;
    private final NetAddress foreign;
    private final OutgoingMarks marks;
    private final ProxySettings backend;
    private final GlobalSettings global;
    private final boolean isIpv6;
    private final boolean isTcp;
    private Integer lentPort;

    OutgoingTuning(
        final ServerSettings server,
        final ProxySettings backend,
        final GlobalSettings global,
        final PortRange ports,
        final NetAddress foreign,
        final OutgoingMarks marks,
        final int family)
    {
        this.server = server;
        this.backend = backend;
        this.source = null != server.source ? server.source : backend.source;
        this.ports = ports;
        this.foreign = foreign;
        this.marks = marks;
        this.global = global;
        this.isIpv6 = NetAddress.INET6 == family;
        this.isTcp = NetAddress.UNIX != family;
    }

    @Override
    public boolean isNeeded()
    {
        return isTcp && (null != marks || null != source || server.isFastOpen || server.tcpUserTimeoutMs > 0 ||
            null != server.congestionControl || backend.has(ProxyOption.SRVTCPKA) ||
            isSmart() || global.serverSendBuffer > 0 ||
            global.serverReceiveBuffer > 0 || global.serverNotSentLowWater > 0);
    }

    /** Whether the acknowledgement of the connection leaves with the request: where the balancer speaks first. */
    private boolean isSmart()
    {
        return backend.has(ProxyOption.TCP_SMART_CONNECT) &&
            (ProxySettings.Mode.HTTP == backend.mode || ServerGreeting.isNeeded(server));
    }

    @Override
    public String apply(final int descriptor)
    {
        if (backend.has(ProxyOption.SRVTCPKA))
        {
            SocketOptions.keepAlive(descriptor, backend.serverKeepAliveIdleSec,
                backend.serverKeepAliveIntervalSec, backend.serverKeepAliveCount);
        }
        if (isSmart())
        {
            SocketOptions.quickAck(descriptor, false);
        }
        if (server.tcpUserTimeoutMs > 0)
        {
            SocketOptions.userTimeout(descriptor, server.tcpUserTimeoutMs);
        }
        if (server.isFastOpen)
        {
            SocketOptions.fastOpenConnect(descriptor);
        }
        if (null != server.congestionControl)
        {
            SocketOptions.congestionControl(descriptor, server.congestionControl);
        }
        buffers(descriptor);
        if (null != marks)
        {
            marks.apply(descriptor, isIpv6);
        }
        return null == source ? null : bindSource(descriptor);
    }

    @Override
    public void onClosed()
    {
        if (null != lentPort)
        {
            ports.giveBack(lentPort);
            lentPort = null;
        }
    }

    private void buffers(final int descriptor)
    {
        if (global.serverSendBuffer > 0)
        {
            SocketOptions.sendBuffer(descriptor, global.serverSendBuffer);
        }
        if (global.serverReceiveBuffer > 0)
        {
            SocketOptions.receiveBuffer(descriptor, global.serverReceiveBuffer);
        }
        if (global.serverNotSentLowWater > 0)
        {
            SocketOptions.notSentLowWater(descriptor, global.serverNotSentLowWater);
        }
    }

    private String bindSource(final int descriptor)
    {
        if (null != source.interfaceName)
        {
            // as HAProxy does: an interface that is not there binds nothing
            SocketOptions.bindToDevice(descriptor, source.interfaceName);
        }
        final boolean isForeign = isForeign(source, foreign);
        final NetAddress address = isForeign ? foreign : null == source.address ? null : source.address.address;
        if (null == address || !address.isIp())
        {
            return null;
        }
        if (isForeign)
        {
            SocketOptions.foreignAddress(descriptor, isIpv6);
        }
        SocketOptions.reuseAddress(descriptor, true);
        if (null != ports && !isForeign)
        {
            return bindInRange(descriptor, address);
        }
        final boolean isAnyPort = isForeign && (SourceSettings.Transparent.CLIENT_IP == source.transparent ||
            SourceSettings.Transparent.HEADER == source.transparent);
        final int port = isAnyPort ? 0 : address.port();
        if (null == ports)
        {
            SocketOptions.bindAddressNoPort(descriptor, true);
        }
        return failure(bind(descriptor, address, port));
    }

    /** Whether the address to bind is somebody else's. */
    static boolean isForeign(final SourceSettings source, final NetAddress foreign)
    {
        return SourceSettings.Transparent.NONE != source.transparent && null != foreign && foreign.isIp();
    }

    private String bindInRange(final int descriptor, final NetAddress address)
    {
        int result = -Errno.EADDRINUSE;
        for (int i = 0; i < PORT_ATTEMPTS && result < 0; i++)
        {
            onClosed();
            lentPort = ports.tryTake();
            if (null == lentPort)
            {
                return ConnectFailureLog.NO_PORT_IN_RANGE + " (" + Errno.text(-result) + ")";
            }
            result = bind(descriptor, address, lentPort);
        }
        return failure(result);
    }

    private static int bind(final int descriptor, final NetAddress address, final int port)
    {
        final NetAddress exact = new NetAddress().copyFrom(address).port(port);
        final byte[] bytes = new byte[NetAddress.SOCKADDR_INET6_LENGTH];
        final int length = exact.putSockaddr(new UnsafeBuffer(bytes), 0);
        return UnixSockets.bind(descriptor, Arrays.copyOf(bytes, length));
    }

    private static String failure(final int result)
    {
        return result < 0 ? ConnectFailureLog.CANNOT_BIND + " (" + Errno.text(-result) + ")" : null;
    }
}
