/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What bind and server lines ask of their sockets, seen by the system ({@code ss}) and by what arrives. */
class SocketOptionsTest
{
    private static final String CONFIG = """
        global
            nbthread 2
            tune.sndbuf.server 50000
            tune.rcvbuf.server 60000
            tune.sndbuf.client 70000
            tune.rcvbuf.client 80000
        defaults
            mode http
            timeout client 20s
            timeout server 20s
            timeout connect 5s
        listen tuned
            bind 127.0.0.1:"${PORT_TUNED}" cc reno backlog 77 shards 1
            option clitcpka
            clitcpka-idle 33s
            option srvtcpka
            srvtcpka-idle 44s
            server s 127.0.0.1:"${PORT_ORIGIN}" cc reno
        listen sharded
            bind 127.0.0.1:"${PORT_SHARDED}" shards 2 maxconn 5
            bind 127.0.0.1:"${PORT_ONE}" thread 2
            server s 127.0.0.1:"${PORT_ORIGIN}"
        listen padded
            bind 127.0.0.1:"${PORT_PADDED}"
            server s abns@"${NAME}"
        listen exact
            bind 127.0.0.1:"${PORT_EXACT}"
            server s abnsz@"${NAME}"
        frontend abstract
            bind abns@"${NAME}"
            bind abnsz@"${NAME}"
            http-request return status 200
        """;

    private static HeldOrigin origin;
    private static LiveBalancer balancer;

    @BeforeAll
    static void start() throws IOException, InterruptedException
    {
        origin = new HeldOrigin();
        balancer = LiveBalancer.start(CONFIG.replace("\"${NAME}\"", "fairlead-" + origin.port()), List.of(),
            Map.of("PORT_ORIGIN", origin.port()));
    }

    @AfterAll
    static void stop() throws IOException
    {
        balancer.close();
        origin.close();
    }

    private static String sockets(final String words) throws IOException
    {
        assumeTrue(Stream.of("/usr/bin/ss", "/bin/ss", "/usr/sbin/ss").anyMatch(path -> Files.exists(Path.of(path))),
            "ss is not installed");
        final Process ss = new ProcessBuilder(("ss -Hntoiem " + words).split(" ")).redirectErrorStream(true).start();
        return new String(ss.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldTuneConnectionsOfBothSides() throws IOException, InterruptedException
    {
        try (Socket client = balancer.connect("PORT_TUNED"))
        {
            LiveBalancer.request(client, "/");
            final Socket request = origin.take();
            final String front = sockets("sport = " + balancer.port("PORT_TUNED"));
            final String back = sockets("dport = " + origin.port());
            HeldOrigin.answer(request);

            assertTrue(front.contains("timer:(keepalive,3"), front);
            assertTrue(front.contains("rb160000,") && front.contains("tb140000,"), front);
            assertTrue(front.contains(" reno "), front);
            assertTrue(back.contains("timer:(keepalive,4"), back);
            assertTrue(back.contains("rb120000,") && back.contains("tb100000,"), back);
            assertTrue(back.contains(" reno "), back);
        }
    }

    @Test
    void shouldOpenAsManySocketsAsAskedFor() throws IOException
    {
        assertEquals(1, listening("PORT_TUNED", 77));
        assertEquals(2, listening("PORT_SHARDED", 5));
        assertEquals(1, sockets("-l sport = " + balancer.port("PORT_ONE")).lines()
            .filter(line -> line.contains("127.0.0.1")).count());
    }

    private static long listening(final String port, final int backlog) throws IOException
    {
        return sockets("-l sport = " + balancer.port(port)).lines()
            .filter(line -> line.contains("127.0.0.1"))
            .filter(line -> line.split(" +")[2].equals(Integer.toString(backlog))).count();
    }

    @Test
    void shouldConnectToServersAtAbstractAddresses() throws IOException
    {
        for (final String port : List.of("PORT_PADDED", "PORT_EXACT"))
        {
            try (Socket client = balancer.connect(port))
            {
                LiveBalancer.request(client, "/");
                assertEquals("HTTP/1.1 200",
                    new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII), port);
            }
        }
    }
}
