/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** CPU and system calls per request, how ours went over time, and what flags and earlier states cost. */
final class CostSection
{
    private final Runs runs;
    private final Costs costs;

    CostSection(final Runs runs, final Costs costs)
    {
        this.runs = runs;
        this.costs = costs;
    }

    void write(final Report report)
    {
        if (costs.loads().isEmpty())
        {
            return;
        }
        report.section("cost", "CPU per request", "Processor time of the whole process for a request, divided by " +
            "HAProxy's in the same turn: median and range over the pairs, then microseconds. Below 1 is less work " +
            "than HAProxy. One event loop each, pinned to one processor. A dash: not measured or not done by that " +
            "peer; \"no ratio\": the pairs disagree too much to say.");
        final ArrayNode shown = report.data().putArray("ratios");
        costs.loads().values().forEach(load -> load.ratios().values().forEach(shown::add));
        report.chart("ratios", "CPU per request of each balancer, HAProxy is 1; lines are the ranges over the pairs");
        report.table(ratios(costs.loads().values(), costs.products()));
        syscalls(report);
        history(report);
        variants(report);
        report.end();
    }

    private static Table ratios(final Iterable<Costs.Load> loads, final Set<String> peers)
    {
        final List<String> heads = new ArrayList<>(List.of("Load", "haproxy, us"));
        heads.addAll(peers);
        heads.add("run");
        final Table table = new Table(heads);
        for (final Costs.Load load : loads)
        {
            final List<Table.Cell> cells = new ArrayList<>();
            cells.add(Table.Cell.of(load.title()));
            cells.add(Table.Cell.of(Report.number("%.1f", load.referenceCostUs())));
            peers.forEach(peer -> cells.add(ratioCell(load.ratios().get(peer))));
            cells.add(Table.Cell.of(load.run().directory()));
            table.row(cells);
        }
        return table;
    }

    private static Table.Cell ratioCell(final JsonNode ratio)
    {
        if (null == ratio)
        {
            return Table.Cell.of("–");
        }
        final String range = Report.number("[%.2f-", ratio.get("low")) + Report.number("%.2f]", ratio.get("high"));
        final String cost = Report.number(", %.1f us", ratio.get("costUs"));
        if (ratio.get("ratio").isNull())
        {
            return Table.Cell.of("no ratio " + range + cost);
        }
        return new Table.Cell(
            Report.number("%.2f ", ratio.get("ratio")) + range + cost,
            Table.Standing.of(ratio.get("ratio").asDouble()));
    }

    private void syscalls(final Report report)
    {
        final List<String> peers = new ArrayList<>(costs.products());
        peers.add(1, Runs.REFERENCE);
        final List<String> heads = new ArrayList<>(List.of("System calls per request"));
        heads.addAll(peers);
        final Table table = new Table(heads);
        for (final Costs.Load load : costs.loads().values())
        {
            final List<Table.Cell> cells = new ArrayList<>();
            cells.add(Table.Cell.of(load.title()));
            for (final String peer : peers)
            {
                final JsonNode count = load.syscalls(peer);
                cells.add(Table.Cell.of(null == count ? "–" : Report.number("%.2f", count)));
            }
            if (cells.stream().skip(1).anyMatch(cell -> !"–".equals(cell.text())))
            {
                table.row(cells);
            }
        }
        if (!table.isEmpty())
        {
            report.table(table);
        }
    }

    private void history(final Report report)
    {
        final ArrayNode history = report.data().putArray("history");
        for (final Runs.Run run : runs.comparisons())
        {
            for (final JsonNode ratio : run.facts().path("ratios"))
            {
                if (Runs.OURS.equals(ratio.get("peer").asText()) && !ratio.get("ratio").isNull())
                {
                    history.addObject().put("run", run.directory()).put("when", run.when())
                        .put("scenario", ratio.get("scenario").asText()).put("title", ratio.get("title").asText())
                        .set("ratio", ratio.get("ratio"));
                }
            }
        }
        report.heading("Fairlead's ratio over time");
        report.chart("history", "Ratio of Fairlead's CPU per request to HAProxy's, by run");
        final Table table = new Table(List.of("Load", "ratios, oldest first"));
        for (final Costs.Load load : costs.loads().values())
        {
            final List<String> values = new ArrayList<>();
            for (final JsonNode point : history)
            {
                if (load.scenario().equals(point.get("scenario").asText()))
                {
                    values.add(Report.number("%.2f", point.get("ratio")));
                }
            }
            table.row(List.of(Table.Cell.of(load.title()), Table.Cell.of(String.join(", ", values))));
        }
        report.table(table);
    }

    private void variants(final Report report)
    {
        if (costs.variants().isEmpty())
        {
            return;
        }
        report.heading("Other flags, earlier states");
        report.paragraph("Fairlead with other flags of the JVM, and \"before\": Fairlead of an earlier commit, " +
            "beside Fairlead as it was at that time, all divided by HAProxy's cost in the same turn.");
        final Table table = new Table(List.of("Load", "variant", "ratio", "fairlead in the same run", "run"));
        for (final Costs.Load load : costs.variants())
        {
            load.ratios().forEach((peer, ratio) ->
            {
                if (!Runs.OURS.equals(peer))
                {
                    table.row(List.of(
                        Table.Cell.of(load.title()), Table.Cell.of(peer), plain(ratio),
                        plain(load.ratios().get(Runs.OURS)), Table.Cell.of(load.run().directory())));
                }
            });
        }
        report.table(table);
    }

    /** Variants are compared with each other, so that being ahead of HAProxy is no news there. */
    private static Table.Cell plain(final JsonNode ratio)
    {
        return Table.Cell.of(ratioCell(ratio).text());
    }
}
