/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever is thrown while a stream is served ends that stream, is reported, and ends nothing else. */
class FaultTest
{
    private static final int LIMIT_MS = 30_000;
    private static final Map<String, String> KINDS = Map.of(
        "runtime", "java.lang.IllegalStateException", "stack", "java.lang.StackOverflowError",
        "memory", "java.lang.OutOfMemoryError", "assertion", "java.lang.AssertionError",
        "linkage", "java.lang.NoClassDefFoundError");
    private static final List<String> PLACES = List.of("/now/", "/timer/", "/response/", "/response-timer/");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    /** One client, no stream in the backend, none at the server. */
    private static final String COUNT =
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-type: text/plain\r\n\r\n1/0/0";
    private static final String FINE = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-type: text/plain\r\n\r\nfine";

    @Test
    void shouldEndOnlyTheStreamInWhichSomethingIsThrown(@TempDir final Path directory) throws Exception
    {
        final int port;
        final int origin;
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK);
            ServerSocket another = new ServerSocket(0, 1, LOOPBACK))
        {
            port = free.getLocalPort();
            origin = another.getLocalPort();
        }
        final StringBuilder rules = new StringBuilder();
        final StringBuilder responseRules = new StringBuilder();
        for (final String kind : KINDS.keySet())
        {
            rules.append("    http-request throw %1$s if { path /now/%1$s }\n".formatted(kind))
                .append("    http-request throw later %1$s if { path /timer/%1$s }\n".formatted(kind))
                .append("    http-request set-var(txn.path) path\n");
            responseRules
                .append("    http-response throw %1$s if { var(txn.path) -m str /response/%1$s }\n".formatted(kind))
                .append("    http-response throw later %1$s if { var(txn.path) -m str /response-timer/%1$s }\n"
                    .formatted(kind));
        }
        Files.writeString(directory.resolve("fault.cfg"), """
            global
                nbthread 1
            defaults
                mode http
                timeout client 30s
            frontend www
                bind 127.0.0.1:%d
            %s    http-request return status 200 content-type text/plain lf-string \
                %%[fe_conn]/%%[be_conn(app)]/%%[srv_conn(app/s)] if { path /count }
                http-request return status 200 content-type text/plain string fine unless { path_beg /response }
                default_backend app
            backend app
            %s    server s 127.0.0.1:%d
            frontend origin
                bind 127.0.0.1:%d
                http-request return status 200 content-type text/plain string fine
            """.formatted(port, rules, responseRules, origin, origin));
        final List<String> command = new ArrayList<>(BalancerProcess.fairlead());
        command.set(command.size() - 1, ThrowingDaemon.class.getName());
        try (BalancerProcess balancer = BalancerProcess.start(command, List.of("-f", "fault.cfg"), directory, Map.of()))
        {
            final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
            while (!ScenarioRun.isListening(port))
            {
                assertTrue(balancer.isAlive() && System.nanoTime() < deadlineNs, balancer.words());
                Thread.onSpinWait();
            }
            try (Socket kept = connect(port))
            {
                for (final Map.Entry<String, String> kind : KINDS.entrySet())
                {
                    assertEquals(FINE, exchange(kept, "/before", FINE.length()), "another connection");
                    for (final String place : PLACES)
                    {
                        try (Socket victim = connect(port))
                        {
                            assertEquals(FINE, exchange(victim, "/", FINE.length()));
                            assertEquals("", exchange(victim, place + kind.getKey(), LIMIT_MS), place + kind);
                        }
                        assertEquals(FINE, exchange(kept, "/after", FINE.length()), "after " + place + kind);
                        assertEquals(COUNT, exchange(kept, "/count", COUNT.length()), "left by " + place + kind);
                    }
                    awaitWords(balancer, kind.getValue());
                }
            }
            assertTrue(balancer.isAlive());
        }
    }

    /** Messages are written by a thread of their own. */
    private static void awaitWords(final BalancerProcess balancer, final String text) throws IOException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        while (!balancer.words().contains(text))
        {
            assertTrue(System.nanoTime() < deadlineNs, () -> "not reported: " + text);
            Thread.yield();
        }
    }

    private static Socket connect(final int port) throws IOException
    {
        final Socket socket = new Socket(LOOPBACK, port);
        socket.setSoTimeout(LIMIT_MS);
        return socket;
    }

    /** Sends a request and reads so many bytes of the answer, or all up to the end. */
    private static String exchange(final Socket socket, final String path, final int length) throws IOException
    {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(ISO_8859_1));
        return new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
    }
}
