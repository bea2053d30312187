/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits and gauges that all loops share. Any thread. */
public final class ProcessLimits
{
    private final ConcurrentLinkedQueue<BindPoint> paused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int maxConnections;
    private volatile boolean isStopping;

    /**
     * Limits of a process.
     *
     * @param maxConnections {@code global} {@code maxconn}.
     */
    public ProcessLimits(final int maxConnections)
    {
        this.maxConnections = maxConnections;
    }

    /**
     * Client connections of the process.
     *
     * @return count.
     */
    public int connections()
    {
        return connections.get();
    }

    /**
     * Limit of client connections.
     *
     * @return {@code maxconn}.
     */
    public int maxConnections()
    {
        return maxConnections;
    }

    /**
     * Change the limit.
     *
     * @param limit new {@code maxconn}.
     */
    public void maxConnections(final int limit)
    {
        maxConnections = limit;
    }

    /**
     * Call a bind point on its loop when a connection ends anywhere.
     *
     * @param bind that stopped accepting at a limit.
     */
    void awaitRoom(final BindPoint bind)
    {
        paused.add(bind);
        if (connections.get() < maxConnections && bind.frontend().connections() < bind.frontend().maxConnections())
        {
            onRoom();
        }
    }

    /** A connection ended: let one that waits look again. */
    void onRoom()
    {
        final BindPoint bind = paused.poll();
        if (null != bind)
        {
            bind.worker().loop().execute(bind::resume);
        }
    }

    int addConnection()
    {
        return connections.incrementAndGet();
    }

    int removeConnection()
    {
        return connections.decrementAndGet();
    }

    /**
     * Whether the process is on its way out: no connection is kept alive.
     *
     * @return true after a soft stop began.
     */
    public boolean isStopping()
    {
        return isStopping;
    }

    /** A soft stop began. */
    public void stopping()
    {
        isStopping = true;
    }
}
