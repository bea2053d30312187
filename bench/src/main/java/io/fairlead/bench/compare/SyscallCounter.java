/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts a process's system calls: by the kernel's own tracepoint, perf-stat(1), which costs next to nothing; where
 * that is not to be had by strace(1), which slows the process down but counts as well.
 */
final class SyscallCounter implements AutoCloseable
{
    private static final long ATTACH_NS = 500_000_000L;
    private static final String EVENT = "raw_syscalls:sys_enter";

    private final ChildProcess tracer;
    private final Path file;

    private SyscallCounter(final ChildProcess tracer, final Path file)
    {
        this.tracer = tracer;
        this.file = file;
    }

    /** Begins to count, or null if this machine has no tracer or does not let it look. */
    static SyscallCounter start(final Running.House house, final ChildProcess process) throws IOException
    {
        final Path directory = Files.createTempDirectory(house.directory(), "trace-");
        final Path file = directory.resolve("count");
        final String pids = process.pids().stream().map(String::valueOf).collect(Collectors.joining(","));
        final SyscallCounter counter = attach(
            house, List.of("perf", "stat", "-x", ",", "-e", EVENT, "-o", file.toString(), "-p", pids),
            directory, file);
        if (null != counter)
        {
            return counter;
        }
        final List<String> strace = new ArrayList<>(List.of("strace", "-f", "-c", "-o", file.toString()));
        for (final String pid : pids.split(","))
        {
            strace.addAll(List.of("-p", pid));
        }
        return attach(house, strace, directory, file);
    }

    private static SyscallCounter attach(
        final Running.House house, final List<String> command, final Path directory, final Path file) throws IOException
    {
        if (null == Programs.find(command.get(0)))
        {
            return null;
        }
        final ChildProcess child = ChildProcess.start(command, directory.resolve(command.get(0) + ".log"));
        house.loop().runFor(ATTACH_NS);
        if (!child.isAlive())
        {
            child.close();
            return null;
        }
        return new SyscallCounter(child, file);
    }

    /** System calls from start to close; 0 if the tracer did not say. */
    long count() throws IOException
    {
        for (final String line : Files.readAllLines(file))
        {
            final String[] fields = line.strip().split("[, ]+");
            if (line.contains(EVENT) && Character.isDigit(line.charAt(0)))
            {
                return Long.parseLong(fields[0]);
            }
            if (line.endsWith(" total") && fields.length >= 5)
            {
                // % time, seconds, usecs/call, calls, maybe errors
                return Long.parseLong(fields[3]);
            }
        }
        return 0;
    }

    @Override
    public void close()
    {
        tracer.interrupt();
    }
}
