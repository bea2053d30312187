/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.BalanceUpdates;
import io.fairlead.engine.server.Server;

/**
 * An algorithm that spreads requests over the servers of one backend (configuration.txt 4.2 "balance").
 */
public abstract class LoadBalancer implements BalanceUpdates
{
    private final BackendServers servers;

    /**
     * An algorithm over some servers.
     *
     * @param servers of the backend.
     */
    protected LoadBalancer(final BackendServers servers)
    {
        this.servers = servers;
    }

    /**
     * The servers it chooses from.
     *
     * @return servers of the backend.
     */
    public final BackendServers servers()
    {
        return servers;
    }

    /**
     * Choose a server. Any loop; allocates nothing and never blocks. Taking the place
     * ({@link io.fairlead.engine.server.ServerCapacity#tryAcquire}) is up to the caller.
     *
     * @param context what may be looked at.
     * @return a usable server; null when there is none ({@link BackendServers#hasUsable()} is false: 503) or all are at
     *     their limit (the request waits in the queue of the backend). Algorithms that hash give the server of the key
     *     even when it is full: the request waits in the queue of that server.
     */
    public abstract Server choose(BalanceContext context);

    /**
     * Hash that decides for a request, for explanations.
     *
     * @param context with the request.
     * @return 0 to 2^32 - 1; -1 when the algorithm does not hash or the request has no key.
     */
    public long hashOf(final BalanceContext context)
    {
        return HashKey.NONE;
    }

    /**
     * Whether the same key always gets the same server, so that a retry goes elsewhere only by {@code option
     * redispatch}.
     *
     * @return true for algorithms that hash.
     */
    public boolean isDeterministic()
    {
        return false;
    }
}
