/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.ConfigFile;
import io.fairlead.engine.config.ConfigReader;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.directive.ConfigurationCheck;
import io.fairlead.engine.log.LogContext;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.log.LogWriter;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.VariableStore;
import io.fairlead.engine.server.NoticeRecorder;
import io.fairlead.engine.server.ServerMonitor;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A stream between two ends that know no protocol: what it does depends on messages only, so a mux for another version
 * of HTTP can take the place of the one there is.
 */
class StreamTest
{
    private static final int BUFFER_SIZE = 16384;
    private static final int TURNS = 20;
    private static final int CONNECTIONS = 100;

    private final FakeMuxes muxes = new FakeMuxes();
    private final List<Throwable> faults = new ArrayList<>();
    private final EventLoop loop = new EventLoop(0, "stepped", muxes, faults::add);
    private final BufferPool buffers = new BufferPool(BUFFER_SIZE, CONNECTIONS);
    private final CounterFile counters = CounterFile.inMemory(1);
    private final LogService logs = new LogService(new LogContext(1, "test", "host", 0, true));
    private Worker worker;
    private Generation generation;

    private record Process(UnsafeBuffer hostName, int pid, VariableStore variables) implements ProcessView
    {
    }

    private FakeMuxes.Front client(final String rules)
    {
        if (null == generation)
        {
            generation = start(configuration("""
                defaults
                  mode http
                  retries 0
                  timeout connect 50s
                  timeout client 50s
                  timeout server 50s
                frontend www
                %s
                  default_backend app
                backend app
                  server a 127.0.0.1:1
                """.formatted(rules)));
        }
        final Frontend frontend = generation.frontends().getFirst();
        Generation.admit(worker, frontend, new BindSettings(), new FakeMuxes.Wire());
        return muxes.fronts.getLast();
    }

    private static Configuration configuration(final String text)
    {
        final ParseContext parse =
            new ParseContext(Messages.collecting(), new Environment(Map.of()), Catalog.registry());
        assertTrue(new ConfigReader(parse, "").read(List.of(new ConfigFile("test.cfg", text))) &&
            ConfigurationCheck.check(parse, false), () -> parse.messages().given().toString());
        return Configuration.of(parse);
    }

    private Generation start(final Configuration configuration)
    {
        final LoopContext context = new LoopContext(loop, muxes, buffers, buffers);
        worker = new Worker(
            0, context, muxes, counters.loop(0), counters.process(), new ProcessLimits(CONNECTIONS),
            new Process(new UnsafeBuffer(new byte[4]), 1, new VariableStore()),
            new LogWriter(logs, () -> loop.clock().epochUs(), () -> { }), BUFFER_SIZE);
        final Generation made = Generation.of(configuration, counters, logs, 1, CONNECTIONS);
        made.followServers(List.of(worker));
        final ServerMonitor monitor = new ServerMonitor(new NoticeRecorder());
        made.backends().forEach((backend) -> monitor.start(backend.servers(), loop.clock().nowMs()));
        monitor.onStarted(made.backends().stream().map(Backend::servers).toList(), loop.clock().nowMs());
        run();
        return made;
    }

    private void run()
    {
        for (int i = 0; i < TURNS; i++)
        {
            loop.doWork();
        }
    }

    private FakeMuxes.Back server()
    {
        run();
        return muxes.backs.getLast();
    }

    @AfterEach
    void shouldHaveGivenBackAllBuffers() throws Exception
    {
        assertEquals(0, buffers.inUse());
        assertEquals(List.of(), faults);
        logs.close();
        counters.close();
    }

    @Test
    void shouldPassMessagesBothWaysAndKeepBothConnections()
    {
        final FakeMuxes.Front client = client("");
        client.request("GET /first", 0, "");
        final FakeMuxes.Back server = server();
        assertEquals("GET /first end", server.sent());
        server.respond("200", 2, "ok");
        assertEquals("200 ok end", client.sent());
        assertTrue(client.isFinished);
        client.request("POST /second", 5, "hello");
        assertSame(server, server(), "the same connection");
        assertEquals("POST /second hello end", server.sent());
        server.respond("204", 0, "");
        assertEquals("204 end", client.sent());
        assertTrue(client.isFinished && !client.isClosing);
    }

