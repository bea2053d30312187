/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;

/** Words of {@code global} about limits, threads, stopping and statistics. */
final class GlobalLimitWords
{
    private static final String PERFORMANCE = "3.2";
    private static final int MAX_THREADS = 1024;
    private static final int MAX_THREADS_PER_GROUP = 64;
    private static final int MAX_GROUPS = 32;

    private static final Set<String> CPU_SETS = Set.of("cpu", "node", "cluster", "core", "thread");
    private static final Set<String> CPU_AFFINITIES = Set.of("per-core", "per-group", "per-thread", "per-ccx", "auto");

    private GlobalLimitWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        limits(registry);
        threads(registry);
        stopping(registry);
        statistics(registry);
    }

    private static void limits(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("maxconn").words(1, 1).expects("an integer argument").syntax("maxconn <number>")
                .manual(PERFORMANCE).summary("Client connections the process accepts at a time")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::maxConn),
            once("maxconnrate", "Connections accepted in a second", s -> s.maxConnRate, (s, v) -> s.maxConnRate = v),
            once("maxsessrate", "Sessions accepted in a second", s -> s.maxSessionRate, (s, v) -> s.maxSessionRate = v),
            once("maxsslrate", "TLS sessions accepted in a second", s -> s.maxSslRate, (s, v) -> s.maxSslRate = v),
            once("maxpipes", "Pipes used for splicing", s -> s.maxPipes, (s, v) -> s.maxPipes = v),
            once("fd-hard-limit", "Most descriptors ever used", s -> s.descriptorHardLimit,
                (s, v) -> s.descriptorHardLimit = v),
            once("ulimit-n", "Descriptors to ask the system for", s -> s.descriptorLimit,
                (s, v) -> s.descriptorLimit = v),
            Keyword.global("maxsslconn").words(0, 1).syntax("maxsslconn <number>").manual(PERFORMANCE)
                .subset("kept for TLS, which is refused where it is asked for").summary("TLS connections at a time")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.maxSslConn = Numbers.atoi(words.next())),
            Keyword.global("maxcomprate").words(1,
                1).expects("an integer argument in kb/s").syntax("maxcomprate <kB/s>")
                .manual(PERFORMANCE)
                .summary("Input of compression in a second").parsedBy(GlobalSettings.class,
                    (settings, words, context) ->
                    settings.maxCompressionRate = Numbers.atoi(words.next())),
            Keyword.global("maxzlibmem").words(1, 1).expects("an integer argument").syntax("maxzlibmem <MB>")
                .manual(PERFORMANCE).ignored("memory of compression is managed by the JVM")
                .summary("Memory of compression"),
            Keyword.global("maxcompcpuusage").words(1, 1).expects("an integer argument between 0 and 100")
                .syntax("maxcompcpuusage <percent>").manual(PERFORMANCE)
                .summary(
                    "CPU usage above which nothing is compressed")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::compressionCpu),
            Keyword.global("strict-limits").words(0, 0).negatable().manual("3.1")
                .summary("Refuse to start when limits cannot be had")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.isStrictLimits = settings.isStrictLimits && !words.line().isNegated()),
            Keyword.global("spread-checks").words(0, 1).syntax("spread-checks <percent>").manual(PERFORMANCE)
                .summary("Random variation of check intervals, 0 to 50")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::spreadChecks),
            Keyword.global("max-spread-checks").words(0, 1).syntax("max-spread-checks <time>").manual(PERFORMANCE)
                .summary("Longest time the first checks are spread over")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::maxSpreadChecks));
    }

    /** A number that may be given once; further ones are reported and skipped. */
    private static Keyword once(
        final String name,
        final String summary,
        final ToIntFunction<GlobalSettings> old,
        final ObjIntConsumer<GlobalSettings> store)
    {
        return Keyword.global(name).words(0, 1).syntax(name + " <number>").manual(PERFORMANCE).summary(summary)
            .parsedBy(GlobalSettings.class, (settings, words, context) ->
            {
                if (0 != old.applyAsInt(settings))
                {
                    Report.alertOnly(context, "'" + name + "' already specified. Continuing.");
                    return;
                }
                if (!words.hasNext())
                {
                    throw new ConfigException("'" + name + "' expects an integer argument.");
                }
                store.accept(settings, Numbers.atoi(words.next()));
            });
    }

    private static void threads(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("nbthread").words(0, 1).syntax("nbthread <number>").manual("3.1")
                .summary("Number of event loops").parsedBy(GlobalSettings.class, GlobalLimitWords::threadCount),
            Keyword.global("thread-groups").words(0, 1).syntax("thread-groups <number>").manual("3.1")
                .summary("Number of thread groups").parsedBy(GlobalSettings.class, GlobalLimitWords::groupCount),
            Keyword.global("thread-group").words(0, Keyword.UNLIMITED).syntax("thread-group <group> [<threads>...]")
                .manual("3.1").summary("Threads of a group")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::threadGroup),
            Keyword.global("thread-hard-limit").words(0, 1).syntax("thread-hard-limit <number>").manual("3.1")
                .summary("Most threads ever used").parsedBy(GlobalSettings.class, GlobalLimitWords::threadHardLimit),
            Keyword.global("max-threads-per-group").words(0, 1).syntax("max-threads-per-group <number>").manual("3.1")
                .summary("Most threads of a group")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::threadsPerGroup),
            Keyword.global("cpu-map").words(0, Keyword.UNLIMITED)
                .syntax("cpu-map [auto:]<groups>[/<threads>] <cpus>[,...] [...]").manual("3.1")
                .summary("CPUs that threads may run on").parsedBy(GlobalSettings.class, CpuMapParser::parse),
            Keyword.global("cpu-policy").words(0, 3).syntax("cpu-policy <policy>").manual("3.1")
                .ignored("threads are bound by cpu-map only").summary("How threads are bound to CPUs")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::cpuPolicy),
            Keyword.global("cpu-set").words(1, Keyword.UNLIMITED).syntax("cpu-set <directive>...").manual("3.1")
                .missing(
                    "'cpu-set' requires a directive and an optional value (only 'reset', 'only-cpu', 'drop-cpu', " +
                    "'only-node', 'drop-node', 'only-cluster', 'drop-cluster', 'only-core', 'drop-core', " +
                    "'only-thread', " +
                    "'drop-thread' supported).")
                .ignored("threads are bound by cpu-map only").summary("CPUs to use when threads are bound by policy")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::cpuSet),
            Keyword.global("cpu-affinity").words(1, 2).syntax("cpu-affinity <kind>").manual("3.1")
                .ignored("threads are bound by cpu-map only").summary("How narrowly threads are bound by policy")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::cpuAffinity),
            Keyword.global("numa-cpu-mapping").words(0, Keyword.UNLIMITED).negatable().manual("3.1")
                .ignored("threads are bound by cpu-map only").summary("Bind threads to one NUMA node"),
            Keyword.global("busy-polling").words(0, 0).negatable().manual(PERFORMANCE)
                .ignored("loops decide about it themselves").summary("Poll without sleeping"));
    }

    private static void stopping(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("hard-stop-after").words(1, Keyword.UNLIMITED)
                .missing("'hard-stop-after' expects <time> as argument.\n\n").syntax("hard-stop-after <time>").manual(
                    "3.1")
                .summary("Longest time a soft stop may take").parsedBy(GlobalSettings.class,
                    (settings, words, context) ->
                    settings.hardStopAfterMs = time("hard-stop-after", words, context)),
            Keyword.global("grace").words(1, Keyword.UNLIMITED).missing("'grace' expects <time> as argument.\n\n")
                .syntax("grace <time>").manual("3.1").summary("Time between the signal and a soft stop")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.graceMs = time("grace", words, context)),
            Keyword.global("close-spread-time").words(1, Keyword.UNLIMITED)
                .missing("'close-spread-time' expects <time> as argument.\n\n").syntax("close-spread-time <time>")
                .manual("3.1").summary("Time over which idle connections are closed at a soft stop")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::closeSpread),
            Keyword.global("quick-exit").words(0, 0).manual(PERFORMANCE).ignored("nothing is freed at exit anyway")
                .summary("Exit without freeing memory"),
            Keyword.global("warn-blocked-traffic-after").words(1, Keyword.UNLIMITED)
                .missing("'warn-blocked-traffic-after' expects <time> as argument between 1 and 1000 ms.\n\n")
                .syntax("warn-blocked-traffic-after <time>").manual("3.1").summary(
                    "Report loops that do not turn for so long")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::warnBlocked));
    }

    private static void statistics(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("stats timeout").syntax("stats timeout <time>").manual("3.1")
                .summary("Idle time of runtime API connections")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::statsTimeout),
            Keyword.global("stats maxconn").syntax("stats maxconn <number>").manual("3.1")
                .summary("Runtime API connections at a time")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::statsMaxConn),
            Keyword.global("stats calculate-max-counters").syntax("stats calculate-max-counters [on|off]").manual("3.1")
                .ignored("maxima cost nothing here").summary("Whether to keep maxima")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::statsMaxCounters),
            Keyword.global("stats bind-process").manual("removed").summary("Processes of the runtime API")
                .refused("'stats bind-process' is not supported anymore."),
            Keyword.global("stats").syntax("stats <what>").manual("3.1").summary("Settings of the runtime API")
                .parsedBy(GlobalSettings.class, GlobalLimitWords::statsOther),
            Keyword.global("stats-file").words(0, Keyword.UNLIMITED).syntax("stats-file <file>").manual("3.1")
                .summary("File with counters to start from")
                .refused("'stats-file' is known to HAProxy but not supported by Fairlead"));
    }

    private static void maxConn(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (0 != settings.maxConn)
        {
            Report.alertOnly(context, "'maxconn' already specified. Continuing.");
            return;
        }
        final String text = words.next();
        settings.maxConn = Numbers.atoi(text);
        if (!Numbers.isWholeNumber(text))
        {
            throw new ConfigException("cannot parse 'maxconn' value '" + text + "', an integer is expected.");
        }
    }

    private static void compressionCpu(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final int percent = Numbers.atoi(words.next());
        if (percent < 0 || percent > 100)
        {
            throw new ConfigException("'maxcompcpuusage' expects an integer argument between 0 and 100.");
        }
        settings.maxCompressionCpuUsage = percent;
    }

    private static void spreadChecks(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (0 != settings.spreadChecks)
        {
            context.messages().alert(
                "parsing [" + context.line().where() + "]: spread-checks already specified. Continuing.");
        }
        else if (!words.hasNext())
        {
            Report.tight(context, "'spread-checks' expects an integer argument (0..50).");
        }
        else
        {
            settings.spreadChecks = Numbers.atoi(words.next());
            if (settings.spreadChecks < 0 || settings.spreadChecks > 50)
            {
                Report.tight(context, "'spread-checks' needs a positive value in range 0..50.");
            }
        }
    }

    private static void maxSpreadChecks(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            Report.tight(context, "'max-spread-checks' expects an integer argument (0..50).");
            return;
        }
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case OVERFLOW -> Report.tight(context, "timer overflow in argument <" + text +
                "> to <max-spread-checks>, maximum value is 2147483647 ms (~24.8 days).");
            case UNEXPECTED -> Report.tight(context,
                "unsupported character '" + delay.badChar() + "' in 'max-spread-checks' (wants an integer delay).");
            default -> settings.maxSpreadChecksMs = delay.value;
        }
    }

    private static int threadNumber(final String keyword, final String text)
    {
        if (text.isEmpty() || !Numbers.isWholeNumber(text))
        {
            throw new ConfigException("'" + keyword + "' passed a missing or unparsable integer value in '" + text +
                "'");
        }
        return (int)Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Numbers.atol(text)));
    }

    private static void requireFirst(final String keyword, final ParseContext context)
    {
        if (!Configuration.of(context).sectionsBegun.isEmpty())
        {
            throw new ConfigException("'" + keyword + "' not allowed if a non-global section was previously defined. " +
                "This parameter must be declared in the first global section");
        }
    }

    private static void threadCount(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        requireFirst("nbthread", context);
        final int count = threadNumber("nbthread", words.next());
        if (count < 1 || count > MAX_THREADS)
        {
            throw new ConfigException("'nbthread' value must be between 1 and " + MAX_THREADS + " (was " + count + ")");
        }
        if (0 != settings.threadCount)
        {
            context.diag("'nbthread' is already defined and will be overridden.");
        }
        settings.threadCount = count;
    }

    private static void groupCount(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        requireFirst("thread-groups", context);
        final int count = threadNumber("thread-groups", words.next());
        if (count < 1 || count > MAX_GROUPS)
        {
            throw new ConfigException("'thread-groups' value must be between 1 and " + MAX_GROUPS + " (was " + count +
                ")");
        }
        settings.threadGroupCount = count;
    }

    private static void threadHardLimit(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final int limit = threadNumber("thread-hard-limit", words.next());
        if (limit < 1 || limit > MAX_THREADS)
        {
            throw new ConfigException("'thread-hard-limit' value must be at least 1 (was " + limit + ")");
        }
        settings.threadHardLimit = limit;
    }

    private static void threadsPerGroup(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final long count = Numbers.atol(text);
        if (text.isEmpty() || !Numbers.isWholeNumber(text) || count < 0 || count > MAX_THREADS_PER_GROUP)
        {
            throw new ConfigException("'max-threads-per-group' value must be an integer between 1 and " +
                MAX_THREADS_PER_GROUP + ",  got '" + text + "'");
        }
        settings.threadsPerGroupLimit = (int)count;
    }

    private static void threadGroup(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        requireFirst("thread-group", context);
        final int group = threadNumber("thread-group", words.next());
        if (group < 1 || group > MAX_GROUPS)
        {
            throw new ConfigException(
                "'thread-group' thread-group number must be between 1 and " + MAX_GROUPS + " (was " + group + ")");
        }
        if (settings.threadGroups.containsKey(group))
        {
            context.warning("'thread-group " + group + "' was already defined and will be overridden.");
        }
        int first = Integer.MAX_VALUE;
        int last = 0;
        int total = 0;
        while (words.hasNext())
        {
            final String range = words.next();
            final int dash = range.indexOf('-', 1);
            final String low = dash < 0 ? range : range.substring(0, dash);
            final String high = dash < 0 ? range : range.substring(dash + 1);
            final long from = Numbers.atol(low);
            final long to = Numbers.atol(high);
            if (!Numbers.isWholeNumber(low) || !Numbers.isWholeNumber(high) || from < 1 || to < 1 ||
                from > MAX_THREADS ||
                to > MAX_THREADS)
            {
                throw new ConfigException("'thread-group " + group +
                    "' passed an unparsable or invalid thread number '" +
                    range + "' (valid range is 1 to " + MAX_THREADS + ")");
            }
            first = (int)Math.min(first, from);
            last = (int)Math.max(last, to);
            total += (int)Math.max(0, to - from + 1);
        }
        if (total > 0 && last - first + 1 > total)
        {
            throw new ConfigException("'thread-group " + group +
                "' assigned sparse threads, only contiguous supported");
        }
        settings.threadGroups.put(group, total > 0 ? new int[]{first, last} : new int[0]);
    }

    private static void cpuPolicy(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String policy = words.next();
        final String option = words.next();
        if (!option.isEmpty() && !"threads-per-core".equals(option))
        {
            throw new ConfigException("'cpu-policy' passed an unknown keyword '" + option +
                "', the only known values are threads-per-core");
        }
        if (!option.isEmpty() && !"1".equals(words.peek()) && !"auto".equals(words.peek()))
        {
            throw new ConfigException("'cpu-policy' passed an unknown value '" + words.peek() + "' to keyword '" +
                option +
                "', known values are 1 or auto");
        }
        switch (policy)
        {
            case "none", "efficiency", "first-usable-node", "group-by-cluster", "group-by-2-clusters",
                "group-by-3-clusters",
                "group-by-4-clusters", "group-by-ccx", "group-by-2-ccx", "group-by-3-ccx", "group-by-4-ccx",
                    "performance",
                "resource" -> settings.cpuPolicy = policy;
            default -> throw new ConfigException("'cpu-policy' passed an unknown CPU policy '" + policy +
                "'. Supported values are: and 'none' (use all available CPUs), 'performance' (make one thread " +
                "group per perf. " +
                "core cluster), 'group-by-ccx' (make one thread group per CCX), 'group-by-2-ccx' (make one " +
                "thread group per 2 " +
                "CCX), 'group-by-3-ccx' (make one thread group per 3 CCX), 'group-by-4-ccx' (make one thread " +
                "group per 4 " +
                "CCX), 'group-by-cluster' (make one thread group per core cluster), 'group-by-2-clusters' " +
                "(make one thread " +
                "group per 2 core clusters), 'group-by-3-clusters' (make one thread group per 3 core clusters), " +
                "'group-by-4-clusters' (make one thread group per 4 core clusters), 'efficiency' (make one " +
                "thread group per " +
                "eff. core cluster), 'resource' (make one thread group from the smallest cluster), and " +
                "'first-usable-node' " +
                "(use only first usable node if nbthreads not set).\n\n");
        }
    }

    private static void cpuSet(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        while (words.hasNext())
        {
            final String word = words.next();
            final int dash = word.indexOf('-');
            final boolean isSelecting = dash > 0 && ("only".equals(word.substring(0, dash)) ||
                "drop".equals(word.substring(0, dash))) && CPU_SETS.contains(word.substring(dash + 1));
            if (!isSelecting && !"reset".equals(word))
            {
                throw new ConfigException("'cpu-set' passed an unknown directive '" + word +
                    "' (only 'reset', 'only-cpu', " +
                    "'drop-cpu', 'only-node', 'drop-node', 'only-cluster', 'drop-cluster', 'only-core', 'drop-core', " +
                    "'only-thread', 'drop-thread' supported).");
            }
            if (isSelecting)
            {
                words.next();
            }
        }
    }

    private static void cpuAffinity(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String word = words.next();
        if (!CPU_AFFINITIES.contains(word))
        {
            throw new ConfigException("'cpu-affinity' parsed an unknown directive '" + word +
                "'. Known values are : per-core per-group per-thread per-ccx auto");
        }
    }

    private static int time(final String keyword, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        return switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException("timer overflow in argument '" + text + "' to '" + keyword +
                "' (maximum value is 2147483647 ms or ~24.8 days)");
            case UNEXPECTED -> throw new ConfigException(
                "unexpected character '" + delay.badChar() + "' in argument to <" + keyword + ">.\n\n");
            default -> delay.value;
        };
    }

    private static void closeSpread(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        settings.closeSpreadTimeMs = "infinite".equals(words.peek()) ? Integer.MAX_VALUE :
            time("close-spread-time", words, context);
    }

    private static void warnBlocked(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException("timer overflow in argument '" + text +
                "' to 'warn-blocked-traffic-after' (maximum value is 1000 ms)");
            case UNEXPECTED -> throw new ConfigException(
                "unexpected character '" + delay.badChar() + "' in argument to <warn-blocked-traffic-after>.\n\n");
            default -> settings.warnBlockedTrafficAfterMs = delay.value;
        }
        if (delay.value < 1 || delay.value > 1000)
        {
            throw new ConfigException("timer out of range in argument '" + text +
                "' to 'warn-blocked-traffic-after' (value must be between 1 and 1000 ms)");
        }
    }

    private static void statsTimeout(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException("timer overflow in argument '" + text +
                "' to 'stats timeout' (maximum value is 2147483647 ms or ~24.8 days)");
            case UNEXPECTED ->
                throw new ConfigException("'stats timeout' : unexpected character '" + delay.badChar() + "'");
            default ->
            {
                if (0 == delay.value)
                {
                    throw new ConfigException("'stats timeout' expects a positive value");
                }
                settings.statsTimeoutMs = delay.value;
            }
        }
    }

    private static void statsMaxConn(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final int limit = Numbers.atoi(words.next());
        if (limit <= 0)
        {
            throw new ConfigException("'stats maxconn' expects a positive value");
        }
        settings.statsMaxConn = limit;
    }

    private static void statsMaxCounters(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String value = words.next();
        if (!"on".equalsIgnoreCase(value) && !"off".equalsIgnoreCase(value))
        {
            throw new ConfigException("'calculate-max-counters' only supports 'on' and 'off', received '" + value +
                "'");
        }
    }

    private static void statsOther(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        throw new ConfigException(
            "'stats' only supports 'socket', 'maxconn', 'bind-process', 'calculate-max-counters'  " +
            "and 'timeout' (got '" + words.peek() + "')");
    }
}
