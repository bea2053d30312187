/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/** A walk over the entries of a {@link ServerMap}, shared by all loops; full servers are passed over. */
final class MapRotation
{
    /** A map of this length takes well below a millisecond. */
    private static final int SMALL_LENGTH = 4096;

    private final BackendServers servers;
    private final Executor conductor;
    private final AtomicInteger nextIndex = new AtomicInteger();
    private boolean isRebuildPending;
    private volatile ServerMap map = ServerMap.EMPTY;

    ServerMap map()
    {
        return map;
    }

    /** Makes the map from the servers as they are. Conductor. */
    void rebuild()
    {
        isRebuildPending = false;
        map = ServerMap.of(servers);
    }

    /** A server changed. A small map is made anew at once, a large one once for all changes of a turn. Conductor. */
    void onChange()
    {
        if (servers.totalWeight() <= SMALL_LENGTH)
        {
            rebuild();
        }
        else if (!isRebuildPending)
        {
            isRebuildPending = true;
            conductor.execute(this::rebuild);
        }
    }

    MapRotation(final BackendServers servers, final Executor conductor)
    {
        this.servers = servers;
        this.conductor = conductor;
    }

    /** The next server with room; the one to avoid only if it is the only one; null when all are full. */
    Server next(final BalanceContext context)
    {
        final ServerMap current = map;
        final int length = current.length();
        if (0 == length)
        {
            return null;
        }
        while (true)
        {
            final int before = nextIndex.get();
            final int start = before >= length ? 0 : before;
            int index = start;
            int after = before;
            Server found = null;
            do
            {
                final Server server = current.get(index++);
                if (server.isUsable() && server.capacity().hasRoom(context.nowMs()))
                {
                    found = server;
                    after = index;
                    if (server != context.serverToAvoid())
                    {
                        break;
                    }
                }
                if (index == length)
                {
                    index = 0;
                }
            }
            while (index != start);
            if (null == found || nextIndex.compareAndSet(before, after))
            {
                return found;
            }
        }
    }
}
