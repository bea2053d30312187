/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.fairlead.engine.scenario.BalancerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** One process takes over from another, by {@code -sf}, {@code -st} and {@code -x}. */
class UpgradeTest
{
    private static final int SERVED_BY_NEW = 200;
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");

    @TempDir
    private Path directory;

    private void configure(final int port, final String global, final String text) throws IOException
    {
        Files.writeString(directory.resolve("lb.cfg"), "global\n    stats socket " + directory.resolve("api.sock") +
            " level admin expose-fd listeners\n" + global + "defaults\n    mode http\n    timeout client 10s\n" +
            "    timeout server 10s\n    timeout connect 5s\nfrontend f\n    bind 127.0.0.1:" + port + "\n    bind " +
            directory.resolve("f.sock") + "\n" +
            "    http-request return status 200 content-type text/plain string \"" + text + "\"\n");
    }

    private RunningDaemon launch(final String program, final int port, final String... options) throws Exception
    {
        final boolean isFairlead = "fairlead".equals(program);
        assumeTrue(isFairlead || Files.isExecutable(HAPROXY), "needs " + HAPROXY);
        final RunningDaemon daemon = RunningDaemon.launch(
            isFairlead ? BalancerProcess.fairlead() : List.of(HAPROXY.toString(), "-db"), directory, Map.of(), options);
        daemon.await(program + " to serve", () -> RunningDaemon.exchange(port).contains("200 OK"));
        return daemon;
    }

    @ParameterizedTest
    @CsvSource({"fairlead, fairlead", "haproxy, fairlead", "fairlead, haproxy"})
    void shouldLoseNoRequestWhenTheListenersAreHandedOver(final String before, final String after) throws Exception
    {
        final int port = RunningDaemon.freePort();
        configure(port, "", "old");
        final AtomicBoolean isOver = new AtomicBoolean();
        final AtomicInteger servedByNew = new AtomicInteger();
        final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        try (RunningDaemon old = launch(before, port))
        {
            final Object inode = Files.getAttribute(directory.resolve("f.sock"), "unix:ino");
            final Thread client = Thread.ofPlatform().start(() -> load(port, isOver, servedByNew, failures));
            configure(port, "", "new");
            try (RunningDaemon next = launch(
                after, port, "-x", directory.resolve("api.sock").toString(), "-sf", Long.toString(old.pid())))
            {
                next.await("enough requests served", () ->
                    servedByNew.get() >= SERVED_BY_NEW || !failures.isEmpty());
                isOver.set(true);
                client.join();
                assertEquals(List.of(), List.copyOf(failures));
                RunningDaemon.await("the old process to be gone", () -> true, () -> !old.isAlive());
                assertEquals(inode, Files.getAttribute(directory.resolve("f.sock"), "unix:ino"));
            }
        }
    }

    private static void load(final int port, final AtomicBoolean isOver, final AtomicInteger servedByNew,
        final Queue<Exception> failures)
    {
        while (!isOver.get())
        {
            try (Socket socket = RunningDaemon.connect(port))
            {
                if (RunningDaemon.exchange(socket).endsWith("new"))
                {
                    servedByNew.incrementAndGet();
                }
            }
            catch (final IOException ex)
            {
                failures.add(ex);
                return;
            }
        }
    }

    @Test
    void shouldHaveTheOldProcessPauseWhileItHoldsThePort() throws Exception
    {
        final int port = RunningDaemon.freePort();
        configure(port, "    noreuseport\n", "old");
        try (RunningDaemon old = launch("fairlead", port))
        {
            configure(port, "    noreuseport\n", "new");
            try (RunningDaemon next = RunningDaemon.launch(BalancerProcess.fairlead(), directory, Map.of(),
                "-st", Long.toString(old.pid())))
            {
                RunningDaemon.await("the old process to end", next::isAlive, () -> !old.isAlive());
                assertTrue(RunningDaemon.exchange(port).endsWith("new"));
                assertTrue(old.words().contains("Paused frontend f."), old.words());
            }
        }
    }

