/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.http1.Http1Settings;
import io.fairlead.engine.mux.Mux;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.transport.ConnectTuning;

/** A server as streams use it: counters, idle connections of each loop, the queue before it, how to connect. */
final class ServerTarget implements ServerView
{
    private final Server server;
    private final Backend backend;
    private final BackendCounters counters;
    private final IdlePool[] pools;
    private final PendingQueue queue = new PendingQueue();
    private final Http1Settings http1;
    private final byte[] nameHeader;
    private final byte[] name;
    private final UnsafeBuffer nameBuffer;

    ServerTarget(
        final Server server, final Backend backend, final CounterObject object, final int loopCount,
        final Http1Settings http1)
    {
        this.server = server;
        this.backend = backend;
        this.http1 = http1;
        counters = new BackendCounters(object);
        pools = new IdlePool[loopCount];
        final String header = backend.settings().sendNameHeader;
        nameHeader = null == header ? null : header.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
        name = server.name().getBytes(StandardCharsets.ISO_8859_1);
        nameBuffer = new UnsafeBuffer(name);
    }

    Server server()
    {
        return server;
    }

    ServerSettings settings()
    {
        return server.settings();
    }

    @Override
    public Backend backend()
    {
        return backend;
    }

    @Override
    public int id()
    {
        return server.id();
    }

    @Override
    public NetAddress address()
    {
        return server.address();
    }

    @Override
    public boolean isUp()
    {
        return server.isUp();
    }

    @Override
    public long connections()
    {
        return server.load().sessions();
    }

    @Override
    public long queued()
    {
        return queue.length();
    }

    @Override
    public int weight()
    {
        return server.shownWeight();
    }

    BackendCounters counters()
    {
        return counters;
    }

    PendingQueue queue()
    {
        return queue;
    }

    Http1Settings http1()
    {
        return http1;
    }

    byte[] nameHeader()
    {
        return nameHeader;
    }

    byte[] nameBytes()
    {
        return name;
    }

    @Override
    public UnsafeBuffer name()
    {
        return nameBuffer;
    }

    /** Idle connections of a loop; called on that loop. */
    IdlePool pool(final Worker worker)
    {
        IdlePool pool = pools[worker.index()];
        if (null == pool)
        {
            pool = new IdlePool(worker, this);
            pools[worker.index()] = pool;
        }
        return pool;
    }

    /** Fewest idle connections of a loop that purging leaves. */
    int lowIdleLimit()
    {
        final int low = settings().poolLowConn;
        return low <= 0 ? 0 : (low + pools.length - 1) / pools.length;
    }

    /** Whether a connection may become idle instead of being closed. */
    boolean mayKeepIdle(final Worker worker)
    {
        final int limit = settings().poolMaxConn;
        return limit < 0 || pool(worker).count() < (limit + pools.length - 1) / pools.length;
    }

    ConnectTuning tuning()
    {
        return ConnectTuning.NONE;
    }

    /** Start a connection for a stream. */
    void open(final Stream stream, final Mux mux)
    {
        mux.connect(server.socketAddress(), tuning(), null);
    }

    void onConnectionOpened(final Worker worker)
    {
        worker.counters().increment(counters.h1OpenConnections);
        worker.counters().increment(counters.h1Connections);
        worker.counters().increment(backend.counters().h1OpenConnections);
        worker.counters().increment(backend.counters().h1Connections);
    }

    void onConnectionClosed(final Worker worker)
    {
        worker.counters().decrement(counters.h1OpenConnections);
        worker.counters().decrement(backend.counters().h1OpenConnections);
    }
}
