/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterFileContext;
import io.fairlead.engine.http1.Http1MuxFactory;
import io.fairlead.engine.log.LogContext;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.log.LogWriter;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProcessLimits;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.proxy.Worker;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.StateCause;
import io.fairlead.engine.server.StateNotices;

/**
 * A process of one loop in which nothing is real but the decisions: no socket is opened, nothing is logged, time goes
 * by when nothing else is left to do. Requests follow one another, so that rotation and tables go on. One thread.
 */
public final class Rehearsal implements AutoCloseable
{
    private static final int LARGE_BUFFER_SIZE = 64 * 1024;
    private static final int BUFFER_LIMIT = 1024;
    private static final int MAX_CONNECTIONS = 1000;
    private static final int PASS_LIMIT = 200_000;
    private static final int OBJECT_RESERVE = 64;
    private static final long HEAP_LENGTH = 1 << 20;
    private static final long WAIT_LIMIT_MS = 3_600_000;
    private static final byte[] PLAIN_ANSWER =
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Configuration configuration;
    private final ScriptedPoller poller = new ScriptedPoller();
    private final ScriptedTransport transport = new ScriptedTransport(poller);
    private final EventLoop loop = new EventLoop(0, "explain", poller, this::onFault);
    private final LogService logs = new LogService(new LogContext(1, "haproxy", "", 0, true));
    private final CounterFile counters;
    private final Generation generation;
    private final ServerMonitor monitor = new ServerMonitor(new Deaf());
    private final Worker worker;
    private final Recorder recorder;
    private Throwable fault;

    /** Hears of no change: who asked knows which servers are down. */
    private static final class Deaf implements StateNotices
    {
        @Override
        public void warning(final String text)
        {
            // who asked for it knows
        }

        @Override
        public void alert(final String text)
        {
            // who asked for it knows
        }

        @Override
        public void log(final BackendServers backend, final int level, final String text)
        {
            // nothing is logged
        }
    }

