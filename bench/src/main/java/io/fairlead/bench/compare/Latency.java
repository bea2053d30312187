/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.util.List;

/**
 * How long answers take at fixed rates, counted from when each request was meant to be sent: 25, 50 and 80 percent of
 * what the slowest peer reaches at its best. One connection may carry one request at a time, so a stall shows in all
 * that wait for it.
 */
final class Latency
{
    static final int[] SHARES_PERCENT = {25, 50, 80};
    private static final int CONNECTIONS = 128;
    private static final Load.Asked ASKED = Load.Asked.of("/small", CONNECTIONS);
    private static final long WARM_UP_NS = 1_000_000_000L;
    /** A JVM compiles for some seconds, and how long that takes is told by the warm-up curve. */
    private static final long FIRST_WARM_UP_NS = 8_000_000_000L;

    private final Running.House house;
    private final Results results;
    private final Plan plan;

    Latency(final Running.House house, final Results results, final Plan plan)
    {
        this.house = house;
        this.results = results;
        this.plan = plan;
    }

    void run(final List<Running> peers) throws IOException
    {
        double slowest = Double.MAX_VALUE;
        for (final Running peer : peers)
        {
            slowest = Math.min(slowest, peak(peer));
        }
        for (final int share : SHARES_PERCENT)
        {
            final double perSecond = Math.floor(slowest * share / 100);
            for (final Running peer : peers)
            {
                try (Load load = Load.open(house.loop(), peer.ports.get(Feature.HTTP), ASKED, perSecond))
                {
                    house.loop().runFor(WARM_UP_NS);
                    load.reset();
                    house.loop().runFor(2 * plan.turnNs());
                    results.latency(peer.peer, share, perSecond, load);
                }
            }
        }
    }

    private double peak(final Running peer) throws IOException
    {
        try (Load load = Load.closed(house.loop(), peer.ports.get(Feature.HTTP), ASKED))
        {
            house.loop().runFor(Math.max(FIRST_WARM_UP_NS, plan.warmUpNs()));
            load.reset();
            house.loop().runFor(plan.turnNs());
            return load.completed() / (plan.turnNs() / 1e9);
        }
    }
}
