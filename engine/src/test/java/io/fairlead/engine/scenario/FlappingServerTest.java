/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A server that dies and comes back again and again under load, beside one that stays: with retries and redispatch no
 * request is lost. It dies after a number of requests, in the middle of the last one, and comes back after a number of
 * requests that others have answered, so that nothing depends on time.
 */
@Timeout(90)
class FlappingServerTest
{
    private static final int CLIENTS = 6;
    private static final int REQUESTS = 400;
    private static final int SERVED_IN_A_LIFE = 30;
    private static final int AWAY_FOR = 60;
    private static final int LIMIT_MS = 30_000;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** Answers with its name; dies after so many requests, if it is one that dies. */
    private static final class Origin
    {
        private final char name;
        private final boolean isMortal;
        private final AtomicInteger served = new AtomicInteger();
        private final AtomicInteger lives = new AtomicInteger();
        private volatile Set<Socket> connections = ConcurrentHashMap.newKeySet();
        private volatile ServerSocket listener;
        private int port;

        Origin(final char name, final boolean isMortal) throws IOException
        {
            this.name = name;
            this.isMortal = isMortal;
            live();
        }

        final void live() throws IOException
        {
            final ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port), 100);
            port = socket.getLocalPort();
            connections = ConcurrentHashMap.newKeySet();
            listener = socket;
            lives.incrementAndGet();
            Thread.ofVirtual().start(() -> accept(socket, connections));
        }

        /** Come back, unless it lives; or the next time, when the port was lent to a connection meanwhile. */
        synchronized void revive() throws IOException
        {
            if (listener.isClosed())
            {
                try
                {
                    live();
                }
                catch (final BindException ex)
                {
                    // whoever has it will be gone then
                }
            }
        }

        private void accept(final ServerSocket socket, final Set<Socket> mine)
        {
            try
            {
                while (true)
                {
                    final Socket connection = socket.accept();
                    mine.add(connection);
                    Thread.ofVirtual().start(() -> serve(connection));
                }
            }
            catch (final IOException ex)
            {
                // dead
            }
        }

        private void serve(final Socket connection)
        {
            // whatever ends this thread ends the connection too, or a request would be left waiting
            try (connection)
            {
                connection.setTcpNoDelay(true);
                final String answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + name;
                while (head(connection.getInputStream()).endsWith("\r\n\r\n"))
                {
                    if (isMortal && 0 == served.incrementAndGet() % SERVED_IN_A_LIFE)
                    {
                        die();
                        return;
                    }
                    connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
                }
            }
            catch (final IOException ex)
            {
                // dead
            }
        }

        /** As SIGKILL: nothing listens, and every connection is reset. */
        void die() throws IOException
        {
            listener.close();
            for (final Socket connection : connections)
            {
                reset(connection);
            }
        }

        private static void reset(final Socket connection)
        {
            try
            {
                connection.setSoLinger(true, 0);
                connection.close();
            }
            catch (final IOException ex)
            {
                // closed already, by the thread that serves it
            }
        }
    }

    @Test
    void shouldLoseNoRequestOfAFlappingServer() throws Exception
    {
        final Origin flapping = new Origin('A', true);
        final Origin steady = new Origin('B', false);
        try (LiveBalancer balancer = LiveBalancer.start("""
            defaults
              mode http
              timeout connect 5s
              timeout client 30s
              timeout server 30s
              retries 3
              retry-on conn-failure empty-response
              option redispatch 1
              balance roundrobin
            listen www
              bind 127.0.0.1:"${PORT_WWW}"
              server a 127.0.0.1:"${ORIGIN_A}"
              server b 127.0.0.1:"${ORIGIN_B}"
            """, List.of(), Map.of("ORIGIN_A", flapping.port, "ORIGIN_B", steady.port)))
        {
            final AtomicInteger answered = new AtomicInteger();
            final List<Future<String>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++)
            {
                final FutureTask<String> client = new FutureTask<>(() -> client(balancer, flapping, answered));
                clients.add(client);
                Thread.ofVirtual().start(client);
            }
            final StringBuilder all = new StringBuilder();
            for (final Future<String> client : clients)
            {
                all.append(client.get(LIMIT_MS, TimeUnit.MILLISECONDS));
            }
            assertEquals("", all.toString().replaceAll("[AB]", ""), "answers that are not a server's");
            assertEquals(CLIENTS * REQUESTS, all.length());
            assertTrue(flapping.lives.get() > 3, "it died " + flapping.lives + " times only");
        }
        flapping.die();
        steady.die();
    }

    /** Ask, and bring the dead server back each time enough was answered without it. */
    private static String client(final LiveBalancer balancer, final Origin flapping, final AtomicInteger answered)
        throws IOException
    {
        final StringBuilder answers = new StringBuilder();
        try (Socket socket = balancer.connect("PORT_WWW"))
        {
            socket.setSoTimeout(LIMIT_MS);
            final InputStream in = socket.getInputStream();
            for (int i = 0; i < REQUESTS; i++)
            {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
                final String head = head(in);
                if (!head.startsWith("HTTP/1.1 200 "))
                {
                    return answers.append('\n').append(head).toString();
                }
                answers.append((char)in.read());
                if (0 == answered.incrementAndGet() % AWAY_FOR)
                {
                    flapping.revive();
                }
            }
        }
        return answers.toString();
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
