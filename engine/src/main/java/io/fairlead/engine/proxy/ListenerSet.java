/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;

/**
 * The listening sockets of a generation: opened on the conductor, then served by the loops. TCP addresses get one
 * socket for each loop (SO_REUSEPORT), so that the system spreads connections; UNIX and inherited sockets are one
 * socket, which one loop accepts from and deals out.
 */
public final class ListenerSet
{
    private static final int BACKLOG_DEFAULT = 4096;

    private final Generation generation;
    private final int loopCount;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Generation.BindFailure> failures = new ArrayList<>();

    /** An open socket and who serves it. */
    private record Entry(Frontend frontend, BindSettings bind, ServerSocketChannel socket, int loop, BindGroup group)
    {
    }

    ListenerSet(final Generation generation, final int loopCount)
    {
        this.generation = generation;
        this.loopCount = loopCount;
        for (final Frontend frontend : generation.frontends())
        {
            for (final BindSettings bind : frontend.settings().binds)
            {
                for (final AddressSpec address : bind.addresses)
                {
                    open(frontend, bind, address);
                }
            }
        }
    }

    /**
     * What could not be opened.
     *
     * @return failures in order; empty when everything is open.
     */
    public List<Generation.BindFailure> failures()
    {
        return failures;
    }

    /**
     * Open sockets.
     *
     * @return count.
     */
    public int size()
    {
        return entries.size();
    }

    private void open(final Frontend frontend, final BindSettings bind, final AddressSpec address)
    {
        final int backlog = backlog(frontend, bind);
        if (AddressSpec.Form.IP != address.form)
        {
            openSingle(frontend, bind, address, backlog);
            return;
        }
        for (int port = address.port; port <= Math.max(address.port, address.portHigh); port++)
        {
            openPort(frontend, bind, address, port, backlog);
        }
    }

    private static int backlog(final Frontend frontend, final BindSettings bind)
    {
        if (bind.backlog > 0)
        {
            return bind.backlog;
        }
        if (frontend.settings().backlog > 0)
        {
            return frontend.settings().backlog;
        }
        return Math.max(1, Math.min(BACKLOG_DEFAULT, frontend.maxConnections()));
    }

    private void openSingle(
        final Frontend frontend, final BindSettings bind, final AddressSpec address, final int backlog)
    {
        final String protocol = AddressSpec.Form.DESCRIPTOR == address.form ? "fd" : "unix_stream";
        try
        {
            final ServerSocketChannel socket = switch (address.form)
            {
                case DESCRIPTOR -> Descriptors.adoptListener(address.descriptor);
                case ABSTRACT_PADDED ->
                    UnixSockets.listenAbstract(UnixSockets.abstractAddress(address.path, true), backlog);
                case ABSTRACT ->
                    UnixSockets.listenAbstract(UnixSockets.abstractAddress(address.path, false), backlog);
                default -> UnixSockets.listenAtPath(
                    address.path, backlog, Math.max(0, bind.mode), bind.uid, bind.gid);
            };
            socket.configureBlocking(false);
            final BindGroup group = new BindGroup(loopCount);
            for (int loop = 0; loop < loopCount; loop++)
            {
                entries.add(new Entry(frontend, bind, 0 == loop ? socket : null, loop, group));
            }
        }
        catch (final IOException ex)
        {
            failures.add(
                new Generation.BindFailure(bind, frontend, protocol, ex.getMessage() + " [" + address.path + "]"));
        }
    }

    private void openPort(
        final Frontend frontend, final BindSettings bind, final AddressSpec address, final int port, final int backlog)
    {
        final boolean isIpv6 = NetAddress.INET6 == address.address.family();
        int bound = port;
        for (int loop = 0; loop < loopCount; loop++)
        {
            ServerSocketChannel socket = null;
            try
            {
                socket = ServerSocketChannel.open(isIpv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                final String refused = tune(Descriptors.of(socket), bind, isIpv6);
                if (null != refused)
                {
                    throw new IOException(refused);
                }
                socket.bind(new InetSocketAddress(address.address.toInetAddress(), bound), backlog);
                // port 0: all loops share the port that the system chose for the first
                bound = ((InetSocketAddress)socket.getLocalAddress()).getPort();
                entries.add(new Entry(frontend, bind, socket, loop, null));
            }
            catch (final IOException ex)
            {
                close(socket);
                failures.add(new Generation.BindFailure(bind, frontend, isIpv6 ? "tcpv6" : "tcpv4",
                    "cannot bind socket (" + ex.getMessage() + ") for [" + text(address.address, port) + "]"));
                return;
            }
        }
    }

    private static String tune(final int fd, final BindSettings bind, final boolean isIpv6)
    {
        if (null != bind.interfaceName && SocketOptions.bindToDevice(fd, bind.interfaceName) < 0)
        {
            return "cannot bind listener to device";
        }
        if (bind.isTransparent && SocketOptions.foreignAddress(fd, isIpv6) < 0)
        {
            return "cannot make listening socket transparent";
        }
        if (bind.maxSegmentSize != 0 && SocketOptions.maxSegment(fd, Math.abs(bind.maxSegmentSize)) < 0)
        {
            return "cannot set MSS to " + bind.maxSegmentSize;
        }
        if (isIpv6 && (bind.isV6Only || bind.isV4V6))
        {
            SocketOptions.v6Only(fd, bind.isV6Only && !bind.isV4V6);
        }
        if (bind.tcpUserTimeoutMs > 0)
        {
            SocketOptions.userTimeout(fd, bind.tcpUserTimeoutMs);
        }
        if (bind.isDeferAccept)
        {
            SocketOptions.deferAccept(fd, 1);
        }
        if (bind.isFastOpen)
        {
            SocketOptions.fastOpen(fd, 1);
        }
        if (null != bind.congestionControl && SocketOptions.congestionControl(fd, bind.congestionControl) < 0)
        {
            return "cannot set congestion control algorithm";
        }
        return null;
    }

    private static String text(final NetAddress address, final int port)
    {
        return address.port(port).toString();
    }

    private static void close(final ServerSocketChannel socket)
    {
        if (null == socket)
        {
            return;
        }
        try
        {
            socket.close();
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("a fresh socket cannot be closed", ex);
        }
    }

    /** Close everything again, because the start is given up. */
    public void close()
    {
        for (final Entry entry : entries)
        {
            if (null != entry.socket)
            {
                close(entry.socket);
            }
        }
    }

    /**
     * Begin to accept on a loop. Called on each loop once.
     *
     * @param worker    of the loop.
     * @param maxAccept most connections accepted in one pass.
     */
    public void serve(final Worker worker, final int maxAccept)
    {
        for (final Entry entry : entries)
        {
            if (entry.loop == worker.index())
            {
                final BindPoint point =
                    new BindPoint(worker, entry.frontend, entry.bind, worker.addresses(), entry.group);
                if (null != entry.socket)
                {
                    point.listener(worker.context().transport().listen(worker.loop(), entry.socket, maxAccept, point));
                }
                worker.add(point);
            }
        }
    }

    /**
     * The generation they belong to.
     *
     * @return generation.
     */
    public Generation generation()
    {
        return generation;
    }
}
