/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Hundreds of hostile messages, each sent through every frontend of a configuration: what the client is answered, what
 * reaches the server, byte for byte, and how the log says it ended must be what HAProxy 3.4 did. A directory below
 * src/test/scenarios/wire holds scenario.cfg, cases.txt, haproxy-3.4.txt, and, where something is meant to differ,
 * differences.txt with a line "CASE PORT: reason" for each. {@code -Dscenario.record=/path/of/haproxy} plays that
 * program instead and writes down what it does; {@code -Dwire=requests} picks directories by the beginning of their
 * names.
 */
class WireTest
{
    private static final Path SCENARIOS =
        Path.of(System.getProperty("basedir", "."), "src/test/scenarios/wire");

    @TestFactory
    Stream<DynamicTest> shouldTreatEveryMessageAsHaproxyDoes() throws IOException
    {
        final String chosen = System.getProperty("wire", "");
        final List<Path> directories;
        try (Stream<Path> files = Files.list(SCENARIOS))
        {
            directories = files.filter((file) -> file.getFileName().toString().startsWith(chosen)).sorted().toList();
        }
        final List<DynamicTest> tests = new ArrayList<>();
        for (final Path source : directories)
        {
            tests.add(DynamicTest.dynamicTest(source.getFileName().toString(), () -> play(source)));
        }
        return tests.stream();
    }

    private static void play(final Path source) throws IOException, InterruptedException
    {
        final String recorder = System.getProperty("scenario.record", "");
        final Path golden = source.resolve("haproxy-3.4.txt");
        final Path directory = Files.createTempDirectory("fl");
        try
        {
            if (!recorder.isEmpty())
            {
                final StringBuilder text = new StringBuilder();
                new WireRun(source, directory, List.of(recorder)).play().forEach((name, story) ->
                    text.append("=== ").append(name).append('\n').append(story));
                Files.writeString(golden, text);
                return;
            }
            compare(source, Transcript.read(golden),
                new WireRun(source, directory, BalancerProcess.fairlead()).play());
        }
        finally
        {
            try (Stream<Path> files = Files.walk(directory))
            {
                files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
            }
        }
    }

    private static void compare(
        final Path source, final Map<String, String> wanted, final Map<String, String> found) throws IOException
    {
        final Map<String, String> excused = Transcript.reasons(source.resolve("differences.txt"));
        final StringBuilder text = new StringBuilder();
        final List<String> needless = new ArrayList<>();
        int count = 0;
        for (final Map.Entry<String, String> entry : wanted.entrySet())
        {
            final String name = entry.getKey();
            final String story = found.getOrDefault(name, "(not played)\n");
            final boolean isSame = entry.getValue().equals(story);
            if (!isSame && !excused.containsKey(name))
            {
                count++;
                text.append("=== ").append(name).append("\nHAProxy 3.4>\n").append(entry.getValue())
                    .append("Fairlead>\n").append(story);
            }
            else if (isSame && excused.containsKey(name))
            {
                needless.add(name);
            }
        }
        assertEquals("", text.toString(), count + " of " + wanted.size() + " differ");
        assertEquals(List.of(), needless, "no longer differ");
        assertEquals(wanted.keySet(), found.keySet(), "cases that were never recorded");
    }

    /** Recorded outcomes in a file, each below a line that names it. */
    private static final class Transcript
    {
        private static final String MARK = "=== ";

        static Map<String, String> read(final Path file) throws IOException
        {
            final Map<String, String> stories = new LinkedHashMap<>();
            String name = "";
            final StringBuilder story = new StringBuilder();
            for (final String line : Files.readAllLines(file))
            {
                if (line.startsWith(MARK))
                {
                    stories.put(name, story.toString());
                    name = line.substring(MARK.length());
                    story.setLength(0);
                }
                else
                {
                    story.append(line).append('\n');
                }
            }
            stories.put(name, story.toString());
            stories.remove("");
            return stories;
        }

        static Map<String, String> reasons(final Path file) throws IOException
        {
            final Map<String, String> reasons = new HashMap<>();
            if (Files.exists(file))
            {
                for (final String line : Files.readAllLines(file))
                {
                    final int colon = line.indexOf(": ");
                    if (colon > 0 && !line.startsWith("#"))
                    {
                        reasons.put(line.substring(0, colon), line.substring(colon + 2));
                    }
                }
            }
            return reasons;
        }
    }
}
