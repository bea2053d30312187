/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.loop.LoopClock;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.Server;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The running generation as statistics see it. Conductor only.
 */
public final class ConfigurationStats implements StatsSource
{

    private final Generation generation;
    private final List<ProxyView> proxies = new ArrayList<>();
    private final Map<Server, ConfiguredServer> serverViews = new IdentityHashMap<>();
    private final ProcessView process;
    private final CounterReader counters;
    private final LoopClock clock;
    private final CounterFile file;

    /**
     * Views of a generation.
     *
     * @param generation to show.
     * @param file       where its objects are counted.
     * @param process    the process as a whole.
     * @param clock      of the conductor, by which servers note when they changed.
     */
    public ConfigurationStats(
        final Generation generation, final CounterFile file, final ProcessView process, final LoopClock clock)
    {
        this.generation = generation;
        this.process = process;
        this.clock = clock;
        this.file = file;
        counters = file.reader();
        final Map<ProxySettings, Frontend> frontends = new IdentityHashMap<>();
        for (final Frontend frontend : generation.frontends())
        {
            frontends.put(frontend.settings(), frontend);
        }
        final Map<ProxySettings, Backend> backends = new IdentityHashMap<>();
        for (final Backend backend : generation.backends())
        {
            backends.put(backend.settings(), backend);
        }
        for (final ProxySettings settings : generation.configuration().proxies)
        {
            if (frontends.containsKey(settings) || backends.containsKey(settings))
            {
                proxies.add(new ConfiguredProxy(this, settings, frontends.get(settings), backends.get(settings)));
            }
        }
    }

    /**
     * A server came or went.
     *
     * @param server of the generation.
     */
    public void follow(final Server server)
    {
        if (null == server.backend().byName(server.name()))
        {
            serverViews.remove(server);
        }
        for (final ProxyView proxy : proxies)
        {
            if (proxy instanceof final ConfiguredProxy configured && configured.has(server.backend()))
            {
                configured.follow();
            }
        }
    }

    @Override
    public List<ProxyView> proxies()
    {
        return proxies;
    }

    @Override
    public ProcessView process()
    {
        return process;
    }

    @Override
    public CounterReader counters()
    {
        return counters;
    }

    @Override
    public long nowMs()
    {
        return clock.machineMs();
    }

    /**
     * Write the state of all objects into the counter file, for readers outside. To be called about once a second.
     */
    public void publish()
    {
        for (final ProxyView proxy : proxies)
        {
            ((ConfiguredProxy)proxy).publish(file);
        }
        file.heartbeat(clock.epochMs());
    }

    /**
     * Forget what the conductor counts of backends and servers apart from the counter file ({@code clear counters
     * all}).
     */
    public void clearCounters()
    {
        for (final ProxyView proxy : proxies)
        {
            ((ConfiguredProxy)proxy).clearCounters();
        }
    }

    /* Moment of the conductor's clock as one of the clock that everybody shares. */
    long machineMs(final long loopMs)
    {
        return clock.machineMs() - clock.nowMs() + loopMs;
    }

    /* Idle server connections of one loop. */
    long idleConnections(final CounterObject object, final int loop)
    {
        return counters.value(object, BackendColumn.IDLE_UNSAFE_CONNECTIONS, loop, 0) +
            counters.value(object, BackendColumn.IDLE_SAFE_CONNECTIONS, loop, 0);
    }

    /* Moment of the conductor's own clock. */
    long loopMs()
    {
        return clock.nowMs();
    }

    void register(final Server server, final ConfiguredServer view)
    {
        serverViews.put(server, view);
    }

    ConfiguredServer viewOf(final Server server)
    {
        return null == server ? null : serverViews.get(server);
    }
}
