/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A process without descriptors left: accepting pauses, nothing spins, the log says so, and it goes on afterwards. */
class ExhaustionTest
{
    private static final int DESCRIPTORS = 120;
    private static final int WAITS_MS = 300;
    private static final int SERVED_MS = 5_000;
    private static final String CONFIG = """
        global
            nbthread 1
            maxconn 300
            no strict-limits
            log 127.0.0.1:"${PORT_LOG}" local0
        defaults
            mode http
            log global
            timeout client 30s
            timeout server 30s
            timeout connect 5s
        listen www
            bind 127.0.0.1:"${PORT_WWW}"
            http-request return status 200 if !{ path /server }
            server s 127.0.0.1:"${PORT_LOG}"
        """;

    @Test
    void shouldPauseAndResumeWithoutSpinning() throws IOException, InterruptedException
    {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is not installed");
        final List<Socket> clients = new ArrayList<>();
        try (DatagramSocket log = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
            LiveBalancer balancer = LiveBalancer.start(CONFIG, List.of(
                "/usr/bin/prlimit", "--nofile=" + DESCRIPTORS + ':' + DESCRIPTORS),
                Map.of("PORT_LOG", log.getLocalPort())))
        {
            log.setSoTimeout(SERVED_MS);
            Socket last = ask(balancer, clients);
            while (LiveBalancer.isAnswered(last, WAITS_MS))
            {
                assertTrue(clients.size() < DESCRIPTORS, "more connections than descriptors");
                last = ask(balancer, clients);
            }
            assertEquals("Proxy www reached process FD limit (maxsock=614). Please check 'ulimit-n' and restart.",
                recordWith(log, "reached"));

            final long before = balancer.processorTime();
            assertFalse(LiveBalancer.isAnswered(last, 1000));
            assertTrue(balancer.processorTime() - before < 50, "it spins");

            LiveBalancer.request(clients.getFirst(), "/server");
            assertEquals("HTTP/1.1 503", new String(
                clients.getFirst().getInputStream().readNBytes(12), StandardCharsets.US_ASCII));

            clients.get(1).close();
            clients.get(2).close();
            assertTrue(LiveBalancer.isAnswered(last, SERVED_MS));
        }
        finally
        {
            for (final Socket client : clients)
            {
                client.close();
            }
        }
    }

    private static Socket ask(final LiveBalancer balancer, final List<Socket> clients) throws IOException
    {
        final Socket client = balancer.connect("PORT_WWW");
        clients.add(client);
        LiveBalancer.request(client, "/");
        return client;
    }

    private static String recordWith(final DatagramSocket log, final String text) throws IOException
    {
        final DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        String record;
        do
        {
            packet.setLength(2048);
            log.receive(packet);
            record = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
        }
        while (!record.contains(text));
        return record.substring(record.indexOf("]: ") + 3).strip();
    }
}
