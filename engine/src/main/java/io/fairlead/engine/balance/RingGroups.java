/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/** The rings of the active and of the backup servers of a backend. The conductor replaces them when they must grow. */
final class RingGroups
{
    private final BackendServers servers;
    private volatile HashRing active;
    private volatile HashRing backup;

    RingGroups(final BackendServers servers)
    {
        this.servers = servers;
        servers.weightUnits(Scales.DYNAMIC, 1, true);
    }

    void onStart()
    {
        active = ring(false);
        backup = ring(true);
    }

    void onRemove(final Server server)
    {
        final HashRing current = server.isBackup() ? backup : active;
        if (current.contains(server))
        {
            replace(server.isBackup(), current);
        }
    }

    void onChange(final Server server)
    {
        final HashRing current = server.isBackup() ? backup : active;
        if (current.onChange(server))
        {
            return;
        }
        replace(server.isBackup(), current);
    }

    private void replace(final boolean isBackup, final HashRing current)
    {
        if (isBackup)
        {
            backup = ring(true).continueFrom(current);
        }
        else
        {
            active = ring(false).continueFrom(current);
        }
    }

    /** The ring of those that share the traffic now, or null when one backup serves alone or nobody does. */
    HashRing current()
    {
        if (servers.activeCount() > 0)
        {
            return active;
        }
        return null == servers.firstBackup() && servers.backupCount() > 0 ? backup : null;
    }

    private HashRing ring(final boolean isBackup)
    {
        final List<Server> members = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++)
        {
            if (servers.get(i).isBackup() == isBackup)
            {
                members.add(servers.get(i));
            }
        }
        return new HashRing(members.toArray(new Server[0]));
    }
}