    @Test
    void shouldLeaveWhatIsNotTakenWhereItIs()
    {
        final FakeMuxes.Front client = client("");
        client.request("POST /", 10, "01234");
        final FakeMuxes.Back server = server();
        assertEquals("POST / 01234", server.sent());
        server.messages.room = 2;
        client.more("56789", true);
        assertEquals(" 56", server.sent());
        assertEquals(3, client.inputLength());
        server.messages.room = CONNECTIONS;
        server.handler().onOutputReady();
        assertEquals(" 789 end", server.sent());
        client.messages.room = 1;
        server.respond("200", 4, "ab");
        assertEquals("200 a", client.sent());
        client.messages.room = CONNECTIONS;
        client.handler().onOutputReady();
        server.more("cd", true);
        assertEquals(" b cd end", client.sent());
        assertTrue(client.isFinished);
    }

    @Test
    void shouldSendAHeadOnceThereIsRoomForIt()
    {
        final FakeMuxes.Front client = client("");
        client.messages.isHeadRefused = true;
        client.request("GET /", 0, "");
        server().respond("200", 2, "ok");
        assertEquals("", client.sent());
        client.messages.isHeadRefused = false;
        client.handler().onOutputReady();
        assertEquals("200 ok end", client.sent());
    }

    @Test
    void shouldPassInterimResponsesOn()
    {
        final FakeMuxes.Front client = client("");
        client.request("GET /", 0, "");
        final FakeMuxes.Back server = server();
        server.respond("103", 0, "");
        assertEquals("103", client.sent());
        server.respond("200", 2, "ok");
        assertEquals("200 ok end", client.sent());
    }

    @Test
    void shouldLetRulesSeeAndChangeHeads()
    {
        final FakeMuxes.Front client = client("""
              http-request set-header x-path %[path]
              http-request return status 403 if { path /closed }
              http-response set-header x-status %[status]
            """);
        client.request("GET /open", 0, "");
        final FakeMuxes.Back server = server();
        assertEquals("GET /open [x-path /open] end", server.sent());
        server.respond("200", 0, "");
        assertEquals("200 [x-status 200] end", client.sent());
        client.request("GET /closed", 0, "");
        assertTrue(client.sent().startsWith("403 "), "answered here");
        assertEquals("", server.sent());
    }

    @Test
    void shouldAnswerWhereAServerDoesNot()
    {
        final FakeMuxes.Front client = client("");
        client.request("GET /broken", 0, "");
        server().fail();
        assertTrue(client.sent().startsWith("502 "));
        assertTrue(client.isFinished);
        muxes.isRefusing = true;
        client.request("GET /refused", 0, "");
        run();
        assertTrue(client.sent().startsWith("503 "));
        assertTrue(client.isFinished);
    }

    @Test
    void shouldEndTheConnectionWhenAResponseBreaksOff()
    {
        final FakeMuxes.Front client = client("");
        client.request("GET /", 0, "");
        final FakeMuxes.Back server = server();
        server.respond("200", 10, "half");
        server.fail();
        assertEquals("200 half", client.sent());
        assertTrue(client.isAborted && !client.isFinished);
        assertTrue(server.isClosed());
    }

    @Test
    void shouldGiveUpARequestWhoseClientLeaves()
    {
        final FakeMuxes.Front client = client("");
        client.request("POST /", 10, "half");
        final FakeMuxes.Back server = server();
        client.leave();
        assertEquals("POST / half", server.sent());
        assertTrue(server.isClosed());
        assertTrue(client.isClosing);
        assertEquals("", client.sent(), "nobody is there to be answered");
    }

    @Test
    void shouldPassTheRestOfARequestThatIsAnsweredEarly()
    {
        final FakeMuxes.Front client = client("");
        client.request("POST /", 10, "01234");
        final FakeMuxes.Back server = server();
        server.respond("200", 2, "ok");
        assertEquals("200 ok end", client.sent());
        assertFalse(client.isFinished, "the request is not over");
        client.more("56789", true);
        assertEquals("POST / 01234 56789 end", server.sent());
        assertTrue(client.isFinished);
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class, AssertionError.class})
    void shouldEndOnlyTheStreamInWhichSomethingIsThrown(final Class<? extends Error> kind) throws Exception
    {
        final FakeMuxes.Front neighbour = client("");
        neighbour.request("GET /neighbour", 0, "");
        final FakeMuxes.Back itsServer = server();
        final FakeMuxes.Front victim = client("");
        victim.request("GET /victim", 0, "");
        final FakeMuxes.Back server = server();
        victim.messages.fault = kind.getConstructor().newInstance();
        FakeMuxes.deliver(server.handler(), () -> server.respond("200", 2, "ok"));
        assertTrue(victim.isAborted);
        assertTrue(server.isClosed());
        itsServer.respond("200", 2, "ok");
        assertEquals("200 ok end", neighbour.sent());
        final FakeMuxes.Front later = client("");
        later.request("GET /later", 0, "");
        server().respond("204", 0, "");
        assertEquals("204 end", later.sent());
    }
}
