/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a peer costs when it carries nothing, starts, warms up, or is told to read its configuration again. */
final class Lifecycle
{
    private static final int IDLE_CONNECTIONS = 10_000;
    private static final int IDLE_AT_ONCE = 200;
    private static final long IDLE_LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int COLD_STARTS = 5;
    private static final int WARM_UP_STEPS = 40;
    private static final long WARM_UP_STEP_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int RELOADS = 5;
    private static final long RELOAD_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(600);
    private static final double RELOAD_RATE = 2_000;
    private static final Load.Asked KEPT = Load.Asked.of("/small", 64);

    private final Running.House house;
    private final Results results;

    Lifecycle(final Running.House house, final Results results)
    {
        this.house = house;
        this.results = results;
    }

    /** Memory at rest and with idle connections, each of which has carried one request. */
    void memory(final Peer peer) throws IOException
    {
        try (Running running = Running.start(house, peer, List.of(Feature.HTTP), false))
        {
            final long restKib = running.process.residentKib();
            final int count = Math.min(IDLE_CONNECTIONS, house.maxConnections() - 300);
            try (Load load = Load.once(
                house.loop(), running.ports.get(Feature.HTTP), Load.Asked.of("/small", count), IDLE_AT_ONCE))
            {
                house.loop().runUntil(() -> load.completed() + load.failed() >= count, IDLE_LIMIT_NS);
                results.memory(peer, restKib, running.process.residentKib(), load.completed(), load.failed());
            }
        }
    }

    /** From the start of the process to the end of the first proxied request. */
    void coldStart(final Peer peer) throws IOException
    {
        final double[] milliseconds = new double[COLD_STARTS];
        for (int i = 0; i < COLD_STARTS; i++)
        {
            try (Running running = Running.start(house, peer, List.of(Feature.HTTP), false))
            {
                milliseconds[i] = running.firstAnswerNs / 1e6;
            }
        }
        results.coldStart(peer, milliseconds);
    }

    /** Cost per request in the first ten seconds of a process. */
    void warmUp(final Peer peer) throws IOException
    {
        try (Running running = Running.start(house, peer, List.of(Feature.HTTP), false);
            Load load = Load.closed(house.loop(), running.ports.get(Feature.HTTP), KEPT))
        {
            final double[] costUs = new double[WARM_UP_STEPS];
            for (int i = 0; i < WARM_UP_STEPS; i++)
            {
                load.reset();
                final ChildProcess.Usage before = running.process.usage();
                house.loop().runFor(WARM_UP_STEP_NS);
                costUs[i] = (double)running.process.usage().minus(before).totalUs() / Math.max(1, load.completed());
            }
            results.warmUp(peer, WARM_UP_STEP_NS / 1e9, costUs);
        }
    }

    /** Requests at a fixed rate while the configuration is read again several times. */
    void reload(final Peer peer) throws IOException
    {
        if (null == peer.reloadSignal())
        {
            return;
        }
        try (Running running = Running.start(house, peer, List.of(Feature.HTTP), true);
            Load load = Load.open(house.loop(), running.ports.get(Feature.HTTP), KEPT, RELOAD_RATE))
        {
            house.loop().runFor(TimeUnit.SECONDS.toNanos(2));
            load.reset();
            for (int i = 0; i < RELOADS; i++)
            {
                running.process.signal(peer.reloadSignal());
                house.loop().runFor(RELOAD_PAUSE_NS);
                if (!running.process.isAlive())
                {
                    results.refused(peer.name(), "reload", "it ended: " + running.process.output());
                    return;
                }
            }
            results.reload(peer, RELOADS, load);
        }
    }
}
