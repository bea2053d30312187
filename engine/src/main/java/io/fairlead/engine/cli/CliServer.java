/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.Listener;
import io.fairlead.engine.transport.Transport;

import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Serves the runtime API on the sockets of the {@code stats socket} lines. All sockets together serve at most
 * {@code stats maxconn} clients; more wait in the system's queue. Conductor only.
 */
public final class CliServer
{
    private static final int ACCEPT_LIMIT = 4;

    private final EventLoop loop;
    private final BufferPool buffers;
    private final CliTable commands;
    private final CliServices services;
    private CliTable masterCommands;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<CliConnection> connections = new ArrayList<>();
    private final Consumer<String> warnings;
    private int maxConnections;
    private boolean isAccepting = true;
    private boolean isPaused;
    private volatile int connectionCount;

    /**
     * A server without sockets.
     *
     * @param loop           the conductor's loop.
     * @param buffers        its buffers; each client holds one while it is answered.
     * @param commands       all commands.
     * @param services       what they work on.
     * @param maxConnections {@code stats maxconn}, at least 1.
     * @param warnings       told in words when accepting pauses.
     */
    public CliServer(
        final EventLoop loop,
        final BufferPool buffers,
        final CliTable commands,
        final CliServices services,
        final int maxConnections,
        final Consumer<String> warnings)
    {
        this.loop = loop;
        this.buffers = buffers;
        this.commands = commands;
        this.services = services;
        this.maxConnections = maxConnections;
        this.warnings = warnings;
    }

    /**
     * Serve sockets of the master too.
     *
     * @param table commands of the master.
     */
    public void masterCommands(final CliTable table)
    {
        masterCommands = table;
    }

    /**
     * Serve on a socket.
     *
     * @param transport that serves sockets of this process.
     * @param socket    bound and listening; closed by {@link #close()}.
     * @param settings  what its sessions begin with.
     * @return the listener.
     */
    public Listener listen(final Transport transport, final ServerSocketChannel socket, final CliSettings settings)
    {
        return listen(transport, socket, () -> settings);
    }

    /**
     * Serve on a socket whose settings may change.
     *
     * @param transport that serves sockets of this process.
     * @param socket    bound and listening; closed by {@link #close()}.
     * @param settings  asked for what a session begins with.
     * @return the listener; closing it leaves its clients alone.
     */
    public Listener listen(
        final Transport transport, final ServerSocketChannel socket, final Supplier<CliSettings> settings)
    {
        final Listener listener = transport.listen(loop, socket, ACCEPT_LIMIT, new AcceptHandler()
        {
            @Override
            public AcceptHandler recipient()
            {
                return this;
            }

            @Override
            public EventLoop loop()
            {
                return loop;
            }

            @Override
            public boolean reserve()
            {
                return true;
            }

            @Override
            public void unreserve()
            {
                // connections of the runtime API are counted when they are served
            }

            @Override
            public void onAccept(final Channel channel)
            {
                serve(channel, settings.get());
            }

            @Override
            public void onAcceptPaused(final String error)
            {
                warnings.accept("Runtime API: accepting pauses: " + error);
            }
        });
        listeners.add(listener);
        listener.wantAccept(isAccepting && !isPaused);
        return listener;
    }

    /**
     * Serve a connection that was accepted elsewhere, as the pair of the master's socket.
     *
     * @param channel  connected; owned by the server from now on.
     * @param settings what its session begins with.
     */
    public void serve(final Channel channel, final CliSettings settings)
    {
        final CliSession session =
            new CliSession(commands, masterCommands, settings, services, () -> loop.clock().machineMs());
        final CliConnection connection = new CliConnection(this, loop, buffers, channel, session);
        connections.add(connection);
        connectionCount = connections.size();
        updateAccepting();
        connection.begin();
    }

    /**
     * Clients being served. Any thread.
     *
     * @return number of connections.
     */
    public int connectionCount()
    {
        return connectionCount;
    }

    /**
     * Change the limit of clients.
     *
     * @param limit at least 1.
     */
    public void maxConnections(final int limit)
    {
        maxConnections = limit;
        updateAccepting();
    }

    /**
     * Stop listening on one socket.
     *
     * @param listener made by {@link #listen}; its clients are served to their end.
     */
    public void close(final Listener listener)
    {
        listeners.remove(listener);
        listener.close();
    }

    /**
     * Accept nobody for a while, or go on; clients are served meanwhile.
     *
     * @param isOn    whether nobody is to be accepted.
     * @param backlog connections that may wait in the system afterwards.
     */
    public void pauseListening(final boolean isOn, final int backlog)
    {
        isPaused = isOn;
        for (final Listener listener : listeners)
        {
            listener.wantAccept(isAccepting && !isPaused);
            if (!isPaused)
            {
                UnixSockets.listen(listener.descriptor(), backlog);
            }
            else if (Descriptors.isInternet(listener.descriptor()))
            {
                Descriptors.stopListening(listener.descriptor());
            }
        }
    }

    /** Stop listening; clients are served to their end. */
    public void stopListening()
    {
        for (final Listener listener : listeners)
        {
            listener.close();
        }
        listeners.clear();
    }

    /** Stop listening and drop all clients. */
    public void close()
    {
        stopListening();
        dropClients();
    }

    /** Drop all clients; new ones are served. */
    public void dropClients()
    {
        for (final CliConnection connection : List.copyOf(connections))
        {
            connection.close();
        }
    }

    void onClosed(final CliConnection connection)
    {
        connections.remove(connection);
        connectionCount = connections.size();
        updateAccepting();
    }

    private void updateAccepting()
    {
        final boolean isRoom = connections.size() < maxConnections;
        if (isRoom != isAccepting)
        {
            isAccepting = isRoom;
            for (final Listener listener : listeners)
            {
                listener.wantAccept(isRoom && !isPaused);
            }
        }
    }
}
