/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/** {@code balance static-rr}: one after the other through a {@link ServerMap}. */
final class StaticRoundRobin extends LoadBalancer
{
    private final MapRotation rotation = new MapRotation();

    StaticRoundRobin(final BackendServers servers)
    {
        super(servers);
        servers.weightUnits(1, Weights.commonDivisor(servers), false);
    }

    @Override
    public void onStart()
    {
        rotation.map(ServerMap.of(servers()));
    }

    @Override
    public void onChange(final Server server, final boolean wasUsable, final int previousWeight)
    {
        rotation.map(ServerMap.of(servers()));
    }

    @Override
    public Server choose(final BalanceContext context)
    {
        return rotation.next(context);
    }
}
