/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.server.HealthStatus;
import io.fairlead.engine.server.OperationalState;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.server.ServerStatus;

import org.junit.jupiter.api.Test;

class CheckSchedulerTest
{
    private static final String NO_SESSIONS = " 0 sessions active, 0 requeued, 0 remaining in queue.";

    private final CheckBench bench = new CheckBench();

    private Server first()
    {
        return bench.servers.get(0);
    }

    @Test
    void shouldSpreadFirstChecksOverShortestInterval()
    {
        for (int i = 0; i < 10; i++)
        {
            bench.server("s" + i).interMs = 0 == i ? 8000 : 5000;
        }
        bench.start();
        final List<Integer> pauses = new ArrayList<>();
        for (int i = 0; i < 10; i++)
        {
            pauses.add(bench.untilNext(1000));
            bench.transport.last().accept();
        }
        assertEquals(List.of(1, 499, 500, 500, 500, 500, 500, 500, 500, 500), pauses);
    }

    @Test
    void shouldComeUpAndGoDownAfterSomeResults()
    {
        final ServerSettings settings = bench.server("s1");
        settings.interMs = 1000;
        settings.fastInterMs = 300;
        settings.downInterMs = 700;
        bench.start();
        assertEquals(1, bench.untilNext(10));
        assertEquals("UP 1/3", ServerStatus.text(first()));
        bench.transport.last().accept();
        assertEquals("UP", ServerStatus.text(first()));
        assertTrue(bench.transport.last().isReset);

        assertEquals(1000, bench.untilNext(2000));
        bench.transport.last().fail("Connection refused");
        assertEquals("UP 2/3", ServerStatus.text(first()));
        assertEquals(300, bench.untilNext(2000));
        bench.transport.last().fail("Connection refused");
        assertEquals(300, bench.untilNext(2000));
        assertEquals(List.of(), bench.notices.take());
        bench.pass(7);
        bench.transport.last().fail("Connection refused");
        assertEquals("DOWN", ServerStatus.text(first()));
        assertEquals(List.of(
            "Server be/s1 is DOWN, reason: Layer4 connection problem, info: \"ECONNREFUSED returned by OS" +
            " (Connection refused)\", check duration: 7ms. 0 active and 0 backup servers left." + NO_SESSIONS,
            "backend 'be' has no server available!"), bench.notices.takeErrors());
        assertEquals(3, first().history().failedChecks());
        assertEquals(1, first().history().downTransitions());

        assertEquals(700, bench.untilNext(2000));
        bench.transport.last().accept();
        assertEquals("DOWN 1/2", ServerStatus.text(first()));
        assertEquals(300, bench.untilNext(2000));
        bench.transport.last().accept();
        assertEquals("UP", ServerStatus.text(first()));
        assertEquals(List.of("Server be/s1 is UP, reason: Layer4 check passed, check duration: 0ms." +
            " 1 active and 0 backup servers online. 0 sessions requeued, 0 total in queue."),
            bench.notices.takeErrors());
        assertEquals(0, bench.scheduler.runningCount());
    }

    @Test
    void shouldAllowAnIntervalToConnect()
    {
        bench.server("s1").interMs = 500;
        bench.start();
        bench.untilNext(10);
        bench.pass(499);
        assertTrue(bench.transport.last().isOpen);
        assertTrue(first().isUp());
        bench.pass(1);
        assertFalse(bench.transport.last().isOpen);
        assertEquals(HealthStatus.L4_TIMEOUT, first().health().status());
        assertEquals(500, first().health().durationMs());
        assertEquals(List.of("Server be/s1 is DOWN, reason: Layer4 timeout, check duration: 500ms." +
            " 0 active and 0 backup servers left." + NO_SESSIONS,
            "backend 'be' has no server available!"), bench.notices.takeErrors());
    }

    @Test
    void shouldObeyConnectTimeoutOnlyWithCheckTimeout()
    {
        bench.server("s1").interMs = 500;
        bench.connectTimeoutMs = 100;
        bench.start();
        bench.untilNext(10);
        bench.pass(400);
        assertTrue(bench.transport.last().isOpen);
    }

    @Test
    void shouldObeyConnectTimeoutWithCheckTimeout()
    {
        bench.server("s1").interMs = 500;
        bench.connectTimeoutMs = 100;
        bench.checkTimeoutMs = 1000;
        bench.start();
        bench.untilNext(10);
        bench.pass(100);
        assertFalse(bench.transport.last().isOpen);
        assertEquals(100, first().health().durationMs());
    }

