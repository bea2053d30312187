/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import io.fairlead.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bench/compare}. */
@Command(
    name = "compare", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Compares Fairlead with other balancers on this machine: CPU time per request first, in turns.")
public final class Compare implements Callable<Integer>
{
    @Option(names = "--quick", description = "what a developer runs before and after a change: about three minutes")
    private boolean isQuick;

    @Option(names = "--haproxy", paramLabel = "PATH", description = "the HAProxy to compare with (default: haproxy)")
    private String haproxy = "haproxy";

    @Option(names = "--fairlead", paramLabel = "PATH", description = "the Fairlead to measure (default: this one)")
    private String fairlead;

    @Option(
        names = "--before", paramLabel = "PATH",
        description = "an older Fairlead, compared as one more peer: what a change did, in one run")
    private String before;

    @Option(
        names = "--flags", paramLabel = "NAME=FLAGS",
        description = "this Fairlead with more flags of the JVM, compared as one more peer; may be repeated")
    private Map<String, String> flags = new LinkedHashMap<>();

    @Option(
        names = "--peers", split = ",", paramLabel = "NAME",
        description = "some of fairlead,haproxy,nginx,h2o,caddy,jetty (default: all; the first three if quick)")
    private List<String> wantedPeers = List.of();

    @Option(
        names = "--only", split = ",", paramLabel = "NAME",
        description = "some of the scenarios, or of latency,memory,cold-start,warm-up,reload")
    private List<String> only = List.of();

    @Option(names = "--pairs", paramLabel = "N", description = "turns of each peer (default: 5 if quick, else 9)")
    private int pairs;

    @Option(names = "--out", paramLabel = "DIR", description = "keep run.json there (default: keep nothing)")
    private Path out;

    @Option(names = "--home", hidden = true, required = true)
    private Path home;

    @Option(names = "--descriptors", hidden = true)
    private int descriptors = 4096;

    @Option(names = "--commit", hidden = true)
    private String commit = "unknown";

    private Running.House house;
    private Results results;
    private Plan plan;

    private Compare()
    {
    }

    /**
     * Measures and prints.
     *
     * @param args see {@code bench/compare --help}.
     */
    public static void main(final String[] args)
    {
        final Compare compare = new Compare();
        final CommandLine line = new CommandLine(compare);
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException
    {
        plan = isQuick ? Plan.QUICK : Plan.FULL;
        plan = 0 < pairs ? plan.withPairs(pairs) : plan;
        results = new Results(System.out);
        final Path directory = Files.createTempDirectory("fairlead-compare-");
        directory.toFile().setExecutable(true, false);
        directory.toFile().setReadable(true, false);
        try (Running.House opened = Running.House.open(directory, Math.min(10_500, descriptors / 2 - 300)))
        {
            house = opened;
            facts();
            compare(peers());
            results.summary();
            save();
        }
        finally
        {
            delete(directory);
        }
        return 0;
    }

    private void facts() throws IOException
    {
        results.root().put("format", 1);
        Machine.describeRun(results.root(), commit, command(),
            Files.readString(home.resolve("tools/jvm.options")).lines()
            .filter(line -> line.startsWith("always:") || line.startsWith("serve:"))
            .map(line -> line.substring(line.indexOf(' ') + 1)).reduce((a, b) -> a + ' ' + b).orElse(""));
    }

    private String command()
    {
        final StringBuilder text = new StringBuilder("bench/compare");
        text.append(isQuick ? " --quick" : "");
        text.append(wantedPeers.isEmpty() ? "" : " --peers " + String.join(",", wantedPeers));
        text.append(only.isEmpty() ? "" : " --only " + String.join(",", only));
        text.append(0 < pairs ? " --pairs " + pairs : "");
        text.append(null == before ? "" : " --before PATH");
        flags.forEach((name, value) -> text.append(" --flags '").append(name).append('=').append(value).append('\''));
        text.append("haproxy".equals(haproxy) ? "" : " --haproxy PATH");
        return text.toString();
    }

    private List<Peer> peers() throws IOException
    {
        final String program = null == fairlead ? home.resolve("tools/bin/fairlead").toString() : fairlead;
        final List<Peer> all = new ArrayList<>(List.of(
            new HaproxyPeer("fairlead", program),
            new HaproxyPeer(Results.REFERENCE, haproxy), new NginxPeer("nginx"), new H2oPeer("h2o"),
            new CaddyPeer("caddy"), new JettyPeer()));
        if (null != before)
        {
            all.add(new HaproxyPeer("before", before));
        }
        flags.forEach((name, value) -> all.add(new HaproxyPeer(name, program, value)));
        final List<Peer> here = new ArrayList<>();
        for (final Peer peer : all)
        {
            final boolean isAskedFor = "before".equals(peer.name()) || flags.containsKey(peer.name());
            final boolean isWanted = isAskedFor || (wantedPeers.isEmpty() ? !isQuick || here.size() < 3 :
                wantedPeers.contains(peer.name()));
            if (isWanted)
            {
                final String version = peer.version(house.directory());
                if (null == version)
                {
                    results.refused(peer.name(), "being here", "this machine does not have it");
                }
                else
                {
                    results.peer(peer, version);
                    here.add(peer);
                }
            }
        }
        return here;
    }

    private void compare(final List<Peer> peers) throws IOException
    {
        final Map<Peer, Set<Feature>> features = new LinkedHashMap<>();
        final Set<Feature> needed = EnumSet.noneOf(Feature.class);
        for (final Scenario scenario : Scenario.ALL)
        {
            if (isWanted(scenario.name(), scenario.isQuick()))
            {
                needed.add(scenario.feature());
            }
        }
        for (final Peer peer : peers)
        {
            final Set<Feature> done = EnumSet.noneOf(Feature.class);
            for (final Feature feature : needed)
            {
                final String refusal = Running.refusal(house, peer, feature);
                if (null == refusal)
                {
                    done.add(feature);
                }
                else
                {
                    results.refused(peer.name(), feature.name(), refusal);
                }
            }
            features.put(peer, done);
        }
        throughput(features);
        if (isWanted("latency", false))
        {
            latency(peers);
        }
        lifecycle(peers);
    }

    private void throughput(final Map<Peer, Set<Feature>> features) throws IOException
    {
        final List<Running> running = new ArrayList<>();
        try
        {
            for (final Map.Entry<Peer, Set<Feature>> entry : features.entrySet())
            {
                if (!entry.getValue().isEmpty())
                {
                    running.add(Running.start(house, entry.getKey(), entry.getValue(), false));
                }
            }
            final Throughput throughput = new Throughput(house, results, plan);
            for (final Scenario scenario : Scenario.ALL)
            {
                if (isWanted(scenario.name(), scenario.isQuick()))
                {
                    throughput.run(scenario, running.stream()
                        .filter(peer -> peer.ports.containsKey(scenario.feature())).toList());
                    save();
                }
            }
        }
        finally
        {
            running.forEach(Running::close);
        }
    }

    private void latency(final List<Peer> peers) throws IOException
    {
        final List<Running> running = new ArrayList<>();
        try
        {
            for (final Peer peer : peers)
            {
                running.add(Running.start(house, peer, List.of(Feature.HTTP), false));
            }
            new Latency(house, results, plan).run(running);
            save();
        }
        finally
        {
            running.forEach(Running::close);
        }
    }

    private void lifecycle(final List<Peer> peers) throws IOException
    {
        final Lifecycle lifecycle = new Lifecycle(house, results);
        for (final Peer peer : peers)
        {
            if (isWanted("memory", false))
            {
                lifecycle.memory(peer);
            }
            if (isWanted("cold-start", false))
            {
                lifecycle.coldStart(peer);
            }
            if (isWanted("warm-up", false))
            {
                lifecycle.warmUp(peer);
            }
            if (isWanted("reload", false))
            {
                lifecycle.reload(peer);
            }
            save();
        }
    }

    private boolean isWanted(final String name, final boolean isPartOfQuick)
    {
        return only.isEmpty() ? isPartOfQuick || !isQuick : only.contains(name);
    }

    private void save() throws IOException
    {
        if (null != out)
        {
            results.save(out.resolve("run.json"));
        }
    }

    private static void delete(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path path : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.deleteIfExists(path);
            }
        }
    }
}
