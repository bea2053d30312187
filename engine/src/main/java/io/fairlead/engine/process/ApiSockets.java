/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.proxy.BindSettings;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Listening sockets of the runtime API. A reload keeps those whose address stays, opens new ones before the old ones
 * close, and changes nothing when one cannot be opened. Start, then the conductor only.
 */
final class ApiSockets
{
    private final List<Socket> open = new ArrayList<>();
    private List<Socket> next = List.of();

    /** An open socket. */
    static final class Socket
    {
        private final String key;
        private final ServerSocketChannel channel;
        private final String address;
        private BindSettings line;
        private BindSettings nextLine;
        private Runnable closer;

        private Socket(final String key, final ServerSocketChannel channel, final String address)
        {
            this.key = key;
            this.channel = channel;
            this.address = address;
        }

        /** Line that it was opened for. */
        BindSettings line()
        {
            return line;
        }

        ServerSocketChannel channel()
        {
            return channel;
        }

        /** Address as {@code show cli sockets} prints it. */
        String address()
        {
            return address;
        }

        boolean isServed()
        {
            return null != closer;
        }

        /** Somebody accepts from it, and closes it when asked. */
        void served(final Runnable value)
        {
            closer = value;
        }
    }

    /**
     * A socket that could not be opened.
     *
     * @param line     its line.
     * @param protocol such as {@code unix_stream}.
     * @param reason   why, in HAProxy's words, with the address.
     */
    record Failure(BindSettings line, String protocol, String reason)
    {
    }

    /** Open sockets in the order of the configuration. */
    List<Socket> all()
    {
        return open;
    }

    /**
     * Open the sockets of some lines, as far as they are not open yet. {@link #accept()} or {@link #abandon()} must
     * follow.
     *
     * @param lines   wanted from now on.
     * @param backlog of lines that set none.
     * @return what could not be opened; empty when all is open.
     */
    List<Failure> prepare(final List<BindSettings> lines, final int backlog)
    {
        final List<Failure> failures = new ArrayList<>();
        next = new ArrayList<>();
        for (final BindSettings line : lines)
        {
            for (final AddressSpec address : line.addresses)
            {
                prepare(line, address, line.backlog > 0 ? line.backlog : backlog, failures);
            }
        }
        return failures;
    }

    private void prepare(
        final BindSettings line, final AddressSpec address, final int backlog, final List<Failure> failures)
    {
        try
        {
            final int last = AddressSpec.Form.IP == address.form ? Math.max(address.port, address.portHigh) :
                address.port;
            for (int port = address.port; port <= last; port++)
            {
                final String key = address.text + '|' + port;
                Socket socket = kept(key);
                if (null == socket)
                {
                    final ServerSocketChannel channel = open(line, address, port, backlog);
                    socket = new Socket(key, channel, text(address, channel));
                }
                socket.nextLine = line;
                next.add(socket);
            }
        }
        catch (final IOException ex)
        {
            final String shown = null == address.path ? address.text : address.path;
            failures.add(new Failure(line, protocol(address), ex.getMessage() + " [" + shown + "]"));
        }
    }

    private Socket kept(final String key)
    {
        for (final Socket socket : open)
        {
            if (socket.key.equals(key) && !next.contains(socket))
            {
                return socket;
            }
        }
        return null;
    }

    /** The sockets that were prepared are the ones from now on; close the others. */
    void accept()
    {
        for (final Socket socket : open)
        {
            if (!next.contains(socket))
            {
                close(socket);
            }
        }
        open.clear();
        open.addAll(next);
        for (final Socket socket : open)
        {
            socket.line = socket.nextLine;
        }
        next = List.of();
    }

    /** Close again what was prepared; what was open stays. */
    void abandon()
    {
        for (final Socket socket : next)
        {
            if (!open.contains(socket))
            {
                close(socket);
            }
        }
        next = List.of();
    }

    /** All sockets were closed by those who accepted from them. */
    void forget()
    {
        open.clear();
    }

    /** Close all sockets. */
    void close()
    {
        open.forEach(ApiSockets::close);
        open.clear();
    }

    private static void close(final Socket socket)
    {
        if (null != socket.closer)
        {
            socket.closer.run();
            return;
        }
        try
        {
            socket.channel.close();
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("a fresh socket cannot be closed", ex);
        }
    }

    private static ServerSocketChannel open(
        final BindSettings line, final AddressSpec address, final int port, final int backlog) throws IOException
    {
        return switch (address.form)
        {
            case UNIX -> UnixSockets.listenAtPath(address.path, backlog, Math.max(0, line.mode), line.uid, line.gid);
            case ABSTRACT_PADDED, ABSTRACT -> UnixSockets.listenAbstract(
                UnixSockets.abstractAddress(address.path, AddressSpec.Form.ABSTRACT_PADDED == address.form), backlog);
            case DESCRIPTOR -> Descriptors.adoptListener(address.descriptor);
            default -> openPort(address, port, backlog);
        };
    }

    private static ServerSocketChannel openPort(final AddressSpec address, final int port, final int backlog)
        throws IOException
    {
        final ServerSocketChannel socket = ServerSocketChannel.open();
        try
        {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(new InetSocketAddress(address.address.toInetAddress(), port), backlog);
            return socket;
        }
        catch (final IOException ex)
        {
            socket.close();
            throw new IOException("cannot bind socket (" + ex.getMessage() + ") for", ex);
        }
    }

    private static String protocol(final AddressSpec address)
    {
        return switch (address.form)
        {
            case UNIX -> "unix_stream";
            case ABSTRACT, ABSTRACT_PADDED -> "abns_stream";
            case DESCRIPTOR -> "fd";
            default -> NetAddress.INET6 == address.address.family() ? "tcpv6" : "tcpv4";
        };
    }

    private static String text(final AddressSpec address, final ServerSocketChannel socket) throws IOException
    {
        return switch (address.form)
        {
            case UNIX -> "unix@" + address.path;
            case ABSTRACT, ABSTRACT_PADDED -> "abns@" + address.path;
            default -> text(socket.getLocalAddress());
        };
    }

    private static String text(final SocketAddress address)
    {
        if (address instanceof UnixDomainSocketAddress unix)
        {
            return "unix@" + unix.getPath();
        }
        final InetSocketAddress inet = (InetSocketAddress)address;
        final InetAddress host = inet.getAddress();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[NetAddress.MAX_TEXT_LENGTH]);
        final NetAddress bare = new NetAddress().from(host, inet.getPort());
        final String shown = buffer.getStringWithoutLengthAscii(0, bare.appendTo(buffer, 0));
        return (4 == host.getAddress().length ? "ipv4@" + shown : "ipv6@[" + shown + "]") + ":" + inet.getPort();
    }
}
