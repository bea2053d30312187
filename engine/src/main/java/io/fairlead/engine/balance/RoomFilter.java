/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/** Passes over servers that cannot be chosen or are full, and keeps the one to avoid for the last. */
final class RoomFilter implements Rotation.Filter
{
    private final BackendServers servers;
    private BalanceContext context;

    RoomFilter(final BackendServers servers)
    {
        this.servers = servers;
    }

    void context(final BalanceContext value)
    {
        context = value;
    }

    @Override
    public int judge(final int index)
    {
        final Server server = servers.slot(index);
        if (null == server || !server.isUsable() || !server.capacity().hasRoom(context.nowMs()))
        {
            return SKIP;
        }
        return server == context.serverToAvoid() ? AVOID : TAKE;
    }
}
