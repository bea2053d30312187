/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.StatusState;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A proxy of the running generation: its front, its back, or both.
 */
final class ConfiguredProxy implements ProxyView
{
    private final ConfigurationStats stats;
    private final ProxySettings settings;
    private final Frontend frontend;
    private final Backend backend;
    private final List<ConfiguredServer> servers = new ArrayList<>();
    private final List<ConfiguredListener> listeners = new ArrayList<>();

    ConfiguredProxy(
        final ConfigurationStats stats, final ProxySettings settings, final Frontend frontend, final Backend backend)
    {
        this.stats = stats;
        this.settings = settings;
        this.frontend = frontend;
        this.backend = backend;
        if (null != frontend)
        {
            frontend.sockets().forEach(socket -> listeners.add(new ConfiguredListener(stats, socket)));
        }
        if (null != backend)
        {
            final BackendServers all = backend.servers();
            for (int i = 0; i < all.size(); i++)
            {
                add(all.get(i));
            }
        }
    }

    private void add(final Server server)
    {
        final ConfiguredServer view = new ConfiguredServer(stats, this, server, Generation.counters(server));
        servers.add(view);
        stats.register(server, view);
    }

    @Override
    public List<ConfiguredListener> listeners()
    {
        return listeners;
    }

    boolean has(final BackendServers candidate)
    {
        return null != backend && backend.servers() == candidate;
    }

    /** Servers came or went. */
    void follow()
    {
        servers.clear();
        for (final Server server : backend.servers().all())
        {
            final ConfiguredServer known = stats.viewOf(server);
            if (null == known)
            {
                add(server);
            }
            else
            {
                servers.add(known);
            }
        }
    }

    @Override
    public String name()
    {
        return settings.name;
    }

    @Override
    public int id()
    {
        return settings.id;
    }

    @Override
    public boolean isIdForced()
    {
        return settings.isIdForced;
    }

    @Override
    public String mode()
    {
        return ProxySettings.Mode.LOG == settings.mode ? "syslog" : settings.mode.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public CounterObject frontendCounters()
    {
        return null == frontend ? null : frontend.object();
    }

    @Override
    public CounterObject backendCounters()
    {
        return null == backend ? null : backend.object();
    }

    @Override
    public String frontendStatus()
    {
        return null == frontend ? StatusState.OPEN.text() : state().text();
    }

    private StatusState state()
    {
        if (stats.process().isStopping())
        {
            return StatusState.STOP;
        }
        return switch (frontend.state())
        {
            case OPEN -> StatusState.OPEN;
            case PAUSED -> StatusState.PAUSED;
            case STOPPED -> StatusState.STOP;
        };
    }

    @Override
    public long maxConnections()
    {
        return null == frontend ? 0 : frontend.maxConnections();
    }

    @Override
    public long sessionRateLimit()
    {
        return settings.rateLimitSessions;
    }

    @Override
    public long fullConnections()
    {
        return null == backend ? settings.fullConn : backend.servers().fullConn();
    }

    @Override
    public boolean isBackendUp()
    {
        return servers.isEmpty() || settings.isBalanced && 0 < backend.servers().totalWeight();
    }

    @Override
    public int totalWeight()
    {
        final BackendServers all = backend.servers();
        final int scale = Math.max(1, all.weightScale());
        return (all.totalWeight() * all.weightDivisor() + scale - 1) / scale;
    }

    @Override
    public int activeServers()
    {
        return backend.servers().activeCount();
    }

    @Override
    public int backupServers()
    {
        return backend.servers().backupCount();
    }

    @Override
    public long lastChangeMs()
    {
        return stats.machineMs(backend.servers().history().lastChangeMs());
    }

    @Override
    public long downtimeSeconds()
    {
        return backend.servers().downTimeMs(stats.loopMs()) / 1000;
    }

    @Override
    public long downTransitions()
    {
        return backend.servers().history().downTransitions();
    }

    @Override
    public String cookieName()
    {
        return settings.cookie.name;
    }

    @Override
    public String algorithm()
    {
        return settings.isBalanced ? BalanceNames.of(settings.balance) : "none";
    }

    @Override
    public List<ConfiguredServer> servers()
    {
        return servers;
    }

    void publish(final CounterFile file)
    {
        if (null != frontend)
        {
            file.status(frontend.object(), state(), 0, frontend.maxConnections(), 0);
        }
        if (null != backend)
        {
            file.status(
                backend.object(), isBackendUp() ? StatusState.UP : StatusState.DOWN, totalWeight(), 0, lastChangeMs());
            file.conductor().set(
                backend.object().address(BackendColumn.DOWN_TRANSITIONS),
                backend.servers().history().downTransitions());
            file.servers(backend.object(), activeServers(), backupServers());
        }
        for (final ConfiguredServer server : servers)
        {
            server.publish(file);
        }
    }

    /* Forget what the conductor counts of the backend and its servers. */
    void clearCounters()
    {
        if (null != backend)
        {
            backend.servers().history().clearCounters();
        }
        for (final ConfiguredServer server : servers)
        {
            server.clearCounters();
        }
    }
}
