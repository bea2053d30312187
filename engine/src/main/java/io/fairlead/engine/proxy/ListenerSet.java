/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.os.DescriptorPassing;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.UnixSockets;

/**
 * The listening sockets of a generation: opened on the conductor, then served by the loops. TCP addresses get one
 * socket for each loop (SO_REUSEPORT), so that the system spreads connections, or as many as {@code shards} says; UNIX
 * and inherited sockets are one socket. Where several loops serve a socket, one accepts and deals out.
 */
public final class ListenerSet
{
    private final GlobalSettings global;
    private final int loopCount;
    private final int maxConnections;
    private final List<BoundAddress> addresses = new ArrayList<>();
    private final List<BoundAddress> opened = new ArrayList<>();
    private final List<BoundAddress> inherited = new ArrayList<>();
    private final Map<String, Deque<BoundAddress>> former = new HashMap<>();
    private final List<Generation.BindFailure> failures = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Wanted> missing = new ArrayList<>();
    private final ReceivedSockets received;

    /** An address of a bind line; one port of it, 0 for those that have none. */
    private record Wanted(ProxySettings proxy, BindSettings bind, AddressSpec address, int port)
    {
    }

    /**
     * Open the sockets of a configuration, all by ourselves.
     *
     * @param configuration  read and checked.
     * @param loopCount      loops that will accept.
     * @param maxConnections limit of a frontend that sets none.
     * @param previous       sockets that are served now; null at start.
     */
    public ListenerSet(
        final Configuration configuration, final int loopCount, final int maxConnections, final ListenerSet previous)
    {
        this(configuration, loopCount, maxConnections, previous, new ReceivedSockets(List.of()));
    }

