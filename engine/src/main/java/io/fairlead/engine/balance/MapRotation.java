/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.concurrent.atomic.AtomicInteger;

import io.fairlead.engine.server.Server;

/** A walk over the entries of a {@link ServerMap}, shared by all loops; full servers are passed over. */
final class MapRotation
{
    private final AtomicInteger nextIndex = new AtomicInteger();
    private volatile ServerMap map = ServerMap.EMPTY;

    ServerMap map()
    {
        return map;
    }

    /** Replaces the map. Conductor. */
    void map(final ServerMap value)
    {
        map = value;
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
                if (server.isUsable() && server.hasRoom(context.nowMs()))
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
