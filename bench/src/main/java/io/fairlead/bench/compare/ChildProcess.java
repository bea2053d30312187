/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that the comparison started, with everything that it started in turn; its use of processor and memory is
 * read from {@code /proc} (proc(5)).
 */
final class ChildProcess implements AutoCloseable
{
    private static final int STOP_SECONDS = 5;
    /** USER_HZ, which is 100 on every Linux that a JDK runs on: the unit of the times in {@code /proc/PID/stat}. */
    private static final long TICK_US = 10_000;

    private static final Set<ChildProcess> STARTED = ConcurrentHashMap.newKeySet();

    static
    {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::endAll, "end-children"));
    }

    private final Process process;
    private final Path log;

    private ChildProcess(final Process process, final Path log)
    {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a command with its output in a file.
     *
     * @throws IOException if there is no such command.
     */
    static ChildProcess start(final List<String> command, final Path log) throws IOException
    {
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        final ChildProcess child = new ChildProcess(builder.start(), log);
        STARTED.add(child);
        return child;
    }

    /** Ends what still runs when the comparison itself is told to end. */
    private static void endAll()
    {
        STARTED.forEach(ChildProcess::close);
    }

    /** Runs a command to its end, at most 30 s; its output and status. */
    static Output run(final List<String> command, final Path log) throws IOException
    {
        try (ChildProcess child = start(command, log))
        {
            if (!child.process.waitFor(30, TimeUnit.SECONDS))
            {
                return new Output(-1, "did not end within 30 s");
            }
            return new Output(child.process.exitValue(), child.output());
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), ex);
        }
    }

    /** What a command said and its exit status. */
    record Output(int status, String text)
    {
    }

    boolean isAlive()
    {
        return process.isAlive();
    }

    long pid()
    {
        return process.pid();
    }

    String output() throws IOException
    {
        return Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1).strip();
    }

    /** Sends a signal by kill(1). */
    void signal(final String name) throws IOException
    {
        final ChildProcess.Output sent =
            run(List.of("kill", "-" + name, Long.toString(pid())), log.resolveSibling("kill.log"));
        if (0 != sent.status())
        {
            throw new IOException("kill -" + name + ": " + sent.text());
        }
    }

    /** Asks it to end by SIGINT and waits until it has. */
    void interrupt()
    {
        try
        {
            signal("INT");
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Processor time used so far by the process and all below it. */
    Usage usage()
    {
        long userTicks = 0;
        long systemTicks = 0;
        for (final long pid : pids())
        {
            final String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
            final int end = stat.lastIndexOf(')');
            if (end > 0)
            {
                final String[] fields = stat.substring(end + 2).split(" ");
                userTicks += Long.parseLong(fields[11]);
                systemTicks += Long.parseLong(fields[12]);
            }
        }
        return new Usage(userTicks * TICK_US, systemTicks * TICK_US);
    }

    /** Resident memory in KiB, pages shared with other processes counted in part (PSS). */
    long residentKib()
    {
        long kib = 0;
        for (final long pid : pids())
        {
            for (final String line : read(Path.of("/proc", Long.toString(pid), "smaps_rollup")).split("\n"))
            {
                if (line.startsWith("Pss:"))
                {
                    kib += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return kib;
    }

    /** The process and its descendants. */
    List<Long> pids()
    {
        final List<Long> pids = new ArrayList<>();
        pids.add(pid());
        try (Stream<ProcessHandle> below = process.descendants())
        {
            below.forEach(handle -> pids.add(handle.pid()));
        }
        return pids;
    }

    /** User and system time in microseconds. */
    record Usage(long userUs, long systemUs)
    {
        Usage minus(final Usage before)
        {
            return new Usage(userUs - before.userUs, systemUs - before.systemUs);
        }

        long totalUs()
        {
            return userUs + systemUs;
        }
    }

    @Override
    public void close()
    {
        final List<ProcessHandle> below;
        try (Stream<ProcessHandle> descendants = process.descendants())
        {
            below = descendants.toList();
        }
        process.destroy();
        try
        {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
            {
                process.destroyForcibly();
            }
        }
        catch (final InterruptedException ex)
        {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroyForcibly);
        STARTED.remove(this);
    }

    /** A file of /proc; empty if its process has ended in the meantime. */
    private static String read(final Path file)
    {
        try
        {
            return Files.exists(file) ? Files.readString(file) : "";
        }
        catch (final IOException ex)
        {
            if (!Files.exists(file))
            {
                return "";
            }
            throw new UncheckedIOException(ex);
        }
    }
}
