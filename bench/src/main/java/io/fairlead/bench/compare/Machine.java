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
import java.util.Locale;

/** What a figure depends on besides the code: the machine it was measured on. */
record Machine(String processor, int processors, long memoryMib, String kernel, String jdk)
{
    static Machine here() throws IOException
    {
        return new Machine(
            field("/proc/cpuinfo", "model name"),
            (int)Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("processor"))
                .count(),
            Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** Share of both processors that somebody used within a time, in percent, from two readings of /proc/stat. */
    static double busyPercent(final long[] before, final long[] after)
    {
        final double total = after[0] - before[0];
        return 0 < total ? 100 * (1 - (after[1] - before[1]) / total) : 0;
    }

    /** Ticks of all kinds, and idle ones among them. */
    static long[] ticks() throws IOException
    {
        final List<String> lines = Files.readAllLines(Path.of("/proc/stat"));
        final String[] fields = lines.get(0).split(" +");
        long total = 0;
        for (int i = 1; i < 9; i++)
        {
            total += Long.parseLong(fields[i]);
        }
        return new long[]{total, Long.parseLong(fields[4]) + Long.parseLong(fields[5])};
    }

    private static String field(final String file, final String name) throws IOException
    {
        for (final String line : Files.readAllLines(Path.of(file)))
        {
            final int colon = line.indexOf(':');
            if (colon > 0 &&
                line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
            {
                return line.substring(colon + 1).strip();
            }
        }
        return "unknown";
    }
}
