/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterColumn;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.FrontendColumn;
import io.fairlead.engine.counters.ObjectKind;
import io.fairlead.engine.counters.ProcessColumn;
import org.HdrHistogram.Histogram;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of {@code fairctl stat}: the process, frontends with their listeners, backends with their servers.
 */
final class StatTables
{
    private static final List<String> FRONTEND_HEADERS = List.of(
        "FRONTEND", "STATE", "SESS", "MAX", "LIMIT", "TOTAL", "CONN/S", "REQ/S", "REQUESTS", "IN", "OUT",
        "2XX", "3XX", "4XX", "5XX", "ERRORS", "DENIED", "P50", "P90", "P99");
    private static final List<String> BACKEND_HEADERS = List.of(
        "BACKEND", "STATE", "WEIGHT", "QUEUE", "SESS", "MAX", "LIMIT", "TOTAL", "SESS/S", "IN", "OUT",
        "2XX", "3XX", "4XX", "5XX", "ECONN", "ERESP", "RETRY", "REDISP", "NEW", "REUSED", "P50", "P90", "P99");

    private static final List<String> FRONTEND_SPARE = List.of("P90", "MAX", "3XX", "TOTAL", "IN", "P50", "OUT",
        "2XX", "REQUESTS", "LIMIT", "DENIED", "CONN/S");
    private static final List<String> BACKEND_SPARE = List.of("NEW", "REUSED", "P90", "MAX", "3XX", "REDISP", "TOTAL",
        "IN", "P50", "WEIGHT", "OUT", "2XX", "LIMIT", "RETRY", "4XX");

    private final CounterSample sample;
    private final boolean isRaw;

    /* isRaw: plain numbers for programs: bytes, microseconds. */
    StatTables(final CounterSample sample, final boolean isRaw)
    {
        this.sample = sample;
        this.isRaw = isRaw;
    }

    void print(final PrintStream out, final Screen screen)
    {
        out.println(process());
        for (final TextTable table : List.of(frontends(), backends()))
        {
            if (!table.isEmpty())
            {
                out.println();
                screen.print(table, out);
            }
        }
        screen.tellWhatIsLeft(out);
        if (0 < sample.reader().histogramMisses())
        {
            out.println();
            out.println(
                "Latencies of " + sample.reader().histogramMisses() + " requests found no room and are missing.");
        }
    }

    /* One object: the process, its frontends with their listeners, its backends with their servers. */
    void printJson(final PrintStream out)
    {
        final CounterReader reader = sample.reader();
        final CounterObject process = sample.objects().getFirst();
        out.println("{\"process\": {\"pid\": " + reader.pid() + ", \"node\": " +
            Json.quoted(Human.name(reader.node())) + ", \"started\": " + reader.startEpochMs() / 1000 +
            ", \"connections\": " + sample.value(process, ProcessColumn.CONNECTIONS_CURRENT) +
            ", \"limit\": " + reader.maxConnections() +
            ", \"total\": " + sample.value(process, ProcessColumn.CONNECTIONS_TOTAL) +
            ", \"requests\": " + sample.value(process, ProcessColumn.REQUESTS_TOTAL) +
            ", \"sent\": " + sample.value(process, ProcessColumn.BYTES_OUT_TOTAL) +
            ", \"errors\": " + sample.value(process, ProcessColumn.LOOP_THROWABLES) + "},");
        out.println("\"frontends\": " + frontends().json() + ",");
        out.println("\"backends\": " + backends().json() + "}");
    }

    void printCsv(final PrintStream out)
    {
        frontends().printCsv(out);
        out.println();
        backends().printCsv(out);
    }

    private String process()
    {
        final CounterObject process = sample.objects().getFirst();
        return String.format(Locale.ROOT,
            "connections %d%s, %s/s, %d ever; requests %d ever%n" +
            "sent %s, %s/s; caught errors %d",
            sample.value(process, ProcessColumn.CONNECTIONS_CURRENT),
            0 == sample.reader().maxConnections() ? "" : " of " + sample.reader().maxConnections(),
            rate(sample.perSecond(process, ProcessColumn.CONNECTIONS_TOTAL, ProcessColumn.CONNECTION_RATE)),
            sample.value(process, ProcessColumn.CONNECTIONS_TOTAL),
            sample.value(process, ProcessColumn.REQUESTS_TOTAL),
            Human.bytes(sample.value(process, ProcessColumn.BYTES_OUT_TOTAL)),
            Human.bytes((long)sample.perSecond(process, ProcessColumn.BYTES_OUT_TOTAL, ProcessColumn.BYTES_OUT_RATE)),
            sample.value(process, ProcessColumn.LOOP_THROWABLES));
    }

    private TextTable frontends()
    {
        final TextTable table = new TextTable(FRONTEND_HEADERS, 2, FRONTEND_SPARE);
        for (final CounterObject object : sample.objects())
        {
            if (ObjectKind.FRONTEND == object.kind())
            {
                table.add(frontend(object, Human.name(object.name())));
                for (final CounterObject listener : children(object, ObjectKind.LISTENER))
                {
                    table.add(frontend(listener, childName(object, listener)));
                }
            }
        }
        return table;
    }

    private TextTable backends()
    {
        final TextTable table = new TextTable(BACKEND_HEADERS, 2, BACKEND_SPARE);
        for (final CounterObject object : sample.objects())
        {
            if (ObjectKind.BACKEND == object.kind())
            {
                table.add(backend(object, Human.name(object.name())));
                for (final CounterObject server : children(object, ObjectKind.SERVER))
                {
                    table.add(backend(server, childName(object, server)));
                }
            }
        }
        return table;
    }