    @Test
    void shouldBlameNoServerForLateConductor()
    {
        bench.server("s1").interMs = 500;
        bench.start();
        bench.untilNext(10);
        bench.hang(700);
        assertFalse(bench.transport.last().isOpen);
        assertTrue(first().isUp());
        assertEquals(List.of(), bench.notices.take());
        assertEquals(500, bench.untilNext(1000));
        bench.transport.last().accept();
        assertEquals("UP", ServerStatus.text(first()));
    }

    @Test
    void shouldNeverBeginChecksInABurstThoughTheConductorHung()
    {
        for (int i = 0; i < 400; i++)
        {
            bench.server("s" + i).interMs = 1000;
        }
        bench.start();
        begun(2000);
        final List<Integer> usual = begun(1000);
        bench.hang(3300);
        final List<Integer> late = begun(700);
        assertEquals(1, Collections.max(late), "checks begun within a millisecond");
        assertTrue(Collections.max(begun(1000)) <= 1);
        final List<Integer> after = begun(1000);
        assertEquals(usual, after, "the spread of before comes back");
    }

    /** Checks begun in each millisecond; all find their server well. */
    private List<Integer> begun(final int ms)
    {
        final List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < ms; i++)
        {
            final int before = bench.transport.channels.size();
            bench.pass(1);
            final int after = bench.transport.channels.size();
            for (int each = before; each < after; each++)
            {
                bench.transport.channels.get(each).accept();
            }
            counts.add(after - before);
        }
        return counts;
    }

    @Test
    void shouldRestDuringMaintenance()
    {
        bench.server("s1").interMs = 500;
        bench.start();
        bench.untilNext(10);
        bench.transport.last().accept();
        bench.monitor.maintain(first(), bench.nowMs());
        assertEquals(-1, bench.untilNext(3000));
        bench.monitor.ready(first(), bench.nowMs());
        assertEquals("UP 1/3", ServerStatus.text(first()));
        assertTrue(bench.untilNext(500) > 0);
    }

    @Test
    void shouldDropResultOfServerThatEnteredMaintenanceMeanwhile()
    {
        bench.server("s1").interMs = 500;
        bench.start();
        bench.untilNext(10);
        bench.monitor.maintain(first(), bench.nowMs());
        bench.notices.take();
        bench.transport.last().accept();
        assertEquals("MAINT", ServerStatus.text(first()));
        assertEquals(OperationalState.STOPPED, first().state());
        assertEquals(List.of(), bench.notices.take());
    }

    @Test
    void shouldTellOfChecksWhenAsked()
    {
        final ServerSettings settings = bench.server("s1");
        settings.interMs = 200;
        settings.fall = 2;
        settings.isBackup = true;
        bench.start();
        bench.servers.isLoggingChecks(true);
        bench.untilNext(10);
        bench.transport.last().accept();
        assertEquals(List.of("Health check for backup server be/s1 succeeded, reason: Layer4 check passed," +
            " check duration: 0ms, status: 2/2 UP."), bench.notices.takeErrors());
        bench.untilNext(300);
        bench.transport.last().accept();
        assertEquals(List.of(), bench.notices.takeErrors());
        bench.untilNext(300);
        bench.transport.last().fail("Connection refused");
        assertEquals(List.of("Health check for backup server be/s1 failed, reason: Layer4 connection problem, info:" +
            " \"ECONNREFUSED returned by OS (Connection refused)\", check duration: 0ms, status: 1/2 UP."),
            bench.notices.takeErrors());
        bench.untilNext(300);
        bench.transport.last().fail("Connection refused");
        assertEquals(List.of("Health check for backup server be/s1 failed, reason: Layer4 connection problem, info:" +
            " \"ECONNREFUSED returned by OS (Connection refused)\", check duration: 0ms, status: 0/2 DOWN.",
            "Backup Server be/s1 is DOWN. 0 active and 0 backup servers left." + NO_SESSIONS,
            "backend 'be' has no server available!"), bench.notices.takeErrors());
    }

    @Test
    void shouldSendProxyHeaderOfItsOwnConnection()
    {
        bench.server("s1").isSendProxy = true;
        bench.transport.writeLimit = 10;
        bench.start();
        bench.untilNext(10);
        bench.transport.last().accept();
        assertEquals("UP 1/3", ServerStatus.text(first()));
        for (int i = 0; i < 10; i++)
        {
            bench.transport.last().drain();
        }
        assertEquals("PROXY TCP4 127.0.0.1 127.0.0.1 1111 8000\r\n",
            bench.transport.last().written.toString(US_ASCII));
        assertEquals("UP", ServerStatus.text(first()));
        assertEquals(0, bench.buffers.inUse());
    }

    @Test
    void shouldCheckWhereConfigured()
    {
        bench.server("s1").checkPort = 99;
        bench.server("s2").checkAddress = address("127.0.0.9", 0);
        bench.server("s3").checkAddress = address("127.0.0.9", 77);
        bench.server("s4");
        bench.start();
        bench.pass(2000);
        final List<InetSocketAddress> targets = bench.transport.channels.stream().limit(4)
            .map(channel -> (InetSocketAddress)channel.target).toList();
        assertEquals(List.of(
            new InetSocketAddress("127.0.0.1", 99), new InetSocketAddress("127.0.0.9", 8001),
            new InetSocketAddress("127.0.0.9", 77), new InetSocketAddress("127.0.0.1", 8003)), targets);
    }

    private static AddressSpec address(final String host, final int port)
    {
        final AddressSpec spec = new AddressSpec();
        spec.address.from(new InetSocketAddress(host, port));
        return spec;
    }

    @Test
    void shouldRunFewChecksAtOnceWhenAsked()
    {
        for (int i = 0; i < 4; i++)
        {
            bench.server("s" + i).interMs = 5000;
        }
        bench.context.maxRunning(2).maxSpreadMs(1);
        bench.start();
        bench.pass(100);
        assertEquals(2, bench.transport.channels.size());
        bench.transport.channels.get(0).accept();
        assertEquals(3, bench.transport.channels.size());
        bench.transport.channels.get(1).fail("Connection refused");
        assertEquals(4, bench.transport.channels.size());
        assertEquals(2, bench.scheduler.runningCount());
    }

    @Test
    void shouldVaryIntervalsWhenAsked()
    {
        bench.server("s1").interMs = 1000;
        bench.context.spreadPercent(50);
        bench.start();
        bench.untilNext(2000);
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < 100; i++)
        {
            bench.transport.last().accept();
            final int pause = bench.untilNext(2000);
            shortest = Math.min(shortest, pause);
            longest = Math.max(longest, pause);
        }
        assertTrue(shortest >= 500 && shortest < 600, "shortest " + shortest);
        assertTrue(longest <= 1500 && longest > 1400, "longest " + longest);
    }

    @Test
    void shouldMarkDownAfterErrorsInTrafficWhenAsked()
    {
        final ServerSettings settings = bench.server("s1");
        settings.interMs = 10_000;
        settings.fastInterMs = 100;
        settings.onError = "mark-down";
        bench.start();
        bench.untilNext(10);
        bench.transport.last().accept();
        bench.context.judge().onTrafficErrors(first(), 10, "Wrong http response", bench.nowMs());
        bench.scheduler.advance(first(), bench.nowMs());
        assertEquals(List.of("Server be/s1 is DOWN, reason: Health analyze, info: \"Detected 10 consecutive errors," +
            " last one was: Wrong http response\". 0 active and 0 backup servers left." + NO_SESSIONS,
            "backend 'be' has no server available!"), bench.notices.takeErrors());
        assertEquals(1, first().history().failedObservations());
        assertEquals(10_000, bench.untilNext(20_000));
    }

    @Test
    void shouldCheckSoonAfterErrorsInTraffic()
    {
        final ServerSettings settings = bench.server("s1");
        settings.interMs = 10_000;
        settings.fastInterMs = 100;
        bench.start();
        bench.untilNext(10);
        bench.transport.last().accept();
        bench.context.judge().onTrafficErrors(first(), 10, "Wrong http response", bench.nowMs());
        bench.scheduler.advance(first(), bench.nowMs());
        assertEquals("UP 2/3", ServerStatus.text(first()));
        assertEquals(List.of(), bench.notices.takeErrors());
        assertEquals(100, bench.untilNext(20_000));
    }

    @Test
    void shouldEndChecksUnderWayWhenStopped()
    {
        bench.server("s1");
        bench.start();
        bench.untilNext(10);
        bench.scheduler.stop();
        assertFalse(bench.transport.last().isOpen);
        assertEquals(-1, bench.untilNext(5000));
        assertTrue(first().isUp());
    }
}
