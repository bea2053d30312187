/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.CounterObject;

import java.util.List;

/**
 * A proxy section as statistics see it. A {@code listen} section has both sides. Conductor only.
 */
public interface ProxyView
{
    /**
     * Name of the section.
     *
     * @return its name.
     */
    String name();

    /**
     * Number of the proxy, {@code iid}.
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
     * Mode of the proxy.
     *
     * @return {@code tcp}, {@code http} or another word of the {@code mode} column.
     */
    String mode();

    /**
     * Counters of the client side.
     *
     * @return object of kind FRONTEND, null when the section has none.
     */
    CounterObject frontendCounters();

    /**
     * Counters of the server side.
     *
     * @return object of kind BACKEND, null when the section has none.
     */
    CounterObject backendCounters();

    /**
     * State of the client side.
     *
     * @return {@code OPEN}, {@code PAUSED} or {@code STOP}.
     */
    default String frontendStatus()
    {
        return "OPEN";
    }

    /**
     * Connection limit of the client side.
     *
     * @return {@code maxconn} in effect.
     */
    default long maxConnections()
    {
        return 0;
    }

    /**
     * Limit of new sessions per second.
     *
     * @return {@code rate-limit sessions}, 0 for none.
     */
    default long sessionRateLimit()
    {
        return 0;
    }

    /**
     * Sessions at which the servers get their full {@code maxconn}.
     *
     * @return {@code fullconn} in effect.
     */
    default long fullConnections()
    {
        return 0;
    }

    /**
     * Whether the backend takes requests: a server is usable, or it has none at all.
     *
     * @return true for UP.
     */
    default boolean isBackendUp()
    {
        return true;
    }

    /**
     * Whether the backend was taken out by {@code unpublish backend}.
     *
     * @return true when it gets no traffic.
     */
    default boolean isUnpublished()
    {
        return false;
    }

    /**
     * Weight of all servers in use, as configured weights count.
     *
     * @return sum, 0 when none is usable.
     */
    default int totalWeight()
    {
        return 0;
    }

    /**
     * Active servers that are usable.
     *
     * @return number of servers.
     */
    default int activeServers()
    {
        return 0;
    }

    /**
     * Backup servers that are usable.
     *
     * @return number of servers.
     */
    default int backupServers()
    {
        return 0;
    }

    /**
     * When the backend went up or down last, or started.
     *
     * @return monotonic milliseconds.
     */
    default long lastChangeMs()
    {
        return 0;
    }

    /**
     * Time the backend was down.
     *
     * @return seconds.
     */
    default long downtimeSeconds()
    {
        return 0;
    }

    /**
     * Times the backend went down.
     *
     * @return count, -1 when the counter file has it.
     */
    default long downTransitions()
    {
        return -1;
    }

    /**
     * Name of the cookie that ties clients to servers.
     *
     * @return name, null for none.
     */
    default String cookieName()
    {
        return null;
    }

    /**
     * Balancing algorithm.
     *
     * @return word of the {@code algo} column, as {@code roundrobin}; {@code unknown} for those HAProxy has no word
     * for.
     */
    default String algorithm()
    {
        return "roundrobin";
    }

    /**
     * Listeners that are counted of their own, by {@code option socket-stats}.
     *
     * @return in the order of the configuration.
     */
    default List<? extends ListenerView> listeners()
    {
        return List.of();
    }

    /**
     * Servers of the backend.
     *
     * @return in the order of the configuration.
     */
    default List<? extends ServerView> servers()
    {
        return List.of();
    }
}
