/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.cli.ListenerExport;
import io.fairlead.engine.command.FrontendSwitch;
import io.fairlead.engine.command.ServerRoster;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.Version;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterFileContext;
import io.fairlead.engine.counters.CounterFileLocator;
import io.fairlead.engine.counters.ProcessColumn;
import io.fairlead.engine.dns.AddressFamilies;
import io.fairlead.engine.dns.ResolverContext;
import io.fairlead.engine.dns.ResolverSet;
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
import io.fairlead.engine.proxy.FrontendState;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ListenerSet;
import io.fairlead.engine.proxy.LiveStreams;
import io.fairlead.engine.proxy.ProcessLimits;
import io.fairlead.engine.proxy.ProxyOption;
import io.fairlead.engine.proxy.ReceivedSockets;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.proxy.Worker;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.SlowStarts;
import io.fairlead.engine.server.StateHandover;
import io.fairlead.engine.server.StateRestore;
import io.fairlead.engine.stats.ConfigurationStats;
import io.fairlead.engine.transport.nio.NioPoller;
import io.fairlead.engine.transport.nio.NioTransport;

/**
 * The running process: its loops, the conductor, the generation that carries traffic. Started and stopped from the main
 * thread, steered on the conductor.
 */
public final class Daemon
{
    /** Exit status as of a process that aborts. */
    private static final int ABORTED = 134;
    private static final int LARGE_BUFFER_SIZE = 64 * 1024;
    private static final int MAX_ACCEPT_DEFAULT = 64;
    private static final int OBJECT_RESERVE = 512;
    private static final int DNS_BUFFERS = 256;
    private static final long NS_PER_MS = 1_000_000L;

