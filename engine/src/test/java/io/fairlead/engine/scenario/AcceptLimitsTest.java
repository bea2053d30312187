/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits of connections: what is beyond them waits in the system's queue, and is served when there is room. */
class AcceptLimitsTest
{
    private static final int WAITS_MS = 300;
    private static final int SERVED_MS = 5_000;
    private static final String CONFIG = """
        global
            nbthread 2
            maxconn 8
            stats socket "${DIR}/api" level admin
        defaults rules
            mode http
            timeout client 20s
            timeout server 20s
            timeout connect 5s
            http-request return status 200 content-type text/plain lf-string %[dst_conn]
        frontend narrow
            bind 127.0.0.1:"${PORT_FRONTEND}"
            bind 127.0.0.1:"${PORT_FRONTEND_TOO}"
            maxconn 3
        frontend wide
            bind 127.0.0.1:"${PORT_WIDE}"
            bind 127.0.0.1:"${PORT_BIND}" maxconn 2
        frontend slow
            bind 127.0.0.1:"${PORT_SLOW}"
            rate-limit sessions 4
        """;

    private static LiveBalancer balancer;
    private final List<Socket> clients = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException
    {
        balancer = LiveBalancer.start(CONFIG);
    }

    @AfterAll
    static void stop() throws IOException
    {
        balancer.close();
    }

    @AfterEach
    void leave() throws IOException, InterruptedException
    {
        for (final Socket client : clients)
        {
            client.close();
        }
        balancer.await("all connections ended", () -> info("CurrConns: ").equals("0"));
    }

    private static String info(final String name)
    {
        try
        {
            return balancer.api("show info").lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow()
                .substring(name.length());
        }
        catch (final IOException ex)
        {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    private Socket ask(final String port) throws IOException
    {
        final Socket client = balancer.connect(port);
        clients.add(client);
        LiveBalancer.request(client, "/");
        return client;
    }

    private void fill(final String port, final int count) throws IOException
    {
        for (int i = 0; i < count; i++)
        {
            assertTrue(LiveBalancer.isAnswered(ask(port), SERVED_MS), "connection " + i);
        }
    }

    @Test
    void shouldKeepConnectionsBeyondAFrontendsLimitWaiting() throws IOException
    {
        fill("PORT_FRONTEND", 3);
        final Socket late = ask("PORT_FRONTEND_TOO");
        assertEquals(false, LiveBalancer.isAnswered(late, WAITS_MS));

        clients.getFirst().close();

        assertTrue(LiveBalancer.isAnswered(late, SERVED_MS));
    }

    @Test
    void shouldKeepConnectionsBeyondABindLinesLimitWaiting() throws IOException
    {
        fill("PORT_BIND", 2);
        final Socket late = ask("PORT_BIND");
        assertEquals(false, LiveBalancer.isAnswered(late, WAITS_MS));
        fill("PORT_WIDE", 1);

        clients.getFirst().close();

        assertTrue(LiveBalancer.isAnswered(late, SERVED_MS));
    }

    @Test
    void shouldKeepConnectionsBeyondTheProcessLimitWaiting() throws IOException
    {
        fill("PORT_FRONTEND", 2);
        fill("PORT_WIDE", 6);
        final Socket late = ask("PORT_WIDE");
        final Socket other = ask("PORT_FRONTEND");
        assertEquals(false, LiveBalancer.isAnswered(late, WAITS_MS));
        assertEquals("8", info("CurrConns: "));

        clients.getFirst().close();
        clients.get(1).close();

        assertTrue(LiveBalancer.isAnswered(late, SERVED_MS));
        assertTrue(LiveBalancer.isAnswered(other, SERVED_MS));
    }

    @Test
    void shouldServeNoMoreSessionsInASecondThanARateAllows() throws IOException
    {
        final long startNs = System.nanoTime();
        for (int i = 0; i < 12; i++)
        {
            final Socket client = ask("PORT_SLOW");
            assertTrue(LiveBalancer.isAnswered(client, SERVED_MS), "connection " + i);
            client.close();
        }
        final long elapsedMs = (System.nanoTime() - startNs) / 1_000_000L;
        assertTrue(elapsedMs >= 1500, "12 sessions took only " + elapsedMs + " ms at 4 in a second");
    }
}
