/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/**
 * {@code balance sticky} of log backends: always the same server until it goes down; a backup only as long as no other
 * can serve.
 */
final class Sticky extends LoadBalancer
{
    private volatile Server current;

    Sticky(final BackendServers servers)
    {
        super(servers);
        servers.weightUnits(1, 1, true);
    }

    @Override
    public void onStart()
    {
        current = firstUsable();
    }

    @Override
    public void onChange(final Server server, final boolean wasUsable, final int previousWeight)
    {
        final Server before = current;
        if (!server.isUsable())
        {
            if (server == before)
            {
                current = firstUsable();
            }
        }
        else if (null == before || (before.isBackup() && !server.isBackup()))
        {
            current = server;
        }
    }

    private Server firstUsable()
    {
        final boolean isBackup = 0 == servers().activeCount();
        for (int i = 0; i < servers().size(); i++)
        {
            final Server server = servers().get(i);
            if (server.isUsable() && server.isBackup() == isBackup)
            {
                return server;
            }
        }
        return null;
    }

    @Override
    public Server choose(final BalanceContext context)
    {
        return current;
    }
}
