/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.HashSet;
import java.util.Set;

import io.fairlead.engine.dns.ResolverSet;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ListenerSet;
import io.fairlead.engine.server.ServerMonitor;

/**
 * A generation with what was made for it and ends with it.
 *
 * @param generation its proxies.
 * @param listeners  its sockets.
 * @param monitor    changes the state of its servers.
 * @param resolvers  keep the addresses of its servers.
 * @param checks     its health checks.
 * @param sinceMs    when it began to serve, machine clock.
 */
record LiveGeneration(
    Generation generation,
    ListenerSet listeners,
    ServerMonitor monitor,
    ResolverSet resolvers,
    HealthChecks checks,
    long sinceMs)
{
    /** Frontends, to find the sessions that still belong to them. */
    Set<Frontend> frontends()
    {
        return new HashSet<>(generation.frontends());
    }
}
