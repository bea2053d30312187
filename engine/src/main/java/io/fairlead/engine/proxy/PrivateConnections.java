/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.IdleConnection;

/**
 * Idle connections to servers that no other client may use: each was told who the client is, or {@code http-reuse
 * never} forbids to share them. At most {@code max-session-srv-conns} per client. Part of a {@link Session};
 * loop-confined.
 */
final class PrivateConnections implements IdleConnection.Owner
{
    private final Worker worker;
    private final HttpBackMux[] connections;
    private final ServerTarget[] targets;
    private int count;

    PrivateConnections(final Worker worker, final int limit)
    {
        this.worker = worker;
        connections = new HttpBackMux[limit];
        targets = new ServerTarget[limit];
    }

    boolean hasRoom()
    {
        return count < connections.length;
    }

    /** Keep a connection; there must be room. */
    void keep(final ServerTarget target, final HttpBackMux connection)
    {
        targets[count] = target;
        connections[count] = connection;
        count++;
        connection.becomeIdle(this);
        target.server().demand().onReserved();
        worker.counters().decrement(target.counters().usedConnections);
        countIdle(target, 1);
    }

    private void countIdle(final ServerTarget target, final int change)
    {
        if (target.isListed())
        {
            worker.counters().add(target.counters().privateConnections, change);
        }
    }

    /** Take the kept connection to a server with this key, null where there is none. */
    HttpBackMux take(final ServerTarget target, final ConnectionKey key)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            if (targets[i] == target && (null == key ? null == connections[i].key() : key.isSame(connections[i].key())))
            {
                final HttpBackMux connection = connections[i];
                remove(i);
                target.server().demand().onUnreserved();
                worker.counters().increment(target.counters().usedConnections);
                connection.becomeBusy();
                return connection;
            }
        }
        return null;
    }

    /** Usable server of a backend to which the last connection was kept; null where there is none. */
    ServerTarget last(final Backend backend)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            if (targets[i].backend() == backend && targets[i].server().isUsable())
            {
                return targets[i];
            }
        }
        return null;
    }

    private void remove(final int index)
    {
        countIdle(targets[index], -1);
        count--;
        for (int i = index; i < count; i++)
        {
            connections[i] = connections[i + 1];
            targets[i] = targets[i + 1];
        }
        connections[count] = null;
        targets[count] = null;
    }

    /** A reload has replaced servers: connections go on with the successors, or are closed where there is none. */
    void followServers()
    {
        for (int i = count - 1; i >= 0; i--)
        {
            final ServerTarget successor = targets[i].successor();
            if (null == successor)
            {
                close(i);
            }
            else
            {
                countIdle(targets[i], -1);
                targets[i].server().demand().onReservedClosed();
                successor.server().demand().onOpened();
                successor.server().demand().onReserved();
                targets[i] = successor;
                countIdle(successor, 1);
            }
        }
    }

    /** The client left: close them all. */
    void close()
    {
        while (count > 0)
        {
            close(count - 1);
        }
    }

    private void close(final int index)
    {
        final HttpBackMux connection = connections[index];
        onClosed(index);
        connection.discard();
    }

    private void onClosed(final int index)
    {
        targets[index].server().demand().onReservedClosed();
        targets[index].onIdleClosed(worker);
        remove(index);
    }

    @Override
    public void onIdleClosed(final IdleConnection connection)
    {
        for (int i = 0; i < count; i++)
        {
            if (connections[i] == connection)
            {
                onClosed(i);
                return;
            }
        }
    }
}
