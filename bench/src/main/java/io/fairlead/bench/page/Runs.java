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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The kept runs, oldest first. A comparison is {@code run.json}; a suite of JMH is {@code jmh.json} beside one. */
record Runs(List<Run> comparisons, List<Run> suites)
{
    static final String REFERENCE = "haproxy";
    static final String OURS = "fairlead";

    /** A directory under {@code perf-results/} and what is in it. */
    record Run(String directory, JsonNode facts, JsonNode jmh)
    {
        String when()
        {
            return facts.path("when").asText("");
        }

        /** Peers that are Fairlead too: with other flags, or of another commit. */
        Set<String> variants()
        {
            final Set<String> names = new LinkedHashSet<>();
            for (final JsonNode peer : facts.path("peers"))
            {
                final String name = peer.path("name").asText();
                if (!OURS.equals(name) && peer.path("version").asText().contains("(Fairlead"))
                {
                    names.add(name);
                }
            }
            return names;
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

    /** What a list of figures says of one peer; null if nothing. */
    static JsonNode of(final JsonNode list, final String peer)
    {
        for (final JsonNode node : list)
        {
            if (peer.equals(node.get("peer").asText()))
            {
                return node;
            }
        }
        return null;
    }
}
