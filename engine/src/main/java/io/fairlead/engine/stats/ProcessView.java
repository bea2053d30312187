/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

/**
 * The process as {@code show info} sees it. Conductor only. What an implementation does not know is 0.
 */
public interface ProcessView
{
    /**
     * Loops that carry traffic.
     *
     * @return {@code nbthread}.
     */
    int threadCount();

    /**
     * Thread groups.
     *
     * @return {@code thread-groups}.
     */
    default int threadGroupCount()
    {
        return 1;
    }

    /**
     * Process number.
     *
     * @return number for the system.
     */
    long pid();

    /**
     * When the process started.
     *
     * @return milliseconds since 1970.
     */
    long startEpochMs();

    /**
     * When the process started.
     *
     * @return monotonic milliseconds.
     */
    long startMs();

    /**
     * Time from start to readiness.
     *
     * @return milliseconds.
     */
    default long bootTimeMs()
    {
        return 0;
    }

    /**
     * Memory limit.
     *
     * @return {@code -m} in MiB, 0 for none.
     */
    default long memoryLimitMb()
    {
        return 0;
    }

    /**
     * Memory of the buffer pools.
     *
     * @return bytes taken from the system.
     */
    default long poolAllocatedBytes()
    {
        return 0;
    }

    /**
     * Memory of the buffer pools in use.
     *
     * @return bytes.
     */
    default long poolUsedBytes()
    {
        return 0;
    }

    /**
     * Times a pool had no buffer to give.
     *
     * @return count.
     */
    default long poolFailures()
    {
        return 0;
    }

    /**
     * Limit of descriptors.
     *
     * @return {@code ulimit-n} in effect.
     */
    default long descriptorLimit()
    {
        return 0;
    }

    /**
     * Descriptors the configuration needs at most.
     *
     * @return {@code maxsock}.
     */
    default long maxSockets()
    {
        return 0;
    }

    /**
     * Connection limit in effect.
     *
     * @return {@code maxconn}.
     */
    long maxConnections();

    /**
     * Connection limit at start, which a command cannot exceed.
     *
     * @return limit.
     */
    default long hardMaxConnections()
    {
        return maxConnections();
    }

    /**
     * Limit of TLS connections.
     *
     * @return {@code maxsslconn}, 0 for none.
     */
    default long maxTlsConnections()
    {
        return 0;
    }

    /**
     * Limit of pipes.
     *
     * @return {@code maxpipes}.
     */
    default long maxPipes()
    {
        return 0;
    }

    /**
     * Limit of connections per second.
     *
     * @return {@code maxconnrate}, 0 for none.
     */
    default long connectionRateLimit()
    {
        return 0;
    }

    /**
     * Limit of sessions per second.
     *
     * @return {@code maxsessrate}, 0 for none.
     */
    default long sessionRateLimit()
    {
        return 0;
    }

    /**
     * Limit of TLS connections per second.
     *
     * @return {@code maxsslrate}, 0 for none.
     */
    default long tlsRateLimit()
    {
        return 0;
    }

    /**
     * Limit of compressed bytes per second.
     *
     * @return {@code maxcomprate} in bytes, 0 for none.
     */
    default long compressionRateLimit()
    {
        return 0;
    }

    /**
     * Node name.
     *
     * @return {@code node}, by default the host name.
     */
    String node();

    /**
     * Description.
     *
     * @return {@code description}, null for none.
     */
    default String description()
    {
        return null;
    }

    /**
     * Whether the process is stopping.
     *
     * @return true after a soft stop began.
     */
    default boolean isStopping()
    {
        return false;
    }

    /**
     * Jobs: client connections and listeners.
     *
     * @return number that keeps a stopping process alive.
     */
    default long jobs()
    {
        return 0;
    }

    /**
     * Jobs a stopping process does not wait for.
     *
     * @return number.
     */
    default long unstoppableJobs()
    {
        return 0;
    }

    /**
     * Open listeners.
     *
     * @return number of sockets.
     */
    default long listeners()
    {
        return 0;
    }

    /**
     * Peers connections that are verified.
     *
     * @return number of connections.
     */
    default long activePeers()
    {
        return 0;
    }

    /**
     * Peers connections that are connected.
     *
     * @return number of connections.
     */
    default long connectedPeers()
    {
        return 0;
    }

    /**
     * Whether loops never sleep.
     *
     * @return {@code busy-polling}.
     */
    default boolean isBusyPolling()
    {
        return false;
    }

    /**
     * Flags of experimental or unsupported use.
     *
     * @return bits, 0 for none.
     */
    default int tainted()
    {
        return 0;
    }

    /**
     * Warnings given since start.
     *
     * @return count.
     */
    default long warnings()
    {
        return 0;
    }

    /**
     * Patterns of ACLs and maps made since start.
     *
     * @return count.
     */
    default long patternsAdded()
    {
        return 0;
    }

    /**
     * Patterns of ACLs and maps dropped since start.
     *
     * @return count.
     */
    default long patternsFreed()
    {
        return 0;
    }

    /**
     * Where the counter file is.
     *
     * @return path, null for none.
     */
    default String counterFile()
    {
        return null;
    }
}
