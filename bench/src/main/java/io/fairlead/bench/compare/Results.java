/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a comparison measured: printed as it comes, kept as {@code run.json}. */
final class Results
{
    /** The peer that ratios are against. */
    static final String REFERENCE = "haproxy";

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode root = mapper.createObjectNode();
    private final PrintStream out;
    private final Map<String, Map<String, Map<Integer, Double>>> costs = new LinkedHashMap<>();
    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private final Map<String, Long> failures = new TreeMap<>();

    Results(final PrintStream out)
    {
        this.out = out;
    }

    ObjectNode root()
    {
        return root;
    }

    void peer(final Peer peer, final String version)
    {
        array("peers").addObject().put("name", peer.name()).put("version", version);
        print("%-9s %s", peer.name(), version);
    }

    void refused(final String peer, final String what, final String why)
    {
        array("refused").addObject().put("peer", peer).put("what", what).put("why", why);
        print("%-9s without %s: %s", peer, what, why);
    }

    void run(final Scenario scenario, final Peer peer, final int round, final Throughput.Turn turn)
    {
        final ObjectNode node = array("runs").addObject();
        node.put("scenario", scenario.name()).put("peer", peer.name()).put("round", round);
        node.put("completed", turn.completed()).put("failed", turn.failed()).put("seconds", round(turn.seconds()));
        node.put("userUs", round(turn.userUs())).put("systemUs", round(turn.systemUs()));
        node.put("perSecond", Math.round(turn.perSecond()));
        node.put("machineBusyPercent", Math.round(turn.machineBusyPercent()));
        scenarios.put(scenario.name(), scenario);
        costs.computeIfAbsent(scenario.name(), name -> new LinkedHashMap<>())
            .computeIfAbsent(peer.name(), name -> new TreeMap<>()).put(round, turn.userUs() + turn.systemUs());
        print(
            "%-15s %-9s %d: %7.2f us/request (user %.2f, system %.2f), %.0f/s, machine %.0f %% busy%s", scenario.name(),
            peer.name(), round, turn.userUs() + turn.systemUs(), turn.userUs(), turn.systemUs(), turn.perSecond(),
            turn.machineBusyPercent(), 0 == turn.failed() ? "" : ", FAILED " + turn.failed() + ": " + turn.failure());
        if (0 < turn.failed())
        {
            failures.merge(scenario.name() + ' ' + peer.name(), turn.failed(), Long::sum);
        }
    }

    void syscalls(final Scenario scenario, final Peer peer, final double perRequest)
    {
        array("syscalls").addObject().put("scenario", scenario.name()).put("peer", peer.name())
            .put("perRequest", round(perRequest));
        print("%-15s %-9s %.2f system calls a request", scenario.name(), peer.name(), perRequest);
    }

    void latency(final Peer peer, final int sharePercent, final double perSecond, final LatencyTurns turns)
    {
        final ObjectNode node = array("latency").addObject();
        node.put("peer", peer.name()).put("sharePercent", sharePercent).put("perSecond", Math.round(perSecond));
        node.put("turns", turns.count()).put("completed", turns.completed()).put("failed", turns.failed());
        final ArrayNode curve = node.putArray("percentilesUs");
        for (int i = 0; i < LatencyTurns.PERCENTILES.length; i++)
        {
            final Spread spread = turns.column(i);
            curve.addArray().add(LatencyTurns.PERCENTILES[i]).add(round(spread.median())).add(round(spread.low()))
                .add(round(spread.high()));
        }
        print(
            "latency at %.0f/s (%d %% of the slowest) %-9s p50 %.0f us [%.0f-%.0f], p99 %.0f us [%.0f-%.0f], " +
            "p99.9 %.0f us, longest %.0f us, %d turns%s", perSecond, sharePercent, peer.name(),
            turns.at(50).median(), turns.at(50).low(), turns.at(50).high(), turns.at(99).median(),
            turns.at(99).low(), turns.at(99).high(), turns.at(99.9).median(), turns.at(100).high(), turns.count(),
            0 == turns.failed() ? "" : ", FAILED " + turns.failed() + ": " + turns.failure());
    }

    void memory(final Peer peer, final long restKib, final long loadedKib, final long connections, final long failed)
    {
        final double each = (double)(loadedKib - restKib) / Math.max(1, connections);
        array("memory").addObject().put("peer", peer.name()).put("restKib", restKib).put("loadedKib", loadedKib)
            .put("connections", connections).put("failed", failed).put("kibEach", round(each));
        print(
            "memory %-9s %.1f MiB at rest, %.1f MiB with %d idle connections (%.2f KiB each)%s", peer.name(),
            restKib / 1024.0, loadedKib / 1024.0, connections, each, 0 == failed ? "" : ", FAILED " + failed);
    }

