/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliServer;
import io.fairlead.engine.cli.CliServices;
import io.fairlead.engine.cli.CliSettings;
import io.fairlead.engine.cli.CliSeverity;
import io.fairlead.engine.cli.CliTable;
import io.fairlead.engine.cli.MasterControl;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.errors.Cause;
import io.fairlead.engine.errors.ErrorLog;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Worker;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.stats.ConfigurationStats;
import io.fairlead.engine.stats.StatsSource;
import io.fairlead.engine.transport.Listener;
import io.fairlead.engine.transport.Transport;

import java.util.ArrayList;
import java.util.HashMap;
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
    private static final int MASTER_CONNECTIONS = 64;

    private final EventLoop conductor;
    private final Transport transport;
    private GlobalSettings global;
    private GlobalSettings nextGlobal;
    private final CounterFile counters;
    private final List<Worker> workers;
    private final ErrorLog errors;
    private final ApiSockets sockets = new ApiSockets();
    private Map<String, String> environment = System.getenv();
    private String startupLogs = "";
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final ApiSockets masterSockets = new ApiSockets();
    private MasterControl master;
    private ConfigurationStats stats;
    private volatile CliServer server;
    private boolean isPaused;

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

    RuntimeApi(
        final EventLoop conductor,
        final Transport transport,
        final GlobalSettings global,
        final CounterFile counters,
        final List<Worker> workers,
        final ErrorLog errors)
    {
        this.conductor = conductor;
        this.transport = transport;
        this.global = global;
        this.counters = counters;
        this.workers = workers;
        this.errors = errors;
    }

    /** What was read and said while starting; before the conductor runs, or on it. Null logs stay as they are. */
    void startedWith(final Map<String, String> variables, final String logs)
    {
        environment = new TreeMap<>(variables);
        startupLogs = null == logs ? startupLogs : logs;
    }

    /** Offer a part of the daemon to commands, in the place of an older one of its type. */
    <T> void offer(final Class<T> type, final T part)
    {
        parts.put(type, part);
    }

    /**
     * Open the sockets of a configuration; on the starting thread, or on the conductor for a reload.
     *
     * @param configuration whose lines count from now on, unless it is given up.
     * @return what could not be opened; empty when all is open.
     */
    List<ApiSockets.Failure> open(final Configuration configuration)
    {
        nextGlobal = configuration.global;
        return sockets.prepare(
            configuration.statsSockets, backlog(nextGlobal));
    }

    private static int backlog(final GlobalSettings settings)
    {
        return Math.min(BACKLOG_LIMIT, Math.max(1, settings.statsMaxConn));
    }

    /**
     * Open the sockets of the master CLI; on the starting thread.
     *
     * @param lines   of {@code -S}.
     * @param control what stands behind them.
     * @return what could not be opened; empty when all is open.
     */
    List<ApiSockets.Failure> openMasterCli(final List<BindSettings> lines, final MasterControl control)
    {
        master = control;
        final List<ApiSockets.Failure> failures = masterSockets.prepare(lines, BACKLOG_LIMIT);
        if (failures.isEmpty())
        {
            masterSockets.accept();
        }
        return failures;
    }

    /** Open listening sockets. */
    int socketCount()
    {
        return sockets.all().size();
    }

    /** Close again what was opened last. */
    void abandon()
    {
        sockets.abandon();
    }

    /** What was opened last is in force from now on. */
    void accept()
    {
        global = nextGlobal;
        sockets.accept();
        counters.runtimeApi(sockets.all().isEmpty() ? "" : sockets.all().getFirst().address());
    }

    /** Begin to serve. */
    void start(final ConfigurationStats newStats)
    {
        conductor.timers().schedule(publisher, conductor.clock().nowMs() + PERIOD_MS);
        final CliTable commands = new CliTable(Catalog.registry());
        server = server(commands, global.statsMaxConn);
        final CliServer ofMaster = server(commands, MASTER_CONNECTIONS);
        ofMaster.masterCommands(new CliTable(Catalog.registry(), "MASTER"));
        for (final ApiSockets.Socket socket : masterSockets.all())
        {
            ofMaster.listen(transport, socket.channel(), () -> masterSettings(socket.line()));
        }
        reload(newStats);
    }

    private CliServer server(final CliTable commands, final int maxConnections)
    {
        return new CliServer(conductor, new BufferPool(global.bufferSize, BUFFER_LIMIT), commands, this,
            maxConnections, (text) -> errors.record(Cause.RESOURCE, text));
    }

    private CliSettings masterSettings(final BindSettings line)
    {
        return new CliSettings(level(line), CliSeverity.ofWord(line.severityOutput), global.bufferSize,
            global.cliMaxPayloadSize, global.statsTimeoutMs, true, false);
    }

    /** Serve what was accepted last. */
    void reload(final ConfigurationStats newStats)
    {
        stats = newStats;
        stats.publish();
        server.maxConnections(global.statsMaxConn);
        pauseListening(false);
        for (final ApiSockets.Socket socket : sockets.all())
        {
            if (!socket.isServed())
            {
                final Listener listener =
                    server.listen(transport, socket.channel(), () -> settings(socket.line()));
                socket.served(() -> server.close(listener));
            }
        }
    }

    /** A server came or went at run time. */
    void followServer(final Server changed)
    {
        stats.follow(changed);
    }

    /** Stop listening; clients are served to their end. The sockets of the master stay. */
    void stopListening()
    {
        if (null != server)
        {
            server.stopListening();
            sockets.forget();
        }
    }

    /** Accept nobody for a while, or go on; false when nothing changes by that. */
    boolean pauseListening(final boolean isOn)
    {
        if (null == server || isPaused == isOn || sockets.all().isEmpty())
        {
            return false;
        }
        isPaused = isOn;
        server.pauseListening(isPaused, backlog(global));
        return true;
    }

    /** Clients of the {@code stats socket} lines. Any thread. */
    int connections()
    {
        return null == server ? 0 : server.connectionCount();
    }

    /** Drop the clients of the {@code stats socket} lines. */
    void dropClients()
    {
        if (null != server)
        {
            server.dropClients();
        }
    }

    private CliSettings settings(final BindSettings line)
    {
        return new CliSettings(
            level(line),
            CliSeverity.ofWord(line.severityOutput),
            global.bufferSize,
            global.cliMaxPayloadSize,
            global.statsTimeoutMs,
            false,
            line.isListenersExposed);
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

    @Override
    public <T> T part(final Class<T> type)
    {
        if (StatsSource.class == type)
        {
            return type.cast(stats);
        }
        if (parts.containsKey(type))
        {
            return type.cast(parts.get(type));
        }
        if (MasterControl.class == type && null != master)
        {
            return type.cast(master);
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
        final List<CliSocket> listed = new ArrayList<>();
        for (final ApiSockets.Socket socket : sockets.all())
        {
            listed.add(new CliSocket(socket.address(), level(socket.line())));
        }
        return listed;
    }

    @Override
    public Map<String, String> environment()
    {
        return environment;
    }

    @Override
    public String startupLogs()
    {
        return null == master ? startupLogs : master.logs();
    }

    @Override
    public void clearCounters(final boolean isAll)
    {
        final List<CounterObject> objects = stats.counters().objects();
        if (isAll)
        {
            stats.clearCounters();
        }
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
