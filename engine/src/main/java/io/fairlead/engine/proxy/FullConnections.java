/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The {@code fullconn} of backends that set none: a tenth of the connections of all frontends that may lead there
 * (configuration.txt 4.2 "fullconn").
 */
final class FullConnections
{
    private static final int SHARE = 10;

    private final Map<ProxySettings, Long> incoming = new IdentityHashMap<>();

    /* maxConnections: limit of a frontend that sets none. */
    FullConnections(final Configuration configuration, final int maxConnections)
    {
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (!proxy.isDisabled && proxy.isFrontend())
            {
                add(proxy, proxy.maxConn > 0 ? proxy.maxConn : maxConnections);
            }
        }
    }

    private void add(final ProxySettings frontend, final long connections)
    {
        final Set<ProxySettings> targets = new HashSet<>();
        if (null != frontend.defaultBackend)
        {
            targets.add(frontend.defaultBackend);
        }
        else if (frontend.isBackend())
        {
            targets.add(frontend);
        }
        for (final ProxyRules.BackendSwitch rule : frontend.rules.backendSwitches)
        {
            if (null != rule.backend())
            {
                targets.add(rule.backend());
            }
        }
        targets.forEach(target -> incoming.merge(target, connections, Long::sum));
    }

    /**
     * Sessions of a backend at which its servers get their full {@code maxconn}.
     *
     * @param backend of the configuration.
     * @return at least 1.
     */
    int of(final ProxySettings backend)
    {
        if (backend.fullConn > 0)
        {
            return backend.fullConn;
        }
        final long sum = incoming.getOrDefault(backend, 0L);
        return (int)Math.max(1, Math.min(Integer.MAX_VALUE, (sum + SHARE - 1) / SHARE));
    }
}
