/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.atomic.AtomicLong;

/** Limits and gauges that all loops share. Any thread. */
public final class ProcessLimits
{
    private final AtomicLong requestNumber = new AtomicLong();
    private final ConnectionLimit connections;
    private final RateLimit connectionRate;
    private final RateLimit sessionRate;
    private final CompressionLimits compression = new CompressionLimits();
    private volatile int maxSockets;
    private volatile boolean isStopping;

    /**
     * Limits of a process.
     *
     * @param maxConnections {@code global} {@code maxconn}.
     * @param maxSockets     descriptors that so many connections need.
     * @param connectionRate {@code maxconnrate}, connections in a second; 0 for no limit.
     * @param sessionRate    {@code maxsessrate}, sessions in a second; 0 for no limit.
     */
    public ProcessLimits(
        final int maxConnections, final int maxSockets, final int connectionRate, final int sessionRate)
    {
        this.maxSockets = maxSockets;
        this.connections = new ConnectionLimit(maxConnections);
        this.connectionRate = new RateLimit(connectionRate);
        this.sessionRate = new RateLimit(sessionRate);
    }

    /**
     * Limits of a process that limits nothing but the number of its connections.
     *
     * @param maxConnections {@code global} {@code maxconn}.
     */
    public ProcessLimits(final int maxConnections)
    {
        this(maxConnections, 0, 0, 0);
    }

    /**
     * The limits of another configuration.
     *
     * @param newMaxConnections {@code global} {@code maxconn}.
     * @param newMaxSockets     descriptors that so many connections need.
     * @param newConnectionRate {@code maxconnrate}, connections in a second; 0 for no limit.
     * @param newSessionRate    {@code maxsessrate}, sessions in a second; 0 for no limit.
     */
    public void follow(
        final int newMaxConnections, final int newMaxSockets, final int newConnectionRate, final int newSessionRate)
    {
        maxSockets = newMaxSockets;
        connections.limit(newMaxConnections);
        connectionRate.limit(newConnectionRate);
        sessionRate.limit(newSessionRate);
    }

    /**
     * Client connections of the process.
     *
     * @return count.
     */
    public int connections()
    {
        return connections.count();
    }

    /**
     * Limit of client connections.
     *
     * @return {@code maxconn}.
     */
    public int maxConnections()
    {
        return connections.limit();
    }

    /**
     * Change the limit.
     *
     * @param limit new {@code maxconn}.
     */
    public void maxConnections(final int limit)
    {
        connections.limit(limit);
    }

    /**
     * Limit of connections in a second.
     *
     * @return {@code maxconnrate}, 0 for none.
     */
    public int connectionRateLimit()
    {
        return connectionRate.limit();
    }

    /**
     * Change the limit of connections in a second.
     *
     * @param limit new {@code maxconnrate}, 0 for none.
     */
    public void connectionRateLimit(final int limit)
    {
        connectionRate.limit(limit);
    }

    /**
     * Limit of sessions in a second.
     *
     * @return {@code maxsessrate}, 0 for none.
     */
    public int sessionRateLimit()
    {
        return sessionRate.limit();
    }

    /**
     * Change the limit of sessions in a second.
     *
     * @param limit new {@code maxsessrate}, 0 for none.
     */
    public void sessionRateLimit(final int limit)
    {
        sessionRate.limit(limit);
    }

    /**
     * Limits of compression.
     *
     * @return the same object at all times.
     */
    public CompressionLimits compression()
    {
        return compression;
    }

    /** Descriptors that the connections need, with listeners and checks. */
    int maxSockets()
    {
        return maxSockets;
    }

    ConnectionLimit connectionLimit()
    {
        return connections;
    }

    RateLimit connectionRate()
    {
        return connectionRate;
    }

    RateLimit sessionRate()
    {
        return sessionRate;
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

    /**
     * Number a new request or session. Any loop.
     *
     * @return from 0, each number once.
     */
    long nextRequestNumber()
    {
        return requestNumber.getAndIncrement();
    }
}
