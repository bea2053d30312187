/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.IpSockets;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;

/**
 * The sockets of one {@code log-forward} section, as descriptors. One that the configuration before has too is shared
 * with it, so that nothing that waits in it is lost by a reload. Conductor or starting thread.
 */
public final class LogForwardSockets
{
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_REUSEPORT = 15;

    private final LogForwardSettings settings;
    private final GlobalSettings global;
    private final Map<String, Integer> former;
    private final Map<String, Integer> opened;
    private final List<Integer> streams = new ArrayList<>();
    private final List<Integer> datagrams = new ArrayList<>();
    private final List<Generation.BindFailure> failures = new ArrayList<>();

    /**
     * Open them.
     *
     * @param settings of the section.
     * @param global   options for all sockets.
     * @param former   sockets of the configuration before, by what they are known by.
     * @param opened   gets those of this section, known by the same.
     */
    public LogForwardSockets(
        final LogForwardSettings settings, final GlobalSettings global, final Map<String, Integer> former,
        final Map<String, Integer> opened)
    {
        this.settings = settings;
        this.global = global;
        this.former = former;
        this.opened = opened;
        for (final BindSettings bind : settings.proxy.binds)
        {
            for (final AddressSpec address : bind.addresses)
            {
                open(bind, address, false);
            }
        }
        for (final BindSettings bind : settings.datagramBinds)
        {
            for (final AddressSpec address : bind.addresses)
            {
                open(bind, address, true);
            }
        }
    }

    /**
     * What could not be opened.
     *
     * @return failures in order.
     */
    public List<Generation.BindFailure> failures()
    {
        return failures;
    }

