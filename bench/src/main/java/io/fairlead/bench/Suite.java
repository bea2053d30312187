/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the suite, short or full, and leaves JMH's results and the facts of the run. Started by {@code bench/run}, with
 * the flags that the measured JVMs are to have, since these take over the flags of this one.
 */
public final class Suite
{
    private static final String TWO_THREADS = ".*[.]twoThreads.*";
    private static final String STREAM_PATH = ".*[.]StreamPath[.].*";
    private static final String CHOICE = ".*[.]ServerChoice[.].*";
    private static final String[] TAILS = {
        "HeadParsing.requestOfBrowser", "StreamPath.browserRequest", "LogLines.write", "TimerCycle.armAndFire"};
    private static final String[] LEFT_OUT = {
        "rawDataHistogram", "jvm", "jvmArgs", "gc.alloc.rate", "gc.count", "gc.time"};
    private static final long BEGIN_NS = System.nanoTime();
    private static final double NS_PER_S = 1e9;

    private final ObjectMapper mapper = new ObjectMapper();
    private final boolean isFull;
    private final String pattern;
    private final String pinnedJvm;
    private final Path logs;
    private int groups;
    private final Collection<RunResult> results = new ArrayList<>();

    private Suite(final boolean isFull, final String pattern, final String pinnedJvm, final Path logs)
    {
        this.logs = logs;
        this.isFull = isFull;
        this.pattern = pattern;
        this.pinnedJvm = pinnedJvm;
    }

    /**
     * Runs the suite.
     *
     * @param args {@code short} or {@code full}, directory for the results, launcher of a JVM on one processor or an
     *             empty word, commit, command as it was given, pattern or an empty word, directory for
     *             JMH's logs.
     * @throws IOException when the results cannot be written.
     */
    public static void main(final String[] args) throws IOException
    {
        final String pattern = args[5].isEmpty() ? ".*" : ".*(?:" + args[5] + ").*";
        final Suite suite = new Suite("full".equals(args[0]), pattern, args[2], Path.of(args[6]));
        final String load = load();
        if (suite.isFull)
        {
            suite.full();
        }
        else
        {
            suite.quick();
        }
        if (suite.results.isEmpty())
        {
            System.err.println("nothing is called " + args[5]);
            System.exit(1);
        }
        final Path directory = Path.of(args[1]);
        Files.createDirectories(directory);
        suite.writeResults(directory.resolve("jmh.json"));
        suite.writeFacts(directory.resolve("run.json"), args, load);
        System.out.println("results in " + directory);
    }

    /** Averages only, but for a few tails; each figure from one JVM and about a second. */
    private void quick()
    {
        final TimeValue time = TimeValue.milliseconds(200);
        run(options(1, 5, time, 3, time).param("servers", "3", "10000").param("rules", "100")
            .exclude(TWO_THREADS).exclude(STREAM_PATH), true);
        run(options(1, 14, time, 4, time).exclude(TWO_THREADS).exclude(".*[.]shortRequest"), true, STREAM_PATH);
        run(options(1, 3, time, 3, time).param("servers", "100")
            .param("algorithm", "roundrobin", "static-rr", "leastconn", "random"), false, TWO_THREADS, CHOICE);
        run(options(1, 3, time, 3, time).exclude(CHOICE), false, TWO_THREADS);
        for (final String tail : TAILS)
        {
            run(options(1, 10, time, 5, time).mode(Mode.SampleTime).param("work", "plain").param("format", "httplog"),
                true, ".*[.]" + tail);
        }
    }

    /** Averages of two JVMs and the tails of everything. */
    private void full()
    {
        final TimeValue second = TimeValue.seconds(1);
        final TimeValue half = TimeValue.milliseconds(500);
        for (final Mode mode : List.of(Mode.AverageTime, Mode.SampleTime))
        {
            final int forks = Mode.AverageTime == mode ? 2 : 1;
            run(options(forks, 3, second, 5, half).mode(mode).exclude(TWO_THREADS), true);
            run(options(forks, 3, second, 5, half).mode(mode), false, TWO_THREADS);
        }
    }

