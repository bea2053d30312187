/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.FrontendColumn;
import io.fairlead.engine.proxy.CountedSocket;

/** A listening socket of the running generation that is counted apart. */
final class ConfiguredListener implements ListenerView
{
    private final StatsSource stats;
    private final CountedSocket socket;

    ConfiguredListener(final StatsSource stats, final CountedSocket socket)
    {
        this.stats = stats;
        this.socket = socket;
    }

    @Override
    public String name()
    {
        return socket.name();
    }

    @Override
    public int id()
    {
        return socket.id();
    }

    @Override
    public CounterObject counters()
    {
        return socket.object();
    }

    @Override
    public long maxConnections()
    {
        return socket.bind().maxConn;
    }

    @Override
    public String status()
    {
        final long limit = maxConnections();
        return limit > 0 && stats.counters().value(socket.object(), FrontendColumn.SESSIONS_CURRENT, 0) >= limit ?
            "FULL" : "OPEN";
    }

    @Override
    public String address()
    {
        return socket.address();
    }

    @Override
    public String protocol()
    {
        return socket.protocol();
    }
}
