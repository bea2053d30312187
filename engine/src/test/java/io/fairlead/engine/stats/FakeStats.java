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
import io.fairlead.engine.counters.FrontendColumn;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.counters.ObjectKind;

import java.util.ArrayList;
import java.util.List;

/**
 * A small configuration in the state in which HAProxy 3.4.0 was when the expected outputs beside the tests were
 * recorded: one request was made six seconds after start and found no server; s2 is down, s3 in maintenance, s4 tracks
 * s2.
 */
public final class FakeStats implements StatsSource
{
    private static final long NOW_MS = 10_006_000;

    private final CounterFile file = CounterFile.inMemory(2);
    private final CounterReader reader = file.reader();
    private final List<FakeProxy> proxies = new ArrayList<>();

    public FakeStats()
    {
        final FakeProxy fe = new FakeProxy("fe", 2, "http");
        fe.frontend = file.object(ObjectKind.FRONTEND, null, 2, "fe");
        fe.maxConnections = 9984;
        final CounterObject web = file.object(ObjectKind.LISTENER, fe.frontend, 1, "web");
        fe.listeners.add(new FakeListener(web));

        final FakeProxy be = new FakeProxy("be", 3, "http");
        be.backend = file.object(ObjectKind.BACKEND, null, 3, "be");
        be.algorithm = "leastconn";
        be.cookieName = "SRV";
        be.totalWeight = 1;
        be.activeServers = 1;
        final FakeServer s1 = server(be, 1, "s1", 18472);
        s1.cookie = "c1";
        s1.needed = 1;
        final FakeServer s2 = server(be, 2, "s2", 18473);
        s2.isBackup = true;
        s2.needed = 1;
        s2.runState = ServerView.STOPPED;
        s2.changedMs = NOW_MS - 5000;
        s2.downtime = 5;
        s2.check = new FakeCheck();
        final FakeServer s3 = server(be, 3, "s3", 0);
        s3.address = "-";
        s3.weight = 20;
        s3.runState = ServerView.STOPPED;
        s3.adminFlags = 5;
        s3.check = new CheckView()
        {
            @Override
            public int flags()
            {
                return PAUSED;
            }
        };
        final FakeServer s4 = server(be, 4, "s4", 18474);
        s4.tracked = s2;
        s4.runState = ServerView.STOPPED;
        s4.changedMs = NOW_MS - 5000;
        s4.maxIdle = 7;
        s4.maxQueue = 9;

        final FakeProxy tcpl = new FakeProxy("tcpl", 4, "tcp");
        tcpl.frontend = file.object(ObjectKind.FRONTEND, null, 4, "tcpl");
        tcpl.backend = file.object(ObjectKind.BACKEND, null, 4, "tcpl");
        tcpl.maxConnections = 9984;
        tcpl.algorithm = "unknown";
        tcpl.totalWeight = 5;
        tcpl.activeServers = 1;
        final FakeServer t1 = server(tcpl, 1, "t1", 18472);
        t1.address = "::1";
        t1.weight = 5;
        t1.maxConnections = 10;

        count(fe.frontend, web, be.backend, s1.counters, s2.counters);
    }

