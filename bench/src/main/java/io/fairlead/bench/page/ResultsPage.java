/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the page, {@code bench/page}. */
public final class ResultsPage
{
    private final Runs runs;

    private ResultsPage(final Runs runs)
    {
        this.runs = runs;
    }

    /**
     * Reads the runs of a directory and writes {@code index.html} and {@code README.md} into it.
     *
     * @param args the directory.
     * @throws IOException if a run cannot be read or the page not be written.
     */
    public static void main(final String[] args) throws IOException
    {
        final Path results = Path.of(args[0]);
        new ResultsPage(Runs.read(results)).write(results);
        System.out.println("written: " + results.resolve("index.html") + " and README.md");
    }

    private void write(final Path results) throws IOException
    {
        final Report report = new Report();
        final Costs costs = Costs.of(runs);
        final LifecycleSections lifecycle = new LifecycleSections(runs);
        new Glance(runs, costs).write(report);
        new CostSection(runs, costs).write(report);
        new LatencySection(runs).write(report);
        lifecycle.memory(report);
        lifecycle.starting(report);
        suites(report);
        sources(report);
        report.write(results);
    }

    /** The newest suite of primitives. */
    private void suites(final Report report)
    {
        if (runs.suites().isEmpty())
        {
            return;
        }
        final Runs.Run newest = runs.suites().get(runs.suites().size() - 1);
        report.section("primitives", "Primitives",
            "What single steps of a request cost, by JMH; allocation per operation beside.");
        final Table table = new Table(List.of("Benchmark", "score", "error", "unit", "bytes allocated"));
        for (final JsonNode node : newest.jmh())
        {
            final JsonNode metric = node.get("primaryMetric");
            final StringBuilder name = new StringBuilder(
                node.get("benchmark").asText().replace("io.fairlead.bench.", ""));
            node.path("params").properties().forEach(entry ->
                name.append(' ').append(entry.getKey()).append('=').append(entry.getValue().asText()));
            if (1 < node.path("threads").asInt(1))
            {
                name.append(", ").append(node.get("threads").asText()).append(" threads");
            }
            final JsonNode error = metric.get("scoreError");
            final JsonNode bytes = node.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score");
            table.row(List.of(
                Table.Cell.of(name.toString()), Table.Cell.of(Report.number("%.2f", metric.get("score"))),
                Table.Cell.of(error.isNumber() ? Report.number("%.2f", error) : "–"),
                Table.Cell.of(metric.get("scoreUnit").asText()),
                Table.Cell.of(bytes.isNumber() ? Report.number("%.1f", bytes) : "–")));
        }
        report.table(table);
        report.end(newest);
    }

    /** Where each run was made. */
    private void sources(final Report report)
    {
        report.section("runs", "Runs kept here",
            "Each directory holds what was measured, with the command, the machine, the " +
            "JDK and its flags, and the versions of all peers.");
        final Table table = new Table(List.of("Run", "When", "Commit", "Command", "Machine"));
        final List<Runs.Run> all = new ArrayList<>(runs.comparisons());
        all.addAll(runs.suites());
        for (final Runs.Run run : all)
        {
            final JsonNode machine = run.facts().path("machine");
            table.row(List.of(
                Table.Cell.of(run.directory()), Table.Cell.of(run.when()),
                Table.Cell.of(run.facts().path("commit").asText()), Table.Cell.of(run.facts().path("command").asText()),
                Table.Cell.of(machine.path("processor").asText() + ", " + machine.path("processors").asText() +
                    " processors, " + machine.path("kernel").asText() + ", " + machine.path("jdk").asText())));
        }
        report.table(table);
        report.end();
    }
}
