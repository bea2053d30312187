/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.List;

import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;

/** Words {@code tune.*} of {@code global}, and those about HTTP. */
final class GlobalTuneWords
{
    private static final String PERFORMANCE = "3.2";
    private static final String MEMORY = "memory is managed by the JVM";
    private static final String SCHEDULER = "the loops schedule in another way";
    private static final String HTTP2 = "HTTP/2 is refused where it is asked for";
    private static final String TLS = "TLS is refused where it is asked for";
    private static final int POINTER_PAIR = 16;

    private static final Set<String> PROFILING = Set.of("on", "auto", "off", "lock", "no-lock", "memory", "no-memory");

    private static final String NO_CLIENT = "there is no HTTP client of Lua or OCSP";

    private GlobalTuneWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        buffers(registry);
        socketBuffers(registry);
        pools(registry);
        http(registry);
        withoutMeaning(registry);
        http2(registry);
        tls(registry);
    }

    private static Keyword tune(final String name, final String argument, final String summary)
    {
        return Keyword.global(name).words(0, 1).syntax(name + " " + argument).manual(PERFORMANCE).summary(summary);
    }

    private static void buffers(final KeywordRegistry registry)
    {
        registry.registerAll(
            tune("tune.bufsize", "<size>", "Size of buffers").missing("'tune.bufsize' expects an integer argument")
                .words(1, 1).parsedBy(GlobalSettings.class, GlobalTuneWords::bufferSize),
            tune("tune.bufsize.large", "<size>", "Size of large buffers").words(1, 1)
                .missing("'tune.bufsize.large' expects an integer argument.\n\n")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.largeBufferSize = positiveSize("tune.bufsize.large", words)),
            tune("tune.bufsize.small", "<size>", "Size of small buffers").words(1, 1)
                .missing("'tune.bufsize.small' expects an integer argument.\n\n")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.smallBufferSize = positiveSize("tune.bufsize.small", words)),
            tune("tune.maxrewrite", "<size>", "Room kept free in buffers for changed headers").words(1, 1)
                .expects("an integer argument").parsedBy(GlobalSettings.class, GlobalTuneWords::maxRewrite),
            tune("tune.buffers.limit", "<number>", "Most buffers of the process")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                {
                    final int limit = notNegative("tune.buffers.limit", words);
                    settings.bufferLimit = 0 == limit ? 0 : Math.max(3, limit);
                }),
            tune("tune.buffers.reserve", "<number>", "Buffers kept for responses").ignored(MEMORY)
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.bufferReserve = notNegative("tune.buffers.reserve", words)),
            Keyword.global("tune.chksize").words(0,
                Keyword.UNLIMITED).manual("removed").summary("Size of check buffers")
                .refused("option 'tune.chksize' is not supported any more (tune.bufsize is used instead)."),
            tune("tune.comp.maxlevel", "<number>", "Effort of compression, 1 to 9; from 2 on zlib does it").words(1, 1)
                .missing("'tune.comp.maxlevel' expects a numeric value between 1 and 9")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::compressionLevel),
            tune("tune.maxaccept", "<number>", "Connections accepted in one pass")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::maxAccept),
            tune("tune.maxpollevents", "<number>", "Events taken from the poller at a time").ignored(SCHEDULER)
                .parsedBy(GlobalSettings.class, GlobalTuneWords::maxPollEvents),
            tune("tune.max-rules-at-once", "<number>", "Rules evaluated before others get their turn").words(1, 1)
                .missing("'tune.max-rules-at-once' expects a positive numeric value")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.maxRulesAtOnce = positiveNumeric("tune.max-rules-at-once", words)),
            tune("tune.pattern.cache-size", "<number>", "Entries of the pattern cache").words(1, 1)
                .missing("'tune.pattern.cache-size' expects a positive numeric value")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.patternCacheSize = positiveNumeric("tune.pattern.cache-size", words)),
            tune("tune.recv_enough", "<size>", "Bytes that suffice for one reading").words(1, 1)
                .expects("an integer argument").parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.receiveEnough = size("tune.recv_enough", words)),
            tune("tune.idletimer", "<time>", "Time after which a connection counts as idle").words(1, 1)
                .expects("a timer value between 0 and 65535 ms")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::idleTimer),
            tune("tune.cli.max-payload-size", "<size>", "Longest payload of the runtime API").words(1, 1)
                .expects("a size argument").parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.cliMaxPayloadSize = size("tune.cli.max-payload-size", words)),
            tune("tune.listener.default-shards", "{ by-process | by-thread | by-group }",
                "Sockets opened for a bind line that does not say").parsedBy(GlobalSettings.class,
                    GlobalTuneWords::shards),
            tune("tune.listener.multi-queue", "{ on | fair | off }", "How new connections are dealt out")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::multiQueue),
            Keyword.global("tune.stick-counters").words(0, Keyword.UNLIMITED).syntax("tune.stick-counters <number>")
                .manual(PERFORMANCE).summary("Stick counters of a stream")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::stickCounters));
    }

    private static void socketBuffers(final KeywordRegistry registry)
    {
        registry.registerAll(
            sizeOnce("tune.rcvbuf.client", "Kernel receive buffer of client sockets",
                s -> s.clientReceiveBuffer, (s, v) -> s.clientReceiveBuffer = v),
            sizeOnce("tune.rcvbuf.server", "Kernel receive buffer of server sockets",
                s -> s.serverReceiveBuffer, (s, v) -> s.serverReceiveBuffer = v),
            sizeOnce("tune.sndbuf.client", "Kernel send buffer of client sockets",
                s -> s.clientSendBuffer, (s, v) -> s.clientSendBuffer = v),
            sizeOnce("tune.sndbuf.server", "Kernel send buffer of server sockets",
                s -> s.serverSendBuffer, (s, v) -> s.serverSendBuffer = v),
            sizeOnce("tune.notsent-lowat.client", "Unsent bytes the kernel may hold for clients",
                s -> s.clientNotSentLowWater, (s, v) -> s.clientNotSentLowWater = v),
            sizeOnce("tune.notsent-lowat.server", "Unsent bytes the kernel may hold for servers",
                s -> s.serverNotSentLowWater, (s, v) -> s.serverNotSentLowWater = v),
            tune("tune.pipesize", "<size>", "Size of pipes").words(1, 1).expects("an integer argument")
                .ignored("no pipes are used").parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.pipeSize = size("tune.pipesize", words)));
    }

    private static Keyword sizeOnce(
        final String name,
        final String summary,
        final ToIntFunction<GlobalSettings> old,
        final ObjIntConsumer<GlobalSettings> store)
    {
        return tune(name, "<size>", summary).parsedBy(GlobalSettings.class, (settings, words, context) ->
        {
            if (0 != old.applyAsInt(settings))
            {
                context.warning("'" + name + "' already specified. Continuing.");
                return;
            }
            if (!words.hasNext())
            {
                throw new ConfigException("'" + name + "' expects an integer argument.");
            }
            store.accept(settings, size(name, words));
        });
    }

    private static void pools(final KeywordRegistry registry)
    {
        registry.registerAll(
            tune("tune.idle-pool.shared", "{ full | on | off }", "Whether loops use each other's idle connections")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::idlePoolShared),
            tune("tune.pool-low-fd-ratio", "<percent>",
                "Share of descriptors above which idle connections are not kept")
                .ignored("idle connections are limited by server, whatever descriptors are in use")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.poolLowRatio = percent("tune.pool-low-fd-ratio", words)),
            tune("tune.pool-high-fd-ratio", "<percent>", "Share of descriptors above which idle connections are killed")
                .ignored("idle connections are limited by server, whatever descriptors are in use")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.poolHighRatio = percent("tune.pool-high-fd-ratio", words)),
            tune("tune.max-checks-per-thread", "<number>", "Checks running at a time")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.maxChecksPerThread = Numbers.atoi(words.next())));
    }

    private static void http(final KeywordRegistry registry)
    {
        registry.registerAll(
            tune("tune.http.maxhdr", "<number>", "Most header fields of a message").words(1, 1)
                .expects("an integer argument").parsedBy(GlobalSettings.class, GlobalTuneWords::maxHeaders),
            tune("tune.http.cookielen", "<number>", "Longest captured cookie").words(1, 1)
                .expects("an integer argument").parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.captureCookieLength = Numbers.atoi(words.next()) + 1),
            tune("tune.http.logurilen", "<number>", "Longest request line in logs").words(1, 1)
                .expects("an integer argument").parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.logUriLength = Numbers.atoi(words.next()) + 1),
            Keyword.global("h1-accept-payload-with-any-method").words(0, 0).manual("3.1")
                .summary("Accept bodies of GET, HEAD and DELETE in old protocol versions")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.isPayloadAcceptedWithAnyMethod = true),
            Keyword.global("h1-do-not-close-on-insecure-transfer-encoding").words(0, 0).manual("3.1")
                .summary("Keep connections alive after dubious transfer encodings")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    settings.isInsecureTransferEncodingKept = true),
            Keyword.global("h1-case-adjust").words(0, 2).syntax("h1-case-adjust <from> <to>").manual("3.1")
                .summary("Spelling of a header name for peers that need it")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::caseAdjust),
            Keyword.global("h1-case-adjust-file").words(1, 1).expects("<file> as argument")
                .syntax("h1-case-adjust-file <file>").manual("3.1").summary("File with spellings of header names")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.h1CaseAdjustFile = words.next()),
            Keyword.global("http-err-codes").words(0,
                Keyword.UNLIMITED).syntax("http-err-codes [+-]<range>[,...] [...]")
                .manual("3.1").summary("Statuses counted as errors of the client")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    statusCodes(settings.httpErrorCodes, words)),
            Keyword.global("http-fail-codes").words(0,
                Keyword.UNLIMITED).syntax("http-fail-codes [+-]<range>[,...] [...]")
                .manual("3.1").summary("Statuses counted as failures of the server")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    statusCodes(settings.httpFailCodes, words)),
            Keyword.global("dns-accept-family").words(0, 1).syntax("dns-accept-family <family>[,...]").manual("3.1")
                .summary("Address families accepted from name servers")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::dnsFamily));
    }

    private static void withoutMeaning(final KeywordRegistry registry)
    {
        numberWithoutMeaning(registry, "tune.runqueue-depth", "Tasks run in one pass", SCHEDULER);
        numberWithoutMeaning(registry, "tune.events.max-events-at-once", "Events handled at a time", SCHEDULER);
        numberWithoutMeaning(registry, "tune.peers.max-updates-at-once", "Updates sent to a peer at a time",
            "peers are refused where they are asked for");
        numberWithoutMeaning(registry, "tune.memory.hot-size", "Memory kept per thread", MEMORY);
        numberWithoutMeaning(registry, "tune.ring.queues", "Write queues of a ring", SCHEDULER);
        numberWithoutMeaning(registry, "tune.streams-elasticity", "Streams announced to HTTP/2 peers under load",
            HTTP2);
        numberWithoutMeaning(registry, "tune.vars.global-max-size", "Memory of variables", MEMORY);
        numberWithoutMeaning(registry, "tune.vars.proc-max-size", "Memory of process variables", MEMORY);
        numberWithoutMeaning(registry, "tune.vars.sess-max-size", "Memory of session variables", MEMORY);
        numberWithoutMeaning(registry, "tune.vars.txn-max-size", "Memory of transaction variables", MEMORY);
        numberWithoutMeaning(registry, "tune.vars.reqres-max-size", "Memory of request and response variables", MEMORY);
        numberWithoutMeaning(registry, "tune.vars.check-max-size", "Memory of check variables", MEMORY);
        numberWithoutMeaning(registry, "tune.rcvbuf.backend", "Kernel receive buffer of datagram sockets", SCHEDULER);
        numberWithoutMeaning(registry, "tune.rcvbuf.frontend", "Kernel receive buffer of datagram sockets", SCHEDULER);
        numberWithoutMeaning(registry, "tune.sndbuf.backend", "Kernel send buffer of datagram sockets", SCHEDULER);
        numberWithoutMeaning(registry, "tune.sndbuf.frontend", "Kernel send buffer of datagram sockets", SCHEDULER);
        numberWithoutMeaning(registry, "tune.h1.be.glitches-threshold", "Oddities a server connection may show",
            SCHEDULER);
        numberWithoutMeaning(registry, "tune.h1.fe.glitches-threshold", "Oddities a client connection may show",
            SCHEDULER);
        numberWithoutMeaning(registry, "tune.glitches.kill.cpu-usage",
            "CPU usage above which odd connections are killed",
            SCHEDULER);
        numberWithoutMeaning(registry, "tune.renice.runtime", "Nice level while running", SCHEDULER);
        numberWithoutMeaning(registry, "tune.renice.startup", "Nice level at start", SCHEDULER);
        switchWithoutMeaning(registry, "tune.applet.zero-copy-forwarding", "Forward without copying from services");
        switchWithoutMeaning(registry, "tune.h1.zero-copy-fwd-recv", "Forward received HTTP/1 data without copying");
        switchWithoutMeaning(registry, "tune.h1.zero-copy-fwd-send", "Forward sent HTTP/1 data without copying");
        switchWithoutMeaning(registry, "tune.pt.zero-copy-forwarding", "Forward TCP data without copying");
        switchWithoutMeaning(registry, "tune.sched.low-latency", "Serve latency before throughput");
        switchWithoutMeaning(registry, "tune.fd.edge-triggered", "Edge triggered polling");
        for (final String word : new String[]{"tune.disable-fast-forward", "tune.disable-zero-copy-forwarding",
            "tune.defaults.purge", "no-memory-trimming", "prealloc-fd", "limited-quic",
            "h2-workaround-bogus-websocket-clients"})
        {
            registry.register(Keyword.global(word).words(0, 0).manual(PERFORMANCE).ignored(SCHEDULER)
                .summary("A detail of HAProxy's inner workings"));
        }
        registry.registerAll(
            Keyword.global("tune.takeover-other-tg-connections").words(1, 1).syntax(
                "tune.takeover-other-tg-connections { none | restricted | full }").manual(PERFORMANCE)
                .expects("'none', 'restricted', or 'full'")
                .ignored("threads of all groups use each other's idle connections")
                .summary("Whether thread groups use each other's idle connections"),
            Keyword.global("tune.epoll.mask-events").words(0, 1).syntax("tune.epoll.mask-events <event>[,...]")
                .manual(PERFORMANCE).ignored(SCHEDULER).summary("Events not to ask for"),
            Keyword.global("httpclient.resolvers.id").words(1,
                1).ignored(NO_CLIENT).summary("Resolvers of HAProxy's client"),
            Keyword.global("httpclient.resolvers.disabled").words(0,
                1).ignored(NO_CLIENT).summary("No DNS in HAProxy's client"),
            Keyword.global("httpclient.resolvers.prefer").words(1,
                1).ignored(NO_CLIENT).summary("Preferred address family"),
            Keyword.global("httpclient.retries").words(1, 1).ignored(NO_CLIENT).summary("Retries of HAProxy's client"),
            Keyword.global("httpclient.timeout.connect").words(1,
                1).ignored(NO_CLIENT).summary("Timeout of HAProxy's client"),
            Keyword.global("httpclient.ssl.verify").words(0,
                1).ignored(NO_CLIENT).summary("Verification by HAProxy's client"),
            Keyword.global("httpclient.ssl.ca-file").words(1,
                1).ignored(NO_CLIENT).summary("Authorities of HAProxy's client"),
            Keyword.global("profiling.tasks").words(0, Keyword.UNLIMITED).syntax("profiling.tasks { on | auto | off }")
                .manual("3.1").ignored("profile with the JVM's tools").summary("Measure tasks")
                .parsedBy(GlobalSettings.class, GlobalTuneWords::profiling),
            Keyword.global("profiling.memory").words(1, Keyword.UNLIMITED).syntax("profiling.memory { on | off }")
                .manual("3.1").ignored("profile with the JVM's tools").summary("Measure memory"));
    }

    private static void profiling(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        do
        {
            final String word = words.next();
            if (!PROFILING.contains(word))
            {
                throw new ConfigException(
                    "'profiling.tasks' expects a combination of either 'on', 'auto', 'off', 'lock', " +
                    "'no-lock', 'memory', or 'no-memory', but got '" + word + "'.");
            }
        }
        while (words.hasNext());
    }

    private static void numberWithoutMeaning(
        final KeywordRegistry registry, final String name, final String summary, final String why)
    {
        registry.register(Keyword.global(name).words(1, 1).expects("an integer argument").syntax(name + " <number>")
            .manual(PERFORMANCE).summary(summary).ignored(why));
    }

    private static void switchWithoutMeaning(final KeywordRegistry registry, final String name, final String summary)
    {
        registry.register(Keyword.global(name).words(0, 1).syntax(name + " { on | off }").manual(PERFORMANCE)
            .summary(summary).ignored(SCHEDULER).parsedBy(GlobalSettings.class, GlobalTuneWords::onOrOff));
    }

    private static void http2(final KeywordRegistry registry)
    {
        for (final String word : List.of(
            "be.glitches-threshold", "be.initial-window-size", "be.max-concurrent-streams",
            "be.max-frames-at-once", "be.rxbuf", "fe.glitches-threshold", "fe.initial-window-size",
            "fe.max-concurrent-streams", "fe.max-frames-at-once", "fe.max-rst-at-once", "fe.max-total-streams",
            "fe.rxbuf",
            "header-table-size", "initial-window-size", "log-errors", "max-concurrent-streams", "max-frame-size",
            "zero-copy-fwd-send"))
        {
            registry.register(Keyword.global("tune.h2." + word).words(1, 1).expects("an argument").manual(PERFORMANCE)
                .syntax("tune.h2." + word + " <value>").summary("A limit of HTTP/2").ignored(HTTP2));
        }
    }

    private static void tls(final KeywordRegistry registry)
    {
        for (final String word : List.of(
            "ca-base", "crt-base", "key-base", "issuers-chain-path", "noktls",
            "ssl-default-bind-ciphers", "ssl-default-bind-ciphersuites", "ssl-default-bind-client-sigalgs",
            "ssl-default-bind-curves", "ssl-default-bind-options", "ssl-default-bind-sigalgs",
            "ssl-default-server-ciphers",
            "ssl-default-server-ciphersuites", "ssl-default-server-client-sigalgs", "ssl-default-server-curves",
            "ssl-default-server-options", "ssl-default-server-sigalgs", "ssl-dh-param-file", "ssl-load-extra-del-ext",
            "ssl-load-extra-files", "ssl-security-level", "ssl-server-verify", "ssl-skip-self-issued-ca",
            "tune.ssl.cachesize", "tune.ssl.capture-buffer-size", "tune.ssl.capture-cipherlist-size",
            "tune.ssl.certificate-compression", "tune.ssl.default-dh-param", "tune.ssl.force-private-cache",
            "tune.ssl.hard-maxrecord", "tune.ssl.keylog", "tune.ssl.lifetime", "tune.ssl.maxrecord",
            "tune.ssl.ocsp-update.maxdelay", "tune.ssl.ocsp-update.mindelay", "tune.ssl.ssl-ctx-cache-size"))
        {
            registry.register(
                Keyword.global(word).syntax(word + " <value>").manual(word.startsWith("tune") ? "3.2" : "3.1")
                .summary("A default of TLS").subset(TLS)
                .parsedBy(GlobalSettings.class, GlobalProcessWords::keepTlsWord));
        }
    }

    private static int size(final String keyword, final Words words)
    {
        return Numbers.size(words.next(), keyword);
    }

    private static int positiveSize(final String keyword, final Words words)
    {
        final int value = size(keyword, words);
        if (0 == value)
        {
            throw new ConfigException("'" + keyword + "' expects a positive integer argument.\n\n");
        }
        return value;
    }

    private static int notNegative(final String keyword, final Words words)
    {
        final String text = words.next();
        final int value = Numbers.atoi(text);
        if (value < 0)
        {
            throw new ConfigException("'" + keyword + "' expects a non-negative number but got '" + text + "'.");
        }
        return value;
    }

    private static int positiveNumeric(final String keyword, final Words words)
    {
        final int value = Numbers.atoi(words.next());
        if (value < 0)
        {
            throw new ConfigException("'" + keyword + "' expects a positive numeric value");
        }
        return value;
    }

    private static int percent(final String keyword, final Words words)
    {
        final int value = words.hasNext() ? Numbers.atoi(words.next()) : -1;
        if (value < 0 || value > 100)
        {
            throw new ConfigException("'" + keyword + "' expects an integer argument between 0 and 100.");
        }
        return value;
    }

    private static void bufferSize(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final long value = Numbers.unsignedSize(words.next(), "tune.bufsize");
        if (value > Integer.MAX_VALUE - POINTER_PAIR)
        {
            throw new ConfigException(
                "'tune.bufsize' expects a size in bytes from 0 to " + (Integer.MAX_VALUE - POINTER_PAIR) + ".");
        }
        settings.bufferSize = (int)(value + POINTER_PAIR - 1) & -POINTER_PAIR;
        if (settings.bufferSize <= 0)
        {
            throw new ConfigException("'tune.bufsize' expects a positive integer argument.");
        }
    }

    private static void maxRewrite(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        settings.maxRewrite = Numbers.atoi(words.next());
        if (settings.maxRewrite < 0)
        {
            throw new ConfigException("'tune.maxrewrite' expects a positive integer argument.");
        }
    }

    private static void maxAccept(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (0 != settings.maxAccept)
        {
            context.warning("'tune.maxaccept' already specified. Continuing.");
            return;
        }
        if (!words.hasNext())
        {
            throw new ConfigException("'tune.maxaccept' expects an integer argument");
        }
        final long value = Numbers.atol(words.next());
        if (value > Integer.MAX_VALUE)
        {
            throw new ConfigException("'tune.maxaccept' expects -1 or an integer from 0 to INT_MAX.");
        }
        settings.maxAccept = (int)value;
    }

    private static void compressionLevel(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final int level = Numbers.atoi(words.next());
        if (level < 1 || level > 9)
        {
            throw new ConfigException("'tune.comp.maxlevel' expects a numeric value between 1 and 9");
        }
        settings.maxCompressionLevel = level;
    }

    private static void maxPollEvents(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (0 != settings.maxPollEvents)
        {
            context.warning("'tune.maxpollevents' already specified. Continuing.");
            return;
        }
        if (!words.hasNext())
        {
            throw new ConfigException("'tune.maxpollevents' expects an integer argument.");
        }
        final long value = Numbers.atol(words.next());
        if (value > 1_000_000)
        {
            throw new ConfigException("'tune.maxpollevents' expects an integer value lower than or equal to 1000000.");
        }
        settings.maxPollEvents = (int)value;
    }

    private static void idleTimer(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException(
                "timer overflow in argument <" + text + "> to <tune.idletimer>, maximum value is 65535 ms.");
            case UNEXPECTED -> throw new ConfigException(
                "unexpected character '" + delay.badChar() + "' in argument to <tune.idletimer>.");
            default ->
            {
                if (delay.value > 65535)
                {
                    throw new ConfigException("'tune.idletimer' expects a timer value between 0 and 65535 ms.");
                }
                settings.idleTimerMs = delay.value;
            }
        }
    }

    private static void shards(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String value = words.next();
        settings.defaultShards = switch (value)
        {
            case "by-thread" -> -1;
            case "by-group" -> -2;
            case "by-process" -> 1;
            default ->
                throw new ConfigException("'tune.listener.default-shards' expects either 'by-process', 'by-group', " +
                "or 'by-thread' but got '" + value + "'.");
        };
    }

    private static void multiQueue(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String value = words.next();
        switch (value)
        {
            case "on", "fair", "off" -> settings.listenerMultiQueue = value;
            default -> throw new ConfigException(
                "'tune.listener.multi-queue' expects either 'on', 'fair', or 'off' but got '" + value + "'.");
        }
    }

    private static void stickCounters(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String text = words.next();
        if (!Numbers.isWholeNumber(text))
        {
            throw new ConfigException("tune.stick-counters: '" + text + "' is an invalid number");
        }
        final int count = Numbers.atoi(text);
        if (count < 0 || count > 100)
        {
            throw new ConfigException(
                "tune.stick-counters: the number of stick-counters must be between 1 and 100 (was " + count + ")");
        }
        settings.stickCounterCount = count;
    }

    private static void idlePoolShared(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String value = words.next();
        switch (value)
        {
            case "full", "on", "off" -> settings.idlePoolShared = value;
            default -> throw new ConfigException(
                "'tune.idle-pool.shared' expects 'full', 'on' or 'off' but got '" + value + "'.");
        }
    }

    private static void maxHeaders(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        settings.maxHeaders = Numbers.atoi(words.next());
        if (settings.maxHeaders < 1 || settings.maxHeaders > 32767)
        {
            throw new ConfigException("'tune.http.maxhdr' expects a numeric value between 1 and 32767");
        }
    }

    private static void caseAdjust(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String from = words.next();
        final String to = words.next();
        if (from.isEmpty() || to.isEmpty())
        {
            throw new ConfigException("'h1-case-adjust' expects <from> and <to> as argument.");
        }
        addCaseAdjust(settings, from, to);
    }

    /** Add one spelling; refusals as of {@code h1-case-adjust}. */
    static void addCaseAdjust(final GlobalSettings settings, final String from, final String to)
    {
        if (to.isEmpty())
        {
            throw new ConfigException("expect <to>");
        }
        if (!from.equalsIgnoreCase(to))
        {
            throw new ConfigException("<from> and <to> must not differ except the case");
        }
        if (null != settings.h1CaseAdjust.putIfAbsent(from.toLowerCase(java.util.Locale.ROOT), to))
        {
            throw new ConfigException("duplicate entry '" + from + "'");
        }
    }

    private static void statusCodes(final java.util.BitSet codes, final Words words)
    {
        final String keyword = words.line().word(0);
        if (!words.hasNext())
        {
            throw new ConfigException("Missing status codes range for '" + keyword + "'.");
        }
        while (words.hasNext())
        {
            StatusRanges.apply(words.next(), keyword, codes);
        }
    }

    private static void dnsFamily(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String value = words.next();
        for (final String family : value.split(","))
        {
            if (!"ipv4".equals(family) && !"ipv6".equals(family) && !"auto".equals(family))
            {
                throw new ConfigException(
                    "'dns-accept-family' expects a comma-delimited list of 'ipv4' and 'ipv6' but got '" +
                    value + "'.");
            }
        }
        settings.dnsAcceptFamily = value;
    }

    private static void onOrOff(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        final String value = words.next();
        if (!"on".equals(value) && !"off".equals(value))
        {
            final boolean isWordy = "tune.sched.low-latency".equals(keyword) ||
                "tune.fd.edge-triggered".equals(keyword);
            throw new ConfigException("'" + keyword + "' expects " +
                (isWordy ? "either 'on' or 'off' but got '" + value + "'." : "'on' or 'off'."));
        }
    }
}
