/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;

import io.fairlead.bench.acl.Conditions;
import io.fairlead.bench.acl.MapLookUp;
import io.fairlead.bench.balance.ServerChoice;
import io.fairlead.bench.buffer.PoolCycle;
import io.fairlead.bench.counters.Recording;
import io.fairlead.bench.format.LogLines;
import io.fairlead.bench.http1.ChunkCodec;
import io.fairlead.bench.http1.HeadEncoding;
import io.fairlead.bench.http1.HeadParsing;
import io.fairlead.bench.loop.TimerCycle;
import io.fairlead.bench.proxy.StreamPath;
import io.fairlead.bench.sample.Expressions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must allocate nothing, allocates nothing: the bodies of the measurements are run here and the bytes allocated by
 * this thread are counted. No clock is involved. A first run may fill caches; of the runs after it one must be free of
 * any allocation, since the JVM itself may allocate on a thread's account when it compiles or deoptimises.
 */
class ZeroAllocationTest
{
    private static final int CALLS = 200;
    private static final int RUNS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    /** Keeps results, so that nothing is left out as useless. */
    private static long sink;

    private interface Body
    {
        long run();
    }

    private record Case(String name, Body body)
    {
        @Override
        public String toString()
        {
            return name;
        }
    }

    private static Stream<Case> bodies()
    {
        final List<Case> all = new ArrayList<>();
        codec(all);
        loop(all);
        balance(all);
        language(all);
        return all.stream();
    }

    private static void codec(final List<Case> all)
    {
        final HeadParsing parsing = new HeadParsing();
        all.add(new Case("HeadParsing.requestShort", parsing::requestShort));
        all.add(new Case("HeadParsing.requestOfBrowser", parsing::requestOfBrowser));
        all.add(new Case("HeadParsing.requestOf8KiB", parsing::requestOf8KiB));
        all.add(new Case("HeadParsing.requestDribbled", parsing::requestDribbled));
        all.add(new Case("HeadParsing.responseShort", parsing::responseShort));
        all.add(new Case("HeadParsing.responseUsual", parsing::responseUsual));
        all.add(new Case("HeadParsing.responseOf8KiB", parsing::responseOf8KiB));
        all.add(new Case("HeadParsing.responseDribbled", parsing::responseDribbled));
        final HeadEncoding encoding = new HeadEncoding();
        encoding.setUp();
        all.add(new Case("HeadEncoding.requestUntouched", encoding::requestUntouched));
        all.add(new Case("HeadEncoding.requestEdited", encoding::requestEdited));
        all.add(new Case("HeadEncoding.responseUntouched", encoding::responseUntouched));
        all.add(new Case("HeadEncoding.responseEdited", encoding::responseEdited));
        final ChunkCodec chunks = new ChunkCodec();
        all.add(new Case("ChunkCodec.decode16Chunks", chunks::decode16Chunks));
        all.add(new Case("ChunkCodec.encode16Chunks", chunks::encode16Chunks));
    }

    private static void loop(final List<Case> all)
    {
        final PoolCycle pool = new PoolCycle();
        pool.setUp();
        all.add(new Case("PoolCycle.oneAtATime", pool::oneAtATime));
        all.add(new Case("PoolCycle.fourAtOnce", pool::fourAtOnce));
        final TimerCycle timers = new TimerCycle();
        timers.setUp();
        all.add(new Case("TimerCycle.armAndCancel", timers::armAndCancel));
        all.add(new Case("TimerCycle.move", timers::move));
        all.add(new Case("TimerCycle.keep", timers::keep));
        all.add(new Case("TimerCycle.armAndFire", timers::armAndFire));
        all.add(new Case("TimerCycle.nextDeadline", timers::nextDeadline));
        final Recording recording = new Recording();
        all.add(new Case("Recording.increment", recording::increment));
        all.add(new Case("Recording.gauge", recording::gauge));
        all.add(new Case("Recording.rate", recording::rate));
        all.add(new Case("Recording.histogram", recording::histogram));
    }

    private static void balance(final List<Case> all)
    {
        final ServerChoice.Loop loop = new ServerChoice.Loop();
        for (final String algorithm : List.of("roundrobin", "static-rr", "leastconn", "first", "random", "source",
            "source-consistent", "uri-consistent"))
        {
            final ServerChoice choice = new ServerChoice();
            choice.algorithm = algorithm;
            choice.servers = 100;
            choice.setUp();
            all.add(new Case("ServerChoice " + algorithm, () -> choice.oneThread(loop).id()));
        }
    }

    private static void language(final List<Case> all)
    {
        // not regsub: java.util.regex allocates as it matches
        for (final String text : List.of("path", "src", "req.hdr(host),lower", "req.hdr(referer)", "req.hdr(x-absent)",
            "req.cook(session)", "url_param(v)", "path,field(3,/)", "base32,mod(100)"))
        {
            final Expressions expressions = new Expressions();
            expressions.expression = text;
            expressions.setUp();
            all.add(new Case("Expressions " + text, expressions::evaluate));
        }
        for (final String kind : List.of("path", "host", "src"))
        {
            final Conditions conditions = new Conditions();
            conditions.rules = 10;
            conditions.kind = kind;
            conditions.setUp();
            all.add(new Case("Conditions " + kind, conditions::test));
        }
        for (final String method : List.of("str", "beg", "end", "dom", "ip"))
        {
            final MapLookUp map = new MapLookUp();
            map.method = method;
            map.entries = 1000;
            map.setUp();
            all.add(new Case("MapLookUp " + method, map::lookUp));
        }
        for (final String format : List.of("httplog", "tcplog", "clf", "custom", "json"))
        {
            final LogLines lines = new LogLines();
            lines.format = format;
            lines.setUp();
            all.add(new Case("LogLines " + format, lines::write));
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldAllocateNothing(final Case body)
    {
        assertEquals(0, leastBytes(body.body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "rules50", "edits"})
    void shouldAllocateNothingForARequest(final String work) throws IOException
    {
        final StreamPath path = new StreamPath();
        path.work = work;
        path.setUp();
        try
        {
            assertEquals(0, leastBytes(path::browserRequest), "small");
            assertEquals(0, leastBytes(path::response16KiB), "16 KiB");
            assertTrue(path.conversation().contains("HTTP/1.1 200 OK"), path.conversation());
        }
        finally
        {
            path.tearDown();
        }
    }

    @Test
    void shouldNoticeAnAllocation()
    {
        assertTrue(leastBytes(() -> Heads.direct("x").capacity()) > 0);
    }

    private static long leastBytes(final Body body)
    {
        run(body);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < RUNS && 0 != least; i++)
        {
            least = Math.min(least, run(body));
        }
        return least;
    }

    private static long run(final Body body)
    {
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        long sum = 0;
        for (int i = 0; i < CALLS; i++)
        {
            sum += body.run();
        }
        final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        sink += sum;
        return bytes;
    }
}