    private static ChainedOptionsBuilder options(
        final int forks, final int warmUps, final TimeValue warmUpTime, final int iterations, final TimeValue time)
    {
        return new OptionsBuilder().forks(forks).warmupIterations(warmUps).warmupTime(warmUpTime)
            .measurementIterations(iterations).measurementTime(time).addProfiler(GCProfiler.class)
            .shouldFailOnError(true);
    }

    /** Runs what the pattern and all of the patterns of a group name. */
    private void run(final ChainedOptionsBuilder options, final boolean isPinned, final String... group)
    {
        final StringBuilder all = new StringBuilder();
        for (final String one : group)
        {
            all.append("(?=").append(one).append("$)");
        }
        options.include(all + pattern);
        if (isPinned && !pinnedJvm.isEmpty())
        {
            options.jvm(pinnedJvm);
        }
        groups++;
        final Path log = logs.resolve("jmh-" + groups + ".log");
        try
        {
            final Collection<RunResult> these = new Runner(options.output(log.toString()).build()).run();
            these.forEach(Suite::print);
            results.addAll(these);
        }
        catch (final NoBenchmarksException ex)
        {
            // the pattern asks for nothing of this group
            return;
        }
        catch (final RunnerException ex)
        {
            throw new IllegalStateException("see " + log, ex);
        }
    }

    private static void print(final RunResult result)
    {
        final BenchmarkParams params = result.getParams();
        final StringBuilder name = new StringBuilder(
            params.getBenchmark().substring(Suite.class.getPackageName().length() + 1));
        for (final String key : params.getParamsKeys())
        {
            name.append(' ').append(params.getParam(key));
        }
        final Statistics times = result.getPrimaryResult().getStatistics();
        final Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        final String tail = Mode.SampleTime == params.getMode() ?
            String.format("   p99 %.0f  p99.9 %.0f", times.getPercentile(99), times.getPercentile(99.9)) : "";
        System.out.printf("%-64s %10.1f %s  (%.1f to %.1f)  %.1f B%s%n", name, times.getMean(),
            result.getPrimaryResult().getScoreUnit(), times.getMin(), times.getMax(),
            null == bytes ? Double.NaN : bytes.getScore(), tail);
    }

    /**
     * JMH's own format, a line for each result, without what fills megabytes or is in the facts: histograms of all
     * samples (their percentiles stay), the flags, and what the profiler says beside the bytes of a call.
     */
    private void writeResults(final Path file) throws IOException
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8))
        {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        final StringBuilder text = new StringBuilder("[");
        for (final JsonNode result : mapper.readTree(bytes.toByteArray()))
        {
            for (final String key : LEFT_OUT)
            {
                result.findParents(key).forEach(parent -> ((ObjectNode)parent).remove(key));
            }
            text.append(text.length() > 1 ? ",\n" : "\n").append(mapper.writeValueAsString(result));
        }
        Files.writeString(file, text.append("\n]\n"));
    }

    private void writeFacts(final Path file, final String[] args, final String load) throws IOException
    {
        final ObjectNode facts = mapper.createObjectNode();
        Machine.describeRun(
            facts, args[3], args[4], String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        facts.put("kind", "jmh").put("set", args[0]);
        facts.put("seconds", (long)((System.nanoTime() - BEGIN_NS) / NS_PER_S));
        facts.put("pinned", pinnedJvm.isEmpty() ? "no" : Files.readString(Path.of(pinnedJvm))
            .replaceAll("(?s).*taskset -c ([0-9]+) .*", "processor $1, but for measurements of two threads"));
        facts.put("loadBefore", load).put("loadAfter", load());
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(facts) + '\n');
    }

    private static String load()
    {
        return String.format("%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
