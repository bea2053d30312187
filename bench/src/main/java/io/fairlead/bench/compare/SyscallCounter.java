/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Counts a process's system calls by the kernel's own tracepoint, perf-stat(1), which costs next to nothing. */
final class SyscallCounter implements AutoCloseable
{
    private static final long ATTACH_NS = 300_000_000L;
    private static final String EVENT = "raw_syscalls:sys_enter";

    private final ChildProcess perf;
    private final Path file;

    private SyscallCounter(final ChildProcess perf, final Path file)
    {
        this.perf = perf;
        this.file = file;
    }

    /** Begins to count, or null if this machine has no perf or does not let it look. */
    static SyscallCounter start(final Running.House house, final ChildProcess process) throws IOException
    {
        final String perf = Programs.find("perf");
        if (null == perf)
        {
            return null;
        }
        final Path directory = Files.createTempDirectory(house.directory(), "perf-");
        final Path file = directory.resolve("count");
        final ChildProcess child = ChildProcess.start(
            List.of(
                perf, "stat", "-x", ",", "-e", EVENT, "-o", file.toString(), "-p",
                process.pids().stream().map(String::valueOf).collect(Collectors.joining(","))),
            directory.resolve("output.log"));
        house.loop().runFor(ATTACH_NS);
        if (!child.isAlive())
        {
            child.close();
            return null;
        }
        return new SyscallCounter(child, file);
    }

    /** System calls from start to close; 0 if perf did not say. */
    long count() throws IOException
    {
        for (final String line : Files.readAllLines(file))
        {
            if (line.contains(EVENT) && Character.isDigit(line.charAt(0)))
            {
                return Long.parseLong(line.substring(0, line.indexOf(',')));
            }
        }
        return 0;
    }

    @Override
    public void close()
    {
        perf.interrupt();
    }
}
