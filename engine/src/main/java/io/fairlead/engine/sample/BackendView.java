/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.DirectBuffer;

/**
 * What expressions may know about a backend.
 */
public interface BackendView extends ProxyView
{
    /** Server of a name that only a request tells, or null. */
    default ServerView server(final DirectBuffer buffer, final int offset, final int length)
    {
        return null;
    }

    /** Servers that are usable: up, with a weight. */
    default int usableServers()
    {
        return 0;
    }

    /** Requests waiting in the backend's own queue. */
    default long queued()
    {
        return 0;
    }

    /** Requests waiting in the queues of all servers and of the backend. */
    default long queuedInAll()
    {
        return queued();
    }

    /** Connections and queue places free on all usable servers; negative when a server has no limit. */
    default long freeConnections()
    {
        return -1;
    }

    /** Connection slots left, queue places included; negative when a server has no limit. */
    default long connectionSlots()
    {
        return -1;
    }

    /** Configured {@code timeout server}; negative when none. */
    default long serverTimeoutMs()
    {
        return -1;
    }

    /** Configured {@code timeout connect}; negative when none. */
    default long connectTimeoutMs()
    {
        return -1;
    }

    /** Configured {@code timeout queue}; negative when none. */
    default long queueTimeoutMs()
    {
        return -1;
    }

    /** Configured {@code timeout tunnel}; negative when none. */
    default long tunnelTimeoutMs()
    {
        return -1;
    }

    /** Configured {@code timeout tarpit}; negative when none. */
    default long tarpitTimeoutMs()
    {
        return -1;
    }

    /** Whether requests may be sent to it. */
    default boolean isUsable()
    {
        return usableServers() > 0;
    }
}
