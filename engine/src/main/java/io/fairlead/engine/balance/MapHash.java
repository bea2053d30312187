/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.concurrent.Executor;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/**
 * {@code hash-type map-based}: the hash selects an entry of a {@link ServerMap}; most keys move when a server comes or
 * goes.
 */
final class MapHash extends HashBalancer
{
    private final MapRotation rotation;

    MapHash(final BackendServers servers, final HashKey key, final Executor conductor)
    {
        super(servers, key);
        rotation = new MapRotation(servers, conductor);
        servers.weightUnits(1, Weights.commonDivisor(servers), false);
    }

    @Override
    public void onStart()
    {
        rotation.rebuild();
    }

    @Override
    public void onChange(final Server server, final boolean wasUsable, final int previousWeight)
    {
        rotation.onChange();
    }

    @Override
    Server lookUp(final int hash, final BalanceContext context)
    {
        final ServerMap map = rotation.map();
        if (0 == map.length())
        {
            return null;
        }
        final Server server = map.get(Integer.remainderUnsigned(hash, map.length()));
        return server.isUsable() ? server : null;
    }

    @Override
    Server next(final BalanceContext context)
    {
        return rotation.next(context);
    }
}