    /**
     * Listening sockets.
     *
     * @return descriptors, the caller's from here on.
     */
    public int[] streams()
    {
        return streams.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Datagram sockets.
     *
     * @return descriptors, the caller's from here on.
     */
    public int[] datagrams()
    {
        return datagrams.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Close all of them. */
    public void close()
    {
        streams.forEach(Descriptors::close);
        datagrams.forEach(Descriptors::close);
    }

    private void open(final BindSettings bind, final AddressSpec address, final boolean isDatagram)
    {
        final int last = AddressSpec.Form.IP == address.form ? Math.max(address.port, address.portHigh) : address.port;
        for (int port = address.port; port <= last; port++)
        {
            final String key = (isDatagram ? "dgram " : "stream ") + settings.proxy.name + ' ' + address.text + ' ' +
                port + ' ' + bind.interfaceName + ' ' + bind.isTransparent;
            final Integer before = former.get(key);
            final int fd = null == before ? fresh(bind, address, port, isDatagram) : Descriptors.dup(before);
            if (fd >= 0)
            {
                opened.put(key, fd);
                (isDatagram ? datagrams : streams).add(fd);
            }
        }
    }

    private int fresh(final BindSettings bind, final AddressSpec address, final int port, final boolean isDatagram)
    {
        try
        {
            return AddressSpec.Form.DESCRIPTOR == address.form ? inherited(address) : isDatagram ?
                datagram(bind, address, port) : stream(bind, address, port);
        }
        catch (final IOException ex)
        {
            final boolean isIp = AddressSpec.Form.IP == address.form;
            final boolean isV6 = isIp && NetAddress.INET6 == address.address.family();
            final String protocol = isIp ? (isDatagram ? "udp" : "tcp") + (isV6 ? "v6" : "v4") :
                isDatagram ? "unix_dgram" : "unix_stream";
            failures.add(new Generation.BindFailure(bind, settings.proxy, protocol, ex.getMessage() +
                (isIp ? " for [" + ListenerSet.text(address.address, port) + "]" : " [" + address.path + "]")));
            return -1;
        }
    }

    private static int inherited(final AddressSpec address) throws IOException
    {
        final int fd = Descriptors.dup(address.descriptor);
        Errno.check("cannot use file descriptor '" + address.descriptor + "'", fd);
        Descriptors.nonBlocking(fd, true);
        Descriptors.closeOnExec(fd, true);
        return fd;
    }

    private int backlog(final BindSettings bind)
    {
        return bind.backlog > 0 ? bind.backlog : settings.proxy.backlog > 0 ? settings.proxy.backlog :
            Math.max(1, settings.proxy.maxConn);
    }

    private int stream(final BindSettings bind, final AddressSpec address, final int port) throws IOException
    {
        if (AddressSpec.Form.IP == address.form)
        {
            final ListeningSocket listening = new ListeningSocket(
                bind, settings.proxy, global, NetAddress.INET6 == address.address.family());
            try
            {
                listening.open(address.address.toInetAddress(), port, backlog(bind));
                return detached(listening.socket());
            }
            finally
            {
                listening.close();
            }
        }
        final boolean isPath = AddressSpec.Form.UNIX == address.form;
        try (ServerSocketChannel socket = isPath ?
            UnixSockets.listenAtPath(address.path, backlog(bind), Math.max(0, bind.mode), bind.uid, bind.gid) :
            UnixSockets.listenAbstract(unixAddress(address), backlog(bind)))
        {
            return detached(socket);
        }
    }

    /** The socket without the channel that made it, which is then closed. */
    private static int detached(final ServerSocketChannel socket) throws IOException
    {
        socket.configureBlocking(false);
        final int fd = Descriptors.dup(Descriptors.of(socket));
        Errno.check("cannot duplicate socket", fd);
        Descriptors.closeOnExec(fd, true);
        return fd;
    }

    private static byte[] unixAddress(final AddressSpec address) throws IOException
    {
        final byte[] bytes = AddressSpec.Form.UNIX == address.form ? UnixSockets.pathAddress(address.path) :
            UnixSockets.abstractAddress(address.path, AddressSpec.Form.ABSTRACT_PADDED == address.form);
        if (null == bytes)
        {
            throw new IOException("name too long for UNIX socket");
        }
        return bytes;
    }

    private static int datagram(final BindSettings bind, final AddressSpec address, final int port) throws IOException
    {
        final boolean isIp = AddressSpec.Form.IP == address.form;
        final boolean isV6 = isIp && NetAddress.INET6 == address.address.family();
        final int fd = isIp ? IpSockets.datagramSocket(isV6) : UnixSockets.datagramSocket();
        Errno.check("cannot create receiving socket", fd);
        try
        {
            if (isIp)
            {
                prepare(fd, bind, isV6);
                final NetAddress local = new NetAddress().copyFrom(address.address).port(port);
                check(UnixSockets.bind(fd, IpSockets.address(local)));
            }
            else
            {
                bindUnix(fd, bind, address);
            }
            return fd;
        }
        catch (final IOException ex)
        {
            Descriptors.close(fd);
            throw ex;
        }
    }

    private static void prepare(final int fd, final BindSettings bind, final boolean isV6) throws IOException
    {
        SocketOptions.integer(fd, SOL_SOCKET, SO_REUSEADDR, 1);
        SocketOptions.integer(fd, SOL_SOCKET, SO_REUSEPORT, 1);
        if (bind.isTransparent && SocketOptions.foreignAddress(fd, isV6) < 0)
        {
            throw new IOException("cannot make receiving socket transparent");
        }
        if (null != bind.interfaceName && SocketOptions.bindToDevice(fd, bind.interfaceName) < 0)
        {
            throw new IOException("cannot bind receiver to device '" + bind.interfaceName + "'");
        }
        if (isV6)
        {
            SocketOptions.v6Only(fd, bind.isV6Only || SocketOptions.isV6OnlyByDefault() && !bind.isV4V6);
        }
    }

    private static void bindUnix(final int fd, final BindSettings bind, final AddressSpec address) throws IOException
    {
        if (AddressSpec.Form.UNIX == address.form)
        {
            UnixSockets.unlink(address.path);
        }
        check(UnixSockets.bind(fd, unixAddress(address)));
        if (AddressSpec.Form.UNIX == address.form)
        {
            if (bind.mode > 0)
            {
                UnixSockets.chmod(address.path, bind.mode);
            }
            if (bind.uid >= 0 || bind.gid >= 0)
            {
                UnixSockets.chown(address.path, bind.uid, bind.gid);
            }
        }
    }

    private static void check(final int result) throws IOException
    {
        if (result < 0)
        {
            throw new IOException("cannot bind socket (" + Errno.text(-result) + ")");
        }
    }
}
