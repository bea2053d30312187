/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits of servers and backends: what is beyond them waits, and not too many may wait. */
class QueueLimitsTest
{
    private static final int WAITS_MS = 300;
    private static final String CONFIG = """
        global
            nbthread 2
            maxconn 1000
            stats socket "${DIR}/api" level admin
        defaults
            mode http
            timeout client 20s
            timeout server 20s
            timeout connect 5s
        frontend www
            bind 127.0.0.1:"${PORT_WWW}"
            maxconn 200
            use_backend gated if { path /gated }
            use_backend short if { path /short }
            use_backend rising if { path /rising }
            default_backend free
        backend gated
            maxconn 2
            server s 127.0.0.1:"${PORT_ORIGIN}"
        backend short
            balance source
            server s 127.0.0.1:"${PORT_ORIGIN}" maxconn 1 maxqueue 1
        backend rising
            fullconn 8
            server s 127.0.0.1:"${PORT_ORIGIN}" minconn 1 maxconn 4
        backend free
            server s 127.0.0.1:"${PORT_ORIGIN}"
        """;

    private static HeldOrigin origin;
    private static LiveBalancer balancer;
    private final List<Socket> clients = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException
    {
        origin = new HeldOrigin();
        balancer = LiveBalancer.start(CONFIG, List.of(), Map.of("PORT_ORIGIN", origin.port()));
    }

    @AfterAll
    static void stop() throws IOException
    {
        balancer.close();
        origin.close();
    }

    @AfterEach
    void leave() throws IOException
    {
        for (final Socket client : clients)
        {
            client.close();
        }
    }

    private Socket ask(final String path) throws IOException
    {
        final Socket client = balancer.connect("PORT_WWW");
        clients.add(client);
        LiveBalancer.request(client, path);
        return client;
    }

    /** A client that has its answer, which is taken from the list of those that wait. */
    private Socket answered() throws IOException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadlineNs)
        {
            for (final Socket client : clients)
            {
                if (0 < client.getInputStream().available())
                {
                    clients.remove(client);
                    return client;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nobody was answered; " + balancer.api("show stat"));
    }

    private static String status(final Socket client) throws IOException
    {
        return new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9);
    }

    private static long waiting(final String backend) throws IOException
    {
        final String line = balancer.api("show stat").lines()
            .filter(row -> row.startsWith(backend + ",s,") || row.startsWith(backend + ",BACKEND,"))
            .reduce((server, whole) -> server.split(",")[2] + ' ' + whole.split(",")[2]).orElseThrow();
        return Long.parseLong(line.split(" ")[0]) + Long.parseLong(line.split(" ")[1]);
    }

    private static void awaitWaiting(final String backend, final int count) throws IOException, InterruptedException
    {
        balancer.await(count + " waiting in " + backend, () ->
        {
            try
            {
                return count <= waiting(backend);
            }
            catch (final IOException ex)
            {
                throw new java.io.UncheckedIOException(ex);
            }
        });
    }

    @Test
    void shouldLimitABackendAsAWhole() throws IOException, InterruptedException
    {
        assumeTrue(System.getProperty("scenario.balancer", "").isEmpty(), "HAProxy ignores maxconn in backends");
        final Socket first = ask("/gated");
        final Socket one = origin.take();
        ask("/gated");
        final Socket two = origin.take();
        final Socket third = ask("/gated");
        assertNull(origin.take(WAITS_MS));

        HeldOrigin.answer(one);

        assertEquals("200", status(first));
        HeldOrigin.answer(origin.take());
        assertEquals("200", status(third));
        HeldOrigin.answer(two);
    }

    @Test
    void shouldLetGoWhoLeavesABackendsQueue() throws IOException, InterruptedException
    {
        assumeTrue(System.getProperty("scenario.balancer", "").isEmpty(), "HAProxy ignores maxconn in backends");
        ask("/gated");
        ask("/gated");
        final Socket one = origin.take();
        final Socket two = origin.take();
        final Socket leaving = ask("/gated");
        awaitWaiting("gated", 1);
        final Socket staying = ask("/gated");
        awaitWaiting("gated", 2);
        leaving.close();
        balancer.await("one left the queue", () ->
        {
            try
            {
                return 1 == waiting("gated");
            }
            catch (final IOException ex)
            {
                throw new java.io.UncheckedIOException(ex);
            }
        });

        HeldOrigin.answer(one);

        HeldOrigin.answer(origin.take());
        assertEquals("200", status(staying));
        HeldOrigin.answer(two);
    }

    @Test
    void shouldRefuseWhatFindsAServersQueueFull() throws IOException, InterruptedException
    {
        final Socket served = ask("/short");
        final Socket request = origin.take();
        final Socket queued = ask("/short");
        awaitWaiting("short", 1);

        assertEquals("503", status(ask("/short")));

        HeldOrigin.answer(request);
        HeldOrigin.answer(origin.take());
        assertEquals("200", status(served));
        assertEquals("200", status(queued));
    }

    @Test
    void shouldRaiseTheLimitOfAServerWithTheLoadOfItsBackend() throws IOException, InterruptedException
    {
        final int[] served = {1, 1, 1, 2, 2, 3, 3, 4, 4};
        final Deque<Socket> requests = new ArrayDeque<>();
        for (int i = 0; i < served.length; i++)
        {
            ask("/rising");
            if (served[i] > requests.size())
            {
                requests.add(origin.take());
            }
            awaitWaiting("rising", i + 1 - served[i]);
        }
        assertNull(origin.take(WAITS_MS));

        for (int i = 0; i < served.length; i++)
        {
            HeldOrigin.answer(requests.isEmpty() ? origin.take() : requests.remove());
        }
        for (final Socket client : clients)
        {
            assertEquals("200", status(client));
        }
    }

    @Test
    void shouldWorkOutTheLoadAtWhichServersAreFull() throws IOException
    {
        final String row = balancer.api("show stat").lines().filter(line -> line.startsWith("free,BACKEND,"))
            .findFirst().orElseThrow();
        assertEquals("20", row.split(",")[6]);
        assertTrue(balancer.words().isEmpty() || !balancer.words().contains("ALERT"));
    }
}
