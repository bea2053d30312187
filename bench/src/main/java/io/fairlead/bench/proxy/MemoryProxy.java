/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.proxy;

import java.io.IOException;
import java.util.List;

import io.fairlead.bench.Heads;
import io.fairlead.bench.Language;
import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.http1.Http1MuxFactory;
import io.fairlead.engine.log.LogContext;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.log.LogWriter;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ListenerSet;
import io.fairlead.engine.proxy.ProcessLimits;
import io.fairlead.engine.proxy.Worker;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.VariableStore;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.StateNotices;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A proxy of one loop that is stepped by hand: put together from a configuration as the daemon does it, but for the
 * transport. The sockets its bind lines name are opened, and never used.
 */
final class MemoryProxy implements AutoCloseable
{
    private static final int MAX_CONNECTIONS = 1000;
    private static final int LARGE_BUFFER_SIZE = 64 * 1024;
    private static final int BUFFER_LIMIT = 1024;
    private static final int PASS_LIMIT = 100;

    private final MemoryPoller poller = new MemoryPoller();
    private final MemoryTransport transport;
    private final CounterFile counters = CounterFile.inMemory(1);
    private final LogService logs = new LogService(new LogContext(1, "bench", "host", 0, true));
    private final ListenerSet listeners;
    private final EventLoop loop = new EventLoop(0, "bench", poller, MemoryProxy::fail);

    /** Says what the process is called. */
    private record Process(UnsafeBuffer hostName, int pid, VariableStore variables) implements ProcessView
    {
    }

    /** Hears of no change: the servers are not checked. */
    private static final class Deaf implements StateNotices
    {
        @Override
        public void warning(final String text)
        {
            // all servers stay as they are
        }

        @Override
        public void alert(final String text)
        {
            // all servers stay as they are
        }

        @Override
        public void log(final BackendServers backend, final int level, final String text)
        {
            // all servers stay as they are
        }
    }

    /**
     * A proxy that is ready to accept.
     *
     * @param text   its configuration.
     * @param answer what every server answers, head and body.
     */
    MemoryProxy(final String text, final UnsafeBuffer answer)
    {
        transport = new MemoryTransport(poller, answer);
        final Configuration configuration = Language.configuration(text);
        final int bufferSize = configuration.global.bufferSize;
        final LoopContext context = new LoopContext(
            loop, transport, new BufferPool(bufferSize, BUFFER_LIMIT), new BufferPool(LARGE_BUFFER_SIZE, BUFFER_LIMIT));
        final Worker worker = new Worker(
            0, context, new Http1MuxFactory(), counters.loop(0), counters.process(), new ProcessLimits(MAX_CONNECTIONS),
            new Process(Heads.direct("host"), 1, new VariableStore()),
            new LogWriter(logs, () -> loop.clock().epochUs(), () -> { }), bufferSize);
        final Generation generation = Generation.of(configuration, counters, logs, 1, MAX_CONNECTIONS);
        generation.followServers(List.of(worker));
        final ServerMonitor monitor = new ServerMonitor(new Deaf());
        for (final Backend backend : generation.backends())
        {
            monitor.start(backend.servers(), loop.clock().nowMs());
        }
        monitor.onStarted(
            generation.backends().stream().map(Backend::servers).toList(), loop.clock().nowMs());
        listeners = new ListenerSet(configuration, 1, MAX_CONNECTIONS, null);
        if (!listeners.failures().isEmpty())
        {
            throw new IllegalStateException(listeners.failures().toString());
        }
        listeners.generation(generation);
        listeners.serve(worker, 1);
    }

    private static void fail(final Throwable cause)
    {
        throw new IllegalStateException("the loop caught an exception", cause);
    }

    /** A client connects. */
    MemoryChannel client()
    {
        return transport.client();
    }

    /** The connection to a server made last, or null. */
    MemoryChannel server()
    {
        return transport.server();
    }

    /**
     * Step the loop until a client has its response.
     *
     * @param client which waits.
     * @param length of the response, at least; bytes.
     * @return bytes received.
     */
    int await(final MemoryChannel client, final int length)
    {
        for (int i = 0; i < PASS_LIMIT && client.writtenLength() < length; i++)
        {
            loop.doWork();
        }
        if (client.writtenLength() < length)
        {
            throw new IllegalStateException("no response but: " + client.writtenText());
        }
        return client.writtenLength();
    }

    @Override
    public void close() throws IOException
    {
        listeners.close();
        logs.close();
        counters.close();
    }
}
