/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.CounterObject;

/**
 * A listener as statistics see it. Conductor only.
 */
public interface ListenerView
{
    /**
     * Name of the listener.
     *
     * @return the configured one or {@code sock-N}.
     */
    String name();

    /**
     * Number of the listener, {@code sid}.
     *
     * @return 1 or more.
     */
    int id();

    /**
     * Its counters.
     *
     * @return object of kind LISTENER.
     */
    CounterObject counters();

    /**
     * Connection limit of the bind line.
     *
     * @return limit, 0 for none.
     */
    long maxConnections();

    /**
     * State of the listener.
     *
     * @return {@code OPEN}, {@code WAITING} or {@code FULL}.
     */
    String status();

    /**
     * Address and port.
     *
     * @return {@code 127.0.0.1:80}, {@code [::1]:80} or {@code unix}.
     */
    String address();

    /**
     * Protocol of the socket.
     *
     * @return {@code tcpv4}, {@code tcpv6}, {@code unix_stream}, {@code abns_stream} and so on.
     */
    String protocol();
}