    private Configuration configuration;
    private final int loopCount;
    private final CounterFile counters;
    private final ErrorLog errors;
    private final ProcessLimits limits;
    private DescriptorBudget budget;
    private final ProcessSamples samples;
    private final LogService logs;
    private final NioTransport transport = new NioTransport();
    private final EventLoop conductor;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final LogForwards forwards;
    private final ProcessLog processLog;
    private final Notices notices;
    private final DaemonStatus status;
    private final RuntimeApi api;
    private final Draining draining;
    private final DynamicServers dynamicServers;
    private final LoopBarrier barrier = new LoopBarrier(workers);
    private final FrontendSwitches frontends;
    private final long startMs = System.currentTimeMillis();
    private volatile LiveGeneration live;

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
        this.budget = budget;
        counters = counterFile(budget.maxConnections());
        errors = new ErrorLog(counters.errorLogBuffer(), System::currentTimeMillis);
        limits = new ProcessLimits(
            budget.maxConnections(), budget.sockets(), global.maxConnRate, global.maxSessionRate);
        limits.compression().follow(
            global.maxCompressionRate, global.maxCompressionCpuUsage, global.maxCompressionLevel);
        final LoopFaults faults = new LoopFaults(counters, counters.conductor(), this::onFault);
        conductor = new EventLoop(loopCount, "conductor", new NioPoller(faults), faults);
        faults.remedy(conductor, () -> live.checks().onFault());
        final String tag = null == global.logTag ? "haproxy" : global.logTag;
        final String hostName = hostName();
        logs = new LogService(new LogContext(
            ProcessHandle.current().pid(), tag, "".equals(global.logSendHostname) ? hostName : global.logSendHostname,
            0, global.isQuiet || messages.isQuiet()));
        processLog = new ProcessLog(logs, this::onRecordDropped);
        logs.ringDrops(this::onRecordsDropped);
        forwards = new LogForwards(logs, this::forwardWriter, this::onRecordsReceived);
        notices = new Notices(processLog);
        draining = new Draining(conductor, workers);
        samples = new ProcessSamples(hostName, global.node, loopCount, limits);
        status = new DaemonStatus(
            global, budget, limits, counters.reader(), hostName,
            null == counters.path() ? null : counters.path().toString(),
            this::listenerCount);
        api = new RuntimeApi(
            conductor, transport, global, counters, workers, errors);
        frontends = new FrontendSwitches(() -> live, this::report, barrier, api);
        dynamicServers =
            new DynamicServers(conductor, workers, counters, processLog, () -> live, api::followServer);
        api.offer(ProcessLimits.class, limits);
        api.offer(LogService.class, logs);
        api.offer(ProcessView.class, samples);
        api.offer(KeywordRegistry.class, Catalog.registry());
        offerPatterns();
        for (int i = 0; i < loopCount; i++)
        {
            workers.add(worker(i, global, budget.bufferLimit()));
        }
    }

    private Worker worker(final int index, final GlobalSettings global, final int limit)
    {
        final LoopFaults faults = new LoopFaults(counters, counters.loop(index), this::onFault);
        final EventLoop loop = new EventLoop(index, "loop-" + index, new NioPoller(faults), faults);
        final LoopContext context = new LoopContext(loop, transport,
            new BufferPool(global.bufferSize, limit),
                new BufferPool(Math.max(LARGE_BUFFER_SIZE, global.bufferSize), limit));
        final Worker worker = new Worker(index, context, new Http1MuxFactory(), counters.loop(index),
            counters.process(), limits, samples, logWriter(index, loop), global.bufferSize);
        faults.remedy(loop, worker::onFault);
        return worker;
    }

    /** Tell the state of all proxies and servers, as SIGHUP asks. Any thread. */
    public void dumpState()
    {
        conductor.execute(() -> report().dumpState());
    }

    /** What is to be said of the proxies. */
    ProxyReport report()
    {
        return new ProxyReport(live.generation(), counters.reader(), processLog, logs);
    }

    /** Let the runtime API change the maps, ACLs and variables of the configuration in force. */
    private void offerPatterns()
    {
        configuration.patterns.publisher(conductor::execute);
        api.offer(PatternRegistry.class, configuration.patterns);
        api.offer(VariableNames.class, configuration.variables);
    }

    /** Room for the objects of this configuration, and for as many again after reloads. */
    private static int objectCount(final Configuration configuration)
    {
        int count = OBJECT_RESERVE;
        for (final ProxySettings proxy : configuration.proxies)
        {
            count += 2 * (2 + proxy.servers.size() + proxy.countedSockets());
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
            .configuration(configuration.files)
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

    /** A record of the conductor was dropped: counted by the first loop, whose counters are its own to write. */
    private void onRecordDropped()
    {
        onRecordsDropped(1);
    }

    private void onRecordsDropped(final long count)
    {
        if (!workers.isEmpty())
        {
            final Worker first = workers.getFirst();
            final int dropped = counters.process().address(ProcessColumn.DROPPED_LOGS);
            first.loop().execute(() -> first.counters().add(dropped, count));
        }
    }

    /** Writer of a thread that sends messages of others on. */
    private LogWriter forwardWriter()
    {
        return new LogWriter(logs, ProcessLog::epochUs, this::onRecordDropped);
    }

    private void onRecordsReceived(final long count)
    {
        final Worker first = workers.getFirst();
        final int received = counters.process().address(ProcessColumn.RECEIVED_LOGS);
        first.loop().execute(() -> first.counters().add(received, count));
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
     * @param received sockets of an old process.
     * @return the sockets; what could not be opened is listed there.
     */
    ListenerSet bind(final ReceivedSockets received)
    {
        return new ListenerSet(configuration, loopCount, limits.maxConnections(), null, received);
    }

    /**
     * Open the sockets of {@code log-forward} sections.
     *
     * @return what could not be opened.
     */
    List<Generation.BindFailure> bindForwards()
    {
        return forwards.open(configuration);
    }

    /**
     * Make everything ready to serve on some sockets.
     *
     * @param listeners all open.
     */
    void open(final ListenerSet listeners)
    {
        live = build(configuration, listeners);
        offerServers();
        api.offer(ErrorLog.class, errors);
        api.offer(ListenerExport.class, () -> live.listeners().passed());
    }

    /** Let the runtime API change the servers of the generation in force. */
    private void offerServers()
    {
        api.offer(Generation.class, live.generation());
        api.offer(ServerMonitor.class, live.monitor());
        api.offer(ResolverSet.class, live.resolvers());
        api.offer(LiveStreams.class, new LiveStreams(workers));
        api.offer(ServerRoster.class, dynamicServers);
        api.offer(FrontendSwitch.class, frontends);
    }

    /** A fault of ours must not leave a running process between two generations: the reload is refused. */
    private LiveGeneration tryBuild(final Configuration next, final ListenerSet listeners, final Messages messages)
    {
        try
        {
            return build(next, listeners);
        }
        catch (final RuntimeException ex)
        {
            errors.record(Cause.INTERNAL, ex);
            messages.alert("Cannot put the configuration into force (" + ex + "); see 'fairctl errors'.");
            return null;
        }
    }

    /** Make a generation ready to serve: its servers have the state of those of the same names before them. */
    private LiveGeneration build(final Configuration next, final ListenerSet listeners)
    {
        final LiveGeneration previous = live;
        final long nowMs = conductor.clock().nowMs();
        counters.beginGeneration();
        for (final ProxySettings proxy : next.proxies)
        {
            proxy.filters.forEach(filter -> filter.onStart(proxy.name, loopCount, System.err));
        }
        logs.rings(Generation.rings(next));
        final Generation generation = Generation.of(next, counters, logs, loopCount, limits.maxConnections());
        final ServerMonitor monitor = new ServerMonitor(notices);
        monitor.warmUps(new SlowStarts(monitor, conductor.timers()));
        final StateHandover handover = new StateHandover(monitor, nowMs);
        generation.followServers(workers);
        for (final Backend backend : generation.backends())
        {
            final ProxySettings settings = backend.settings();
            notices.targets(
                backend.servers(), logs.targets(settings.logs, settings.logTag, next.logProfiles));
            backend.servers().isLoggingChecks(settings.has(ProxyOption.LOG_HEALTH_CHECKS));
            monitor.start(backend.servers(), nowMs);
            final Backend before = null == previous ? null : previous.generation().backend(settings.name);
            if (null != before)
            {
                handover.carry(before.servers(), backend.servers());
            }
        }
        generation.track(monitor);
        final ResolverSet resolvers = resolvers(next, generation, monitor);
        final HealthChecks checks = new HealthChecks(
            conductor, transport, next.global, generation, monitor, notices, samples, resolvers::hasten);
        restore(generation, new StateRestore(monitor, processLog.messages()::warning, nowMs));
        monitor.onStarted(generation.backends().stream().map(Backend::servers).toList(), nowMs);
        listeners.generation(generation);
        return new LiveGeneration(generation, listeners, monitor, resolvers, checks, System.currentTimeMillis());
    }

    private ResolverSet resolvers(
        final Configuration next, final Generation generation, final ServerMonitor monitor)
    {
        final String families = next.global.dnsAcceptFamily;
        final ResolverSet resolvers = new ResolverSet(next.resolvers.values(), new ResolverContext()
            .loop(conductor)
            .transport(transport)
            .buffers(new BufferPool(next.global.bufferSize, DNS_BUFFERS))
            .random(new SecureRandom())
            .families(new AddressFamilies(transport,
                families.contains("auto"), families.contains("ipv4"), families.contains("ipv6")))
            .servers(monitor, notices));
        generation.backends().forEach(backend -> resolvers.add(backend.servers()));
        return resolvers;
    }

    private static void restore(final Generation generation, final StateRestore states)
    {
        for (final Backend backend : generation.backends())
        {
            for (final Server server : backend.servers().all())
            {
                if (null != server.settings().saved)
                {
                    states.apply(server, server.settings().saved);
                }
            }
        }
    }

    /**
     * Put a configuration into force while traffic runs: either all of it, or nothing changes. Conductor only.
     *
     * @param next     read and checked.
     * @param messages told what stands against it.
     * @param reloads  reloads of the process when the present configuration came into force.
     * @return false when it was refused.
     */
    boolean reload(final Configuration next, final Messages messages, final int reloads)
    {
        final LiveGeneration previous = live;
        final DescriptorBudget needed = budget.follow(next);
        final ListenerSet listeners =
            new ListenerSet(next, loopCount, needed.maxConnections(), previous.listeners());
        listeners.warnings().forEach(messages::warning);
        final List<Generation.BindFailure> failures = new ArrayList<>(listeners.failures());
        failures.addAll(forwards.open(next));
        if (!StartFailures.tell(messages, api.open(next), failures) ||
            !hasRoomFor(next, messages) || !needed.raise(messages) || !needed.verify(messages))
        {
            forwards.abandon();
            api.abandon();
            listeners.close();
            return false;
        }
        limits.follow(needed.maxConnections(), needed.sockets(), next.global.maxConnRate, next.global.maxSessionRate);
        limits.compression().follow(
            next.global.maxCompressionRate, next.global.maxCompressionCpuUsage, next.global.maxCompressionLevel);
        final LiveGeneration following = tryBuild(next, listeners, messages);
        if (null == following)
        {
            forwards.abandon();
            api.abandon();
            listeners.close();
            return false;
        }
        configuration = next;
        budget = needed;
        live = following;
        forwards.accept(next);
        offerPatterns();
        offerServers();
        counters.retireOlder();
        status.global(next.global, needed);
        api.accept();
        api.reload(new ConfigurationStats(following.generation(), counters, status, conductor.clock()));
        previous.checks().stop();
        previous.resolvers().retire();
        following.resolvers().start();
        following.checks().start();
        previous.generation().backends().forEach(backend -> notices.forget(backend.servers()));
        new ProxyReport(previous.generation(), counters.reader(), processLog, logs)
            .stoppedWithout(following.generation());
        previous.generation().retire(following.generation());
        final Draining.Old old = draining.add(previous, next.global.hardStopAfterMs, reloads);
        barrier.run(worker ->
        {
            following.listeners().serve(worker, maxAccept());
            previous.listeners().retire(worker);
            previous.generation().handOver(worker);
            worker.onReload();
            conductor.execute(() -> draining.onLoopDone(old));
        });
        return true;
    }

    private boolean hasRoomFor(final Configuration next, final Messages messages)
    {
        if (counters.canTake(objectCount(next) - OBJECT_RESERVE))
        {
            return true;
        }
        messages.alert("The counter file of this process has no room left for the proxies and servers of the new " +
            "configuration: they need a restart.");
        return false;
    }

    /** What the listening sockets could not be given, as whole warnings. */
    List<String> listenerWarnings()
    {
        return live.listeners().warnings();
    }

    /**
     * Open the sockets of the runtime API.
     *
     * @return what could not be opened; empty when all could.
     */
    List<ApiSockets.Failure> openRuntimeApi()
    {
        final List<ApiSockets.Failure> failures = api.open(configuration);
        if (failures.isEmpty())
        {
            api.accept();
        }
        return failures;
    }

    /**
     * Open the sockets of the master CLI.
     *
     * @param lines  of {@code -S}.
     * @param master behind them.
     * @return what could not be opened; empty when all could.
     */
    List<ApiSockets.Failure> openMasterCli(final List<BindSettings> lines, final Master master)
    {
        return api.openMasterCli(lines, master);
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
        for (final Frontend frontend : live.generation().frontends())
        {
            if (FrontendState.STOPPED == frontend.state())
            {
                continue;
            }
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
        conductor.execute(live.resolvers()::start);
        conductor.execute(live.checks()::start);
        status.ready(System.nanoTime() / NS_PER_MS);
        final ConfigurationStats stats = new ConfigurationStats(live.generation(), counters, status, conductor.clock());
        conductor.execute(() -> api.start(stats));
        forwards.accept(configuration);
        start(conductor);
        final LoopPlacement placement = new LoopPlacement(configuration.global, loopCount);
        for (final Worker worker : workers)
        {
            worker.loop().execute(() -> placement.apply(worker.index()));
            worker.loop().execute(() -> live.listeners().serve(worker, maxAccept()));
            final LoopMonitor activity = new LoopMonitor(
                worker.loop(), worker.counters(), counters.process(), worker.context().buffers());
            worker.loop().execute(activity::start);
            start(worker.loop());
        }
    }

    private int maxAccept()
    {
        return configuration.global.maxAccept > 0 ? configuration.global.maxAccept : MAX_ACCEPT_DEFAULT;
    }

    private void start(final EventLoop loop)
    {
        final Thread thread = new Thread(loop, loop.name());
        thread.setUncaughtExceptionHandler(this::onLoopDeath);
        threads.add(thread);
        thread.start();
    }

    /** A loop cannot go on: the process ends, so that whoever watches over it starts another one. */
    private void onLoopDeath(final Thread thread, final Throwable cause)
    {
        try
        {
            logs.messages().alert("Thread " + thread.getName() + " died of " + cause + ": the process ends.");
        }
        finally
        {
            Runtime.getRuntime().halt(ABORTED);
        }
    }

    /** Generations that finish their streams. Conductor only. */
    Draining draining()
    {
        return draining;
    }

    /** What carries traffic now, with its checks and sockets. */
    LiveGeneration live()
    {
        return live;
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
        return live.generation();
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
        conductor.execute(api::stopListening);
        forwards.stopListening();
        report().stopped();
    }

    /** End all client connections now. Any thread. */
    void killSessions()
    {
        for (final Worker worker : workers)
        {
            worker.loop().execute((Runnable)worker::killSessions);
        }
        conductor.execute(api::dropClients);
        forwards.close();
    }

    /** Pause or go on listening, for another process that wants the addresses for a while. Any thread. */
    void pauseListening(final boolean isPaused)
    {
        conductor.execute(() -> frontends.pauseAll(isPaused));
    }

    /**
     * Client connections left, those of the runtime API included.
     *
     * @return count.
     */
    public int connections()
    {
        return limits.connections() + api.connections() + forwards.clients();
    }

    /** End the loops. */
    public void stop()
    {
        for (final Worker worker : workers)
        {
            worker.loop().stop();
        }
        conductor.stop();
        forwards.close();
        processLog.close();
        logs.close();
        counters.close();
    }
}
