/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.CounterObject;

/**
 * A server as statistics see it. Conductor only.
 */
public interface ServerView
{
    /** Value of {@link #runState()}: down. */
    int STOPPED = 0;

    /** Value of {@link #runState()}: up, but warming up. */
    int STARTING = 1;

    /** Value of {@link #runState()}: up. */
    int RUNNING = 2;

    /** Value of {@link #runState()}: up, but asked to get no new sessions. */
    int STOPPING = 3;

    /** Bits of {@link #adminFlags()}: maintenance forced, inherited from a tracked server, for lack of an address. */
    int ADMIN_MAINTENANCE = 0x23;

    /** Bit of {@link #adminFlags()}: maintenance inherited from the tracked server. */
    int ADMIN_INHERITED_MAINTENANCE = 0x02;

    /** Bit of {@link #adminFlags()}: in maintenance for lack of an address. */
    int ADMIN_RESOLUTION = 0x20;

    /** Bits of {@link #adminFlags()}: drain, forced or inherited. */
    int ADMIN_DRAIN = 0x18;

    /**
     * Name of the server.
     *
     * @return its name.
     */
    String name();

    /**
     * Number of the server, {@code sid}.
     *
     * @return 1 or more.
     */
    int id();

    /**
     * Whether the number was configured with {@code id}.
     *
     * @return true when it was not chosen by counting.
     */
    default boolean isIdForced()
    {
        return false;
    }

    /**
     * Backend the server belongs to.
     *
     * @return its proxy.
     */
    ProxyView proxy();

    /**
     * Its counters.
     *
     * @return object of kind SERVER.
     */
    CounterObject counters();

    /**
     * Operational state.
     *
     * @return one of STOPPED, STARTING, RUNNING, STOPPING.
     */
    int runState();

    /**
     * Administrative state.
     *
     * @return HAProxy's bits: 1 forced maintenance, 2 inherited, 4 of the configuration, 8 forced drain, 16 inherited
     * drain, 32 no address, 64 name changed.
     */
    default int adminFlags()
    {
        return 0;
    }

    /**
     * Weight in effect, slow start and agent included, on the scale of the configured weights.
     *
     * @return 0 to 256.
     */
    int effectiveWeight();

    /**
     * Weight last set by the user.
     *
     * @return 0 to 256.
     */
    int userWeight();

    /**
     * Configured weight.
     *
     * @return 0 to 256.
     */
    int initialWeight();

    /**
     * Whether it is a backup server.
     *
     * @return true for {@code backup}.
     */
    default boolean isBackup()
    {
        return false;
    }

    /**
     * Connection limit.
     *
     * @return {@code maxconn}, 0 for none.
     */
    default long maxConnections()
    {
        return 0;
    }

    /**
     * Queue limit.
     *
     * @return {@code maxqueue}, 0 for none.
     */
    default long maxQueue()
    {
        return 0;
    }

    /**
     * Limit of idle connections.
     *
     * @return {@code pool-max-conn}, -1 for none.
     */
    default long maxIdleConnections()
    {
        return -1;
    }

    /**
     * Time after which unneeded idle connections are closed.
     *
     * @return {@code pool-purge-delay} in milliseconds.
     */
    default long purgeDelayMs()
    {
        return 5000;
    }

    /**
     * The most connections used since the last purge.
     *
     * @return number of connections.
     */
    default long mostUsedConnections()
    {
        return 0;
    }

    /** Estimate of the connections it needs. */
    default long neededConnections()
    {
        return 0;
    }

    /**
     * Idle connections a loop keeps.
     *
     * @param loop number from 0.
     * @return number of connections.
     */
    default long idleConnections(final int loop)
    {
        return 0;
    }

    /**
     * When the operational state changed last.
     *
     * @return monotonic milliseconds.
     */
    long lastChangeMs();

    /**
     * Time the server was down.
     *
     * @return seconds.
     */
    default long downtimeSeconds()
    {
        return 0;
    }

    /**
     * Share of its weight a starting server has.
     *
     * @return percent, used in state STARTING only.
     */
    default int throttlePercent()
    {
        return 100;
    }

    /**
     * Server whose state this one follows.
     *
     * @return the tracked server, null for none.
     */
    default ServerView tracked()
    {
        return null;
    }

    /**
     * Health check.
     *
     * @return the check, {@link CheckView#NONE} without one.
     */
    default CheckView check()
    {
        return CheckView.NONE;
    }

    /**
     * Agent check.
     *
     * @return the check, {@link CheckView#NONE} without one.
     */
    default CheckView agent()
    {
        return CheckView.NONE;
    }

    /**
     * Health checks that failed while the server was up.
     *
     * @return count, -1 when the counter file has it.
     */
    default long failedChecks()
    {
        return -1;
    }

    /**
     * Times the server went down.
     *
     * @return count, -1 when the counter file has it.
     */
    default long downTransitions()
    {
        return -1;
    }

    /**
     * Errors that {@code observe} saw.
     *
     * @return count, -1 when the counter file has it.
     */
    default long failedObservations()
    {
        return -1;
    }

    /**
     * Whether traffic is watched for errors with {@code observe}.
     *
     * @return true when it is.
     */
    default boolean isObserved()
    {
        return false;
    }

    /**
     * Address.
     *
     * @return numeric address without port, {@code -} for a UNIX socket.
     */
    String address();

    /**
     * Port.
     *
     * @return 0 to 65535.
     */
    int port();

    /**
     * Name that was resolved to the address.
     *
     * @return name, null when the address was given as a number.
     */
    default String hostName()
    {
        return null;
    }

    /**
     * SRV record the server comes from.
     *
     * @return name, null for none.
     */
    default String serviceRecord()
    {
        return null;
    }

    /**
     * Whether connections are encrypted.
     *
     * @return 1, 0, or -1 for forced off.
     */
    default int tls()
    {
        return 0;
    }

    /**
     * Value of the cookie that stands for this server.
     *
     * @return value, null for none.
     */
    default String cookie()
    {
        return null;
    }

    /**
     * Revision of the server's number, raised when a deleted server's number is used again.
     *
     * @return 0 for servers of the configuration.
     */
    default int revision()
    {
        return 0;
    }

    /**
     * End of the chain of tracked servers.
     *
     * @return the server whose check counts, itself when it tracks none.
     */
    default ServerView reference()
    {
        ServerView server = this;
        while (null != server.tracked())
        {
            server = server.tracked();
        }
        return server;
    }
}
