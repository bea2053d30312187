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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final int loopCount;
    private final int maxConnections;
    private final List<BoundAddress> addresses = new ArrayList<>();
    private final List<BoundAddress> opened = new ArrayList<>();
    private final List<BoundAddress> inherited = new ArrayList<>();
    private final Map<String, Deque<BoundAddress>> former = new HashMap<>();
    private final List<Generation.BindFailure> failures = new ArrayList<>();

    /**
     * Open the sockets of a configuration. Those of the former set that are wanted again stay open and change hands;
     * whatever else the former set has stays as it is until the new one serves.
     *
     * @param configuration  read and checked.
     * @param loopCount      loops that will accept.
     * @param maxConnections limit of a frontend that sets none.
     * @param previous       sockets that are served now; null at start.
     */
    public ListenerSet(
        final Configuration configuration, final int loopCount, final int maxConnections, final ListenerSet previous)
    {
        this.loopCount = loopCount;
        this.maxConnections = maxConnections;
        if (null != previous)
        {
            for (final BoundAddress address : previous.addresses)
            {
                former.computeIfAbsent(address.key(), key -> new ArrayDeque<>()).add(address);
            }
        }
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (!proxy.isDisabled && proxy.isFrontend())
            {
                for (final BindSettings bind : proxy.binds)
                {
                    for (final AddressSpec address : bind.addresses)
                    {
                        open(proxy, bind, address);
                    }
                }
            }
        }
        former.clear();
    }

    /** Take the sockets of an address over from the generation before; false when it has none. */
    private boolean inherit(final String key, final ProxySettings proxy, final BindSettings bind, final int backlog)
    {
        final Deque<BoundAddress> candidates = former.get(key);
        if (null == candidates || candidates.isEmpty())
        {
            return false;
        }
        final BoundAddress before = candidates.poll();
        inherited.add(before);
        addresses.add(before.inheritedBy(proxy, bind));
        for (final ServerSocketChannel socket : before.sockets())
        {
            UnixSockets.listen(Descriptors.of(socket), backlog);
        }
        return true;
    }

    /** Options that cannot change on a bound socket are part of what it is known by. */
    private static String key(final BindSettings bind, final AddressSpec address, final int port)
    {
        final String where = switch (address.form)
        {
            case IP -> address.address.port(port).toString();
            case DESCRIPTOR -> Integer.toString(address.descriptor);
            default -> address.path;
        };
        return String.join("|", address.form.name(), where, String.valueOf(bind.interfaceName),
            Boolean.toString(bind.isTransparent), Boolean.toString(bind.isV6Only), Boolean.toString(bind.isV4V6),
            Integer.toString(bind.shards), bind.threads.toString());
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
        int count = 0;
        for (final BoundAddress address : addresses)
        {
            count += address.sockets().size();
        }
        return count;
    }

    private void open(final ProxySettings proxy, final BindSettings bind, final AddressSpec address)
    {
        final int backlog = backlog(proxy, bind);
        if (AddressSpec.Form.IP != address.form)
        {
            openSingle(proxy, bind, address, backlog);
            return;
        }
        for (int port = address.port; port <= Math.max(address.port, address.portHigh); port++)
        {
            openPort(proxy, bind, address, port, backlog);
        }
    }

    private int backlog(final ProxySettings proxy, final BindSettings bind)
    {
        if (bind.backlog > 0)
        {
            return bind.backlog;
        }
        if (proxy.backlog > 0)
        {
            return proxy.backlog;
        }
        return Math.max(1, Math.min(BACKLOG_DEFAULT, proxy.maxConn > 0 ? proxy.maxConn : maxConnections));
    }

    private void openSingle(
        final ProxySettings proxy, final BindSettings bind, final AddressSpec address, final int backlog)
    {
        final String protocol = AddressSpec.Form.DESCRIPTOR == address.form ? "fd" : "unix_stream";
        final String key = key(bind, address, 0);
        if (inherit(key, proxy, bind, backlog))
        {
            return;
        }
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
            final BoundAddress bound = opened(key, proxy, bind, new BindGroup(loopCount));
            for (int loop = 0; loop < loopCount; loop++)
            {
                bound.add(0 == loop ? socket : null, loop);
            }
        }
        catch (final IOException ex)
        {
            failures.add(
                new Generation.BindFailure(bind, proxy, protocol, ex.getMessage() + " [" + address.path + "]"));
        }
    }

    private void openPort(
        final ProxySettings proxy,
        final BindSettings bind,
        final AddressSpec address,
        final int port,
        final int backlog)
    {
        final boolean isIpv6 = NetAddress.INET6 == address.address.family();
        final String key = key(bind, address, port);
        if (inherit(key, proxy, bind, backlog))
        {
            return;
        }
        final BoundAddress place = opened(key, proxy, bind, null);
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
                place.add(socket, loop);
            }
            catch (final IOException ex)
            {
                if (null != socket)
                {
                    BoundAddress.close(socket);
                }
                failures.add(new Generation.BindFailure(bind, proxy, isIpv6 ? "tcpv6" : "tcpv4",
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

    private BoundAddress opened(
        final String key, final ProxySettings proxy, final BindSettings bind, final BindGroup group)
    {
        final BoundAddress address = new BoundAddress(key, proxy, bind, group);
        addresses.add(address);
        opened.add(address);
        return address;
    }

    /** Close what was opened anew, because the start or the reload is given up; inherited sockets go on as before. */
    public void close()
    {
        opened.forEach(BoundAddress::close);
        inherited.forEach(BoundAddress::keepItself);
    }

    /**
     * Tie the sockets to the frontends that they lead to. Before {@link #serve}.
     *
     * @param generation made of the same configuration.
     */
    public void generation(final Generation generation)
    {
        for (final BoundAddress address : addresses)
        {
            address.frontend(generation.frontend(address.proxy()));
        }
    }

    /**
     * Begin to accept on a loop, or go on accepting for another generation. Called on each loop once.
     *
     * @param worker    of the loop.
     * @param maxAccept most connections accepted in one pass.
     */
    public void serve(final Worker worker, final int maxAccept)
    {
        for (final BoundAddress address : addresses)
        {
            address.serve(worker, maxAccept);
        }
    }

    /**
     * Stop accepting from the sockets that no other generation inherited. Called on each loop once.
     *
     * @param worker of the loop.
     */
    public void retire(final Worker worker)
    {
        for (final BoundAddress address : addresses)
        {
            if (!address.isInherited())
            {
                address.retire(worker);
            }
        }
    }
}
