/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.fairlead.bench.FixedTraffic;
import io.fairlead.engine.balance.BalanceContext;
import io.fairlead.engine.balance.BalanceSettings;
import io.fairlead.engine.balance.LoadBalancer;
import io.fairlead.engine.balance.LoadBalancers;
import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.server.StateNotices;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * Choosing a server, taking a place on it, and giving back the place taken 32 requests ago, so that the load that some
 * algorithms look at is there and moves.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ServerChoice
{
    /** The algorithm; hashing ones by their table or, named consistent, by the ring. */
    @Param({
        "roundrobin", "static-rr", "leastconn", "first", "random", "source", "source-consistent", "uri-consistent"})
    public String algorithm;

    /** Servers of the backend, all of them up. */
    @Param({"3", "100", "10000"})
    public int servers;

    private LoadBalancer balancer;

    /** One loop that balances: its clients and the requests under way. */
    @State(Scope.Thread)
    public static class Loop
    {
        private static final int CLIENTS = 1024;
        private static final int REQUESTS = 64;
        private static final int UNDER_WAY = 32;
        private static final long SEED = 42;

        private final BalanceContext context = new BalanceContext(1);
        private final NetAddress[] clients = new NetAddress[CLIENTS];
        private final FixedTraffic[] requests = new FixedTraffic[REQUESTS];
        private final Server[] underWay = new Server[UNDER_WAY];
        private int turn;

        /** A loop with many clients. */
        public Loop()
        {
            final SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < clients.length; i++)
            {
                clients[i] = new NetAddress().inet(random.nextInt(), 1024 + i);
            }
            for (int i = 0; i < requests.length; i++)
            {
                requests[i] = new FixedTraffic(
                    "GET /products/" + random.nextInt() + ".html HTTP/1.1\r\nHost: a\r\n\r\n");
            }
        }
    }

    /** Hears of no change. */
    private static final class Deaf implements StateNotices
    {
        @Override
        public void warning(final String text)
        {
            // all servers stay as they are
        }

        @Override
        public void alert(final String text)
        {
            // all servers stay as they are
        }

        @Override
        public void log(final BackendServers backend, final int level, final String text)
        {
            // all servers stay as they are
        }
    }

    /** Makes the servers. */
    @Setup
    public void setUp()
    {
        final BalanceSettings settings = new BalanceSettings();
        switch (algorithm)
        {
            case "roundrobin" -> settings.algorithm = BalanceSettings.Algorithm.ROUNDROBIN;
            case "static-rr" -> settings.algorithm = BalanceSettings.Algorithm.STATIC_RR;
            case "leastconn" -> settings.algorithm = BalanceSettings.Algorithm.LEASTCONN;
            case "first" -> settings.algorithm = BalanceSettings.Algorithm.FIRST;
            case "random" -> settings.algorithm = BalanceSettings.Algorithm.RANDOM;
            case "source", "source-consistent" -> settings.algorithm = BalanceSettings.Algorithm.SOURCE;
            case "uri-consistent" -> settings.algorithm = BalanceSettings.Algorithm.URI;
            default -> throw new IllegalArgumentException(algorithm);
        }
        if (algorithm.endsWith("consistent"))
        {
            settings.hashMethod = BalanceSettings.HashMethod.CONSISTENT;
        }
        final List<ServerSettings> list = new ArrayList<>();
        for (int i = 1; i <= servers; i++)
        {
            final ServerSettings server = new ServerSettings();
            server.name = "s" + i;
            server.id = i;
            list.add(server);
        }
        final BackendServers backend = new BackendServers("backend", "be", false, 1, list);
        balancer = LoadBalancers.create(settings, backend);
        backend.listeners(balancer, null);
        final ServerMonitor monitor = new ServerMonitor(new Deaf());
        monitor.start(backend, 0);
        monitor.onStarted(List.of(backend), 0);
    }

    /**
     * One loop alone.
     *
     * @param loop that balances.
     * @return the server chosen.
     */
    @Benchmark
    public Server oneThread(final Loop loop)
    {
        return choose(loop);
    }

    /**
     * Two loops at once. Needs two processors.
     *
     * @param loop that balances.
     * @return the server chosen.
     */
    @Benchmark
    @Threads(2)
    public Server twoThreads(final Loop loop)
    {
        return choose(loop);
    }

    private Server choose(final Loop loop)
    {
        final int turn = loop.turn++;
        loop.context.reset(loop.clients[turn & Loop.CLIENTS - 1], null, 1)
            .traffic(loop.requests[turn & Loop.REQUESTS - 1]);
        final Server server = balancer.choose(loop.context);
        server.capacity().tryAcquire(1);
        final int place = turn & Loop.UNDER_WAY - 1;
        final Server before = loop.underWay[place];
        if (null != before)
        {
            before.capacity().release();
        }
        loop.underWay[place] = server;
        return server;
    }
}
