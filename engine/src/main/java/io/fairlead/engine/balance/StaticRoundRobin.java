/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.concurrent.Executor;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/** {@code balance static-rr}: one after the other through a {@link ServerMap}. */
final class StaticRoundRobin extends LoadBalancer
{
    private final MapRotation rotation;

    StaticRoundRobin(final BackendServers servers, final Executor conductor)
    {
        super(servers);
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
    public Server choose(final BalanceContext context)
    {
        return rotation.next(context);
    }
}
