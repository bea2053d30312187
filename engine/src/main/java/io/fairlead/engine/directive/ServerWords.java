/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.List;

import java.util.Set;
import java.util.function.ObjIntConsumer;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.DescriptorProbe;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Units;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.server.ServerSettings.ProxyV2Option;

/** Options of {@code server} lines. Source: configuration.txt 5.2. */
final class ServerWords
{
    private static final int MAX_WEIGHT = 256;
    private static final int SMALLEST_PLAUSIBLE_MS = 100;
    private static final int SOCKS_ADDRESS =
        AddressParser.RESOLVE | AddressParser.PORT_OK | AddressParser.STREAM | AddressParser.PORT_MANDATORY;
    private static final Set<String> FOR_SERVERS_ONLY = Set.of("guid", "id");

    private ServerWords()
    {
    }

    /** Whether a word cannot stand on {@code default-server}. */
    static boolean isForServersOnly(final String name)
    {
        return FOR_SERVERS_ONLY.contains(name);
    }

    static void register(final KeywordRegistry registry)
    {
        identity(registry);
        limits(registry);
        health(registry);
        proxyProtocol(registry);
        pools(registry);
        sockets(registry);
        checks(registry);
        ServerHealthWords.register(registry);
        ServerNameWords.register(registry);
    }

    private static Keyword flag(final String name, final String summary)
    {
        return Keyword.server(name, 0).manual("5.2").summary(summary);
    }

    private static Keyword option(final String name, final String argument, final String summary)
    {
        return Keyword.server(name, 1).syntax(name + ' ' + argument).manual("5.2").summary(summary);
    }

