/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The figures of CPU per request that are shown: for each load those of the newest run that compared products, and
 * apart from them the variants, which are Fairlead with other flags or of an earlier commit.
 *
 * @param loads    by scenario, the newest comparison of products.
 * @param variants comparisons with a variant, newest first, one for each scenario and set of variants.
 */
record Costs(Map<String, Load> loads, List<Load> variants)
{
    /** One load in one run: what each peer's ratio was. */
    record Load(String scenario, String title, Runs.Run run, Map<String, JsonNode> ratios)
    {
        /** HAProxy's processor time for a request in microseconds. */
        JsonNode referenceCostUs()
        {
            return ratios.values().iterator().next().get("referenceCostUs");
        }

        /** How many system calls a peer made for a request; null if that was not counted. */
        JsonNode syscalls(final String peer)
        {
            for (final JsonNode count : run.facts().path("syscalls"))
            {
                if (scenario.equals(count.get("scenario").asText()) && peer.equals(count.get("peer").asText()))
                {
                    return count.get("perRequest");
                }
            }
            return null;
        }
    }

    static Costs of(final Runs runs)
    {
        final Map<String, Load> loads = new LinkedHashMap<>();
        final Map<String, Load> variants = new LinkedHashMap<>();
        for (final Runs.Run run : runs.comparisons())
        {
            final Set<String> variantNames = run.variants();
            final Map<String, Load> products = new LinkedHashMap<>();
            for (final JsonNode ratio : run.facts().path("ratios"))
            {
                final String scenario = ratio.get("scenario").asText();
                final String peer = ratio.get("peer").asText();
                if (!variantNames.contains(peer))
                {
                    load(products, scenario, scenario, ratio, run).ratios().put(peer, ratio);
                }
                if (!variantNames.isEmpty() && (variantNames.contains(peer) || Runs.OURS.equals(peer)))
                {
                    load(variants, scenario + variantNames + run.directory(), scenario, ratio, run)
                        .ratios().put(peer, ratio);
                }
            }
            // a run of variants alone measured our state beside HAProxy's too, but says less than a comparison
            products.forEach((scenario, load) ->
            {
                final Load known = loads.get(scenario);
                if (null == known || load.ratios().size() >= Math.min(2, known.ratios().size()))
                {
                    loads.put(scenario, load);
                }
            });
        }
        variants.values().removeIf(load -> load.ratios().keySet().equals(Set.of(Runs.OURS)));
        return new Costs(loads, new ArrayList<>(variants.values()).reversed());
    }

    private static Load load(
        final Map<String, Load> loads, final String key, final String scenario, final JsonNode ratio,
        final Runs.Run run)
    {
        return loads.computeIfAbsent(key, name ->
            new Load(scenario, ratio.get("title").asText(), run, new LinkedHashMap<>()));
    }

    /** All products that were compared with HAProxy, ours first. */
    Set<String> products()
    {
        return peers(loads.values());
    }

    static Set<String> peers(final Iterable<Load> loads)
    {
        final Set<String> peers = new LinkedHashSet<>();
        loads.forEach(load -> peers.addAll(load.ratios().keySet()));
        return peers;
    }
}
