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

/** Latency at fixed rates, of the newest run that has it. */
final class LatencySection
{
    private final Runs runs;

    LatencySection(final Runs runs)
    {
        this.runs = runs;
    }

    void write(final Report report)
    {
        final Runs.Run newest = runs.newest("latency");
        if (null == newest)
        {
            return;
        }
        report.section("latency", "Latency at fixed rates",
            "34-byte answers over 128 connections at 25, 50 and 80 percent of " +
            "what the slowest peer reaches at best, counted from when each request was meant to be sent, in " +
            "microseconds.");
        final Table table = new Table(List.of("Rate", "Peer", "50 %", "90 %", "99 %", "99.9 %", "longest", "failed"));
        for (final JsonNode node : newest.facts().get("latency"))
        {
            final List<Table.Cell> cells = new ArrayList<>();
            cells.add(
                Table.Cell.of(node.get("perSecond").asText() + "/s (" + node.get("sharePercent").asText() + " %)"));
            cells.add(Table.Cell.of(node.get("peer").asText()));
            for (final double percentile : new double[]{50, 90, 99, 99.9, 100})
            {
                cells.add(Table.Cell.of(String.format(Locale.ROOT, "%.0f", at(node.get("percentilesUs"), percentile))));
            }
            cells.add(Table.Cell.of(node.get("failed").asText()));
            table.row(cells);
        }
        report.openRow();
        for (final int share : new int[]{25, 50, 80})
        {
            report.chart("latency" + share, "Latency percentiles at " + share + " percent load");
        }
        report.closeRow();
        report.table(table);
        report.data().set("latency", newest.facts().get("latency"));
        report.end(newest);
    }

    static double at(final JsonNode curve, final double percentile)
    {
        double value = 0;
        for (final JsonNode point : curve)
        {
            value = point.get(1).asDouble();
            if (point.get(0).asDouble() >= percentile)
            {
                break;
            }
        }
        return value;
    }
}
