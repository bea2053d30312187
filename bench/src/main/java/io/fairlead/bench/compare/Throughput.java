/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import io.fairlead.bench.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cost per request under a closed load. The peers take turns, A B C C B A, so that what changes on the machine over
 * time touches all alike.
 */
final class Throughput
{
    private static final long SETTLE_NS = 150_000_000L;
    /** A process that has carried nothing yet is given so many times the usual warm-up: a JVM compiles then. */
    private static final int FIRST_WARM_UP = 4;

    private final Running.House house;
    private final Results results;
    private final Plan plan;
    /** Those that have carried something already. */
    private final Set<Running> warm = new HashSet<>();

    Throughput(final Running.House house, final Results results, final Plan plan)
    {
        this.house = house;
        this.results = results;
        this.plan = plan;
    }

    void run(final Scenario scenario, final List<Running> peers) throws IOException
    {
        for (final Running peer : peers)
        {
            load(scenario, peer, warm.add(peer) ? FIRST_WARM_UP * plan.warmUpNs() : plan.warmUpNs());
        }
        final List<Running> order = new ArrayList<>(peers);
        for (int round = 1; round <= plan.pairs(); round++)
        {
            for (final Running peer : order)
            {
                results.run(scenario, peer.peer, round, measure(scenario, peer));
            }
            Collections.reverse(order);
        }
        for (final Running peer : peers)
        {
            syscalls(scenario, peer);
        }
    }

    /** One turn's figures. */
    record Turn(
        long completed, long failed, String failure, double seconds, ChildProcess.Usage usage,
            double machineBusyPercent)
    {
        double perSecond()
        {
            return completed / seconds;
        }

        double userUs()
        {
            return (double)usage.userUs() / completed;
        }

        double systemUs()
        {
            return (double)usage.systemUs() / completed;
        }
    }

    private Turn measure(final Scenario scenario, final Running peer) throws IOException
    {
        try (Load load = Load.closed(house.loop(), peer.ports.get(scenario.feature()), scenario.asked()))
        {
            house.loop().runFor(SETTLE_NS);
            load.reset();
            final long[] ticks = Machine.ticks();
            final ChildProcess.Usage before = peer.process.usage();
            final long startNs = System.nanoTime();
            house.loop().runFor(plan.turnNs());
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            final ChildProcess.Usage usage = peer.process.usage().minus(before);
            return new Turn(
                load.completed(), load.failed(), load.failure(), seconds, usage,
                Machine.busyPercent(ticks, Machine.ticks()));
        }
    }

    private void load(final Scenario scenario, final Running peer, final long durationNs) throws IOException
    {
        try (Load load = Load.closed(house.loop(), peer.ports.get(scenario.feature()), scenario.asked()))
        {
            load.loop.runFor(durationNs);
        }
    }

    private void syscalls(final Scenario scenario, final Running peer) throws IOException
    {
        final SyscallCounter counter = SyscallCounter.start(house, peer.process);
        if (null == counter)
        {
            return;
        }
        final long completed;
        try (counter)
        {
            try (Load load = Load.closed(house.loop(), peer.ports.get(scenario.feature()), scenario.asked()))
            {
                house.loop().runFor(plan.turnNs() / 2);
                completed = load.completed();
            }
        }
        if (0 < completed)
        {
            results.syscalls(scenario, peer.peer, (double)counter.count() / completed);
        }
    }
}
