/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliServer;
import io.fairlead.engine.cli.CliServices;
import io.fairlead.engine.cli.CliSettings;
import io.fairlead.engine.cli.CliSeverity;
import io.fairlead.engine.cli.CliTable;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.errors.Cause;
import io.fairlead.engine.errors.ErrorLog;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Worker;
import io.fairlead.engine.stats.ConfigurationStats;
import io.fairlead.engine.stats.StatsSource;
import io.fairlead.engine.transport.Transport;
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
import java.util.Map;
import java.util.TreeMap;

/**
 * The runtime API of the daemon: opens the {@code stats socket} lines, serves them on the conductor, and once a second
 * writes the state of all objects into the counter file. What is not said otherwise belongs to the conductor.
 */
final class RuntimeApi implements CliServices
{
    private static final int BACKLOG_LIMIT = 1024;
    private static final int BUFFER_LIMIT = 64;
    private static final int PERIOD_MS = 1000;

    private final EventLoop conductor;
    private final Transport transport;
    private final GlobalSettings global;
    private final List<BindSettings> lines;
    private final CounterFile counters;
    private final List<Worker> workers;
    private final ErrorLog errors;
    private final List<Opened> opened = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private Map<String, String> environment = System.getenv();
    private String startupLogs = "";
    private ConfigurationStats stats;
    private CliServer server;

    private final Timer publisher = new Timer()
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            stats.publish();
            conductor.timers().schedule(this, nowMs + PERIOD_MS);
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            // reported by the loop; the state of this second is missing
            conductor.timers().schedule(this, conductor.clock().nowMs() + PERIOD_MS);
        }
    };

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

    private record Opened(BindSettings line, ServerSocketChannel socket, String address)
    {
    }

    RuntimeApi(
        final EventLoop conductor,
        final Transport transport,
        final GlobalSettings global,
        final List<BindSettings> lines,
        final CounterFile counters,
        final List<Worker> workers,
        final ErrorLog errors)
    {
        this.conductor = conductor;
        this.transport = transport;
        this.global = global;
        this.lines = lines;
        this.counters = counters;
        this.workers = workers;
        this.errors = errors;
    }

    /** What was read and said while starting; before the conductor runs. */
    void startedWith(final Map<String, String> variables, final String logs)
    {
        environment = new TreeMap<>(variables);
        startupLogs = logs;
    }

    /**
     * Open the sockets; on the starting thread.
     *
     * @return what could not be opened; empty when all is open.
     */
    List<Failure> open()
    {
        for (final BindSettings line : lines)
        {
            for (final AddressSpec address : line.addresses)
            {
                open(line, address);
            }
        }
        if (!opened.isEmpty())
        {
            counters.runtimeApi(opened.getFirst().address);
        }
        return failures;
    }

    /** Open listening sockets. */
    int socketCount()
    {
        return opened.size();
    }

    /** Close the sockets again, because the start is given up. */
    void abandon()
    {
        for (final Opened socket : opened)
        {
            close(socket.socket);
        }
        opened.clear();
    }

    /** Begin to serve. */
    void start(final ConfigurationStats newStats)
    {
        stats = newStats;
        stats.publish();
        conductor.timers().schedule(publisher, conductor.clock().nowMs() + PERIOD_MS);
        if (opened.isEmpty())
        {
            return;
        }
        server = new CliServer(
            conductor,
            new BufferPool(global.bufferSize, BUFFER_LIMIT),
            new CliTable(Catalog.registry()),
            this,
            global.statsMaxConn,
            (text) -> errors.record(Cause.RESOURCE, text));
        for (final Opened socket : opened)
        {
            server.listen(transport, socket.socket, settings(socket.line));
        }
    }

    /** Stop listening; clients are served to their end. */
    void stopListening()
    {
        if (null != server)
        {
            server.stopListening();
        }
    }

    private CliSettings settings(final BindSettings line)
    {
        return new CliSettings(
            level(line),
            CliSeverity.ofWord(line.severityOutput),
            global.bufferSize,
            global.cliMaxPayloadSize,
            global.statsTimeoutMs);
    }

    private static CliLevel level(final BindSettings line)
    {
        return switch (line.level)
        {
            case USER -> CliLevel.USER;
            case OPERATOR -> CliLevel.OPERATOR;
            case ADMIN -> CliLevel.ADMIN;
        };
    }

    private void open(final BindSettings line, final AddressSpec address)
    {
        final int ofLimit = Math.min(BACKLOG_LIMIT, Math.max(1, global.statsMaxConn));
        final int backlog = line.backlog > 0 ? line.backlog : ofLimit;
        try
        {
            switch (address.form)
            {
                case UNIX -> add(line, UnixSockets.listenAtPath(
                    address.path, backlog, Math.max(0, line.mode), line.uid, line.gid), "unix@" + address.path);
                case ABSTRACT_PADDED, ABSTRACT -> add(line, UnixSockets.listenAbstract(
                    UnixSockets.abstractAddress(address.path, AddressSpec.Form.ABSTRACT_PADDED == address.form),
                        backlog),
                    "abns@" + address.path);
                case DESCRIPTOR ->
                {
                    final ServerSocketChannel socket = Descriptors.adoptListener(address.descriptor);
                    add(line, socket, text(socket.getLocalAddress()));
                }
                default -> openPorts(line, address, backlog);
            }
        }
        catch (final IOException ex)
        {
            final String shown = null == address.path ? address.text : address.path;
            failures.add(new Failure(line, protocol(address), ex.getMessage() + " [" + shown + "]"));
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

    private void openPorts(final BindSettings line, final AddressSpec address, final int backlog) throws IOException
    {
        for (int port = address.port; port <= Math.max(address.port, address.portHigh); port++)
        {
            final ServerSocketChannel socket = ServerSocketChannel.open();
            try
            {
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                socket.bind(new InetSocketAddress(address.address.toInetAddress(), port), backlog);
                add(line, socket, text(socket.getLocalAddress()));
            }
            catch (final IOException ex)
            {
                close(socket);
                throw new IOException("cannot bind socket (" + ex.getMessage() + ") for", ex);
            }
        }
    }

    private void add(final BindSettings line, final ServerSocketChannel socket, final String address)
    {
        opened.add(new Opened(line, socket, address));
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

    private static void close(final ServerSocketChannel socket)
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

    @Override
    public <T> T part(final Class<T> type)
    {
        if (StatsSource.class == type)
        {
            return type.cast(stats);
        }
        throw new IllegalArgumentException(type.getName());
    }

    @Override
    public long startMs()
    {
        return stats.process().startMs();
    }

    @Override
    public List<CliSocket> sockets()
    {
        final List<CliSocket> sockets = new ArrayList<>();
        for (final Opened socket : opened)
        {
            sockets.add(new CliSocket(socket.address, level(socket.line)));
        }
        return sockets;
    }

    @Override
    public Map<String, String> environment()
    {
        return environment;
    }

    @Override
    public String startupLogs()
    {
        return startupLogs;
    }

    @Override
    public void clearCounters(final boolean isAll)
    {
        final List<CounterObject> objects = stats.counters().objects();
        clear(counters.conductor(), objects, isAll);
        for (final Worker worker : workers)
        {
            worker.loop().execute(() -> clear(worker.counters(), objects, isAll));
        }
    }

    private static void clear(final LoopCounters loop, final List<CounterObject> objects, final boolean isAll)
    {
        for (final CounterObject object : objects)
        {
            if (isAll)
            {
                loop.clear(object);
            }
            else
            {
                loop.clearMaxima(object);
            }
        }
    }
}
