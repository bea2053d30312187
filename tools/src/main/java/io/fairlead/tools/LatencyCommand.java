/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.counters.CounterColumn;
import io.fairlead.engine.counters.CounterFileLocator;
import io.fairlead.engine.counters.CounterMerge;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.ObjectKind;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * {@code fairctl latency}: percentiles of every histogram that has values.
 */
@Command(
    name = "latency",
    description = "Shows the latency percentiles of frontends, backends, servers and loops since the start.",
    mixinStandardHelpOptions = true,
    footer = {
        "",
        "P99 is the time within which 99 percent were done, to three digits. Examples:",
        "  fairctl latency",
        "  fairctl latency --csv web api"
    })
final class LatencyCommand implements Callable<Integer>
{
    private static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 99.99};
    private static final List<String> HEADERS = List.of(
        "OBJECT", "TIME", "COUNT", "MEAN", "P50", "P75", "P90", "P99", "P99.9", "P99.99", "MAX");

    private static final List<String> SPARE = List.of("P99.99", "P75", "MEAN", "P99.9", "COUNT");

    @Mixin
    private CounterSelection selection;

    @Mixin
    private Screen screen;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "proxies to show, all by default")
    private List<String> names = List.of();

    @Option(names = "--csv", description = "print comma-separated values, times in microseconds")
    private boolean isCsv;

    private LatencyCommand()
    {
    }

    @Override
    public Integer call() throws IOException
    {
        screen.refuseBoth(isCsv);
        final Path path = selection.path();
        final CounterReader reader = CounterFileLocator.open(path);
        final TextTable table = new TextTable(HEADERS, 2, SPARE);
        final Map<Integer, String> nameByIndex = new HashMap<>();
        final Set<String> unknown = new TreeSet<>(names);
        for (final CounterObject object : reader.objects())
        {
            final String parent = nameByIndex.get(object.parentIndex());
            final String own = Human.name(object.name());
            nameByIndex.put(object.index(), own);
            unknown.remove(null == parent ? own : parent);
            if (names.isEmpty() || names.contains(null == parent ? own : parent))
            {
                rows(reader, object, title(object, parent, own), table);
            }
        }
        if (!unknown.isEmpty())
        {
            throw new IOException("no proxy of this name has counters: " + String.join(", ", unknown));
        }
        if (screen.isJson())
        {
            System.out.println(table.json());
        }
        else if (isCsv)
        {
            table.printCsv(System.out);
        }
        else
        {
            System.out.println(CounterSelection.title(reader, path, System.currentTimeMillis()));
            System.out.println();
            screen.print(table, System.out);
            screen.tellWhatIsLeft(System.out);
        }
        return 0;
    }

    private void rows(
        final CounterReader reader, final CounterObject object, final String title, final TextTable table)
    {
        for (final CounterColumn column : object.kind().columns())
        {
            final long count = CounterMerge.HISTOGRAM == column.merge() ? reader.value(object, column, 0) : 0;
            if (0 < count)
            {
                final Histogram histogram = CounterReader.newHistogram();
                reader.histogram(object, column, histogram);
                final List<String> cells = new ArrayList<>();
                cells.add(title);
                cells.add(column.statName().replace("_us", ""));
                cells.add(Long.toString(count));
                cells.add(time(reader.latencySumUs(object, column) / count));
                final long maxUs = reader.latencyMaxUs(object, column);
                for (final double percentile : PERCENTILES)
                {
                    // a bucket's upper end can lie beyond the greatest value in it
                    cells.add(time(Math.min(maxUs, histogram.getValueAtPercentile(percentile))));
                }
                cells.add(time(maxUs));
                table.add(cells);
            }
        }
    }

    private static String title(final CounterObject object, final String parent, final String own)
    {
        final String kind = object.kind().name().toLowerCase(Locale.ROOT);
        if (ObjectKind.PROCESS == object.kind())
        {
            return kind;
        }
        return kind + " " + (null == parent ? own : parent + "/" + own);
    }

    private String time(final long us)
    {
        return isCsv || screen.isJson() ? Long.toString(us) : Human.duration(us);
    }
}
