/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the page, {@code bench/page}. */
public final class ResultsPage
{
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.4.4/dist/chart.umd.js";
    private static final String REFERENCE = "haproxy";
    private static final String OURS = "fairlead";
    /** A ratio this close to one is neither ahead nor behind. */
    private static final double EVEN = 0.03;

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode data = mapper.createObjectNode();
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder markdown = new StringBuilder();
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
        final ResultsPage page = new ResultsPage(Runs.read(results));
        page.write(results);
        System.out.println("written: " + results.resolve("index.html") + " and README.md");
    }

    private void write(final Path results) throws IOException
    {
        cost();
        latency();
        memory();
        starting();
        suites();
        sources();
        Files.writeString(results.resolve("index.html"), resource("page.html")
            .replace("@TABLES@", html).replace("@DATA@", mapper.writeValueAsString(data).replace("</", "<\\/"))
            .replace("@SCRIPT@", resource("page.js")).replace("@CHARTS@", resource(CHARTS)));
        Files.writeString(results.resolve("README.md"), resource("summary.md").replace("@TABLES@", markdown));
    }

    private void section(final String id, final String title, final String text)
    {
        html.append("<section id=\"").append(id).append("\"><h2>").append(Table.escape(title)).append("</h2>\n<p>")
            .append(Table.escape(text)).append("</p>\n");
        markdown.append("\n## ").append(title).append("\n\n").append(text).append("\n\n");
    }

    private void table(final Table table)
    {
        html.append(table.html());
        markdown.append(table.markdown()).append('\n');
    }

    private void chart(final String id, final String label)
    {
        html.append("<div class=\"chart\"><canvas id=\"").append(id).append("\" role=\"img\" aria-label=\"")
            .append(Table.escape(label)).append("\"></canvas></div>\n");
    }

    private void end(final Runs.Run run)
    {
        html.append("<p class=\"source\">").append(Table.escape(source(run))).append("</p></section>\n");
        markdown.append('_').append(source(run)).append("_\n");
    }

    private static String source(final Runs.Run run)
    {
        return "From " + run.directory() + ": " + run.facts().path("command").asText() + ", commit " +
            run.facts().path("commit").asText() + ", " + run.when() + ".";
    }

    /** CPU per request: newest ratios by scenario and peer, and how ours went over time. */
    private void cost()
    {
        final Runs.Run newest = runs.newest("ratios");
        if (null == newest)
        {
            return;
        }
        section("cost", "CPU per request", "Processor time of the whole process for a request, divided by " +
            "HAProxy's in the same turn: median and range over the pairs, then microseconds. Below 1 is less work " +
            "than HAProxy. One event loop each, pinned to one processor. A dash: not measured or not done by that " +
            "peer; \"no ratio\": the pairs disagree too much to say.");
        final Map<String, Runs.Run> origins = runs.newestByScenario();
        final Map<String, Map<String, JsonNode>> byScenario = new LinkedHashMap<>();
        final Map<String, String> titles = new LinkedHashMap<>();
        final Set<String> peers = new LinkedHashSet<>();
        final ArrayNode shown = data.putArray("ratios");
        origins.forEach((scenario, run) ->
        {
            for (final JsonNode ratio : run.facts().get("ratios"))
            {
                if (scenario.equals(ratio.get("scenario").asText()))
                {
                    titles.put(scenario, ratio.get("title").asText());
                    peers.add(ratio.get("peer").asText());
                    byScenario.computeIfAbsent(scenario, name -> new LinkedHashMap<>())
                        .put(ratio.get("peer").asText(), ratio);
                    shown.add(ratio);
                }
            }
        });
        final List<String> heads = new ArrayList<>(List.of("Load", "haproxy, us"));
        heads.addAll(peers);
        heads.add("run");
        final Table table = new Table(heads);
        for (final Map.Entry<String, Map<String, JsonNode>> row : byScenario.entrySet())
        {
            final List<Table.Cell> cells = new ArrayList<>();
            cells.add(Table.Cell.of(titles.get(row.getKey())));
            cells.add(Table.Cell.of(
                number("%.1f", row.getValue().values().iterator().next().get("referenceCostUs"))));
            peers.forEach(peer -> cells.add(ratioCell(row.getValue().get(peer))));
            cells.add(Table.Cell.of(origins.get(row.getKey()).directory()));
            table.row(cells);
        }
        chart("ratios", "CPU per request of each balancer, HAProxy is 1");
        table(table);
        syscalls(origins, titles);
        history();
        end(newest);
    }

    private static Table.Cell ratioCell(final JsonNode ratio)
    {
        if (null == ratio)
        {
            return Table.Cell.of("–");
        }
        final String range = number("[%.2f-", ratio.get("low")) + number("%.2f]", ratio.get("high"));
        final String cost = number(", %.1f us", ratio.get("costUs"));
        if (ratio.get("ratio").isNull())
        {
            return Table.Cell.of("no ratio " + range + cost);
        }
        final double value = ratio.get("ratio").asDouble();
        final Table.Standing standing = value < 1 - EVEN ? Table.Standing.AHEAD :
            value > 1 + EVEN ? Table.Standing.BEHIND : Table.Standing.EVEN;
        return new Table.Cell(number("%.2f ", ratio.get("ratio")) + range + cost, standing);
    }

    private void syscalls(final Map<String, Runs.Run> origins, final Map<String, String> titles)
    {
        final Map<String, Map<String, JsonNode>> byScenario = new LinkedHashMap<>();
        final Set<String> peers = new LinkedHashSet<>();
        origins.forEach((scenario, run) ->
        {
            for (final JsonNode count : run.facts().path("syscalls"))
            {
                if (scenario.equals(count.get("scenario").asText()))
                {
                    peers.add(count.get("peer").asText());
                    byScenario.computeIfAbsent(scenario, name -> new LinkedHashMap<>())
                        .put(count.get("peer").asText(), count.get("perRequest"));
                }
            }
        });
        if (peers.isEmpty())
        {
            return;
        }
        final List<String> heads = new ArrayList<>(List.of("System calls per request"));
        heads.addAll(peers);
        final Table table = new Table(heads);
        byScenario.forEach((scenario, counts) ->
        {
            final List<Table.Cell> cells = new ArrayList<>();
            cells.add(Table.Cell.of(titles.getOrDefault(scenario, scenario)));
            peers.forEach(peer ->
                cells.add(Table.Cell.of(counts.containsKey(peer) ? number("%.2f", counts.get(peer)) : "–")));
            table.row(cells);
        });
        table(table);
    }

    private void history()
    {
        final ArrayNode history = data.putArray("history");
        for (final Runs.Run run : runs.comparisons())
        {
            for (final JsonNode ratio : run.facts().path("ratios"))
            {
                if (OURS.equals(ratio.get("peer").asText()) && !ratio.get("ratio").isNull())
                {
                    history.addObject().put("run", run.directory()).put("when", run.when())
                        .put("scenario", ratio.get("scenario").asText()).set("ratio", ratio.get("ratio"));
                }
            }
        }
        html.append("<h3>Fairlead's ratio over time</h3>\n");
        chart("history", "Ratio of Fairlead's CPU per request to HAProxy's, by run");
    }

    private void latency()
    {
        final Runs.Run newest = runs.newest("latency");
        if (null == newest)
        {
            return;
        }
        section("latency", "Latency at fixed rates",
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
        html.append("<div class=\"row\">");
        for (final int share : new int[]{25, 50, 80})
        {
            chart("latency" + share, "Latency percentiles at " + share + " percent load");
        }
        html.append("</div>");
        table(table);
        data.set("latency", newest.facts().get("latency"));
        end(newest);
    }

    private static double at(final JsonNode curve, final double percentile)
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

    private void memory()
    {
        final Runs.Run newest = runs.newest("memory");
        if (null == newest)
        {
            return;
        }
        section("memory", "Memory", "Resident memory (shared pages counted in part) after the start, and with idle " +
            "kept-alive connections that have each carried one request.");
        final Table table =
            new Table(List.of("Peer", "at rest, MiB", "with idle connections, MiB", "connections", "KiB each"));
        for (final JsonNode node : newest.facts().get("memory"))
        {
            table.row(List.of(
                Table.Cell.of(node.get("peer").asText()),
                Table.Cell.of(String.format(Locale.ROOT, "%.1f", node.get("restKib").asDouble() / 1024)),
                Table.Cell.of(String.format(Locale.ROOT, "%.1f", node.get("loadedKib").asDouble() / 1024)),
                Table.Cell.of(node.get("connections").asText()),
                Table.Cell.of(number("%.2f", node.get("kibEach")))));
        }
        chart("memory-bars", "Resident memory");
        table(table);
        data.set("memory", newest.facts().get("memory"));
        end(newest);
    }

    private void starting()
    {
        final Runs.Run newest = runs.newest("coldStart");
        if (null == newest)
        {
            return;
        }
        section("start", "Starting, warming up, reloading",
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
            final JsonNode warmUp = of(newest.facts().path("warmUp"), peer);
            final JsonNode reload = of(newest.facts().path("reload"), peer);
            final JsonNode costs = null == warmUp ? null : warmUp.get("costUs");
            table.row(List.of(
                Table.Cell.of(peer), Table.Cell.of(String.format(Locale.ROOT, "%.0f", times.get(times.size() / 2))),
                Table.Cell.of(String.format(Locale.ROOT, "%.0f-%.0f", times.get(0), times.get(times.size() - 1))),
                Table.Cell.of(null == costs ? "–" : number("%.1f", costs.get(0))),
                Table.Cell.of(null == costs ? "–" : number("%.1f", costs.get(costs.size() - 1))),
                Table.Cell.of(null == reload ? "–" : reload.get("failed").asText()),
                Table.Cell.of(null == reload ? "–" : number("%.0f", reload.get("p99Us"))),
                Table.Cell.of(null == reload ? "–" : number("%.0f", reload.get("maxUs")))));
        }
        chart("warm-up", "CPU per request in the first ten seconds");
        table(table);
        data.set("warmUp", newest.facts().path("warmUp"));
        end(newest);
    }

    private static JsonNode of(final JsonNode list, final String peer)
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

    /** The newest suite of primitives. */
    private void suites()
    {
        if (runs.suites().isEmpty())
        {
            return;
        }
        final Runs.Run newest = runs.suites().get(runs.suites().size() - 1);
        section("primitives", "Primitives",
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
            final JsonNode bytes = node.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score");
            table.row(List.of(
                Table.Cell.of(name.toString()), Table.Cell.of(number("%.2f", metric.get("score"))),
                Table.Cell.of(metric.get("scoreError").isNumber() ? number("%.2f", metric.get("scoreError")) : "–"),
                Table.Cell.of(metric.get("scoreUnit").asText()),
                Table.Cell.of(bytes.isNumber() ? number("%.1f", bytes) : "–")));
        }
        table(table);
        end(newest);
    }

    /** Where each run was made. */
    private void sources()
    {
        section("runs", "Runs kept here",
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
        table(table);
        html.append("</section>\n");
    }

    private static String number(final String format, final JsonNode value)
    {
        return String.format(Locale.ROOT, format, value.asDouble());
    }

    private static String resource(final String name) throws IOException
    {
        try (InputStream in = ResultsPage.class.getResourceAsStream(name))
        {
            if (null == in)
            {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
