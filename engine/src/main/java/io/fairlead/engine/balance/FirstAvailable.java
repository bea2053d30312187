/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.Arrays;
import java.util.Comparator;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/**
 * {@code balance first}: the server of the lowest id that has room, so that the last ones can be switched off when
 * traffic is low.
 */
final class FirstAvailable extends LoadBalancer
{
    private volatile Server[] byId;

    FirstAvailable(final BackendServers servers)
    {
        super(servers);
        servers.weightUnits(Scales.DYNAMIC, 1, true);
        sort();
    }

    private void sort()
    {
        final Server[] sorted = servers().all().clone();
        Arrays.sort(sorted, Comparator.comparingInt(Server::id));
        byId = sorted;
    }

    @Override
    public void onStart()
    {
        // the order is that of the numbers
    }

    @Override
    public void onAdd(final Server server)
    {
        sort();
    }

    @Override
    public void onRemove(final Server server)
    {
        sort();
    }

    @Override
    public void onChange(final Server server, final boolean wasUsable, final int previousWeight)
    {
        // each choice looks at the servers themselves
    }

    @Override
    public Server choose(final BalanceContext context)
    {
        final boolean isBackup = 0 == servers().activeCount();
        if (isBackup && null != servers().firstBackup())
        {
            return servers().firstBackup();
        }
        Server avoided = null;
        for (final Server server : byId)
        {
            if (server.isBackup() == isBackup && server.isUsable() && server.capacity().hasRoom(context.nowMs()))
            {
                if (server != context.serverToAvoid())
                {
                    return server;
                }
                avoided = server;
            }
        }
        return avoided;
    }
}