    private List<String> frontend(final CounterObject object, final String name)
    {
        final List<String> cells = new ArrayList<>();
        cells.add(name);
        cells.add(sample.reader().state(object).text());
        count(cells, object, FrontendColumn.SESSIONS_CURRENT);
        count(cells, object, FrontendColumn.SESSIONS_MAX);
        cells.add(limit(sample.reader().sessionLimit(object)));
        count(cells, object, FrontendColumn.CONNECTIONS_TOTAL);
        cells.add(rate(
            sample.perSecond(object, FrontendColumn.CONNECTIONS_TOTAL, FrontendColumn.CONNECTION_RATE)));
        cells.add(rate(sample.perSecond(object, FrontendColumn.H1_REQUESTS, FrontendColumn.REQUEST_RATE)));
        cells.add(Long.toString(
            sample.value(object, FrontendColumn.H1_REQUESTS) + sample.value(object, FrontendColumn.H2_REQUESTS) +
            sample.value(object, FrontendColumn.H3_REQUESTS) + sample.value(object, FrontendColumn.OTHER_REQUESTS)));
        bytes(cells, object, FrontendColumn.REQUEST_BYTES_IN);
        bytes(cells, object, FrontendColumn.RESPONSE_BYTES_OUT);
        count(cells, object, FrontendColumn.RESPONSES_2XX);
        count(cells, object, FrontendColumn.RESPONSES_3XX);
        count(cells, object, FrontendColumn.RESPONSES_4XX);
        count(cells, object, FrontendColumn.RESPONSES_5XX);
        count(cells, object, FrontendColumn.FAILED_REQUESTS);
        cells.add(Long.toString(
            sample.value(object, FrontendColumn.DENIED_REQUESTS) +
            sample.value(object, FrontendColumn.DENIED_SESSIONS) +
            sample.value(object, FrontendColumn.DENIED_CONNECTIONS)));
        percentiles(cells, object, FrontendColumn.TOTAL_LATENCY);
        return cells;
    }

    private List<String> backend(final CounterObject object, final String name)
    {
        final CounterReader reader = sample.reader();
        final List<String> cells = new ArrayList<>();
        cells.add(name);
        cells.add(reader.state(object).text());
        cells.add(Integer.toString(reader.weight(object)));
        count(cells, object, BackendColumn.QUEUE_CURRENT);
        count(cells, object, BackendColumn.SESSIONS_CURRENT);
        count(cells, object, BackendColumn.SESSIONS_MAX);
        cells.add(limit(reader.sessionLimit(object)));
        count(cells, object, BackendColumn.SESSIONS_TOTAL);
        cells.add(rate(sample.perSecond(object, BackendColumn.SESSIONS_TOTAL, BackendColumn.SESSION_RATE)));
        bytes(cells, object, BackendColumn.REQUEST_BYTES_IN);
        bytes(cells, object, BackendColumn.RESPONSE_BYTES_OUT);
        count(cells, object, BackendColumn.RESPONSES_2XX);
        count(cells, object, BackendColumn.RESPONSES_3XX);
        count(cells, object, BackendColumn.RESPONSES_4XX);
        count(cells, object, BackendColumn.RESPONSES_5XX);
        count(cells, object, BackendColumn.FAILED_CONNECTIONS);
        count(cells, object, BackendColumn.FAILED_RESPONSES);
        count(cells, object, BackendColumn.RETRIES);
        count(cells, object, BackendColumn.REDISPATCHES);
        count(cells, object, BackendColumn.CONNECTS);
        count(cells, object, BackendColumn.REUSES);
        percentiles(cells, object, BackendColumn.TOTAL_LATENCY);
        return cells;
    }

    private List<CounterObject> children(final CounterObject parent, final ObjectKind kind)
    {
        final List<CounterObject> children = new ArrayList<>();
        for (final CounterObject object : sample.objects())
        {
            if (kind == object.kind() && parent.index() == object.parentIndex())
            {
                children.add(object);
            }
        }
        return children;
    }

    private String childName(final CounterObject parent, final CounterObject child)
    {
        return isRaw ? Human.name(parent.name() + "/" + child.name()) : "  " + Human.name(child.name());
    }

    private void count(final List<String> cells, final CounterObject object, final CounterColumn column)
    {
        cells.add(Long.toString(sample.value(object, column)));
    }

    private void bytes(final List<String> cells, final CounterObject object, final CounterColumn column)
    {
        final long value = sample.value(object, column);
        cells.add(isRaw ? Long.toString(value) : Human.bytes(value));
    }

    private void percentiles(final List<String> cells, final CounterObject object, final CounterColumn column)
    {
        final Histogram histogram = sample.latencies(object, column);
        for (final double percentile : new double[]{50, 90, 99})
        {
            if (null == histogram)
            {
                cells.add(isRaw ? "" : "-");
            }
            else
            {
                // a bucket's upper end can lie beyond the greatest value in it
                final long us = Math.min(
                    histogram.getValueAtPercentile(percentile), sample.reader().latencyMaxUs(object, column));
                cells.add(isRaw ? Long.toString(us) : Human.duration(us));
            }
        }
    }

    private String limit(final long limit)
    {
        return 0 == limit ? isRaw ? "" : "-" : Long.toString(limit);
    }

    private static String rate(final double perSecond)
    {
        return 0 < perSecond && perSecond < 10 && perSecond != Math.rint(perSecond) ?
            String.format(Locale.ROOT, "%.1f", perSecond) : Long.toString(Math.round(perSecond));
    }
}
