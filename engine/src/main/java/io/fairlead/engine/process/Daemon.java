/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.Version;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterFileContext;
import io.fairlead.engine.counters.CounterFileLocator;
import io.fairlead.engine.counters.ProcessColumn;
import io.fairlead.engine.errors.Cause;
import io.fairlead.engine.errors.ErrorLog;
import io.fairlead.engine.http1.Http1MuxFactory;
import io.fairlead.engine.log.LogContext;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.log.LogWriter;
import io.fairlead.engine.log.ProcessLog;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ListenerSet;
import io.fairlead.engine.proxy.ProcessLimits;
import io.fairlead.engine.proxy.ProxyOption;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.proxy.Worker;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.SlowStarts;
import io.fairlead.engine.stats.ConfigurationStats;
import io.fairlead.engine.transport.nio.NioPoller;
import io.fairlead.engine.transport.nio.NioTransport;

/**
 * The running process: its loops, the conductor, the generation that carries traffic. Started and stopped from the main
 * thread, steered on the conductor.
 */
public final class Daemon
{
    private static final int LARGE_BUFFER_SIZE = 64 * 1024;
    private static final int MAX_ACCEPT_DEFAULT = 64;
    private static final int OBJECT_RESERVE = 64;
    private static final long NS_PER_MS = 1_000_000L;

    private final Configuration configuration;
    private final int loopCount;
    private final CounterFile counters;
    private final ErrorLog errors;
    private final ProcessLimits limits;
    private final ProcessSamples samples;
    private final LogService logs;
    private final NioTransport transport = new NioTransport();
    private final EventLoop conductor;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ProcessLog processLog;
    private final Notices notices;
    private final ServerMonitor monitor;
    private HealthChecks checks;
    private final DaemonStatus status;
    private final RuntimeApi api;
    private Generation generation;
    private ListenerSet listeners;

    /**
     * Prepare the loops of a process; nothing runs and nothing is open yet.
     *
     * @param configuration  read and checked.
     * @param budget         limits of client connections and descriptors.
     * @param messages       of start-up; what comes later is as quiet as they are.
     * @throws IOException when the counter file cannot be made.
     */
    Daemon(final Configuration configuration, final DescriptorBudget budget, final Messages messages)
        throws IOException
    {
        this.configuration = configuration;
        final GlobalSettings global = configuration.global;
        loopCount = global.threadCount > 0 ? global.threadCount : Runtime.getRuntime().availableProcessors();
        counters = counterFile(budget.maxConnections());
        errors = new ErrorLog(counters.errorLogBuffer(), System::currentTimeMillis);
        limits = new ProcessLimits(budget.maxConnections());
        conductor = new EventLoop(loopCount, "conductor", new NioPoller(this::onFault), this::onFault);
        final String tag = null == global.logTag ? "haproxy" : global.logTag;
        final String hostName = hostName();
        logs = new LogService(new LogContext(
            ProcessHandle.current().pid(), tag, "".equals(global.logSendHostname) ? hostName : global.logSendHostname,
            0, global.isQuiet || messages.isQuiet()));
        processLog = new ProcessLog(logs);
        notices = new Notices(processLog);
        monitor = new ServerMonitor(notices);
        samples = new ProcessSamples(hostName, global.node, loopCount, limits);
        status = new DaemonStatus(
            global, budget, limits, counters.reader(), hostName,
            null == counters.path() ? null : counters.path().toString(),
            this::listenerCount);
        api = new RuntimeApi(
            conductor, transport, global, configuration.statsSockets, counters, workers, errors);
        for (int i = 0; i < loopCount; i++)
        {
            workers.add(worker(i, global, budget.bufferLimit()));
        }
    }

    private Worker worker(final int index, final GlobalSettings global, final int limit)
    {
        final EventLoop loop = new EventLoop(index, "loop-" + index, new NioPoller(this::onFault), this::onFault);
        final LoopContext context = new LoopContext(loop, transport,
            new BufferPool(global.bufferSize, limit),
                new BufferPool(Math.max(LARGE_BUFFER_SIZE, global.bufferSize), limit));
        return new Worker(index, context, new Http1MuxFactory(), counters.loop(index), counters.process(), limits,
            samples,
            logWriter(index, loop), global.bufferSize);
    }

    /**
     * Tell the state of all proxies and servers, as SIGHUP asks.
     *
     * @param messages where to.
     */
    public void dumpState(final Messages messages)
    {
        conductor.execute(() ->
        {
            messages.warning("SIGHUP received, dumping servers states.");
            for (final Backend backend : generation.backends())
            {
                for (int i = 0; i < backend.servers().size(); i++)
                {
                    final Server server = backend.servers().get(i);
                    messages.warning("SIGHUP: Server " + server.backendName() + "/" + server.name() + " is " +
                        (server.isUp() ? "UP" : "DOWN") + ". Conn: " + server.load().sessions() + " act, " +
                        server.queued() + " pend, " + server.load().sessions() + " tot.");
                }
            }
        });
    }

    /** Room for the objects of this configuration, and for as many again after reloads. */
    private static int objectCount(final Configuration configuration)
    {
        int count = OBJECT_RESERVE;
        for (final ProxySettings proxy : configuration.proxies)
        {
            count += 2 * (2 + proxy.servers.size() + proxy.binds.size());
        }
        return count;
    }

