/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The kept runs, oldest first. A comparison is {@code run.json}; a suite of JMH is {@code jmh.json} beside one. */
record Runs(List<Run> comparisons, List<Run> suites)
{
    /** A directory under {@code perf-results/} and what is in it. */
    record Run(String directory, JsonNode facts, JsonNode jmh)
    {
        String when()
        {
            return facts.path("when").asText("");
        }
    }

    /**
     * Reads a directory's subdirectories.
     *
     * @throws IOException naming the file, if one cannot be read.
     */
    static Runs read(final Path results) throws IOException
    {
        final ObjectMapper mapper = new ObjectMapper();
        final List<Run> comparisons = new ArrayList<>();
        final List<Run> suites = new ArrayList<>();
        final List<Path> directories;
        try (Stream<Path> list = Files.list(results))
        {
            directories = list.filter(Files::isDirectory).sorted().toList();
        }
        for (final Path directory : directories)
        {
            final Path facts = directory.resolve("run.json");
            if (!Files.exists(facts))
            {
                continue;
            }
            final Path jmh = directory.resolve("jmh.json");
            try
            {
                final boolean isSuite = Files.exists(jmh);
                final Run run = new Run(
                    directory.getFileName().toString(), mapper.readTree(facts.toFile()),
                    isSuite ? mapper.readTree(jmh.toFile()) : null);
                (isSuite ? suites : comparisons).add(run);
            }
            catch (final IOException ex)
            {
                throw new IOException(directory + ": " + ex.getMessage(), ex);
            }
        }
        comparisons.sort(Comparator.comparing(Run::when));
        suites.sort(Comparator.comparing(Run::when));
        return new Runs(List.copyOf(comparisons), List.copyOf(suites));
    }

    /** The newest comparison that has measured something, for instance {@code memory}; or null. */
    Run newest(final String part)
    {
        for (int i = comparisons.size() - 1; i >= 0; i--)
        {
            if (!comparisons.get(i).facts().path(part).isEmpty())
            {
                return comparisons.get(i);
            }
        }
        return null;
    }

    /**
     * Per scenario of load the newest comparison that has figures of it, in the order in which they were first
     * measured.
     */
    Map<String, Run> newestByScenario()
    {
        final Map<String, Run> newest = new LinkedHashMap<>();
        for (final Run run : comparisons)
        {
            for (final JsonNode ratio : run.facts().path("ratios"))
            {
                newest.put(ratio.get("scenario").asText(), run);
            }
        }
        return newest;
    }
}