    @Test
    void shouldPauseAndGoOnWhenAskedTo() throws Exception
    {
        final int port = RunningDaemon.freePort();
        configure(port, "", "x");
        try (RunningDaemon daemon = launch("fairlead", port))
        {
            daemon.signal(RunningDaemon.SIGTTOU);
            daemon.await("the port to close", () -> RunningDaemon.isRefused(port));
            daemon.signal(RunningDaemon.SIGTTIN);
            daemon.await("the port to open", () -> !RunningDaemon.isRefused(port));
            assertTrue(RunningDaemon.exchange(port).endsWith("x"));
            assertTrue(daemon.words().contains("Resumed frontend f."), daemon.words());
        }
    }

    @Test
    void shouldFailInWordsWhenThePortIsTakenOrTheOldSocketIsSilent() throws Exception
    {
        final int port = RunningDaemon.freePort();
        configure(port, "    noreuseport\n", "x");
        try (RunningDaemon daemon = launch("fairlead", port))
        {
            final BalancerProcess.Outcome taken = BalancerProcess.run(BalancerProcess.fairlead(),
                List.of("-f", directory.resolve("lb.cfg").toString()), directory, Map.of());
            assertEquals(1, taken.status());
            assertTrue(taken.errors().contains("for frontend f: protocol tcpv4: cannot bind socket (Address already" +
                " in use) for [127.0.0.1:" + port + "].\n"), taken.errors());
            assertTrue(taken.errors().endsWith("Some protocols failed to start their listeners! Exiting.\n"));
            assertTrue(daemon.isAlive());
        }
        final BalancerProcess.Outcome silent = BalancerProcess.run(BalancerProcess.fairlead(), List.of(
            "-x", directory.resolve("none").toString(), "-f", directory.resolve("lb.cfg").toString()), directory,
            Map.of());
        assertEquals(1, silent.status());
        assertTrue(silent.errors().contains("Failed to connect to the old process socket '" +
            directory.resolve("none") + "'\n"), silent.errors());
        assertTrue(silent.errors().endsWith("Failed to get the sockets from the old process!\n"), silent.errors());
    }

    @Test
    void shouldHandNothingOverWithoutExposedListeners() throws Exception
    {
        final int port = RunningDaemon.freePort();
        configure(port, "", "x");
        final String text = Files.readString(directory.resolve("lb.cfg")).replace(" expose-fd listeners", "");
        Files.writeString(directory.resolve("lb.cfg"), text);
        try (RunningDaemon daemon = launch("fairlead", port))
        {
            assertEquals("", daemon.api("_getsocks"));
        }
    }

    @Test
    void shouldSayWhatStopsAndEndWhatStaysTooLong() throws Exception
    {
        final int port = RunningDaemon.freePort();
        configure(port, "    hard-stop-after 300ms\n    grace 100ms\n", "x");
        try (RunningDaemon daemon = launch("fairlead", port); Socket client = RunningDaemon.connect(port))
        {
            client.getOutputStream().write('G');
            daemon.signal(RunningDaemon.SIGUSR1);
            daemon.await("the notice", () -> daemon.words().contains("Scheduling a soft-stop in 100 ms."));
            RunningDaemon.await("its end", () -> true, () -> !daemon.isAlive());
            final String words = daemon.words();
            assertTrue(words.matches("(?s).* : Proxy f stopped \\(cumulated conns: FE: [0-9]+, BE: 0\\)\\.\n.*"),
                words);
            assertTrue(words.contains("soft-stop running for too long, performing a hard-stop.\n"), words);
            assertTrue(words.contains("Proxy f hard-stopped (1 remaining conns will be closed).\n"), words);
            assertFalse(words.contains("resisted"), words);
        }
    }

    @Test
    void shouldEndOnInterruptEvenWhenStartedWithItIgnored() throws Exception
    {
        final int port = RunningDaemon.freePort();
        configure(port, "", "x");
        final List<String> shell = new java.util.ArrayList<>(
            List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        shell.addAll(BalancerProcess.fairlead());
        try (RunningDaemon daemon = RunningDaemon.launch(shell, directory, Map.of()))
        {
            daemon.await("it to serve", () -> RunningDaemon.exchange(port).contains("200 OK"));
            daemon.signal(RunningDaemon.SIGINT);
            RunningDaemon.await("its end", () -> true, () -> !daemon.isAlive());
        }
    }
}
