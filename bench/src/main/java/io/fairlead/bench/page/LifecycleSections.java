/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Memory, and starting, warming up and reloading; of the newest runs that have them. */
final class LifecycleSections
{
    private final Runs runs;

    LifecycleSections(final Runs runs)
    {
        this.runs = runs;
    }

    void memory(final Report report)
    {
        final Runs.Run newest = runs.newest("memory");
        if (null == newest)
        {
            return;
        }
        report.section("memory", "Memory", "Resident memory (shared pages counted in part) after the start, and with " +
            "idle kept-alive connections that have each carried one request.");
        final Table table =
            new Table(List.of("Peer", "at rest, MiB", "with idle connections, MiB", "connections", "KiB each"));
        for (final JsonNode node : newest.facts().get("memory"))
        {
            table.row(List.of(
                Table.Cell.of(node.get("peer").asText()),
                Table.Cell.of(String.format(Locale.ROOT, "%.1f", node.get("restKib").asDouble() / 1024)),
                Table.Cell.of(String.format(Locale.ROOT, "%.1f", node.get("loadedKib").asDouble() / 1024)),
                Table.Cell.of(node.get("connections").asText()),
                Table.Cell.of(Report.number("%.2f", node.get("kibEach")))));
        }
        report.chart("memory-bars", "Resident memory");
        report.table(table);
        report.data().set("memory", newest.facts().get("memory"));
        report.end(newest);
    }

    void starting(final Report report)
    {
        final Runs.Run newest = runs.newest("coldStart");
        if (null == newest)
        {
            return;
        }
        report.section("start", "Starting, warming up, reloading",
            "From the start of the process to its first proxied answer; " +
            "CPU per request in the first ten seconds of a process; requests at 2,000 a second while the " +
            "configuration is read again five times.");
        final Table table = new Table(List.of("Peer", "first answer, ms", "range", "first 250 ms, us", "after 10 s, us",
            "reloads: failed", "p99, us", "longest, us"));
        for (final JsonNode node : newest.facts().get("coldStart"))
        {
            final String peer = node.get("peer").asText();
            final List<Double> times = new ArrayList<>();
            node.get("ms").forEach(value -> times.add(value.asDouble()));
            times.sort(null);
            final JsonNode warmUp = Runs.of(newest.facts().path("warmUp"), peer);
            final JsonNode reload = Runs.of(newest.facts().path("reload"), peer);
            final JsonNode costs = null == warmUp ? null : warmUp.get("costUs");
            table.row(List.of(
                Table.Cell.of(peer), Table.Cell.of(String.format(Locale.ROOT, "%.0f", median(node.get("ms")))),
                Table.Cell.of(String.format(Locale.ROOT, "%.0f-%.0f", times.get(0), times.get(times.size() - 1))),
                Table.Cell.of(null == costs ? "–" : Report.number("%.1f", costs.get(0))),
                Table.Cell.of(null == costs ? "–" : Report.number("%.1f", costs.get(costs.size() - 1))),
                Table.Cell.of(null == reload ? "–" : reload.get("failed").asText()),
                Table.Cell.of(null == reload ? "–" : Report.number("%.0f", reload.get("p99Us"))),
                Table.Cell.of(null == reload ? "–" : Report.number("%.0f", reload.get("maxUs")))));
        }
        report.chart("warm-up", "CPU per request in the first ten seconds");
        report.table(table);
        report.data().set("warmUp", newest.facts().path("warmUp"));
        report.end(newest);
    }

    static double median(final JsonNode list)
    {
        final List<Double> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asDouble()));
        values.sort(null);
        return values.get(values.size() / 2);
    }
}
