/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first table: each figure that exists for both Fairlead and HAProxy, and who is ahead. */
final class Glance
{
    private final Runs runs;
    private final Costs costs;
    private final List<Figure> figures = new ArrayList<>();

    Glance(final Runs runs, final Costs costs)
    {
        this.runs = runs;
        this.costs = costs;
    }

    /**
     * One line: what, both values with their unit, ours divided by theirs (NaN if that cannot be said), and whether
     * all turns of the measurement agree about who is ahead.
     */
    private record Figure(String what, String ours, String theirs, double ratio, boolean isUnanimous)
    {
        Table.Standing standing()
        {
            return Double.isNaN(ratio) ? Table.Standing.NONE : Table.Standing.of(ratio);
        }
    }

    void write(final Report report)
    {
        processorTime();
        latency();
        lifecycle();
        if (figures.isEmpty())
        {
            return;
        }
        final Map<Table.Standing, Integer> counts = new EnumMap<>(Table.Standing.class);
        figures.forEach(figure -> counts.merge(figure.standing(), 1, Integer::sum));
        report.section("glance", "At a glance", String.format(
            Locale.ROOT, "Of %d figures Fairlead is ahead of HAProxy in %d, level in %d and behind in %d; %d " +
            "were too noisy to say. Smaller is better in all of them.", figures.size(),
            counts.getOrDefault(Table.Standing.AHEAD, 0), counts.getOrDefault(Table.Standing.EVEN, 0),
            counts.getOrDefault(Table.Standing.BEHIND, 0), counts.getOrDefault(Table.Standing.NONE, 0)));
        final Table table = new Table(List.of("Figure", "Fairlead", "HAProxy", "Fairlead is"));
        figures.forEach(figure -> table.row(List.of(
            Table.Cell.of(figure.what()), Table.Cell.of(figure.ours()), Table.Cell.of(figure.theirs()),
            new Table.Cell(verdict(figure), figure.standing()))));
        report.table(table);
        report.end();
    }

    private static String verdict(final Figure figure)
    {
        final double ratio = figure.ratio();
        return switch (figure.standing())
        {
            case NONE -> "too noisy to say";
            case EVEN -> "level";
            case AHEAD -> String.format(Locale.ROOT, "ahead: %.0f %% less", 100 * (1 - ratio)) + doubt(figure);
            case BEHIND -> String.format(Locale.ROOT, 2 > ratio ? "behind: %.0f %% more" :
                "behind: %2$.1f times as much", 100 * (ratio - 1), ratio) + doubt(figure);
        };
    }

    private static String doubt(final Figure figure)
    {
        return figure.isUnanimous() ? "" : ", not in every turn";
    }

    private void processorTime()
    {
        for (final Costs.Load load : costs.loads().values())
        {
            final JsonNode ours = load.ratios().get(Runs.OURS);
            if (null != ours)
            {
                figures.add(new Figure(
                    "CPU per request: " + load.title(), Report.number("%.1f us", ours.get("costUs")),
                    Report.number("%.1f us", load.referenceCostUs()),
                    ours.get("ratio").isNull() ? Double.NaN : ours.get("ratio").asDouble(),
                    1 >= ours.get("high").asDouble() || 1 <= ours.get("low").asDouble()));
            }
        }
    }

    private void latency()
    {
        final Runs.Run newest = runs.newest("latency");
        if (null == newest)
        {
            return;
        }
        final JsonNode list = newest.facts().get("latency");
        for (final JsonNode ours : list)
        {
            for (final JsonNode theirs : list)
            {
                if (Runs.OURS.equals(ours.get("peer").asText()) && Runs.REFERENCE.equals(theirs.get("peer").asText()) &&
                    ours.get("sharePercent").equals(theirs.get("sharePercent")))
                {
                    for (final int percentile : new int[]{50, 99})
                    {
                        final String what = String.format(Locale.ROOT, "Latency, %d %% of requests, at %s %% load",
                            percentile, ours.get("sharePercent").asText());
                        final double value = LatencySection.at(ours.get("percentilesUs"), percentile);
                        final double reference = LatencySection.at(theirs.get("percentilesUs"), percentile);
                        final double[] range = LatencySection.range(ours.get("percentilesUs"), percentile);
                        final double[] referenceRange = LatencySection.range(theirs.get("percentilesUs"), percentile);
                        figures.add(new Figure(
                            what, String.format(Locale.ROOT, "%.0f us", value),
                            String.format(Locale.ROOT, "%.0f us", reference), value / reference,
                            range[1] <= referenceRange[0] || range[0] >= referenceRange[1]));
                    }
                }
            }
        }
    }

    private void lifecycle()
    {
        final Runs.Run memory = runs.newest("memory");
        if (null != memory)
        {
            final JsonNode ours = Runs.of(memory.facts().get("memory"), Runs.OURS);
            final JsonNode theirs = Runs.of(memory.facts().get("memory"), Runs.REFERENCE);
            if (null != ours && null != theirs)
            {
                add("Memory at rest", "%.1f MiB", ours.get("restKib").asDouble() / 1024,
                    theirs.get("restKib").asDouble() / 1024);
                add("Memory per idle connection", "%.2f KiB", ours.get("kibEach").asDouble(),
                    theirs.get("kibEach").asDouble());
            }
        }
        final Runs.Run start = runs.newest("coldStart");
        if (null != start)
        {
            final JsonNode ours = Runs.of(start.facts().get("coldStart"), Runs.OURS);
            final JsonNode theirs = Runs.of(start.facts().get("coldStart"), Runs.REFERENCE);
            if (null != ours && null != theirs)
            {
                add("Start to the first answer", "%.0f ms", LifecycleSections.median(ours.get("ms")),
                    LifecycleSections.median(theirs.get("ms")));
            }
        }
    }

    private void add(final String what, final String format, final double ours, final double theirs)
    {
        figures.add(new Figure(
            what, String.format(Locale.ROOT, format, ours), String.format(Locale.ROOT, format, theirs),
            ours / theirs, true));
    }
}
