/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * What a figure depends on besides the code: the machine it was measured on.
 *
 * @param processor  model.
 * @param processors how many the system has.
 * @param memoryMib  of the whole system.
 * @param kernel     name and version.
 * @param jdk        virtual machine and version.
 */
public record Machine(String processor, int processors, long memoryMib, String kernel, String jdk)
{
    /**
     * This machine.
     *
     * @return what /proc and the JVM say of it.
     * @throws IOException if there is no /proc.
     */
    public static Machine here() throws IOException
    {
        return new Machine(
            field("/proc/cpuinfo", "model name"),
            (int)Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("processor"))
                .count(),
            Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /**
     * Write the facts that every kept run begins with, of this machine and this moment.
     *
     * @param facts   written to: {@code when}, {@code commit}, {@code command}, {@code flags}, {@code machine}.
     * @param commit  that is measured.
     * @param command as it was given.
     * @param flags   of the measured JVMs.
     * @throws IOException if there is no /proc.
     */
    public static void describeRun(
        final ObjectNode facts, final String commit, final String command, final String flags) throws IOException
    {
        final Machine machine = here();
        facts.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("commit", commit).put("command", command).put("flags", flags);
        facts.putObject("machine").put("processor", machine.processor()).put("processors", machine.processors())
            .put("memoryMib", machine.memoryMib()).put("kernel", machine.kernel()).put("jdk", machine.jdk());
    }

    /**
     * Share of all processors that somebody used within a time.
     *
     * @param before {@link #ticks()} at its beginning.
     * @param after  at its end.
     * @return percent.
     */
    public static double busyPercent(final long[] before, final long[] after)
    {
        final double total = after[0] - before[0];
        return 0 < total ? 100 * (1 - (after[1] - before[1]) / total) : 0;
    }

    /**
     * What all processors did so far.
     *
     * @return ticks of all kinds, and idle ones among them.
     * @throws IOException if there is no /proc.
     */
    public static long[] ticks() throws IOException
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
