/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What noise cannot touch: how often the daemon calls the kernel for a request on kept connections. */
class SyscallsPerRequestTest
{
    /** One read and one write on either side, and a share in the waiting. */
    private static final double MOST = 4.4;
    /**
     * With a client connection each: accept4, what NIO asks of it (getsockname twice), two of epoll, close, the reads
     * and writes, a read that finds the end, and a share in the waiting and the server's connections.
     */
    private static final double MOST_WITH_CONNECTION = 12.5;
    /** First as many as it takes until the JVM's own threads have nothing left to compile for this. */
    private static final int WARM_UP = 30_000;
    private static final int REQUESTS = 15_000;
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);

    @Test
    void shouldCallTheKernelHardlyMoreThanItMust(@TempDir final Path directory) throws IOException
    {
        final double each = calls(directory, Load.Asked.of("/small", 64), WARM_UP, REQUESTS);
        assertTrue(4 <= each && each <= MOST, each + " system calls a request");
    }

    @Test
    void shouldTakeAndCloseConnectionsWithoutAskingTwice(@TempDir final Path directory) throws IOException
    {
        final double each = calls(
            directory, new Load.Asked("/small", 16, false, false), WARM_UP / 3, REQUESTS / 3);
        assertTrue(8 <= each && each <= MOST_WITH_CONNECTION, each + " system calls a connection");
    }

    private static double calls(
        final Path directory, final Load.Asked asked, final int warmUp, final int requests) throws IOException
    {
        try (Running.House house = Running.House.open(directory, 500);
            Running running = Running.start(
                house, new HaproxyPeer("fairlead", launcher(directory)), List.of(Feature.HTTP), false))
        {
            try (Load load = Load.closed(house.loop(), running.ports.get(Feature.HTTP), asked))
            {
                assertTrue(house.loop().runUntil(() -> load.completed() >= warmUp, LIMIT_NS), load.failure());
            }
            final SyscallCounter counter = SyscallCounter.start(house, running.process);
            assumeTrue(null != counter, "neither perf nor strace may look at a process here");
            final long completed;
            try (counter; Load load = Load.closed(house.loop(), running.ports.get(Feature.HTTP), asked))
            {
                assertTrue(house.loop().runUntil(() -> load.completed() >= requests, LIMIT_NS));
                assertNull(load.failure());
                completed = load.completed();
            }
            return (double)counter.count() / completed;
        }
    }

    /** A script that runs the daemon from this class path with the flags that it is delivered with. */
    private static String launcher(final Path directory) throws IOException
    {
        final Path home = Path.of(System.getProperty("fairlead.home"));
        final String flags;
        try (Stream<String> lines = Files.lines(home.resolve("tools/jvm.options")))
        {
            flags = lines.filter(line -> line.startsWith("always:") || line.startsWith("serve:"))
                .map(line -> line.substring(line.indexOf(' ') + 1)).collect(Collectors.joining(" "));
        }
        final Path script = directory.resolve("fairlead");
        Files.writeString(script, "#!/bin/sh\nexec " + Path.of(System.getProperty("java.home"), "bin", "java") + ' ' +
            flags + " -cp '" + System.getProperty("java.class.path") + "' io.fairlead.engine.process.Main \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }
}
