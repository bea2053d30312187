/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.List;

import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.OperationalState;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerChangeListener;

/**
 * What the traffic of a backend does when one of its servers changes: streams that wait for a server that went away
 * choose anew, idle connections to it are closed, streams that wait for any server get the slots of one that came back.
 * Conductor only.
 */
final class ServerTraffic implements ServerChangeListener
{
    private final Backend backend;
    private final List<Worker> workers;

    ServerTraffic(final Backend backend, final List<Worker> workers)
    {
        this.backend = backend;
        this.workers = workers;
    }

    @Override
    public int onServerChange(
        final Server server, final OperationalState previousState, final boolean wasUsable, final int orders)
    {
        final ServerTarget target = (ServerTarget)server.attachment();
        if (null == target)
        {
            return 0;
        }
        if (0 != (orders & CLOSE_IDLE) || wasUsable && !server.isUsable())
        {
            closeIdle(target);
        }
        if (0 != (orders & SHUTDOWN_SESSIONS))
        {
            shutdown(target, TerminationState.SERVER_DOWN);
        }
        if (0 != (orders & SHUTDOWN_BACKUP_SESSIONS))
        {
            for (final Server other : backend.servers().all())
            {
                if (other.isBackup())
                {
                    shutdown((ServerTarget)other.attachment(), TerminationState.SERVER_UP);
                }
            }
        }
        if (wasUsable && !server.isUsable())
        {
            final int moved = target.queue().scatter() + (anyUsable() ? 0 : backend.queue().scatter());
            if (!server.isBackup() && 0 == backend.servers().activeCount() && !workers.isEmpty())
            {
                // unlike HAProxy's, which need another request to wake them: those that wait go to the backups now
                for (final Server other : backend.servers().all())
                {
                    ((ServerTarget)other.attachment()).fill(workers.getFirst().context().nowMs());
                }
            }
            return moved;
        }
        return !wasUsable && server.isUsable() && !workers.isEmpty() ?
            target.fill(workers.getFirst().context().nowMs()) : 0;
    }

    private void shutdown(final ServerTarget target, final int cause)
    {
        for (final Worker worker : workers)
        {
            worker.loop().execute(() -> worker.forEachStream((stream) ->
            {
                if (target == stream.connector().target())
                {
                    stream.shutdown(cause);
                }
            }));
        }
    }

    private boolean anyUsable()
    {
        final BackendServers servers = backend.servers();
        return servers.hasUsable();
    }

    private void closeIdle(final ServerTarget target)
    {
        for (final Worker worker : workers)
        {
            worker.loop().execute(() -> target.pool(worker).clear());
        }
    }
}
