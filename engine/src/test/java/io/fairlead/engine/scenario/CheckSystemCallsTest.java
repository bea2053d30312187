/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What noise cannot touch: how often the daemon calls the kernel for a check that only connects. */
@Timeout(60)
class CheckSystemCallsTest
{
    /** As HAProxy: socket, fcntl, two options, connect, epoll_ctl, close, and one to learn how connecting ended. */
    private static final double MOST = 8.2;
    private static final int SERVERS = 20;
    private static final int FEWEST = 50;
    private static final int TRACED_S = 4;
    /** One close is added: files are closed too. */
    private static final List<String> CALLS = List.of("socket", "fcntl", "setsockopt", "getsockopt", "connect",
        "getsockname", "getpeername", "poll", "ppoll", "epoll_ctl", "shutdown", "recvfrom", "sendto");

    @Test
    void shouldCallTheKernelNoMoreThanHaproxyDoes(@TempDir final Path directory)
        throws IOException, InterruptedException
    {
        // nobody accepts: the reset that ends such a check comes before the connection is complete on the other side
        try (ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress()))
        {
            Files.writeString(directory.resolve("check.cfg"), configuration(server.getLocalPort(), directory));
            try (BalancerProcess balancer =
                BalancerProcess.start(BalancerProcess.fairlead(), List.of("-f", "check.cfg"), directory, Map.of()))
            {
                while (!Files.exists(directory.resolve("fe.sock")) && balancer.isAlive())
                {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                final Process tracer = trace(balancer.pid(), directory);
                TimeUnit.SECONDS.sleep(TRACED_S); // a sample of what goes on, of whatever length
                assumeTrue(tracer.isAlive(), "strace may not look at a process here");
                // as the interrupt key does: it writes what it counted
                new ProcessBuilder("kill", "-INT", Long.toString(tracer.pid())).start().waitFor();
                tracer.waitFor(10, TimeUnit.SECONDS);
            }
        }
        final Map<String, Integer> counts = counts(directory.resolve("trace"));
        final int checks = counts.getOrDefault("connect", 0);
        final double each = CALLS.stream().mapToInt(name -> counts.getOrDefault(name, 0)).sum() / (double)checks + 1;
        assertTrue(checks >= FEWEST && each >= 5 && each <= MOST, each + " system calls a check: " + counts);
    }

    private static String configuration(final int port, final Path directory)
    {
        final StringBuilder text = new StringBuilder("""
            defaults
              mode tcp
              timeout connect 3s
              timeout client 1s
              timeout server 1s
            frontend fe
            """);
        text.append("  bind unix@").append(directory.resolve("fe.sock")).append("\nbackend be\n");
        for (int i = 0; i < SERVERS; i++)
        {
            text.append("  server s").append(i).append(" 127.0.0.1:").append(port).append(" check inter 100ms\n");
        }
        return text.toString();
    }

    private static Process trace(final long pid, final Path directory) throws IOException
    {
        final Path strace = Path.of("/usr/bin/strace");
        assumeTrue(Files.isExecutable(strace), "needs strace");
        return new ProcessBuilder(strace.toString(), "-q", "-f", "-c", "-p", Long.toString(pid), "-o",
            directory.resolve("trace").toString()).start();
    }

    /** Lines end with calls, maybe errors, and the name. */
    private static Map<String, Integer> counts(final Path trace) throws IOException
    {
        final Map<String, Integer> counts = new HashMap<>();
        for (final String line : Files.readAllLines(trace))
        {
            final String[] words = line.strip().split("\\s+");
            if (words.length >= 5 && words[3].chars().allMatch(Character::isDigit))
            {
                counts.put(words[words.length - 1], Integer.parseInt(words[3]));
            }
        }
        return counts;
    }
}