    /**
     * Make a configuration ready.
     *
     * @param configuration read and checked; taken over, its log lines are dropped.
     * @param process       what expressions see of the process.
     */
    public Rehearsal(final Configuration configuration, final ProcessView process)
    {
        this.configuration = configuration;
        int objects = OBJECT_RESERVE;
        for (final ProxySettings proxy : configuration.proxies)
        {
            proxy.logs.clear();
            objects += 2 * (2 + proxy.servers.size() + proxy.countedSockets());
        }
        configuration.patterns.publisher(Runnable::run);
        try
        {
            counters = CounterFile.create(
                new CounterFileContext().loopCount(1).objectCapacity(objects).heapLength(HEAP_LENGTH));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        final GlobalSettings global = configuration.global;
        final LoopContext context = new LoopContext(loop, transport,
            new BufferPool(global.bufferSize, BUFFER_LIMIT),
            new BufferPool(Math.max(LARGE_BUFFER_SIZE, global.bufferSize), BUFFER_LIMIT));
        worker = new Worker(0, context, new Http1MuxFactory(), counters.loop(0), counters.process(),
            new ProcessLimits(MAX_CONNECTIONS), process,
            new LogWriter(logs, () -> loop.clock().epochUs(), () -> { }), global.bufferSize);
        generation = Generation.of(configuration, counters, logs, 1, MAX_CONNECTIONS);
        generation.followServers(List.of(worker));
        final long nowMs = loop.clock().nowMs();
        for (final Backend backend : generation.backends())
        {
            monitor.start(backend.servers(), nowMs);
        }
        generation.track(monitor);
        monitor.onStarted(generation.backends().stream().map(Backend::servers).toList(), nowMs);
        recorder = new Recorder(configuration);
    }

    private void onFault(final Throwable cause)
    {
        fault = cause;
    }

    /**
     * Take a server down, as failing checks would.
     *
     * @param name {@code backend/server}.
     * @throws ExplainException when there is none of that name.
     */
    public void takeDown(final String name)
    {
        final int slash = name.indexOf('/');
        final Backend backend = slash < 0 ? null : generation.backend(name.substring(0, slash));
        final Server server = null == backend ? null : backend.servers().byName(name.substring(slash + 1));
        if (null == server)
        {
            throw new ExplainException("there is no server '" + name + "'; it is to be given as backend/server");
        }
        monitor.stop(server, StateCause.NONE, loop.clock().nowMs());
    }

    /**
     * Carry a request as far as it can be foreseen.
     *
     * @param inquiry what is asked.
     * @return what became of it.
     * @throws ExplainException when it does not fit the configuration.
     */
    public Account play(final Inquiry inquiry)
    {
        inquiry.serversDown.forEach(this::takeDown);
        final FrontendFinder place = FrontendFinder.find(inquiry, generation);
        final Account account = begin(inquiry, place);
        recorder.begin(account);
        worker.observe(recorder, recorder);
        final ScriptedChannel client = client(inquiry, place);
        final Script script = new Script(account, client, inquiry.response);
        run(script);
        worker.observe(null, null);
        recorder.finish();
        finish(account, client);
        script.end();
        if (null != fault)
        {
            throw new IllegalStateException("the loop caught " + fault, fault);
        }
        return account;
    }

    private Account begin(final Inquiry inquiry, final FrontendFinder place)
    {
        final Account account = new Account();
        final ProxySettings settings = place.frontend().settings();
        account.request = inquiry.bytes;
        account.source = inquiry.source.toString();
        account.isSourceAssumed = inquiry.isSourceAssumed;
        account.destination = place.destination().toString();
        account.isDestinationAssumed = !inquiry.destination.isSet();
        account.frontend = settings.name;
        account.frontendKind = Recorder.kind(settings);
        account.frontendPlace = settings.file + ':' + settings.line;
        account.frontendReason = place.reason();
        account.isHttp = place.frontend().isHttp();
        account.bind = place.bind().text;
        account.bindPlace = 0 == place.bind().line ? "" : place.bind().file + ':' + place.bind().line;
        account.response = inquiry.response;
        return account;
    }

    private ScriptedChannel client(final Inquiry inquiry, final FrontendFinder place)
    {
        final BindSettings bind = place.bind();
        final Frontend frontend = place.frontend();
        final NetAddress source = new NetAddress().copyFrom(inquiry.source);
        final ScriptedChannel client = new ScriptedChannel(poller, null, place.destination(), source);
        if (bind.isAcceptProxy && !saysWhoItIs(inquiry.bytes))
        {
            client.receive(proxyLine(source, place.destination()));
        }
        Generation.admit(worker, frontend, bind, client);
        client.receive(inquiry.bytes);
        return client;
    }

    /** Whether what is sent begins with a header of the PROXY protocol of its own. */
    private static boolean saysWhoItIs(final byte[] bytes)
    {
        final String text = Bytes.latin(bytes);
        return text.startsWith("PROXY ") || text.startsWith("\r\n\r\n\0\r\nQUIT\n");
    }

    /** What a proxy in front would say of the client. */
    private static byte[] proxyLine(final NetAddress source, final NetAddress destination)
    {
        final String family = NetAddress.INET6 == source.family() ? "TCP6 " : "TCP4 ";
        final String line = !source.isIp() || source.family() != destination.family() ? "PROXY UNKNOWN\r\n" :
            "PROXY " + family + source.hostText() + ' ' + destination.hostText() + ' ' + source.port() + ' ' +
            destination.port() + "\r\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    /** Step until nothing more can be foreseen. */
    private void run(final Script script)
    {
        for (int i = 0; i < PASS_LIMIT && null == fault; i++)
        {
            loop.doWork();
            if (0 == poller.idleMs())
            {
                continue;
            }
            if (script.isOver() || !script.proceed() && !skip(script))
            {
                return;
            }
        }
    }

    private boolean skip(final Script script)
    {
        final long ms = poller.idleMs();
        if (Long.MAX_VALUE == ms || script.account.waitedMs + ms > WAIT_LIMIT_MS)
        {
            return false;
        }
        script.account.waitedMs += ms;
        loop.clock().skip(ms);
        return true;
    }

    private void finish(final Account account, final ScriptedChannel client)
    {
        account.answer = client.takeWritten();
        account.connection = client.isSilent() ? "silent" : client.isOpen() ? "open" :
            client.isReset() ? "reset" : "closed";
        new Doubts(account, configuration).note();
    }

    /** The peers' parts: servers answer when they have the whole request. */
    private final class Script
    {
        private final Account account;
        private final ScriptedChannel client;
        private final byte[] response;
        private ScriptedChannel server;
        private boolean isAnswered;
        private boolean isEnded;

        private Script(final Account account, final ScriptedChannel client, final byte[] response)
        {
            this.account = account;
            this.client = client;
            this.response = response;
        }

        /** Whether nothing is left to see: the stream is over, or a server has the request and its answer is open. */
        boolean isOver()
        {
            takeSent();
            return recorder.isEnded() || !client.isOpen() || null != server && (null == response ||
                isEnded && !account.isHttp);
        }

        private void takeSent()
        {
            for (final ScriptedChannel channel : transport.servers())
            {
                if (channel.hasWritten() || null == server && channel.isConnected() && !account.isHttp &&
                    null != account.server)
                {
                    server = channel;
                    final byte[] more = channel.takeWritten();
                    final byte[] all = new byte[account.sent.length + more.length];
                    System.arraycopy(account.sent, 0, all, 0, account.sent.length);
                    System.arraycopy(more, 0, all, account.sent.length, more.length);
                    account.sent = all;
                }
            }
        }

        /** Let a peer do something; false when none has anything to do. */
        boolean proceed()
        {
            if (null == server || null == response)
            {
                return false;
            }
            if (!isAnswered)
            {
                isAnswered = true;
                server.receive(response);
                return true;
            }
            if (!isEnded)
            {
                isEnded = true;
                server.endInput();
                return true;
            }
            return false;
        }

        /** Bring what is under way to an end, unseen: connections become free for the next request. */
        void end()
        {
            if (null != server && !isAnswered)
            {
                server.receive(PLAIN_ANSWER);
            }
            step();
            if (client.isOpen())
            {
                client.endInput();
            }
            step();
            if (worker.streamCount() > 0 && null != server)
            {
                server.endInput();
                step();
            }
            transport.servers().removeIf(channel -> !channel.isOpen());
            transport.servers().forEach(ScriptedChannel::takeWritten);
        }

        private void step()
        {
            do
            {
                loop.doWork();
            }
            while (0 == poller.idleMs());
        }
    }

    @Override
    public void close()
    {
        logs.close();
        counters.close();
    }
}
