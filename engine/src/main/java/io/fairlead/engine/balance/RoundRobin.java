/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/** {@code balance roundrobin}: one after the other by weight, weights may change at any time. */
final class RoundRobin extends LoadBalancer
{
    private final RotationFeed active;
    private final RotationFeed backup;

    RoundRobin(final BackendServers servers)
    {
        super(servers);
        servers.weightUnits(Scales.DYNAMIC, 1, true);
        active = new RotationFeed(servers);
        backup = servers.isAllBackups() ? new RotationFeed(servers) : null;
    }

    @Override
    public void onStart()
    {
        for (int i = 0; i < servers().size(); i++)
        {
            final Server server = servers().get(i);
            final RotationFeed feed = feedOf(server);
            if (server.isUsable() && null != feed)
            {
                feed.addInitially(server);
            }
        }
    }

    @Override
    public void onAdd(final Server server)
    {
        final RotationFeed feed = feedOf(server);
        if (null != feed)
        {
            feed.onAdd(server);
        }
    }

    @Override
    public void onChange(final Server server, final boolean wasUsable, final int previousWeight)
    {
        final RotationFeed feed = feedOf(server);
        if (null != feed)
        {
            feed.onChange(server, wasUsable);
        }
    }

    /** Without {@code option allbackups} the first backup serves alone and there is nothing to rotate. */
    private RotationFeed feedOf(final Server server)
    {
        return server.isBackup() ? backup : active;
    }

    @Override
    public Server choose(final BalanceContext context)
    {
        if (servers().activeCount() > 0)
        {
            return active.choose(context);
        }
        final Server first = servers().firstBackup();
        if (null != first)
        {
            return first;
        }
        return servers().backupCount() > 0 ? backup.choose(context) : null;
    }
}
