/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.counters.CounterFileDescriptor;
import io.fairlead.engine.counters.CounterFileLocator;
import io.fairlead.engine.counters.CounterReader;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which counter file to look at: by default that of the daemon started last, a running one before a stopped one.
 */
final class CounterSelection
{
    @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "counter file to read")
    private Path file;

    @Option(names = {"-p", "--pid"}, paramLabel = "PID", description = "daemon whose counters to read")
    private Long pid;

    @Option(names = {"-d", "--directory"}, paramLabel = "DIR", description = "where to look for counter files")
    private Path directory = CounterFileLocator.directory();

    Path path() throws IOException
    {
        if (null != file)
        {
            if (!Files.exists(file))
            {
                throw new IOException("no file " + file);
            }
            return file;
        }
        final List<Path> paths = CounterFileLocator.list(directory);
        Path chosen = null;
        int others = 0;
        for (final Path path : paths)
        {
            final long owner = pidOf(path);
            if (null == pid ? isAlive(owner) : pid == owner)
            {
                others += null == chosen ? 0 : 1;
                chosen = null == chosen ? path : chosen;
            }
        }
        if (others > 0)
        {
            System.err.println("fairctl: this is the one started last; " + others +
                (1 == others ? " other runs" : " others run") + " (fairctl list)");
        }
        if (null != chosen)
        {
            return chosen;
        }
        if (null != pid)
        {
            throw new IOException("no counters of process " + pid + " in " + directory);
        }
        if (paths.isEmpty())
        {
            throw new IOException("no daemon left counters in " + directory + "; is one running?");
        }
        return paths.getFirst();
    }

    CounterReader open() throws IOException
    {
        return CounterFileLocator.open(path());
    }

    Path directory()
    {
        return directory;
    }

    /* Two lines that say whose counters these are, and where. */
    static String title(final CounterReader reader, final Path path, final long epochMs)
    {
        final StringBuilder title = new StringBuilder(reader.product().isEmpty() ? "Fairlead" : reader.product());
        if (!reader.node().isEmpty())
        {
            title.append(" on ").append(Human.name(reader.node()));
        }
        title.append(", process ").append(reader.pid()).append(", ").append(state(reader, epochMs));
        title.append(", ").append(reader.loopCount()).append(1 == reader.loopCount() ? " loop" : " loops");
        return title.append("\ncounters in ").append(path).toString();
    }

    /* "up 3h12m", "stopped 5m2s ago after 3h12m", "died ..." */
    static String state(final CounterReader reader, final long epochMs)
    {
        final boolean isStopped = CounterFileDescriptor.STATE_STOPPED == reader.state();
        if (!isStopped && isAlive(reader.pid()))
        {
            return "up " + Human.age((epochMs - reader.startEpochMs()) / 1000);
        }
        final long lastMs = reader.heartbeatEpochMs();
        return (isStopped ? "stopped " : "died ") + Human.age(Math.max(0, epochMs - lastMs) / 1000) + " ago after " +
            Human.age(Math.max(0, lastMs - reader.startEpochMs()) / 1000);
    }

    static boolean isAlive(final long pid)
    {
        return ProcessHandle.of(pid).isPresent();
    }

    private static long pidOf(final Path path)
    {
        final String digits = path.getFileName().toString().replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }
}
