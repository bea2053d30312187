/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.BindSettings;

/** Options of {@code bind} lines. Source: configuration.txt 5.1. */
final class BindWords
{
    private static final int MAX_SEGMENT_SIZE = 65535;
    private static final int MAX_NICE = 1024;
    private static final int MAX_SHARDS = 1024;

    private BindWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        sockets(registry);
        permissions(registry);
        connections(registry);
        refused(registry);
    }

    private static Keyword flag(final String name, final String summary)
    {
        return Keyword.bind(name, 0).manual("5.1").summary(summary);
    }

    private static Keyword option(final String name, final String argument, final String missing, final String summary)
    {
        return Keyword.bind(name, 1).syntax(name + ' ' + argument).manual("5.1").summary(summary)
            .missing("'" + name + "' : " + missing);
    }

    private static void sockets(final KeywordRegistry registry)
    {
        registry.registerAll(
            flag("v4v6", "Accept IPv4 on an IPv6 socket")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.isV4V6 = true),
            flag("v6only", "Do not accept IPv4 on an IPv6 socket")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.isV6Only = true),
            flag("transparent", "Listen on addresses that are not local")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.isTransparent = true),
            flag("defer-accept", "Accept connections once they have sent something")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.isDeferAccept = true),
            flag("tfo", "Accept data in the opening packet")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.isFastOpen = true),
            option("cc", "<algorithm>", "missing TCP congestion control algorithm", "Congestion control algorithm")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.congestionControl = words.next()),
            option("mss", "<bytes>", "missing MSS value", "Segment size to announce")
                .parsedBy(BindSettings.class, BindWords::segmentSize),
            option("tcp-ut", "<time>", "missing TCP User Timeout value", "Time unacknowledged data may stay so")
                .parsedBy(BindSettings.class, BindWords::userTimeout),
            option("tcp-ss", "<mode>", "TCP Save SYN option expects an integer argument from 0 to 2",
                "Keep the opening packet")
                .parsedBy(BindSettings.class, BindWords::saveSyn),
            option("interface", "<name>", "missing interface name", "Network interface to listen on")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.interfaceName = words.next()),
            option("backlog", "<number>", "missing value", "Connections the system may hold before they are accepted")
                .parsedBy(BindSettings.class, (bind, words, context) ->
                    bind.backlog = notNegative("backlog", "> 0", words)),
            option("shards", "{ <number> | by-thread | by-group }", "missing value", "Sockets opened for this line")
                .parsedBy(BindSettings.class, BindWords::shards),
            Keyword.bind("thread", 1).syntax("thread <set>[,...]").manual("5.1").summary("Loops that serve this line")
                .words(0, 1).parsedBy(BindSettings.class, BindWords::thread));
    }

    private static void permissions(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.bind("mode", 1).words(0,
                1).syntax("mode <octal>").manual("5.1").summary("Permissions of a UNIX socket")
                .parsedBy(BindSettings.class, BindWords::mode),
            option("uid", "<id>", "missing value", "Owner of a UNIX socket")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.uid = Numbers.atoi(words.next())),
            option("gid", "<id>", "missing value", "Group of a UNIX socket")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.gid = Numbers.atoi(words.next())),
            option("user", "<name>", "missing user name", "Owner of a UNIX socket")
                .parsedBy(BindSettings.class, (bind, words, context) ->
                    bind.uid = known("user", words.peek(), SystemNames.userId(words.next()))),
            option("group", "<name>", "missing group name", "Group of a UNIX socket")
                .parsedBy(BindSettings.class, (bind, words, context) ->
                    bind.gid = known("group", words.peek(), SystemNames.groupId(words.next()))));
    }

    private static void connections(final KeywordRegistry registry)
    {
        registry.registerAll(
            option("name", "<name>", "missing name", "Name of the sockets in statistics")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.name = words.next()),
            option("label", "<text>", "missing label", "Label of the sockets")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.label = words.next()),
            option("guid-prefix", "<text>", "expects an argument", "Beginning of the sockets' unique names")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.guidPrefix = words.next()),
            option("id", "<number>", "expects an integer argument", "Number of the socket in statistics")
                .parsedBy(BindSettings.class, BindWords::id),
            option("maxconn", "<number>", "missing value", "Connections of this line at a time")
                .parsedBy(BindSettings.class, (bind, words, context) ->
                    bind.maxConn = notNegative("maxconn", ">= 0", words)),
            option("nice", "<number>", "missing value", "Priority of connections, -1024 to 1024")
                .ignored("loops serve events in the order in which they come, there is no run queue to be favoured in")
                .parsedBy(BindSettings.class, BindWords::nice),
            flag("accept-proxy", "Connections begin with a PROXY protocol header")
                .parsedBy(BindSettings.class, (bind, words, context) -> bind.isAcceptProxy = true),
            option("accept-netscaler-cip", "<magic>", "missing value",
                "Connections begin with a NetScaler client address")
                .parsedBy(BindSettings.class, BindWords::netscaler),
            option("proto", "{ h1 | none }", "missing value", "Protocol of connections")
                .subset("h2, fcgi and spop are refused").parsedBy(BindSettings.class, BindWords::protocol),
            Keyword.bind("idle-ping",
                1).syntax("idle-ping <time>").manual("5.1").summary("Time between pings of idle peers")
                .expects("an argument").ignored("HTTP/1 has no pings")
                .parsedBy(BindSettings.class, BindWords::idlePing),
            option("level", "{ user | operator | admin }", "missing level", "What a runtime API socket may do")
                .parsedBy(BindSettings.class, BindWords::level),
            option("severity-output", "{ none | number | string }", "missing severity format",
                "Severities in answers of the runtime API")
                .parsedBy(BindSettings.class, BindWords::severity),
            option("expose-fd", "listeners", "missing fd type", "Pass listening sockets on to a new process")
                .parsedBy(BindSettings.class, BindWords::exposeDescriptors));
    }

    private static void refused(final KeywordRegistry registry)
    {
        registry.register(
            Keyword.bind("process", 1).words(0, 1).manual("removed").summary("Processes that serve this line")
            .parsedBy(BindSettings.class, BindWords::process));
    }

    private static int notNegative(final String name, final String bound, final Words words)
    {
        final int value = Numbers.atoi(words.next());
        if (value < 0)
        {
            throw new ConfigException("'" + name + "' : invalid value " + value + ", must be " + bound);
        }
        return value;
    }

    private static int known(final String kind, final String name, final int id)
    {
        if (id < 0)
        {
            throw new ConfigException("'" + kind + "' : unknown " + kind + " name '" + name + "'");
        }
        return id;
    }

    private static void segmentSize(final BindSettings bind, final Words words, final ParseContext context)
    {
        bind.maxSegmentSize = Numbers.atoi(words.next());
        if (0 == bind.maxSegmentSize || Math.abs(bind.maxSegmentSize) > MAX_SEGMENT_SIZE)
        {
            throw new ConfigException("'mss' : expects an MSS with and absolute value between 1 and 65535");
        }
    }

    private static void userTimeout(final BindSettings bind, final Words words, final ParseContext context)
    {
        bind.tcpUserTimeoutMs = tcpUserTimeout(words.next(), context);
    }

    /** A value of {@code tcp-ut}, ms. */
    static int tcpUserTimeout(final String text, final ParseContext context)
    {
        final Delay delay = Delay.ms(text, context);
        return switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException("timer overflow in argument '" + text +
                "' to 'tcp-ut' (maximum value is 2147483647 ms or ~24.8 days)");
            case UNEXPECTED -> throw new ConfigException("'tcp-ut' : expects a positive delay in milliseconds");
            default -> delay.value;
        };
    }

    private static void saveSyn(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final int mode = Numbers.isDigit(text.charAt(0)) ? Numbers.atoi(text) : -1;
        if (mode < 0 || mode > 2)
        {
            throw new ConfigException("'tcp-ss' : TCP Save SYN option expects an integer argument from 0 to 2");
        }
        bind.saveSyn = mode;
    }

    private static void shards(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String text = words.next();
        switch (text)
        {
            case "by-thread" -> bind.shards = -1;
            case "by-group" -> bind.shards = -2;
            default ->
            {
                bind.shards = Numbers.atoi(text);
                if (bind.shards < 1 || bind.shards > MAX_SHARDS)
                {
                    throw new ConfigException("'shards' : invalid value " + bind.shards + ", allowed range is 1.." +
                        MAX_SHARDS + " or 'by-thread'");
                }
            }
        }
    }

    private static void thread(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String set = words.next();
        ThreadSet.check(set);
        bind.threads.add(set);
    }

    private static void mode(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String text = words.next();
        bind.mode = Numbers.octal(text);
        if (bind.mode < 0)
        {
            throw new ConfigException("'mode' : missing or invalid mode '" + text + "' (octal integer expected)");
        }
    }

    private static void id(final BindSettings bind, final Words words, final ParseContext context)
    {
        if (1 != bind.addresses.size() || 1 != bind.addresses.getFirst().portCount())
        {
            throw new ConfigException("'id' can only be used with a single socket");
        }
        final String text = words.next();
        if (!Numbers.isWholeNumber(text))
        {
            throw new ConfigException("'id' : expects an integer argument, found '" + text + "'");
        }
        bind.id = Numbers.atoi(text);
        if (bind.id <= 0)
        {
            throw new ConfigException("'id' : custom id has to be > 0");
        }
        if (null == bind.proxy)
        {
            return;
        }
        for (final BindSettings other : bind.proxy.binds)
        {
            if (other != bind && other.id == bind.id)
            {
                throw new ConfigException("'id' : custom id " + bind.id + " already used at " + other.file + ':' +
                    other.line +
                    " ('bind " + other.text + "')");
            }
        }
    }

    private static void nice(final BindSettings bind, final Words words, final ParseContext context)
    {
        bind.nice = Numbers.atoi(words.next());
        if (Math.abs(bind.nice) > MAX_NICE)
        {
            throw new ConfigException("'nice' : invalid value " + bind.nice + ", allowed range is -1024..1024");
        }
    }

    private static void netscaler(final BindSettings bind, final Words words, final ParseContext context)
    {
        bind.netscalerCipMagic = Numbers.atoi(words.next());
        if (0 == bind.netscalerCipMagic)
        {
            throw new ConfigException("'accept-netscaler-cip' : invalid value 0, must be >= 0");
        }
        bind.isAcceptNetscalerCip = true;
    }

    private static void protocol(final BindSettings bind, final Words words, final ParseContext context)
    {
        bind.protocol = protocol(words.next());
    }

    /** A value of {@code proto}. */
    static String protocol(final String name)
    {
        return switch (name)
        {
            case "h1", "none" -> name;
            case "h2", "fcgi", "spop" -> throw new ConfigException(LanguageIndex.refusal("proto " + name));
            default -> throw new ConfigException("'proto' :  unknown MUX protocol '" + name + "'");
        };
    }

    private static void idlePing(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException("timer overflow in argument <" + text +
                "> to <idle-ping> on bind line, maximum value is 2147483647 ms (~24.8 days).");
            case UNEXPECTED -> throw new ConfigException(
                "unexpected character '" + delay.badChar() + "' in 'idle-ping' argument on bind line.");
            default -> bind.idlePingMs = delay.value;
        }
    }

    private static void level(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String name = words.next();
        bind.level = switch (name)
        {
            case "user" -> BindSettings.Level.USER;
            case "operator" -> BindSettings.Level.OPERATOR;
            case "admin" -> BindSettings.Level.ADMIN;
            default -> throw new ConfigException("'level' only supports 'user', 'operator', and 'admin' (got '" +
                name + "')");
        };
    }

    private static void severity(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String name = words.next();
        switch (name)
        {
            case "none", "number", "string" -> bind.severityOutput = name;
            default ->
                throw new ConfigException("'severity-output' only supports 'none', 'number', and 'string' (got '" +
                name + "')");
        }
    }

    private static void exposeDescriptors(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String what = words.next();
        if (!"listeners".equals(what))
        {
            throw new ConfigException("'expose-fd' only supports 'listeners' (got '" + what + "')");
        }
        bind.isListenersExposed = true;
    }

    private static void process(final BindSettings bind, final Words words, final ParseContext context)
    {
        throw new ConfigException("'process " + words.peek() +
            "' on 'bind' lines is not supported anymore, please use 'thread' instead.");
    }
}
