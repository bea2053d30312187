/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.fairlead.engine.counters.CounterFileLocator;
import io.fairlead.engine.counters.CounterObject;

@Timeout(60)
class DynamicServersTest
{
    private static final int ROUNDS = 60;

    @TempDir
    private Path directory;

    private static String resource(final String name) throws IOException
    {
        try (InputStream in = DynamicServersTest.class.getResourceAsStream(name))
        {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void shouldAnswerOrdersAsHaproxyDid() throws Exception
    {
        final String sections = resource("dynamic-servers.cfg").replace("@DIR@", directory.toString());
        final StringBuilder expected = new StringBuilder();
        final StringBuilder answers = new StringBuilder();
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections))
        {
            daemon.await("the check's result", () -> daemon.api("show servers state rr").contains(" b 127.0.0.1 0 "));
            for (final String block : resource("dynamic-servers.txt").split("(?m)^> "))
            {
                if (!block.startsWith("#"))
                {
                    final String order = block.substring(0, block.indexOf('\n'));
                    expected.append("> ").append(block.stripTrailing()).append('\n');
                    answers.append(("> " + order + '\n' + daemon.api(order)).stripTrailing()).append('\n');
                }
            }
        }
        assertEquals(expected.toString(), answers.toString().replaceAll(
            "(?m)^(\\d+ \\S+ \\d+ \\S+ \\S+ \\d \\d+ \\d+ \\d+) \\d+ ", "$1 AGE "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"roundrobin", "leastconn", "first", "random", "source\n    hash-type consistent"})
    void shouldLoseNoRequestWhileServersComeAndGo(final String balance) throws Exception
    {
        final int port = RunningDaemon.freePort();
        final int origin = RunningDaemon.freePort();
        final AtomicBoolean isOver = new AtomicBoolean();
        final AtomicInteger served = new AtomicInteger();
        final Queue<String> failures = new ConcurrentLinkedQueue<>();
        final String sections = "frontend o\n    bind 127.0.0.1:" + origin + "\n    http-request return status 200 " +
            "content-type text/plain string ok\nfrontend f\n    bind 127.0.0.1:" + port + "\n    default_backend b\n" +
            "backend b\n    balance " + balance + "\n    server s 127.0.0.1:" + origin + '\n';
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections))
        {
            final List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++)
            {
                clients.add(Thread.ofPlatform().start(() -> load(port, isOver, served, failures)));
            }
            int mostObjects = 0;
            for (int i = 0; i < ROUNDS; i++)
            {
                final String name = "b/d" + i;
                final int before = served.get();
                assertEquals("New server registered.", daemon.api(
                    "add server " + name + " 127.0.0.1:" + origin + " id 1000 weight " + (i % 7 + 1)).trim());
                assertEquals("", daemon.api("enable server " + name).trim());
                daemon.await("requests", () -> served.get() > before + 3 || !failures.isEmpty());
                assertEquals("", daemon.api("disable server " + name).trim());
                daemon.await("removal", () -> "Server deleted.".equals(daemon.api("del server " + name).trim()));
                mostObjects = Math.max(mostObjects, highestIndex(daemon));
            }
            isOver.set(true);
            for (final Thread client : clients)
            {
                client.join();
            }
            assertEquals(List.of(), List.copyOf(failures));
            assertTrue(mostObjects < 12, "places used in the counter file: " + mostObjects);
            assertEquals("b,BACKEND", lastRow(daemon), daemon.api("show stat"));
        }
    }

    private static int highestIndex(final RunningDaemon daemon) throws IOException
    {
        int highest = 0;
        for (final Path file : CounterFileLocator.list(CounterFileLocator.directory()))
        {
            if (file.getFileName().toString().contains("-" + daemon.pid() + "."))
            {
                for (final CounterObject object : CounterFileLocator.open(file).objects())
                {
                    highest = Math.max(highest, object.index());
                }
            }
        }
        return highest;
    }

    private static String lastRow(final RunningDaemon daemon) throws IOException
    {
        final String[] rows = daemon.api("show stat").trim().split("\n");
        return rows[rows.length - 1].split(",")[0] + ',' + rows[rows.length - 1].split(",")[1];
    }

    private static void load(
        final int port, final AtomicBoolean isOver, final AtomicInteger served, final Queue<String> failures)
    {
        try (Socket socket = RunningDaemon.connect(port))
        {
            while (!isOver.get())
            {
                final String response = RunningDaemon.exchange(socket);
                if (!response.startsWith("HTTP/1.1 200 "))
                {
                    failures.add(response);
                    return;
                }
                served.incrementAndGet();
            }
        }
        catch (final IOException ex)
        {
            failures.add(ex.toString());
        }
    }
}