    /** A daemon serves without its counter file too; only tools cannot look in then. */
    private CounterFile counterFile(final int maxConnections) throws IOException
    {
        final CounterFileContext context = new CounterFileContext()
            .loopCount(loopCount)
            .maxConnections(maxConnections)
            .product("Fairlead " + Version.FAIRLEAD)
            .node(null == configuration.global.node ? hostName() : configuration.global.node)
            .objectCapacity(objectCount(configuration));
        try
        {
            CounterFileLocator.removeStale(CounterFileLocator.directory());
            return CounterFile.create(context.path(CounterFileLocator.newPath()));
        }
        catch (final IOException ex)
        {
            final CounterFile inMemory = CounterFile.create(context.path(null));
            new ErrorLog(inMemory.errorLogBuffer(), System::currentTimeMillis).record(Cause.RESOURCE, ex);
            return inMemory;
        }
    }

    private static String hostName()
    {
        try
        {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
        }
        catch (final IOException ex)
        {
            // a system without /proc: the name is only shown
            return "localhost";
        }
    }

    private LogWriter logWriter(final int index, final EventLoop loop)
    {
        final int dropped = counters.process().address(ProcessColumn.DROPPED_LOGS);
        return new LogWriter(logs, () -> loop.clock().epochUs(), () -> counters.loop(index).increment(dropped));
    }

    private void onFault(final Throwable cause)
    {
        if (errors.record(Cause.INTERNAL, cause) && null != logs)
        {
            logs.messages().alert("A loop caught " + cause +
                ": what it was working on is given up; see 'fairctl errors'.");
        }
    }

    /**
     * Open the listening sockets.
     *
     * @return what could not be opened; empty when all could.
     */
    public List<Generation.BindFailure> open()
    {
        generation = Generation.of(configuration, counters, logs, loopCount, limits.maxConnections());
        generation.followServers(workers);
        for (final Backend backend : generation.backends())
        {
            final ProxySettings settings = backend.settings();
            notices.targets(backend.servers(), logs.targets(settings.logs, settings.logTag));
            backend.servers().isLoggingChecks(settings.has(ProxyOption.LOG_HEALTH_CHECKS));
            monitor.start(backend.servers(), conductor.clock().nowMs());
        }
        monitor.warmUps(new SlowStarts(monitor, conductor.timers()));
        monitor.onStarted(
            generation.backends().stream().map(Backend::servers).toList(), conductor.clock().nowMs());
        checks = new HealthChecks(conductor, transport, configuration.global, generation, monitor, notices);
        listeners = new ListenerSet(configuration, loopCount, limits.maxConnections(), null);
        listeners.generation(generation);
        return listeners.failures();
    }

    /**
     * Open the sockets of the runtime API.
     *
     * @return what could not be opened; empty when all could.
     */
    List<RuntimeApi.Failure> openRuntimeApi()
    {
        return api.open();
    }

    /**
     * Tell the runtime API how the process was started; before {@link #start()}.
     *
     * @param variables environment with the changes of {@code setenv} and its kin.
     * @param logs      messages of the start as they were printed.
     * @param warnings  number of warnings among them.
     */
    public void startedWith(final Map<String, String> variables, final String logs, final long warnings)
    {
        api.startedWith(variables, logs);
        status.warnings(warnings);
    }

    private int listenerCount()
    {
        int count = api.socketCount();
        for (final Frontend frontend : generation.frontends())
        {
            for (final BindSettings bind : frontend.settings().binds)
            {
                for (final AddressSpec address : bind.addresses)
                {
                    count += address.portCount();
                }
            }
        }
        return limits.isStopping() ? 0 : count;
    }

    /** Start the conductor and the loops; they accept from here on. */
    public void start()
    {
        conductor.execute(checks::start);
        status.ready(System.nanoTime() / NS_PER_MS);
        final ConfigurationStats stats = new ConfigurationStats(generation, counters, status, conductor.clock());
        conductor.execute(() -> api.start(stats));
        start(conductor);
        final int maxAccept = configuration.global.maxAccept > 0 ? configuration.global.maxAccept : MAX_ACCEPT_DEFAULT;
        final LoopPlacement placement = new LoopPlacement(configuration.global);
        for (final Worker worker : workers)
        {
            worker.loop().execute(() -> placement.apply(worker.index()));
            worker.loop().execute(() -> listeners.serve(worker, maxAccept));
            final LoopMonitor activity = new LoopMonitor(
                worker.loop(), worker.counters(), counters.process(), worker.context().buffers());
            worker.loop().execute(activity::start);
            start(worker.loop());
        }
    }

    private void start(final EventLoop loop)
    {
        final Thread thread = new Thread(loop, loop.name());
        threads.add(thread);
        thread.start();
    }

    /**
     * The control loop.
     *
     * @return conductor.
     */
    public EventLoop conductor()
    {
        return conductor;
    }

    /**
     * What carries traffic now.
     *
     * @return generation.
     */
    public Generation generation()
    {
        return generation;
    }

    /**
     * Counters of the process.
     *
     * @return counter file.
     */
    public CounterFile counters()
    {
        return counters;
    }

    /** Soft stop: accept no more, end what is idle, let the rest finish. Any thread. */
    public void stopSoftly()
    {
        limits.stopping();
        for (final Worker worker : workers)
        {
            worker.loop().execute(worker::stopListening);
        }
    }

    /**
     * Client connections left.
     *
     * @return count.
     */
    public int connections()
    {
        return limits.connections();
    }

    /** End the loops. */
    public void stop()
    {
        for (final Worker worker : workers)
        {
            worker.loop().stop();
        }
        conductor.stop();
        processLog.close();
        logs.close();
        counters.close();
    }
}