    private void count(
        final CounterObject fe,
        final CounterObject web,
        final CounterObject be,
        final CounterObject s1,
        final CounterObject s2)
    {
        final LoopCounters one = file.loop(0);
        final LoopCounters two = file.loop(1);
        final long requestMs = NOW_MS - 5000;
        for (final CounterObject object : List.of(fe, web))
        {
            one.max(object.address(FrontendColumn.SESSIONS_MAX), 1);
            one.increment(object.address(FrontendColumn.SESSIONS_TOTAL));
            one.increment(object.address(FrontendColumn.CONNECTIONS_TOTAL));
            one.add(object.address(FrontendColumn.REQUEST_BYTES_IN), 82);
            two.add(object.address(FrontendColumn.RESPONSE_BYTES_OUT), 434);
        }
        one.rate(fe.address(FrontendColumn.SESSION_RATE), fe.address(FrontendColumn.SESSION_RATE_MAX), 1, requestMs);
        one.rate(
            fe.address(FrontendColumn.CONNECTION_RATE), fe.address(FrontendColumn.CONNECTION_RATE_MAX), 1, requestMs);
        one.rate(fe.address(FrontendColumn.REQUEST_RATE), fe.address(FrontendColumn.REQUEST_RATE_MAX), 1, requestMs);
        one.increment(fe.address(FrontendColumn.H1_REQUESTS));
        one.increment(fe.address(FrontendColumn.H1_SESSIONS));
        one.increment(fe.address(FrontendColumn.RESPONSES_5XX));
        one.increment(fe.address(FrontendColumn.H1_CONNECTIONS_TOTAL));
        one.increment(fe.address(FrontendColumn.H1_STREAMS_TOTAL));
        one.add(fe.address(FrontendColumn.H1_BYTES_IN), 79);
        one.add(fe.address(FrontendColumn.H1_BYTES_OUT), 214);

        for (final CounterObject object : List.of(be, s1))
        {
            one.max(object.address(BackendColumn.SESSIONS_MAX), 1);
            one.add(object.address(BackendColumn.REQUEST_BYTES_IN), 82);
            one.add(object.address(BackendColumn.RESPONSE_BYTES_OUT), 434);
            one.increment(object.address(BackendColumn.FAILED_CONNECTIONS));
            one.add(object.address(BackendColumn.RETRIES), 3);
            one.add(object.address(BackendColumn.CONNECTS), 4);
            one.increment(object.address(BackendColumn.LOAD_BALANCED_TOTAL));
            one.rate(
                object.address(BackendColumn.SESSION_RATE),
                object.address(BackendColumn.SESSION_RATE_MAX),
                1,
                requestMs);
        }
        one.set(s1.address(BackendColumn.LAST_SESSION_MS), NOW_MS - 1500);
        one.rate(s1.address(BackendColumn.SESSION_RATE), 1, NOW_MS - 1500);
        one.set(be.address(BackendColumn.LAST_SESSION_MS), NOW_MS - 4000);
        one.increment(be.address(BackendColumn.SESSIONS_TOTAL));
        one.increment(be.address(BackendColumn.RESPONSES_5XX));
        one.increment(be.address(BackendColumn.REQUESTS_TOTAL));
        one.add(be.address(BackendColumn.H1_CONNECTIONS_TOTAL), 4);
        one.add(be.address(BackendColumn.H1_STREAMS_TOTAL), 4);
        two.add(s1.address(BackendColumn.SESSIONS_TOTAL), 4);
        file.conductor().increment(s2.address(BackendColumn.DOWN_TRANSITIONS));
    }

    private FakeServer server(final FakeProxy proxy, final int id, final String name, final int port)
    {
        final FakeServer server = new FakeServer(
            proxy, name, file.object(ObjectKind.SERVER, proxy.backend, id, name), port);
        proxy.servers.add(server);
        return server;
    }

    @Override
    public List<? extends ProxyView> proxies()
    {
        return proxies;
    }

    @Override
    public ProcessView process()
    {
        return new FakeProcess();
    }

    @Override
    public CounterReader counters()
    {
        return reader;
    }

    @Override
    public long nowMs()
    {
        return NOW_MS;
    }

    public static String run(final StatDump dump)
    {
        final StringBuilder out = new StringBuilder();
        int pieces = 0;
        while (dump.next(out) && pieces < 10_000)
        {
            pieces++;
        }
        return out.toString();
    }

    private static final class FakeProcess implements ProcessView
    {
        @Override
        public int threadCount()
        {
            return 2;
        }

        @Override
        public long pid()
        {
            return 6630;
        }

        @Override
        public long startEpochMs()
        {
            return 1_795_354_231_000L;
        }

        @Override
        public long startMs()
        {
            return NOW_MS - 5902;
        }

        @Override
        public long bootTimeMs()
        {
            return 143;
        }

        @Override
        public long maxConnections()
        {
            return 9984;
        }

        @Override
        public long descriptorLimit()
        {
            return 19999;
        }

        @Override
        public long maxSockets()
        {
            return 19999;
        }

        @Override
        public String node()
        {
            return "n1";
        }

        @Override
        public String description()
        {
            return "two words, and a comma";
        }

        @Override
        public long poolAllocatedBytes()
        {
            return 314_544;
        }

        @Override
        public long poolUsedBytes()
        {
            return 314_544;
        }

        @Override
        public long jobs()
        {
            return 6;
        }

        @Override
        public long listeners()
        {
            return 4;
        }

        @Override
        public long warnings()
        {
            return 4;
        }

        @Override
        public long patternsAdded()
        {
            return 4;
        }
    }

    private final class FakeProxy implements ProxyView
    {
        private final String name;
        private final int id;
        private final String mode;
        private final List<FakeServer> servers = new ArrayList<>();
        private final List<FakeListener> listeners = new ArrayList<>();
        private CounterObject frontend;
        private CounterObject backend;
        private long maxConnections;
        private String algorithm;
        private String cookieName;
        private int totalWeight;
        private int activeServers;

