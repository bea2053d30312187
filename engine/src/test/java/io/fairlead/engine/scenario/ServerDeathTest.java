/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server dies under load while another one is up: connections are reset, its port refuses, no request is lost. */
class ServerDeathTest
{
    private static final int CLIENTS = 8;
    private static final int WARM_UP = 50;
    private static final int REQUESTS = 400;
    private static final int LIMIT_MS = 30_000;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** A server that answers every request with its name until it is killed. */
    private static final class Origin
    {
        private final ServerSocket listener = new ServerSocket(0, 100, LOOPBACK);
        private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
        private final String answer;

        Origin(final char name) throws IOException
        {
            answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + name;
            Thread.ofVirtual().start(this::accept);
        }

        private void accept()
        {
            try
            {
                while (true)
                {
                    final Socket connection = listener.accept();
                    connections.add(connection);
                    Thread.ofVirtual().start(() -> serve(connection));
                }
            }
            catch (final IOException ex)
            {
                // killed
            }
        }

        private void serve(final Socket connection)
        {
            try
            {
                while (readHead(connection.getInputStream()))
                {
                    connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
                }
            }
            catch (final IOException ex)
            {
                // killed
            }
        }

        /** As SIGKILL: nothing listens, and every connection is reset. */
        void kill() throws IOException
        {
            listener.close();
            for (final Socket connection : connections)
            {
                connection.setSoLinger(true, 0);
                connection.close();
            }
        }
    }

    @Test
    void shouldLoseNoRequestWhenAServerDies(@TempDir final Path directory) throws Exception
    {
        final Origin dying = new Origin('A');
        final Origin other = new Origin('B');
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK))
        {
            port = free.getLocalPort();
        }
        Files.writeString(directory.resolve("death.cfg"), """
            global
                nbthread 1
            defaults
                mode http
                timeout connect 5s
                timeout client 30s
                timeout server 30s
                retries 3
                retry-on conn-failure empty-response
                option redispatch
                http-reuse always
            listen www
                bind 127.0.0.1:%d
                server a 127.0.0.1:%d
                server b 127.0.0.1:%d
            """.formatted(port, dying.listener.getLocalPort(), other.listener.getLocalPort()));
        try (BalancerProcess balancer = BalancerProcess.start(
            BalancerProcess.fairlead(), List.of("-f", "death.cfg"), directory, Map.of()))
        {
            final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
            while (!ScenarioRun.isListening(port))
            {
                assertTrue(balancer.isAlive() && System.nanoTime() < deadlineNs, balancer.words());
                Thread.onSpinWait();
            }
            final CountDownLatch warm = new CountDownLatch(CLIENTS);
            final List<Future<String>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++)
            {
                final FutureTask<String> client = new FutureTask<>(() -> client(port, warm));
                clients.add(client);
                Thread.ofVirtual().start(client);
            }
            assertTrue(warm.await(LIMIT_MS, TimeUnit.MILLISECONDS));
            dying.kill();
            final StringBuilder all = new StringBuilder();
            for (final Future<String> client : clients)
            {
                all.append(client.get(LIMIT_MS, TimeUnit.MILLISECONDS));
            }
            assertEquals("", all.toString().replaceAll("[AB]", ""), "answers that are not a server's");
            assertEquals(CLIENTS * REQUESTS, all.length());
            assertTrue(all.indexOf("A") >= 0, "the server that died served nothing before");
        }
        other.kill();
    }

    /** What the servers answered to one client's requests. */
    private static String client(final int port, final CountDownLatch warm) throws IOException
    {
        final StringBuilder answers = new StringBuilder();
        try (Socket socket = new Socket())
        {
            socket.setSoTimeout(LIMIT_MS);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(LOOPBACK, port), LIMIT_MS);
            final InputStream in = socket.getInputStream();
            for (int i = 0; i < REQUESTS; i++)
            {
                if (WARM_UP == i)
                {
                    warm.countDown();
                }
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
                final String head = head(in);
                if (!head.startsWith("HTTP/1.1 200 "))
                {
                    return answers.append('\n').append(head).toString();
                }
                answers.append((char)in.read());
            }
        }
        return answers.toString();
    }

    private static boolean readHead(final InputStream in) throws IOException
    {
        return head(in).endsWith("\r\n\r\n");
    }

    private static String head(final InputStream in) throws IOException
    {
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0)
        {
            final int b = in.read();
            if (-1 == b)
            {
                return head.toString();
            }
            head.append((char)b);
        }
        return head.toString();
    }
}
