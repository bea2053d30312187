/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long answers take at fixed rates, counted from when each request was meant to be sent: 25, 50 and 80 percent of
 * what the slowest peer reaches at its best, in alternating turns. One connection may carry one request at a time, so a
 * stall shows in all that wait for it.
 */
final class Latency
{
    static final int[] SHARES_PERCENT = {25, 50, 80};
    private static final int CONNECTIONS = 128;
    private static final Load.Asked ASKED = Load.Asked.of("/small", CONNECTIONS);
    /**
     * Turns of each peer. What compiles or preempts the client itself would otherwise be told of the peer whose turn it
     * is, so that the figure is the median over the turns.
     */
    private static final int ROUNDS = 7;
    /** Before the turns of a rate each peer carries it once unmeasured, which warms the client up as well. */
    private static final long WARM_UP_NS = 1_000_000_000L;
    private static final long SETTLING_NS = 300_000_000L;
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
            final Map<Running, LatencyTurns> turns = new LinkedHashMap<>();
            for (final Running peer : peers)
            {
                turns.put(peer, new LatencyTurns());
                turn(peer, perSecond, WARM_UP_NS);
            }
            for (int round = 0; round < ROUNDS; round++)
            {
                for (final Running peer : 0 == round % 2 ? peers : peers.reversed())
                {
                    turns.get(peer).add(turn(peer, perSecond, SETTLING_NS));
                }
            }
            turns.forEach((peer, figures) -> results.latency(peer.peer, share, perSecond, figures));
        }
    }

    private Load turn(final Running peer, final double perSecond, final long settlingNs) throws IOException
    {
        try (Load load = Load.open(house.loop(), peer.ports.get(Feature.HTTP), ASKED, perSecond))
        {
            house.loop().runFor(settlingNs);
            load.reset();
            house.loop().runFor(plan.turnNs());
            return load;
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