        private FakeProxy(final String name, final int id, final String mode)
        {
            this.name = name;
            this.id = id;
            this.mode = mode;
            proxies.add(this);
        }

        @Override
        public String name()
        {
            return name;
        }

        @Override
        public int id()
        {
            return id;
        }

        @Override
        public String mode()
        {
            return mode;
        }

        @Override
        public CounterObject frontendCounters()
        {
            return frontend;
        }

        @Override
        public CounterObject backendCounters()
        {
            return backend;
        }

        @Override
        public long maxConnections()
        {
            return maxConnections;
        }

        @Override
        public long fullConnections()
        {
            return 999;
        }

        @Override
        public int totalWeight()
        {
            return totalWeight;
        }

        @Override
        public int activeServers()
        {
            return activeServers;
        }

        @Override
        public long lastChangeMs()
        {
            return NOW_MS - 6000;
        }

        @Override
        public String cookieName()
        {
            return cookieName;
        }

        @Override
        public String algorithm()
        {
            return algorithm;
        }

        @Override
        public List<FakeListener> listeners()
        {
            return listeners;
        }

        @Override
        public List<FakeServer> servers()
        {
            return servers;
        }
    }

    private record FakeListener(CounterObject counters) implements ListenerView
    {
        @Override
        public String name()
        {
            return "web";
        }

        @Override
        public int id()
        {
            return 1;
        }

        @Override
        public long maxConnections()
        {
            return 0;
        }

        @Override
        public String status()
        {
            return "OPEN";
        }

        @Override
        public String address()
        {
            return "127.0.0.1:18471";
        }

        @Override
        public String protocol()
        {
            return "tcpv4";
        }
    }

    private static final class FakeCheck implements CheckView
    {
        @Override
        public int flags()
        {
            return CONFIGURED | ENABLED;
        }

        @Override
        public int rise()
        {
            return 2;
        }

        @Override
        public int fall()
        {
            return 3;
        }

        @Override
        public int status()
        {
            return 8;
        }

        @Override
        public int result()
        {
            return 2;
        }

        @Override
        public String statusWord()
        {
            return "L4CON";
        }

        @Override
        public String statusDescription()
        {
            return "Layer4 connection problem";
        }

        @Override
        public String lastReport()
        {
            return "ECONNREFUSED returned by OS (Connection refused)";
        }
    }

    private static final class FakeServer implements ServerView
    {
        private final FakeProxy proxy;
        private final String name;
        private final CounterObject counters;
        private final int port;
        private String address = "127.0.0.1";
        private int runState = RUNNING;
        private int adminFlags;
        private int weight = 1;
        private boolean isBackup;
        private long changedMs = NOW_MS - 6000;
        private long downtime;
        private long maxConnections;
        private long maxQueue;
        private long maxIdle = -1;
        private long needed;
        private String cookie;
        private ServerView tracked;
        private CheckView check = CheckView.NONE;

        private FakeServer(final FakeProxy proxy, final String name, final CounterObject counters, final int port)
        {
            this.proxy = proxy;
            this.name = name;
            this.counters = counters;
            this.port = port;
        }

        @Override
        public String name()
        {
            return name;
        }

        @Override
        public int id()
        {
            return counters.id();
        }

        @Override
        public ProxyView proxy()
        {
            return proxy;
        }

        @Override
        public CounterObject counters()
        {
            return counters;
        }

        @Override
        public int runState()
        {
            return runState;
        }

        @Override
        public int adminFlags()
        {
            return adminFlags;
        }

        @Override
        public int effectiveWeight()
        {
            return weight;
        }

        @Override
        public int userWeight()
        {
            return weight;
        }

        @Override
        public int initialWeight()
        {
            return weight;
        }

        @Override
        public boolean isBackup()
        {
            return isBackup;
        }

        @Override
        public long maxConnections()
        {
            return maxConnections;
        }

        @Override
        public long maxQueue()
        {
            return maxQueue;
        }

        @Override
        public long maxIdleConnections()
        {
            return maxIdle;
        }

        @Override
        public long mostUsedConnections()
        {
            return needed;
        }

        @Override
        public long neededConnections()
        {
            return needed;
        }

        @Override
        public long lastChangeMs()
        {
            return changedMs;
        }

        @Override
        public long downtimeSeconds()
        {
            return downtime;
        }

        @Override
        public ServerView tracked()
        {
            return tracked;
        }

        @Override
        public CheckView check()
        {
            return check;
        }

        @Override
        public String address()
        {
            return address;
        }

        @Override
        public int port()
        {
            return port;
        }

        @Override
        public String cookie()
        {
            return cookie;
        }
    }
}
