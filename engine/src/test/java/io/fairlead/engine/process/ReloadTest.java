/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reloads of a running daemon, seen by its clients. */
class ReloadTest
{
    private static final int RELOADS = 20;
    private static final int ROUNDS_OF_100 = 5;

    @TempDir
    private Path directory;

    private static String answering(final int port, final String text)
    {
        return "frontend f\n    bind 127.0.0.1:" + port +
            "\n    http-request return status 200 content-type text/plain string \"" + text + "\"\n";
    }

    private static String balancing(final int port, final int server, final String more)
    {
        return "frontend f\n    bind 127.0.0.1:" + port + "\n    default_backend b\n" +
            "backend b\n    server s 127.0.0.1:" + server + more + "\n";
    }

    @Test
    void shouldLoseNoRequestAndRefuseNoConnectionWhileReloading() throws Exception
    {
        final int port = RunningDaemon.freePort();
        final int origin = RunningDaemon.freePort();
        final String sections = balancing(port, origin, "") + "frontend o\n    bind 127.0.0.1:" + origin +
            "\n    http-request return status 200 content-type text/plain string ok\n";
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections, "-W"))
        {
            final AtomicBoolean isOver = new AtomicBoolean();
            final AtomicInteger served = new AtomicInteger();
            final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
            final List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++)
            {
                final boolean isKeptAlive = i % 2 == 0;
                clients.add(Thread.ofPlatform().start(() -> load(port, isKeptAlive, isOver, served, failures)));
            }
            for (int i = 1; i <= RELOADS; i++)
            {
                daemon.reload(i + 1, 0);
            }
            isOver.set(true);
            for (final Thread client : clients)
            {
                client.join();
            }
            assertEquals(List.of(), List.copyOf(failures));
            assertTrue(served.get() > RELOADS, "requests served: " + served);
            assertTrue(daemon.api("show stat").contains("\nf,FRONTEND,"), daemon.api("show stat"));
        }
    }

    private static void load(final int port, final boolean isKeptAlive, final AtomicBoolean isOver,
        final AtomicInteger served, final Queue<Exception> failures)
    {
        while (!isOver.get())
        {
            try (Socket socket = RunningDaemon.connect(port))
            {
                do
                {
                    final String response = RunningDaemon.exchange(socket);
                    if (!response.endsWith("\r\n\r\nok"))
                    {
                        throw new IOException("response: " + response);
                    }
                    served.incrementAndGet();
                }
                while (isKeptAlive && !isOver.get());
            }
            catch (final IOException ex)
            {
                failures.add(ex);
                return;
            }
        }
    }

    @Test
    void shouldServeAKeptAliveConnectionUnderTheNewFileFromItsNextRequest() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(directory, answering(port, "old"), "-W");
            Socket client = RunningDaemon.connect(port))
        {
            assertTrue(RunningDaemon.exchange(client).endsWith("old"));
            RunningDaemon.configure(directory, answering(port, "new"));
            daemon.reload(2, 0);
            assertTrue(RunningDaemon.exchange(client).endsWith("new"));
            assertEquals("1", field(daemon, "f,FRONTEND", 7), "sessions are counted on");
            assertEquals("1", field(daemon, "f,FRONTEND", 4), "and the connection is still there");
        }
    }

    private static String field(final RunningDaemon daemon, final String row, final int column) throws IOException
    {
        for (final String line : daemon.api("show stat").split("\n"))
        {
            if (line.startsWith(row + ","))
            {
                return line.split(",")[column];
            }
        }
        return "no " + row;
    }

    @Test
    void shouldStayAsItIsWhenTheFileIsBad() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(directory, answering(port, "old"), "-W"))
        {
            RunningDaemon.configure(directory, answering(port, "new") + "    no-such-word\n");
            daemon.reload(1, 1);
            assertTrue(RunningDaemon.exchange(port).endsWith("old"));
            assertTrue(daemon.words().contains("lb.cfg:11] : unknown keyword 'no-such-word' in 'frontend' section"),
                daemon.words());
            RunningDaemon.configure(directory, answering(port, "new"));
            daemon.reload(2, 1);
            assertTrue(RunningDaemon.exchange(port).endsWith("new"));
        }
    }

    @Test
    void shouldMoveToAnotherPortAndEndConnectionsOfTheOldOneAfterTheirResponse() throws Exception
    {
        final int before = RunningDaemon.freePort();
        try (ServerSocket origin = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            RunningDaemon daemon = RunningDaemon.start(
                directory, balancing(before, origin.getLocalPort(), ""), "-W");
            Socket busy = RunningDaemon.connect(before);
            Socket idle = RunningDaemon.connect(before))
        {
            RunningDaemon.request(idle);
            try (Socket server = origin.accept())
            {
                RunningDaemon.answer(server, "first");
                assertTrue(RunningDaemon.response(idle).endsWith("first"));
            }
            RunningDaemon.request(busy);
            final int after = RunningDaemon.freePort();
            try (Socket server = origin.accept())
            {
                RunningDaemon.configure(directory, balancing(after, origin.getLocalPort(), ""));
                daemon.reload(2, 0);
                daemon.await("the old port to close", () -> RunningDaemon.isRefused(before));
                assertEquals(-1, idle.getInputStream().read(), "a connection between requests ends");
                RunningDaemon.answer(server, "slow");
                final String response = RunningDaemon.response(busy);
                assertTrue(response.endsWith("slow"), response);
                assertTrue(response.contains("\r\nconnection: close\r\n"), response);
                assertEquals(-1, busy.getInputStream().read());
            }
            assertFalse(RunningDaemon.isRefused(after));
        }
    }

    @Test
    void shouldRefuseTheWholeReloadWhenOneAddressCannotBeBound() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            RunningDaemon daemon = RunningDaemon.start(directory, answering(port, "old"), "-W"))
        {
            final int free = RunningDaemon.freePort();
            RunningDaemon.configure(directory, answering(port, "new") + "    bind 127.0.0.1:" + free +
                "\n    bind 127.0.0.1:" + taken.getLocalPort() + "\n");
            daemon.reload(1, 1);
            assertTrue(daemon.words().contains("for frontend f: protocol tcpv4: cannot bind socket (Address already" +
                " in use) for [127.0.0.1:" + taken.getLocalPort() + "]."), daemon.words());
            assertTrue(RunningDaemon.exchange(port).endsWith("old"));
            assertTrue(RunningDaemon.isRefused(free), "what was bound meanwhile is closed again");
        }
    }

    @Test
    void shouldFinishAStreamUnderItsOwnGenerationAndEndItAtHardStopAfter() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (ServerSocket origin = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            RunningDaemon daemon = RunningDaemon.start(directory, balancing(port, origin.getLocalPort(), ""), "-W");
            Socket lucky = RunningDaemon.connect(port);
            Socket late = RunningDaemon.connect(port))
        {
            RunningDaemon.request(lucky);
            try (Socket ofLucky = origin.accept())
            {
                RunningDaemon.request(late);
                try (Socket ofLate = origin.accept())
                {
                    RunningDaemon.configure(directory, "global\n    hard-stop-after 6s\n" + answering(port, "new"));
                    daemon.reload(2, 0);
                    assertTrue(RunningDaemon.exchange(port).endsWith("new"));
                    RunningDaemon.answer(ofLucky, "finished");
                    assertTrue(RunningDaemon.response(lucky).endsWith("finished"));
                    assertEquals(-1, late.getInputStream().read(), "the time is over");
                    ofLate.setSoTimeout(20_000);
                    RunningDaemon.assertRequestedAndEnded(ofLate);
                }
            }
        }
    }

    @Test
    void shouldKeepDownServersDownAcrossAReload() throws Exception
    {
        final int port = RunningDaemon.freePort();
        final int dead = RunningDaemon.freePort();
        final String sections = balancing(port, dead, " check inter 10m fastinter 50ms fall 2 rise 2");
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections, "-W"))
        {
            daemon.await("the server to go down", () -> "DOWN".equals(field(daemon, "b,s", 17)));
            daemon.reload(2, 0);
            assertEquals("DOWN", field(daemon, "b,s", 17));
            assertEquals("1", field(daemon, "b,s", 22), "and its way down is not counted twice");
        }
    }

    @Test
    void shouldKeepWhatAdministratorsDidToServers() throws Exception
    {
        final int port = RunningDaemon.freePort();
        final String sections = balancing(port, RunningDaemon.freePort(), "") + "    server t 127.0.0.1:1 weight 4\n";
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections, "-W"))
        {
            daemon.api("set server b/s state maint");
            daemon.api("set server b/t weight 2");
            daemon.api("set server b/t addr 127.0.0.7 port 81");
            daemon.reload(2, 0);
            assertEquals("MAINT", field(daemon, "b,s", 17));
            assertEquals("2", field(daemon, "b,t", 18));
            assertTrue(daemon.api("show servers state b").contains(" t 127.0.0.7 "),
                daemon.api("show servers state b"));
            daemon.api("set server b/s state ready");
            assertEquals("no check", field(daemon, "b,s", 17), "orders reach the servers of the new generation");
        }
    }

    @Test
    void shouldNeitherGatherDescriptorsNorMemoryOverManyReloads() throws Exception
    {
        final int port = RunningDaemon.freePort();
        final int other = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(directory, answering(port, "a"), "-W"))
        {
            int successes = 1;
            int before = 0;
            int threads = 0;
            int mappings = 0;
            for (int round = 0; round < ROUNDS_OF_100; round++)
            {
                for (int i = 0; i < RELOADS; i++)
                {
                    RunningDaemon.configure(directory, answering(port, "a") +
                        (i % 2 == 0 ? "    bind 127.0.0.1:" + other + "\n" : ""));
                    successes++;
                    daemon.reload(successes, 0);
                }
                if (0 == round)
                {
                    before = daemon.openDescriptors();
                    threads = daemon.threads();
                    mappings = daemon.mappings();
                }
            }
            final int limit = before + 4;
            daemon.await("no more than " + limit + " descriptors", () -> daemon.openDescriptors() <= limit);
            // the JVM starts and ends threads of its own, and maps some more of its archive while it warms up
            final int mostThreads = threads + 4;
            daemon.await("no more than " + mostThreads + " threads", () -> daemon.threads() <= mostThreads);
            final int mostMappings = mappings + 20;
            assertTrue(daemon.mappings() <= mostMappings, daemon.mappings() + " after " + mappings);
        }
    }
}
