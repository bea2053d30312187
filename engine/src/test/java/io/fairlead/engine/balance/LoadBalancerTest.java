/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;

import com.sun.management.ThreadMXBean;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.NoticeRecorder;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LoadBalancerTest
{
    private static final int THREADS = 4;

    private final ServerMonitor monitor = new ServerMonitor(new NoticeRecorder());
    private final BalanceSettings settings = new BalanceSettings();
    private final List<ServerSettings> list = new ArrayList<>();
    private BackendServers servers;
    private LoadBalancer balancer;

    private void servers(final int count, final Consumer<ServerSettings> configure)
    {
        for (int i = 1; i <= count; i++)
        {
            final ServerSettings server = new ServerSettings();
            server.name = "s" + i;
            server.id = i;
            configure.accept(server);
            list.add(server);
        }
    }

    private void start(final BalanceSettings.Algorithm algorithm)
    {
        settings.algorithm = algorithm;
        servers = new BackendServers("backend", "be", false, 1, list);
        balancer = LoadBalancers.create(settings, servers);
        servers.listeners(balancer, null);
        monitor.start(servers, 0);
        monitor.onStarted(List.of(servers), 0);
    }

    private Server choose(final Server avoid)
    {
        return balancer.choose(new BalanceContext(1).reset(new NetAddress().inet(0x01020304, 5), avoid, 0));
    }

    @ParameterizedTest
    @EnumSource(names = {"ROUNDROBIN", "LEASTCONN", "FIRST", "RANDOM", "SOURCE"})
    void shouldChooseFromServersThatCameAndNotFromThoseThatWent(final BalanceSettings.Algorithm algorithm)
    {
        servers(2, server -> server.weight = 3);
        settings.hashMethod = BalanceSettings.HashMethod.CONSISTENT;
        start(algorithm);
        for (int round = 0; round < 40; round++)
        {
            final List<Server> added = new ArrayList<>();
            for (int i = 0; i < 1 + round % 9; i++)
            {
                final ServerSettings server = new ServerSettings();
                server.name = "d" + i;
                server.id = 10 + i;
                server.weight = 1 + i;
                final Server made = servers.prepare(server);
                monitor.add(made, 0);
                assertTrue(!made.isUsable() && made.isInMaintenance(), "begins in maintenance");
                monitor.ready(made, 0);
                added.add(made);
            }
            servers.get(0).capacity().acquire();
            assertTrue(choose(null).isUsable());
            monitor.maintain(servers.get(0), 0);
            monitor.maintain(servers.get(1), 0);
            assertTrue(added.contains(choose(null)));
            for (final Server server : added)
            {
                assertEquals(server, servers.slot(server.index()));
                server.capacity().acquire();
                server.capacity().release();
                monitor.maintain(server, 0);
                monitor.remove(server);
                assertNull(servers.slot(server.index()));
            }
            assertNull(choose(null), "nobody is left");
            servers.get(0).capacity().release();
            monitor.ready(servers.get(0), 0);
            monitor.ready(servers.get(1), 0);
            assertTrue(choose(null).index() < 2);
        }
        assertEquals(2, servers.size());
        assertTrue(servers.slotCount() <= 11, "slots are used again: " + servers.slotCount());
    }

    @ParameterizedTest
    @EnumSource(names = {"ROUNDROBIN", "STATIC_RR", "LEASTCONN", "FIRST", "RANDOM"})
    void shouldAvoidFailedServerUnlessItIsTheLast(final BalanceSettings.Algorithm algorithm)
    {
        servers(2, server -> { });
        start(algorithm);
        final Server failed = servers.get(0);
        for (int i = 0; i < 10; i++)
        {
            assertSame(servers.get(1), choose(failed));
        }
        monitor.maintain(servers.get(1), 0);
        assertSame(failed, choose(failed));
        monitor.maintain(failed, 0);
        assertNull(choose(failed));
    }

    @ParameterizedTest
    @EnumSource(names = {"ROUNDROBIN", "STATIC_RR", "LEASTCONN", "FIRST", "RANDOM"})
    void shouldChooseNobodyWhenAllAreFull(final BalanceSettings.Algorithm algorithm)
    {
        servers(3, server ->
        {
            server.maxConn = 1;
            server.minConn = 1;
        });
        start(algorithm);
        servers.get(0).capacity().acquire();
        servers.get(1).capacity().acquire();
        servers.get(2).capacity().acquire();
        assertNull(choose(null));
        assertTrue(servers.hasUsable());
        servers.get(1).capacity().release();
        Server found = choose(null);
        for (int i = 0; i < 100 && null == found; i++)
        {
            assertSame(BalanceSettings.Algorithm.RANDOM, algorithm, "only draws may miss the one with room");
            found = balancer.choose(new BalanceContext(i).reset(null, null, 0));
        }
        assertSame(servers.get(1), found);
    }

    @Test
    void shouldQueueAtServerOfTheKeyWhenItIsFull()
    {
        servers(3, server ->
        {
            server.maxConn = 1;
            server.minConn = 1;
        });
        start(BalanceSettings.Algorithm.SOURCE);
        final Server chosen = choose(null);
        chosen.capacity().acquire();
        assertSame(chosen, choose(null));
        assertTrue(balancer.isDeterministic());
    }

    @Test
    void shouldFindRdpCookie()
    {
        servers(5, server -> { });
        settings.name = "";
        start(BalanceSettings.Algorithm.RDP_COOKIE);
        final RecordedTraffic traffic = new RecordedTraffic();
        final BalanceContext context = new BalanceContext(1);
        final String value = "administrator";
        traffic.payload(rdp("Cookie: mstshash=" + value + "\r\n"));
        final Server byCookie = balancer.choose(context.reset(null, null, 0).traffic(traffic));
        final int hash = HashFunction.SDBM.hash(
            new UnsafeBuffer(value.getBytes(ISO_8859_1)), 0, value.length());
        assertSame(servers.get(Integer.remainderUnsigned(hash, 5)), byCookie);
        for (int i = 0; i < 7; i++)
        {
            assertSame(byCookie, balancer.choose(context.reset(null, null, 0).traffic(traffic)));
        }
        traffic.payload(rdp("Cookie: mstshash=incomplete\r"));
        assertSame(servers.get(0), balancer.choose(context.reset(null, null, 0).traffic(traffic)));
        assertSame(servers.get(1), balancer.choose(context.reset(null, null, 0).traffic(traffic)));
        traffic.payload(rdp("Cookie: other=x\r\n"));
        assertSame(servers.get(2), balancer.choose(context.reset(null, null, 0).traffic(traffic)));
    }

    private static byte[] rdp(final String text)
    {
        return ("\003\000\000\052\045\340\000\000\000\000\000" + text).getBytes(ISO_8859_1);
    }

    @Test
    void shouldDrawByWeightAndLoad()
    {
        servers(3, server -> { });
        list.get(2).weight = 2;
        start(BalanceSettings.Algorithm.RANDOM);
        final BalanceContext context = new BalanceContext(42);
        for (int i = 0; i < 4000; i++)
        {
            balancer.choose(context.reset(null, null, 0)).capacity().acquire();
        }
        assertEquals(1000, servers.get(0).capacity().served(), 20);
        assertEquals(1000, servers.get(1).capacity().served(), 20);
        assertEquals(2000, servers.get(2).capacity().served(), 20);
    }

    @Test
    void shouldStickToOneServer()
    {
        servers(3, server -> { });
        list.get(2).isBackup = true;
        start(BalanceSettings.Algorithm.STICKY);
        assertSame(servers.get(0), choose(null));
        monitor.maintain(servers.get(0), 0);
        assertSame(servers.get(1), choose(null));
        monitor.ready(servers.get(0), 0);
        assertSame(servers.get(1), choose(null));
        monitor.maintain(servers.get(1), 0);
        monitor.maintain(servers.get(0), 0);
        assertSame(servers.get(2), choose(null));
        monitor.ready(servers.get(1), 0);
        assertSame(servers.get(1), choose(null));
    }

    /** Several loops, servers that go and come: nobody gets a server that is long gone, and shares stay fair. */
    @ParameterizedTest
    @EnumSource(names = {"ROUNDROBIN", "STATIC_RR", "LEASTCONN"})
    void shouldShareFairlyAmongLoops(final BalanceSettings.Algorithm algorithm) throws InterruptedException
    {
        servers(6, server -> { });
        list.get(0).weight = 3;
        list.get(3).maxConn = 2;
        list.get(3).minConn = 2;
        start(algorithm);
        final int choices = 50_000;
        final AtomicIntegerArray counts = new AtomicIntegerArray(6);
        final CountDownLatch done = new CountDownLatch(THREADS);
        final List<Throwable> failures = new ArrayList<>();
        for (int t = 0; t < THREADS; t++)
        {
            new Thread(() ->
            {
                try
                {
                    final BalanceContext context = new BalanceContext(1);
                    for (int i = 0; i < choices; i++)
                    {
                        final Server server = balancer.choose(context.reset(null, null, 0));
                        assertNotNull(server);
                        server.capacity().acquire();
                        counts.incrementAndGet(server.index());
                        server.capacity().release();
                    }
                }
                catch (final Throwable failure)
                {
                    synchronized (failures)
                    {
                        failures.add(failure);
                    }
                }
                done.countDown();
            }).start();
        }
        final SplittableRandom random = new SplittableRandom(3);
        while (done.getCount() > 0)
        {
            final Server server = servers.get(4 + random.nextInt(2));
            monitor.maintain(server, 0);
            monitor.ready(server, 0);
            Thread.yield();
        }
        done.await();
        assertEquals(List.of(), failures);
        int sum = 0;
        for (int i = 0; i < 6; i++)
        {
            assertEquals(0, servers.get(i).capacity().served());
            sum += counts.get(i);
        }
        assertEquals(THREADS * choices, sum);
        if (BalanceSettings.Algorithm.ROUNDROBIN == algorithm)
        {
            assertEquals(3.0, (double)counts.get(0) / counts.get(1), 0.2);
            assertEquals(1.0, (double)counts.get(2) / counts.get(1), 0.1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ROUNDROBIN", "STATIC_RR", "LEASTCONN", "FIRST", "RANDOM", "SOURCE", "URI", "HDR"})
    void shouldChooseWithoutAllocating(final BalanceSettings.Algorithm algorithm)
    {
        settings.name = "x-key";
        servers(20, server -> server.weight = server.id);
        start(algorithm);
        final BalanceContext context = new BalanceContext(1);
        final NetAddress source = new NetAddress().inet(0x01020304, 5);
        final RecordedTraffic traffic = new RecordedTraffic();
        traffic.request("GET", "/some/path?query", "x-key: value\r\n", "");
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long allocated = 1;
        for (int round = 0; round < 20 && 0 != allocated; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++)
            {
                final Server server = balancer.choose(context.reset(source, null, 0).traffic(traffic));
                server.capacity().acquire();
                server.capacity().release();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
    }

    @Test
    void shouldBuildMapsWhateverTheWeights()
    {
        final SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++)
        {
            list.clear();
            servers(1 + random.nextInt(9), server -> server.weight = random.nextInt(40));
            list.get(0).weight = Math.max(1, list.get(0).weight);
            start(BalanceSettings.Algorithm.STATIC_RR);
            final ServerMap map = ServerMap.of(servers);
            assertEquals(servers.totalWeight(), map.length());
            final int[] counts = new int[servers.size()];
            for (int i = 0; i < map.length(); i++)
            {
                counts[map.get(i).index()]++;
            }
            for (int i = 0; i < counts.length; i++)
            {
                assertEquals(servers.get(i).effectiveWeight(), counts[i], "round " + round);
            }
        }
    }
}
