/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.LoopClock;
import io.fairlead.engine.loop.Poller;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.HealthJudge;
import io.fairlead.engine.server.NoticeRecorder;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerAddress;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.transport.ConnectTuning;

/** A conductor stepped by hand: fake connections, a clock that a test moves, one backend of checked servers. */
final class CheckBench
{
    final FakeTransport transport = new FakeTransport();
    final NoticeRecorder notices = new NoticeRecorder();
    final ServerMonitor monitor = new ServerMonitor(notices);
    final BufferPool buffers = new BufferPool(16384, 16);
    final List<ServerSettings> settings = new ArrayList<>();
    final CheckContext context = new CheckContext();
    private final List<Throwable> faults = new ArrayList<>();
    private final EventLoop loop = new EventLoop(0, "conductor", new NoEvents(), faults::add);
    BackendServers servers;
    CheckScheduler scheduler;
    int checkTimeoutMs;
    int connectTimeoutMs;
    private long nowMs = loop.clock().nowMs();

    private static final class NoEvents implements Poller
    {
        @Override
        public int poll(final long timeoutMs, final LoopClock clock)
        {
            return 0;
        }

        @Override
        public void wakeup()
        {
            // nobody sleeps here
        }

        @Override
        public void close()
        {
            // nothing to give back
        }
    }

    ServerSettings server(final String name)
    {
        final ServerSettings server = new ServerSettings();
        server.name = name;
        server.id = settings.size() + 1;
        server.isChecked = true;
        settings.add(server);
        return server;
    }

    void start()
    {
        servers = new BackendServers("backend", "be", false, 1, settings);
        servers.weightUnits(1, 1, false);
        for (int i = 0; i < servers.size(); i++)
        {
            servers.get(i).location().address(
                ServerAddress.of(new NetAddress().from(InetAddress.getLoopbackAddress(), 8000 + i)));
        }
        monitor.start(servers, nowMs);
        monitor.onStarted(List.of(servers), nowMs);
        context.loop(loop).transport(transport).buffers(buffers).random(new SplittableRandom(1))
            .judge(new HealthJudge(monitor, notices)).clock(() -> nowMs);
        scheduler = new CheckScheduler(context);
        for (int i = 0; i < servers.size(); i++)
        {
            scheduler.add(plan(servers.get(i)));
        }
        scheduler.start(nowMs);
    }

    CheckPlan plan(final Server server)
    {
        return CheckPlan.connecting(server, checkTimeoutMs, connectTimeoutMs, ConnectTuning.NONE);
    }

    long nowMs()
    {
        return nowMs;
    }

    /** Lets time pass in steps of a millisecond. */
    void pass(final int ms)
    {
        for (int i = 0; i < ms; i++)
        {
            nowMs++;
            loop.timers().expire(nowMs, Integer.MAX_VALUE);
        }
        assertEquals(List.of(), faults);
    }

    /** The conductor hangs for a while and then notices what is due. */
    void hang(final int ms)
    {
        nowMs += ms;
        loop.timers().expire(nowMs, Integer.MAX_VALUE);
        assertEquals(List.of(), faults);
    }

    /** Milliseconds until the next connection attempt. */
    int untilNext(final int limitMs)
    {
        final int before = transport.channels.size();
        for (int ms = 1; ms <= limitMs; ms++)
        {
            pass(1);
            if (transport.channels.size() > before)
            {
                return ms;
            }
        }
        return -1;
    }
}
