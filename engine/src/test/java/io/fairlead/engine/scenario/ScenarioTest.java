/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Plays every scenario with Fairlead and compares the transcript with the one HAProxy 3.4 gave. With
 * {@code -Dscenario.record=/path/of/haproxy} that program is played instead and its transcripts are written down;
 * {@code -Dscenario=feature/behaviour} picks scenarios by the beginning of their names. A scenario whose directory
 * holds difference.txt may differ for the reason written there, and is then skipped.
 */
class ScenarioTest
{
    private static final Path SCENARIOS = Path.of(System.getProperty("basedir", "."), "src/test/scenarios");

    private static final Path TRANSCRIPTS = Path.of(System.getProperty("basedir", "."), "target/scenarios");
    private static final int CONTEXT = 4;

    @TestFactory
    Stream<DynamicTest> shouldDoAsHaproxyDoes() throws IOException
    {
        final String chosen = System.getProperty("scenario", "");
        final List<Path> scenarios;
        try (Stream<Path> files = Files.walk(SCENARIOS))
        {
            scenarios = files.filter((file) -> file.endsWith("script.txt")).map(Path::getParent)
                .filter((directory) -> SCENARIOS.relativize(directory).toString().startsWith(chosen)).sorted().toList();
        }
        return scenarios.stream().map((source) -> DynamicTest.dynamicTest(
            SCENARIOS.relativize(source).toString(), () -> play(source)));
    }

    private static void play(final Path source) throws IOException, InterruptedException
    {
        final String recorder = System.getProperty("scenario.record", "");
        final Path golden = source.resolve("haproxy-3.4.txt");
        final Path directory = Files.createTempDirectory("fl");
        try
        {
            if (recorder.isEmpty())
            {
                compare(source, Files.readAllLines(golden),
                    new ScenarioRun(source, directory, BalancerProcess.fairlead()).play());
            }
            else
            {
                Files.writeString(golden, new ScenarioRun(source, directory, List.of(recorder)).play());
            }
        }
        finally
        {
            try (Stream<Path> files = Files.walk(directory))
            {
                files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
            }
        }
    }

    private static void compare(final Path source, final List<String> golden, final String transcript)
        throws IOException
    {
        final List<String> lines = transcript.lines().toList();
        int same = 0;
        while (same < golden.size() && same < lines.size() && golden.get(same).equals(lines.get(same)))
        {
            same++;
        }
        if (same == golden.size() && same == lines.size())
        {
            return;
        }
        final Path file = TRANSCRIPTS.resolve(SCENARIOS.relativize(source).toString().replace('/', '.') + ".txt");
        Files.createDirectories(TRANSCRIPTS);
        Files.writeString(file, transcript);
        final Path known = source.resolve("difference.txt");
        assumeFalse(Files.exists(known), () -> "known difference: " + read(known));
        final int from = Math.max(0, same - CONTEXT);
        fail(SCENARIOS.relativize(source) + " line " + (same + 1) + " differs; whole transcript: " + file +
            "\n" + String.join("\n", golden.subList(from, same)) +
            "\nHAProxy 3.4> " + (same < golden.size() ? golden.get(same) : "(nothing)") +
            "\nFairlead   > " + (same < lines.size() ? lines.get(same) : "(nothing)"));
    }

    private static String read(final Path file)
    {
        try
        {
            return Files.readString(file).strip();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