    private static void identity(final KeywordRegistry registry)
    {
        registry.registerAll(
            option("id", "<number>", "Number of the server in statistics").missing("'id' : expects an integer argument")
                .parsedBy(ServerSettings.class, ServerWords::id),
            option("guid", "<name>", "Name that is unique in the whole configuration")
                .missing("'guid' : expects an argument")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.guid = words.next()),
            option("cookie", "<value>", "Value of the cookie that names the server")
                .missing("'cookie' expects <value> as argument.\n")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.cookie = words.next()),
            flag("backup", "Use it only when all others are down")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isBackup = true),
            flag("no-backup", "Undo backup")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isBackup = false),
            flag("disabled", "Start in maintenance")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isDisabled = true),
            flag("enabled", "Undo disabled")
                .parsedBy(ServerSettings.class, (server, words, context) ->
                {
                    server.isDisabled = false;
                    server.isStandingUnknown = false;
                }));
    }

    private static void limits(final KeywordRegistry registry)
    {
        registry.registerAll(
            option("weight", "<number>", "Share of the load, 0 to 256").words(0, 1)
                .parsedBy(ServerSettings.class, ServerWords::weight),
            integer("maxconn", "Connections at a time", (server, value) -> server.maxConn = value),
            integer("minconn", "Limit under little load", (server, value) -> server.minConn = value),
            integer("maxqueue", "Requests that may wait for it", (server, value) -> server.maxQueue = value),
            flag("strict-maxconn", "Count connections instead of requests")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isStrictMaxConn = true),
            option("hash-key", "{ id | id32 | guid | addr | addr-port }",
                "What is hashed by consistent hashing").words(0, 1)
                .ignored("consistent hashing is refused where it is asked for")
                .parsedBy(ServerSettings.class, ServerWords::hashKey),
            option("shard", "<number>", "Shard of a peer").words(1,
                1).ignored("peers are refused where they are asked for"),
            flag("stick", "Undo non-stick")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isNonStick = false),
            flag("non-stick", "Do not store it in stick tables")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isNonStick = true));
    }

    private static Keyword integer(final String name, final String summary, final ObjIntConsumer<ServerSettings> store)
    {
        return option(name, "<number>", summary).words(0, 1).parsedBy(ServerSettings.class, (server, words, context) ->
            store.accept(server, Numbers.atoi(words.next())));
    }

    private static void health(final KeywordRegistry registry)
    {
        registry.registerAll(
            flag("check", "Check whether it is alive")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isChecked = true),
            flag("no-check", "Undo check")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isChecked = false),
            option("rise", "<number>", "Good checks until it is up").expects("an integer argument")
                .parsedBy(ServerSettings.class, (server, words, context) ->
                    server.rise = positive("'rise'", words)),
            option("fall", "<number>", "Bad checks until it is down").expects("an integer argument")
                .parsedBy(ServerSettings.class, (server, words, context) ->
                    server.fall = positive("'fall'", words)),
            interval("inter", "Time between checks", (server, value) -> server.interMs = value),
            interval("fastinter", "Time between checks while its state is changing",
                (server, value) -> server.fastInterMs = value),
            interval("downinter", "Time between checks while it is down",
                (server, value) -> server.downInterMs = value));
    }

    private static int positive(final String name, final Words words)
    {
        final int value = Numbers.atoi(words.next());
        if (value <= 0)
        {
            throw new ConfigException(name + " has to be > 0.");
        }
        return value;
    }

    static Keyword interval(
        final String name, final String summary, final ObjIntConsumer<ServerSettings> store)
    {
        return option(name, "<time>", summary).expects("a delay as argument")
            .parsedBy(ServerSettings.class, (server, words, context) ->
            {
                final String text = words.next();
                final Delay delay = Delay.ms(text, context);
                switch (delay.outcome)
                {
                    case OVERFLOW -> throw new ConfigException("timer overflow in argument <" + text + "> to <" + name +
                        "> of server " + server.name + ", maximum value is 2147483647 ms (~24.8 days).");
                    case UNEXPECTED -> throw new ConfigException("unexpected character '" + delay.badChar() +
                        "' in 'agent-inter' argument of server " + server.name + ".");
                    default -> store.accept(server, delay.value);
                }
                if (0 == delay.value)
                {
                    throw new ConfigException(
                        "invalid value " + delay.value + " for argument '" + name + "' of server " + server.name + ".");
                }
                if (Units.isSuspiciouslySmall(text, SMALLEST_PLAUSIBLE_MS))
                {
                    server.warning = "'" + name + ' ' + delay.value + "' in server '" + server.name +
                        "' is suspiciously small for a value in milliseconds. Please use an explicit unit ('" +
                            delay.value +
                        "ms') if that was the intent";
                }
            });
    }

    private static void proxyProtocol(final KeywordRegistry registry)
    {
        registry.registerAll(
            flag("send-proxy", "Begin connections with a PROXY header of version 1")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isSendProxy = true),
            flag("no-send-proxy", "Undo send-proxy")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isSendProxy = false),
            flag("send-proxy-v2", "Begin connections with a PROXY header of version 2")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isSendProxyV2 = true),
            flag("no-send-proxy-v2", "Undo send-proxy-v2")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isSendProxyV2 = false),
            flag("send-proxy-v2-ssl", "As send-proxy-v2 with information about TLS")
                .parsedBy(ServerSettings.class, (server, words, context) -> sendTls(server, true, ProxyV2Option.SSL)),
            flag("no-send-proxy-v2-ssl", "Undo send-proxy-v2-ssl")
                .parsedBy(ServerSettings.class, (server, words, context) -> sendTls(server, false, ProxyV2Option.SSL)),
            flag("send-proxy-v2-ssl-cn", "As send-proxy-v2-ssl with the name in the client's certificate")
                .parsedBy(ServerSettings.class, (server, words, context) ->
                    sendTls(server, true, ProxyV2Option.SSL, ProxyV2Option.CERT_CN)),
            flag("no-send-proxy-v2-ssl-cn", "Undo send-proxy-v2-ssl-cn")
                .parsedBy(ServerSettings.class, (server, words, context) ->
                    sendTls(server, false, ProxyV2Option.SSL, ProxyV2Option.CERT_CN)),
            option("proxy-v2-options", "<option>[,...]", "What PROXY headers of version 2 carry").words(0, 1)
                .parsedBy(ServerSettings.class, ServerWords::proxyOptions),
            Keyword.server("set-proxy-v2-tlv-fmt", 1).prefixMatched().words(0, 1)
                .syntax("set-proxy-v2-tlv-fmt(<id>) <format>").manual("5.2").summary(
                    "A value PROXY headers of version 2 carry")
                .parsedBy(ServerSettings.class, ServerWords::proxyTlv),
            flag("check-send-proxy", "Send a PROXY header in checks")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isCheckSendProxy = true),
            flag("no-check-send-proxy", "Undo check-send-proxy")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isCheckSendProxy = false));
    }

    private static void sendTls(final ServerSettings server, final boolean isOn, final ProxyV2Option... options)
    {
        server.isSendProxyV2 = isOn;
        for (final ProxyV2Option option : options)
        {
            if (isOn)
            {
                server.proxyV2Options.add(option);
            }
            else
            {
                server.proxyV2Options.remove(option);
            }
        }
    }

    private static void pools(final KeywordRegistry registry)
    {
        registry.registerAll(
            option("max-reuse", "<number>", "Requests on a connection before it is closed, -1 = no limit")
                .ignored("HTTP/1 connections are reused without limit, as HAProxy does")
                .missing("'max-reuse' expects <value> as argument.\n").parsedBy(ServerSettings.class,
                    (server, words, context) -> server.maxReuse = Numbers.atoi(words.next())),
            option("pool-low-conn", "<number>", "Idle connections below which none is taken from other loops")
                .missing("'pool-low-conn' expects <value> as argument.\n").parsedBy(ServerSettings.class,
                    (server, words, context) -> server.poolLowConn = Numbers.atoi(words.next())),
            option("pool-max-conn", "<number>", "Idle connections kept, -1 = no limit")
                .missing("'pool-max-conn' expects <value> as argument.\n")
                .parsedBy(ServerSettings.class, ServerWords::poolMax),
            option("pool-purge-delay", "<time>", "Time between purges of idle connections")
                .missing("'pool-purge-delay' expects <value> as argument.\n")
                .parsedBy(ServerSettings.class, ServerWords::poolPurge),
            option("pool-conn-name", "<expression>", "What sets idle connections apart")
                .missing("'pool-conn-name' expects <value> as argument.")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.poolConnName = words.next()),
            option("idle-ping", "<time>", "Time between pings of idle servers").expects("an argument")
                .ignored("HTTP/1 has no pings").parsedBy(ServerSettings.class, ServerWords::idlePing),
            option("proto", "{ h1 | none }", "Protocol of connections").missing("'proto' : missing value")
                .subset("h2, fcgi and spop are refused").parsedBy(ServerSettings.class,
                    (server, words, context) -> server.protocol = BindWords.protocol(words.next())),
            option("check-proto", "{ h1 | none }", "Protocol of checks").missing("'check-proto' : missing value")
                .subset("h2, fcgi and spop are refused").parsedBy(ServerSettings.class, ServerWords::checkProtocol),
            option("ws", "{ auto | h1 | h2 }", "Protocol of WebSocket connections").words(0, 1)
                .subset("h2 is refused").parsedBy(ServerSettings.class, ServerWords::webSocket),
            option("log-proto", "{ legacy | octet-count }", "Framing of records sent to log servers").words(0, 1)
                .parsedBy(ServerSettings.class, ServerWords::logProtocol));
    }

    private static void sockets(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.server("source", -1).words(0, Keyword.UNLIMITED).syntax("source <address>[:<port>[-<port>]] " +
                "[usesrc { <address> | client | clientip | hdr_ip(<name>[,<n>]) }] [interface <name>]").manual("5.2")
                .summary("Address to connect from")
                .parsedBy(ServerSettings.class, (server, words, context) -> { }),
            Keyword.server("usesrc", 0).manual("5.2").summary("Only behind source")
                .parsedBy(ServerSettings.class, ServerWords::strayUseSource),
            flag("tfo", "Send data in the opening packet")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isFastOpen = true),
            flag("no-tfo", "Undo tfo")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isFastOpen = false),
            option("cc", "<algorithm>", "Congestion control algorithm")
                .missing("'cc' : missing TCP congestion control algorithm").parsedBy(ServerSettings.class,
                    (server, words, context) -> server.congestionControl = words.next()),
            option("tcp-ut", "<time>", "Time unacknowledged data may stay so")
                .missing("'tcp-ut' : missing TCP User Timeout value").parsedBy(ServerSettings.class,
                    (server, words, context) ->
                        server.tcpUserTimeoutMs = BindWords.tcpUserTimeout(words.next(), context)),
            option("socks4", "<address>:<port>", "SOCKS4 proxy to connect through")
                .missing("'socks4' expects <addr>:<port> as argument.\n")
                .parsedBy(ServerSettings.class, ServerWords::socks4),
            flag("check-via-socks4", "Check through the SOCKS4 proxy")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isCheckViaSocks4 = true),
            flag("no-check-reuse-pool", "Undo check-reuse-pool")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isCheckReusePool = false));
    }

    private static void checks(final KeywordRegistry registry)
    {
        for (final String word : List.of(
            "no-check-ssl", "no-check-sni-auto", "no-ssl", "no-sni-auto",
            "no-ssl-reuse", "no-sslv3", "no-tls-tickets", "no-tlsv10", "no-tlsv11", "no-tlsv12", "no-tlsv13",
            "no-renegotiate"))
        {
            registry.register(flag(word, "Undo what is refused anyway").ignored("nothing to undo"));
        }
    }

    private static void id(final ServerSettings server, final Words words, final ParseContext context)
    {
        final long id = Numbers.atol(words.next());
        if (id < 1 || id > 0xFFFF_FFFFL)
        {
            throw new ConfigException("'id' : custom id has to be between 1 and 4294967295.");
        }
        server.id = (int)id;
        server.isIdForced = true;
    }

    private static void weight(final ServerSettings server, final Words words, final ParseContext context)
    {
        final int weight = Numbers.atoi(words.next());
        if (weight < 0 || weight > MAX_WEIGHT)
        {
            throw new ConfigException(
                "weight of server " + server.name + " is not within 0 and " + MAX_WEIGHT + " (" + weight + ").");
        }
        server.weight = weight;
    }

    private static void hashKey(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String key = words.next();
        switch (key)
        {
            case "id", "id32", "guid", "addr", "addr-port" -> server.hashKey = key;
            default -> throw new ConfigException("'hash-key' has to be 'id', 'id32', 'guid', 'addr', or 'addr-port'");
        }
    }

    private static void proxyOptions(final ServerSettings server, final Words words, final ParseContext context)
    {
        for (final String name : words.next().split(",", -1))
        {
            final ProxyV2Option option = switch (name)
            {
                case "ssl" -> ProxyV2Option.SSL;
                case "cert-cn" -> ProxyV2Option.CERT_CN;
                case "cert-key" -> ProxyV2Option.CERT_KEY;
                case "cert-sig" -> ProxyV2Option.CERT_SIG;
                case "ssl-cipher" -> ProxyV2Option.SSL_CIPHER;
                case "authority" -> ProxyV2Option.AUTHORITY;
                case "crc32c" -> ProxyV2Option.CRC32C;
                case "unique-id" -> ProxyV2Option.UNIQUE_ID;
                default -> throw new ConfigException("'" + name + "' : proxy v2 option not implemented");
            };
            server.proxyV2Options.add(option);
            if (option.ordinal() <= ProxyV2Option.SSL_CIPHER.ordinal())
            {
                server.proxyV2Options.add(ProxyV2Option.SSL);
            }
        }
    }

    private static void proxyTlv(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(words.index() - 1);
        final ServerSettings.ProxyV2Tlv tlv = new ServerSettings.ProxyV2Tlv();
        if (keyword.startsWith("set-proxy-v2-tlv-fmt("))
        {
            final String text = keyword.substring("set-proxy-v2-tlv-fmt(".length());
            final int end = Numbers.endOfAnyRadix(text);
            if (0 == end)
            {
                throw new ConfigException("'" + keyword + "' : could not convert TLV ID");
            }
            if (end == text.length() || ')' != text.charAt(end))
            {
                throw new ConfigException("'" + keyword + "' : expects set-proxy-v2-tlv(<TLV ID>)");
            }
            final long type = Numbers.anyRadix(text);
            if (type < 0 || type > 0xFF)
            {
                throw new ConfigException("'" + keyword + "' : the maximum allowed TLV ID is 255");
            }
            tlv.type = (int)type;
        }
        tlv.format = words.next();
        server.proxyV2Tlvs.add(tlv);
    }

    private static void poolMax(final ServerSettings server, final Words words, final ParseContext context)
    {
        server.poolMaxConn = Numbers.atoi(words.next());
        if (server.poolMaxConn < -1)
        {
            throw new ConfigException("'pool-max-conn' must be >= -1");
        }
    }

    private static void poolPurge(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException("timer overflow in argument '" + text +
                "' to 'pool-purge-delay' (maximum value is 2147483647 ms or ~24.8 days)");
            case UNEXPECTED -> throw new ConfigException(
                "unexpected character '" + delay.badChar() + "' in argument to <pool-purge-delay>.\n");
            default -> server.poolPurgeDelayMs = delay.value;
        }
    }

    private static void idlePing(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case OVERFLOW ->
                throw new ConfigException("timer overflow in argument <" + text + "> to <idle-ping> of server " +
                server.name + ", maximum value is 2147483647 ms (~24.8 days).");
            case UNEXPECTED -> throw new ConfigException("unexpected character '" + delay.badChar() +
                "' in 'idle-ping' argument of server " + server.name + ".");
            default -> server.idlePingMs = delay.value;
        }
    }

    private static void checkProtocol(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String name = words.next();
        switch (name)
        {
            case "h1", "none" -> server.checkProtocol = name;
            case "h2", "fcgi", "spop" -> throw new ConfigException(LanguageIndex.refusal("check-proto " + name));
            default -> throw new ConfigException("'check-proto' :  unknown MUX protocol '" + name + "'");
        }
    }

    private static void webSocket(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String name = words.next();
        switch (name)
        {
            case "auto", "h1" -> server.webSocketProtocol = name;
            case "h2" -> throw new ConfigException(LanguageIndex.refusal("ws h2"));
            default -> throw new ConfigException("'ws' has to be 'auto', 'h1' or 'h2'");
        }
    }

    private static void logProtocol(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String name = words.next();
        switch (name)
        {
            case "legacy", "octet-count" -> server.logProtocol = name;
            default -> throw new ConfigException(
                "'log-proto' expects one of 'legacy' or 'octet-count' but got '" + name + "'");
        }
    }

    private static void strayUseSource(final ServerSettings server, final Words words, final ParseContext context)
    {
        throw new ConfigException("'usesrc' only allowed after a 'source' statement.");
    }

    private static void socks4(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String text = words.next();
        try
        {
            final AddressSpec address =
                new AddressParser(context, DescriptorProbe.NONE).parse(text, SOCKS_ADDRESS, null);
            server.socks4 = address;
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'socks4 " + text + "' : " + e.getMessage() + '\n');
        }
    }
}
