/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The daemon, over real sockets: once it is warm, its loop allocates nothing for a request on connections that are
 * kept. The bytes are counted by the loop's own thread, so that nothing depends on time. The JVM may allocate on its
 * account as it compiles, and until its second compiler has seen them its native calls allocate (a slice of the memory
 * that errno goes to), so one of many rounds must be free of any allocation. Proxy and server are on one loop, so every
 * part of the way counts, the log's included.
 */
class AllocationTest
{
    private static final int LIMIT_MS = 30_000;
    private static final int WARM_UPS = 6000;
    private static final int REQUESTS = 300;
    private static final int ROUNDS = 60;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final byte[] COUNT = "GET /count HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);

    @TempDir
    private static Path directory;

    private static BalancerProcess balancer;
    private static DatagramSocket log;
    private static int port;

    @BeforeAll
    static void start() throws IOException
    {
        final int origin;
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK);
            ServerSocket another = new ServerSocket(0, 1, LOOPBACK))
        {
            port = free.getLocalPort();
            origin = another.getLocalPort();
        }
        log = new DatagramSocket(0, LOOPBACK);
        Files.writeString(directory.resolve("large.http"), "x".repeat(15_000));
        Files.writeString(directory.resolve("count.cfg"), """
            global
                nbthread 1
                log 127.0.0.1:%d local0
            defaults
                mode http
                log global
                option httplog
                timeout connect 10s
                timeout client 30s
                timeout server 30s
            frontend www
                bind 127.0.0.1:%d
                http-request return status 200 content-type text/plain lf-string %%[loop_allocated] if { path /count }
                http-request allocate if { path /wasteful }
                option forwardfor
                http-request set-header x-path %%[path,lower] if { path_beg /edits }
                http-request set-var(txn.kind) hdr(host),field(1,.) if { path_beg /edits }
                http-response set-header x-kind %%[var(txn.kind)] if { var(txn.kind) -m found }
                http-response del-header x-none
                default_backend app
            backend app
                balance roundrobin
                server a 127.0.0.1:%d
                server b 127.0.0.1:%d
            frontend origin
                bind 127.0.0.1:%d
                no log
                http-request return status 200 content-type text/plain file large.http if { path /large }
                http-request return status 200 content-type text/plain string fine
            """.formatted(log.getLocalPort(), port, origin, origin, origin));
        final List<String> command = new ArrayList<>(BalancerProcess.fairlead());
        command.remove("-XX:TieredStopAtLevel=1");
        command.set(command.size() - 1, CountingDaemon.class.getName());
        balancer = BalancerProcess.start(command, List.of("-f", "count.cfg"), directory, Map.of());
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        while (!ScenarioRun.isListening(port))
        {
            assertTrue(balancer.isAlive() && System.nanoTime() < deadlineNs, balancer.words());
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException
    {
        balancer.close();
        log.close();
    }

    private static long leastBytes(final String request) throws IOException
    {
        final byte[] bytes = (request.replace("|", "\r\n") + "\r\n\r\n").getBytes(ISO_8859_1);
        final byte[] whole = request.startsWith("POST") ? withBody(bytes, request.contains("chunked")) : bytes;
        try (Socket socket = new Socket(LOOPBACK, port))
        {
            socket.setSoTimeout(LIMIT_MS);
            socket.setTcpNoDelay(true);
            for (int i = 0; i < WARM_UPS; i++)
            {
                exchange(socket, whole);
            }
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && 0 != least; round++)
            {
                final long empty = -allocated(socket) + allocated(socket);
                final long before = allocated(socket);
                for (int i = 0; i < REQUESTS; i++)
                {
                    exchange(socket, whole);
                }
                least = Math.min(least, allocated(socket) - before - empty);
            }
            return least;
        }
    }

    private static byte[] withBody(final byte[] head, final boolean isChunked)
    {
        final String body = "b".repeat(1000);
        return (new String(head, ISO_8859_1) +
            (isChunked ? "3E8\r\n" + body + "\r\n0\r\n\r\n" : body)).getBytes(ISO_8859_1);
    }

    private static long allocated(final Socket socket) throws IOException
    {
        return Long.parseLong(exchange(socket, COUNT));
    }

    /** Sends a request; the body of the response. */
    private static String exchange(final Socket socket, final byte[] request) throws IOException
    {
        socket.getOutputStream().write(request);
        final byte[] bytes = new byte[16 * 1024];
        int end = 0;
        int length = -1;
        int bodyAt = 0;
        while (length < 0 || end < bodyAt + length)
        {
            final int count = socket.getInputStream().read(bytes, end, bytes.length - end);
            assertTrue(count > 0, "closed");
            end += count;
            if (length < 0)
            {
                final String text = new String(bytes, 0, end, ISO_8859_1);
                bodyAt = text.indexOf("\r\n\r\n") + 4;
                if (bodyAt >= 4)
                {
                    assertTrue(text.startsWith("HTTP/1.1 200 "), text);
                    final int at = text.indexOf("content-length: ") + "content-length: ".length();
                    length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
                }
            }
        }
        return new String(bytes, bodyAt, length, ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"GET /plain HTTP/1.1|Host: a", "GET /edits HTTP/1.1|Host: b.example", "GET /large HTTP/1.1|Host: a",
        "POST /length HTTP/1.1|Host: a|Content-Length: 1000",
        "POST /chunks HTTP/1.1|Host: a|Transfer-Encoding: chunked"})
    void shouldAllocateNothingForARequest(final String request) throws IOException
    {
        assertEquals(0, leastBytes(request));
    }

    @Test
    void shouldNoticeAnAllocation() throws IOException
    {
        assertTrue(leastBytes("GET /wasteful HTTP/1.1|Host: a") >= 16L * REQUESTS);
    }
}
