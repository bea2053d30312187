/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Whatever is thrown where there is no stream yet or no more, as in a rule of connections, a log record, a check or a
 * command, costs that connection, record or check at most; it is counted and reported, and the loop goes on.
 */
@Timeout(120)
class FaultPlacesTest
{
    private static final int LIMIT_MS = 30_000;
    /** More than expressions have places for values under way. */
    private static final int FAULTS = 40;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final List<String> KINDS = List.of("runtime", "stack", "memory", "assertion", "linkage");
    /** The third number of a client's address says where something is thrown for it, the fourth says what. */
    private static final List<String> PLACES = List.of(
        "tcp-request connection reject", "tcp-request session reject", "tcp-request content reject",
        "http-request deny");

    @TempDir
    private Path directory;

    private BalancerProcess start(final String config) throws IOException, InterruptedException
    {
        Files.writeString(directory.resolve("fault.cfg"), config);
        final List<String> command = new ArrayList<>(BalancerProcess.fairlead());
        command.set(command.size() - 1, ThrowingDaemon.class.getName());
        return BalancerProcess.start(command, List.of("-f", "fault.cfg"), directory, Map.of());
    }

    private static int freePort() throws IOException
    {
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK))
        {
            return free.getLocalPort();
        }
    }

    private static String head(final Path directory)
    {
        return "global\n    nbthread 1\n    stats socket " + directory.resolve("api") + " level admin\n" +
            "defaults\n    mode http\n    timeout client 30s\n    timeout server 30s\n    timeout connect 5s\n";
    }

    /** What is answered to a request from an address; empty when the connection ends, or is reset, without answer. */
    private static String exchange(final String source, final int port) throws IOException
    {
        try (Socket socket = new Socket())
        {
            socket.setSoTimeout(LIMIT_MS);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(source), 0));
            socket.connect(new InetSocketAddress(LOOPBACK, port));
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
        catch (final SocketException ex)
        {
            return "";
        }
    }

    private String ask(final String command) throws IOException
    {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX))
        {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve("api")));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(ISO_8859_1)));
            channel.shutdownOutput();
            final ByteBuffer answer = ByteBuffer.allocate(1 << 20);
            while (channel.read(answer) >= 0)
            {
                Thread.onSpinWait();
            }
            return new String(answer.array(), 0, answer.position(), ISO_8859_1);
        }
    }

    private long info(final String field) throws IOException
    {
        return ask("show info").lines().filter(line -> line.startsWith(field + ": "))
            .mapToLong(line -> Long.parseLong(line.substring(field.length() + 2))).findFirst().orElseThrow();
    }

    private static void awaitListening(final BalancerProcess balancer, final int port) throws IOException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        while (!ScenarioRun.isListening(port))
        {
            assertTrue(balancer.isAlive() && System.nanoTime() < deadlineNs, balancer.words());
            Thread.onSpinWait();
        }
    }

    private static void awaitWords(final BalancerProcess balancer, final String text) throws IOException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        while (!balancer.words().contains(text))
        {
            assertTrue(balancer.isAlive() && System.nanoTime() < deadlineNs, () -> "not reported: " + text);
            Thread.yield();
        }
    }

    @Test
    void shouldLoseOneConnectionWhereverItsRulesThrow() throws Exception
    {
        final int port = freePort();
        final StringBuilder rules = new StringBuilder();
        for (int place = 0; place < PLACES.size(); place++)
        {
            for (int kind = 0; kind < KINDS.size(); kind++)
            {
                rules.append("    ").append(PLACES.get(place)).append(" if { src 127.0.").append(place + 1).append('.')
                    .append(kind + 1).append(" } { thrown(").append(KINDS.get(kind)).append(") }\n");
            }
        }
        try (BalancerProcess balancer = start(head(directory) + "frontend www\n    bind 127.0.0.1:" + port + "\n" +
            rules + "    http-request return status 200 content-type text/plain string fine\n"))
        {
            awaitListening(balancer, port);
            long faults = 0;
            for (int place = 0; place < PLACES.size(); place++)
            {
                for (int kind = 0; kind < KINDS.size(); kind++)
                {
                    final String where = PLACES.get(place) + ": " + KINDS.get(kind);
                    assertEquals("", exchange("127.0." + (place + 1) + "." + (kind + 1), port), where);
                    assertTrue(exchange("127.0.0.9", port).endsWith("\r\n\r\nfine"), "after " + where);
                    assertEquals(0, info("CurrConns"), "connections left by " + where);
                    faults++;
                    assertEquals(faults, info("CaughtThrowables"), "counted: " + where);
                }
            }
            assertTrue(balancer.isAlive());
        }
    }

    @Test
    void shouldLoseOneSessionOfTheRuntimeApiWhenACommandThrows() throws Exception
    {
        final int port = freePort();
        try (BalancerProcess balancer = start(head(directory) + "frontend www\n    bind 127.0.0.1:" + port + "\n"))
        {
            awaitListening(balancer, port);
            for (final String kind : KINDS)
            {
                assertEquals("", ask("throw " + kind), kind);
                assertTrue(ask("show version").startsWith("3.4.0"), "after " + kind);
            }
            awaitWords(balancer, "java.lang.NoClassDefFoundError");
            assertEquals(KINDS.size(), info("CaughtThrowables"));
        }
    }

    @Test
    void shouldAnswerWhatWasAskedWhenItsLogRecordThrows() throws Exception
    {
        for (final String kind : List.of("runtime", "memory"))
        {
            final int port = freePort();
            try (BalancerProcess balancer = start(head(directory) + "frontend www\n    bind 127.0.0.1:" + port +
                "\n    log stderr local0\n    log-format \"%[src] %[thrown(" + kind + ")]\"\n" +
                "    http-request return status 200 content-type text/plain string fine\n"))
            {
                awaitListening(balancer, port);
                for (int i = 0; i < FAULTS; i++)
                {
                    final String answer = exchange("127.0.0.1", port);
                    assertTrue(answer.endsWith("\r\n\r\nfine"), kind + ": " + answer);
                }
                assertEquals(0, info("CurrConns"), kind);
                assertEquals(FAULTS, info("CaughtThrowables"), kind);
            }
        }
    }

    @Test
    void shouldGoOnCheckingWhenACheckThrows() throws Exception
    {
        final int port = freePort();
        final StringBuilder backends = new StringBuilder();
        for (final String kind : KINDS)
        {
            backends.append("backend ").append(kind).append("\n    option httpchk\n    http-check send hdr x %[thrown(")
                .append(kind).append(")]\n    server s 127.0.0.1:").append(port).append(" check inter 20 fall 1\n");
        }
        backends.append("backend good\n    option httpchk\n    server s 127.0.0.1:").append(port)
            .append(" check inter 2s fastinter 100\n");
        try (BalancerProcess balancer = start(head(directory) + "frontend www\n    bind 127.0.0.1:" + port +
            "\n    http-request return status 200 content-type text/plain string fine\n" + backends))
        {
            awaitListening(balancer, port);
            for (final String kind : KINDS)
            {
                awaitWords(balancer, "Server " + kind + "/s is DOWN");
            }
            final long before = info("CaughtThrowables");
            assertTrue(before >= KINDS.size(), "counted: " + before);
            final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
            while (info("CaughtThrowables") < before + FAULTS || !ask("show stat good 4 -1").contains(",L7OK,"))
            {
                assertTrue(System.nanoTime() < deadlineNs, "no further check");
            }
            assertTrue(ask("show stat good 4 -1").contains(",UP,"), ask("show stat good 4 -1"));
            assertEquals(0, balancer.words().split("ArrayIndexOutOfBounds", -1).length - 1, balancer.words());
            assertTrue(exchange("127.0.0.1", port).endsWith("fine"));
        }
    }
}