    /**
     * Open the sockets of a configuration. Those of the former set that are wanted again stay open and change hands;
     * whatever else the former set has stays as it is until the new one serves.
     *
     * @param configuration  read and checked.
     * @param loopCount      loops that will accept.
     * @param maxConnections limit of a frontend that sets none.
     * @param previous       sockets that are served now; null at start.
     * @param received       sockets of an old process.
     */
    public ListenerSet(
        final Configuration configuration,
        final int loopCount,
        final int maxConnections,
        final ListenerSet previous,
        final ReceivedSockets received)
    {
        this.received = received;
        this.global = configuration.global;
        this.loopCount = loopCount;
        this.maxConnections = maxConnections;
        if (null != previous)
        {
            for (final BoundAddress address : previous.addresses)
            {
                if (!address.sockets().isEmpty())
                {
                    former.computeIfAbsent(address.key(), key -> new ArrayDeque<>()).add(address);
                }
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

    /** Try again what could not be opened so far. Starting thread only. */
    public void retry()
    {
        final List<Wanted> wanted = List.copyOf(missing);
        missing.clear();
        failures.clear();
        for (final Wanted each : wanted)
        {
            if (AddressSpec.Form.IP == each.address.form)
            {
                openPort(each.proxy, each.bind, each.address, each.port, backlog(each.proxy, each.bind));
            }
            else
            {
                openSingle(each.proxy, each.bind, each.address, backlog(each.proxy, each.bind));
            }
        }
    }

    /**
     * The sockets as they are handed to a new process.
     *
     * @return open sockets of all bind lines.
     */
    public List<DescriptorPassing.PassedSocket> passed()
    {
        final List<DescriptorPassing.PassedSocket> sockets = new ArrayList<>();
        for (final BoundAddress address : addresses)
        {
            final String device = null == address.bind().interfaceName ? "" : address.bind().interfaceName;
            for (final ServerSocketChannel socket : address.sockets())
            {
                sockets.add(new DescriptorPassing.PassedSocket(Descriptors.of(socket), "", device));
            }
        }
        return sockets;
    }

    /** Use what an old process handed over for an address; false when it handed nothing over. */
    private boolean receive(final String key, final ProxySettings proxy, final BindSettings bind,
        final AddressSpec address, final int port, final int backlog) throws IOException
    {
        final List<ServerSocketChannel> sockets = received.take(bind, address, port);
        if (sockets.isEmpty())
        {
            return false;
        }
        final int[] loops = loops(bind);
        final BoundAddress place = opened(key, proxy, bind, address, port);
        final ConnectionLimit limit = ownLimit(bind);
        for (int i = 0; i < sockets.size(); i++)
        {
            final ServerSocketChannel socket = sockets.get(i);
            socket.configureBlocking(false);
            UnixSockets.listen(Descriptors.of(socket), backlog);
            if (isTcp(socket))
            {
                new ListeningSocket(bind, proxy, global, false).adopt(socket, backlog);
            }
            place.add(socket, share(loops, i, sockets.size()), loopCount, limit);
        }
        return true;
    }

    /** The loops that serve one of several sockets of an address. */
    private static int[] share(final int[] loops, final int index, final int count)
    {
        return count > loops.length ? new int[]{loops[index % loops.length]} :
            Arrays.copyOfRange(loops, index * loops.length / count, (index + 1) * loops.length / count);
    }

    /** Take the sockets of an address over from the generation before; false when it has none. */
    private boolean inherit(final String key, final ProxySettings proxy, final BindSettings bind,
        final AddressSpec address, final int port, final int backlog)
    {
        final Deque<BoundAddress> candidates = former.get(key);
        if (null == candidates || candidates.isEmpty())
        {
            return false;
        }
        final BoundAddress before = candidates.poll();
        inherited.add(before);
        addresses.add(before.inheritedBy(proxy, bind, bind.socketIndex(address, port)));
        for (final ServerSocketChannel socket : before.sockets())
        {
            UnixSockets.listen(Descriptors.of(socket), backlog);
            if (isTcp(socket))
            {
                new ListeningSocket(bind, proxy, global, false).adopt(socket, backlog);
            }
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
        return bind.maxConn > 0 ? bind.maxConn : Math.max(1, proxy.maxConn > 0 ? proxy.maxConn : maxConnections);
    }

    private static ConnectionLimit ownLimit(final BindSettings bind)
    {
        return new ConnectionLimit(BindPoint.limitOf(bind));
    }

    /** Loops that serve a line. */
    private int[] loops(final BindSettings bind)
    {
        if (bind.loops.length > 0)
        {
            return bind.loops;
        }
        final int[] all = new int[loopCount];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** How many sockets an address gets; by itself one for each loop, so that the system spreads connections. */
    private int shards(final BindSettings bind, final int loops)
    {
        if (global.isReusePortForbidden)
        {
            return 1;
        }
        final int wanted = 0 != bind.shards ? bind.shards : global.defaultShards;
        return switch (wanted)
        {
            case 0, -1 -> loops;
            case -2 -> Math.min(loops, Math.max(1, global.threadGroupCount));
            default -> Math.min(loops, wanted);
        };
    }

    private void openSingle(
        final ProxySettings proxy, final BindSettings bind, final AddressSpec address, final int backlog)
    {
        final String protocol = AddressSpec.Form.DESCRIPTOR == address.form ? "fd" : "unix_stream";
        final String key = key(bind, address, 0);
        if (inherit(key, proxy, bind, address, 0, backlog))
        {
            return;
        }
        try
        {
            if (receive(key, proxy, bind, address, 0, backlog))
            {
                return;
            }
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
            if (isTcp(socket))
            {
                new ListeningSocket(bind, proxy, global, false).adopt(socket, backlog);
            }
            opened(key, proxy, bind, address, 0).add(socket, loops(bind), loopCount, ownLimit(bind));
        }
        catch (final IOException ex)
        {
            missing.add(new Wanted(proxy, bind, address, 0));
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
        if (inherit(key, proxy, bind, address, port, backlog))
        {
            return;
        }
        final String protocol = isIpv6 ? "tcpv6" : "tcpv4";
        try
        {
            if (receive(key, proxy, bind, address, port, backlog))
            {
                return;
            }
        }
        catch (final IOException ex)
        {
            failures.add(new Generation.BindFailure(bind, proxy, protocol,
                ex.getMessage() + " for [" + text(address.address, port) + "]"));
            return;
        }
        final BoundAddress place = opened(key, proxy, bind, address, port);
        final int[] loops = loops(bind);
        final int shards = shards(bind, loops.length);
        // one limit for all sockets of an address unless their number was asked for
        final ConnectionLimit common = 0 == bind.shards && 0 == global.defaultShards ? ownLimit(bind) : null;
        int bound = port;
        for (int shard = 0; shard < shards; shard++)
        {
            final ListeningSocket listening = new ListeningSocket(bind, proxy, global, isIpv6);
            try
            {
                listening.open(address.address.toInetAddress(), bound, backlog);
                // port 0: all sockets share the port that the system chose for the first
                bound = listening.port();
                final int[] served = Arrays.copyOfRange(
                    loops, shard * loops.length / shards, (shard + 1) * loops.length / shards);
                place.add(listening.socket(), served, loopCount, null == common ? ownLimit(bind) : common);
            }
            catch (final IOException ex)
            {
                listening.close();
                place.close();
                addresses.remove(place);
                opened.remove(place);
                missing.add(new Wanted(proxy, bind, address, port));
                failures.add(new Generation.BindFailure(bind, proxy, protocol,
                    ex.getMessage() + " for [" + text(address.address, port) + "]"));
                return;
            }
            if (0 == shard)
            {
                final String where = text(address.address, port);
                warn(listening.bindWarnings(), "Binding", bind, proxy, protocol, where);
                warn(listening.startWarnings(), "Starting", bind, proxy, protocol, where);
            }
        }
    }

    private static boolean isTcp(final ServerSocketChannel socket)
    {
        return socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
    }

    private void warn(final String text, final String stage, final BindSettings bind, final ProxySettings proxy,
        final String protocol, final String address)
    {
        if (!text.isEmpty())
        {
            warnings.add(stage + " [" + bind.file + ':' + bind.line + "] for " +
                (ProxySettings.Kind.LISTEN == proxy.kind ? "proxy " : "frontend ") + proxy.name + ": protocol " +
                protocol + ": " + text + " for [" + address + "].");
        }
    }

    /**
     * What was opened, but not in all respects as asked for.
     *
     * @return whole warnings in order.
     */
    public List<String> warnings()
    {
        return warnings;
    }

    static String text(final NetAddress address, final int port)
    {
        return address.port(port).toString();
    }

    private BoundAddress opened(final String key, final ProxySettings proxy, final BindSettings bind,
        final AddressSpec spec, final int port)
    {
        final BoundAddress address = new BoundAddress(key, proxy, bind, bind.socketIndex(spec, port));
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
