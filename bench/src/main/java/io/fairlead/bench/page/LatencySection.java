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
            "microseconds: medians over the turns, and their range.");
        final Table table = new Table(List.of("Rate", "Peer", "50 %", "90 %", "99 %", "99.9 %", "longest", "failed"));
        for (final JsonNode node : newest.facts().get("latency"))
        {
            final List<Table.Cell> cells = new ArrayList<>();
            cells.add(
                Table.Cell.of(node.get("perSecond").asText() + "/s (" + node.get("sharePercent").asText() + " %)"));
            cells.add(Table.Cell.of(node.get("peer").asText()));
            for (final double percentile : new double[]{50, 90, 99, 99.9, 100})
            {
                cells.add(Table.Cell.of(cell(node.get("percentilesUs"), percentile)));
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

    /** Microseconds at a percentile: the median over the turns. */
    static double at(final JsonNode curve, final double percentile)
    {
        return point(curve, percentile).get(1).asDouble();
    }

    /** The least and the most that a turn had at a percentile; runs of one turn have said only what that was. */
    static double[] range(final JsonNode curve, final double percentile)
    {
        final JsonNode point = point(curve, percentile);
        return new double[]{point.path(2).asDouble(point.get(1).asDouble()),
            point.path(3).asDouble(point.get(1).asDouble())};
    }

    private static JsonNode point(final JsonNode curve, final double percentile)
    {
        for (final JsonNode point : curve)
        {
            if (point.get(0).asDouble() >= percentile)
            {
                return point;
            }
        }
        return curve.get(curve.size() - 1);
    }

    private static String cell(final JsonNode curve, final double percentile)
    {
        final double[] range = range(curve, percentile);
        final String value = String.format(Locale.ROOT, "%.0f", at(curve, percentile));
        return range[0] == range[1] ? value :
            value + String.format(Locale.ROOT, " [%.0f-%.0f]", range[0], range[1]);
    }
}
