/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
        "rawDataHistogram", "jvmArgs", "gc.alloc.rate", "gc.count", "gc.time"};
    private static final long BEGIN_NS = System.nanoTime();
    private static final double NS_PER_S = 1e9;

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
        final String begin = OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
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
        suite.writeFacts(directory.resolve("run.json"), args, begin, load);
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
        final StringBuilder text = new StringBuilder(
            bytes.toString(StandardCharsets.UTF_8).replaceAll("\\s*\n\\s*", " "));
        for (final String key : LEFT_OUT)
        {
            leaveOut(text, '"' + key + "\" :");
        }
        Files.writeString(file, text.toString().replace(" { \"jmhVersion\"", "\n{ \"jmhVersion\"")
            .replaceAll("\"jvm\" : \"[^\"]*\",", "").replaceAll(", *\\}", " }").trim() + '\n');
    }

    /** Removes a key with its value, an array or an object, and the comma behind it. */
    private static void leaveOut(final StringBuilder text, final String key)
    {
        int begin = text.indexOf(key);
        while (begin >= 0)
        {
            int end = begin + key.length();
            int depth = 0;
            do
            {
                final char c = text.charAt(end++);
                depth += '[' == c || '{' == c ? 1 : ']' == c || '}' == c ? -1 : 0;
            }
            while (depth > 0 || ' ' == text.charAt(end - 1));
            text.delete(begin, ',' == text.charAt(end) ? end + 1 : end);
            begin = text.indexOf(key, begin);
        }
    }

    private void writeFacts(final Path file, final String[] args, final String begin, final String load)
        throws IOException
    {
        final StringBuilder text = new StringBuilder("{\n");
        final List<Map.Entry<String, String>> facts = List.of(
            Map.entry("kind", "jmh"),
            Map.entry("set", args[0]),
            Map.entry("begin", begin),
            Map.entry("seconds", Long.toString((long)((System.nanoTime() - BEGIN_NS) / NS_PER_S))),
            Map.entry("commit", args[3]),
            Map.entry("command", args[4]),
            Map.entry("pinned", pinnedJvm.isEmpty() ? "no" : Files.readString(Path.of(pinnedJvm))
                .replaceAll("(?s).*taskset -c ([0-9]+) .*", "processor $1, but for measurements of two threads")),
            Map.entry("jdk", System.getProperty("java.vendor.version") + ' ' + System.getProperty("java.vm.version")),
            Map.entry("flags", String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments())),
            Map.entry("processor", processor()),
            Map.entry("processors", Integer.toString(Runtime.getRuntime().availableProcessors())),
            Map.entry("system", System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ' ' +
                System.getProperty("os.arch")),
            Map.entry("loadBefore", load),
            Map.entry("loadAfter", load()));
        for (int i = 0; i < facts.size(); i++)
        {
            text.append("  \"").append(facts.get(i).getKey()).append("\": \"")
                .append(facts.get(i).getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " "))
                .append(i + 1 < facts.size() ? "\",\n" : "\"\n}\n");
        }
        Files.writeString(file, text);
    }

    private static String processor()
    {
        try
        {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2)).findFirst().orElse("unknown");
        }
        catch (final IOException ex)
        {
            // a system without /proc: the facts say so
            return "unknown";
        }
    }

    private static String load()
    {
        return String.format("%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