    void coldStart(final Peer peer, final double[] milliseconds)
    {
        final ArrayNode values = array("coldStart").addObject().put("peer", peer.name()).putArray("ms");
        for (final double value : milliseconds)
        {
            values.add(round(value));
        }
        final Spread spread = Spread.of(milliseconds);
        print(
            "start to first answer %-9s %.0f ms [%.0f-%.0f]", peer.name(), spread.median(), spread.low(),
                spread.high());
    }

    void warmUp(final Peer peer, final double stepSeconds, final double[] costUs)
    {
        final ObjectNode node = array("warmUp").addObject();
        final ArrayNode values = node.put("peer", peer.name()).put("stepSeconds", stepSeconds).putArray("costUs");
        for (final double value : costUs)
        {
            values.add(round(value));
        }
        print(
            "warm-up %-9s %.1f us/request in the first quarter of a second, %.1f in the last", peer.name(), costUs[0],
            costUs[costUs.length - 1]);
    }

    void reload(final Peer peer, final int count, final Load load)
    {
        final Histogram latency = load.latency();
        array("reload").addObject().put("peer", peer.name()).put("count", count).put("completed", load.completed())
            .put("failed", load.failed()).put("p99Us", round(latency.getValueAtPercentile(99) / 1e3))
            .put("maxUs", round(latency.getMaxValue() / 1e3));
        print(
            "%d reloads at 2,000 requests/s %-9s %d answered, %d failed%s, p99 %.0f us, max %.0f us", count,
                peer.name(),
            load.completed(), load.failed(), null == load.failure() ? "" : " (" + load.failure() + ")",
            latency.getValueAtPercentile(99) / 1e3, latency.getMaxValue() / 1e3);
    }

    /** Prints, per scenario and peer, the ratio of cost to the reference, where the pairs agree well enough for one. */
    void summary()
    {
        print("");
        for (final JsonNode node : ratios())
        {
            final String what = String.format(
                Locale.ROOT, "%-15s %-9s ", node.get("scenario").asText(), node.get("peer").asText());
            if (node.get("ratio").isNull())
            {
                print("%sno ratio: %s", what, node.get("why").asText());
            }
            else
            {
                print(
                    "%s%.2f of %s's CPU per request [%.2f-%.2f], %d pairs", what, node.get("ratio").asDouble(),
                        REFERENCE,
                    node.get("low").asDouble(), node.get("high").asDouble(), node.get("pairs").asInt());
            }
        }
        failures.forEach((where, count) -> print("%d requests FAILED in %s", count, where));
    }

    /** Works out the ratios of all that was measured so far. */
    private ArrayNode ratios()
    {
        final ArrayNode ratios = root.putArray("ratios");
        for (final Map.Entry<String, Map<String, Map<Integer, Double>>> scenario : costs.entrySet())
        {
            final Map<Integer, Double> reference = scenario.getValue().get(REFERENCE);
            for (final Map.Entry<String, Map<Integer, Double>> peer : scenario.getValue().entrySet())
            {
                if (null != reference && !REFERENCE.equals(peer.getKey()))
                {
                    ratio(ratios, scenario.getKey(), peer.getKey(), peer.getValue(), reference);
                }
            }
        }
        return ratios;
    }

    private void ratio(
        final ArrayNode ratios, final String scenario, final String peer, final Map<Integer, Double> costUs,
        final Map<Integer, Double> referenceUs)
    {
        final List<Double> values = new ArrayList<>();
        costUs.forEach((round, us) ->
        {
            if (referenceUs.containsKey(round))
            {
                values.add(us / referenceUs.get(round));
            }
        });
        if (values.isEmpty())
        {
            return;
        }
        final Spread spread = Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        final ObjectNode node = ratios.addObject();
        node.put("scenario", scenario).put("title", scenarios.get(scenario).title()).put("peer", peer);
        node.put("pairs", spread.count()).put("low", round(spread.low())).put("high", round(spread.high()));
        node.put("costUs", round(median(costUs))).put("referenceCostUs", round(median(referenceUs)));
        if (failures.containsKey(scenario + ' ' + peer) || failures.containsKey(scenario + ' ' + REFERENCE))
        {
            node.putNull("ratio").put("why", "requests failed");
        }
        else if (!spread.isMeaningful())
        {
            node.putNull("ratio").put("why", String.format(
                Locale.ROOT, "the middle half of %d pairs lies between %.2f and %.2f", spread.count(),
                spread.lowerQuartile(), spread.upperQuartile()));
        }
        else
        {
            node.put("ratio", round(spread.median()));
        }
    }

    /** Writes everything into a file; nothing is lost if a later part of the comparison fails. */
    void save(final Path file) throws IOException
    {
        ratios();
        Files.createDirectories(file.getParent());
        final Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, mapper.writeValueAsString(root) + '\n');
        Files.move(partial, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static double median(final Map<Integer, Double> values)
    {
        return Spread.of(values.values().stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    private static double round(final double value)
    {
        return Math.round(value * 1000) / 1000.0;
    }

    private ArrayNode array(final String name)
    {
        return root.has(name) ? (ArrayNode)root.get(name) : root.putArray(name);
    }

    private void print(final String format, final Object... arguments)
    {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
