/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.Locale;
import java.util.function.ObjIntConsumer;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.DescriptorProbe;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxyOption;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.SourceSettings;

/** Words of proxy sections that have no family of their own. */
final class ProxyWords
{
    private static final int FRONT = ProxyKind.FRONT_SIDE | ProxyKind.DEFAULTS | ProxyKind.NAMED_DEFAULTS;
    private static final int BACK = ProxyKind.BACK_SIDE | ProxyKind.DEFAULTS | ProxyKind.NAMED_DEFAULTS;
    private static final int STREAM_TARGET = AddressParser.RESOLVE | AddressParser.PORT_OK |
        AddressParser.PORT_MANDATORY |
        AddressParser.STREAM;

    private ProxyWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        identity(registry);
        lines(registry);
        limits(registry);
        frontend(registry);
        backend(registry);
        keepAlive(registry);
    }

    private static Keyword word(final String name, final int proxies, final String syntax, final String summary)
    {
        return Keyword.proxy(name, proxies).syntax(syntax).manual("4.2").summary(summary);
    }

    private static void identity(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("mode", ProxyKind.ANY, "mode { tcp | http }", "Protocol of the proxy").words(0, 1)
                .subset("log of listen sections, spop and haterm are refused")
                .parsedBy(ProxySettings.class, ProxyWords::mode),
            word("id", ProxyKind.PROXIES, "id <number>", "Number of the proxy in statistics")
                .parsedBy(ProxySettings.class, ProxyWords::id),
            word("guid", ProxyKind.PROXIES, "guid <name>", "Name that is unique in the whole configuration")
                .parsedBy(ProxySettings.class, ProxyWords::guid),
            word("description", ProxyKind.PROXIES, "description <text>", "Text shown in statistics")
                .parsedBy(ProxySettings.class, ProxyWords::description),
            word("disabled", ProxyKind.ANY, "disabled", "Do not start the proxy").words(0, 0)
                .parsedBy(ProxySettings.class, (proxy, words, context) -> proxy.isDisabled = true),
            word("enabled", ProxyKind.ANY, "enabled", "Start the proxy").words(0, 0)
                .parsedBy(ProxySettings.class, (proxy, words, context) -> proxy.isDisabled = false));
    }

    private static void lines(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("bind", ProxyKind.FRONT_SIDE, "bind <address>[,...] [<options>...]", "Addresses to listen on")
                .parsedBy(ProxySettings.class, BindLine::parse),
            word("server", ProxyKind.BACK_SIDE, "server <name> <address>[:<port>] [<options>...]", "A server")
                .parsedBy(ProxySettings.class, ServerLine::parse),
            word("default-server", BACK, "default-server <options>...", "Options of all servers that follow")
                .parsedBy(ProxySettings.class, ServerLine::parse),
            word("server-template", ProxyKind.BACK_SIDE,
                "server-template <prefix> <number or range> <address>[:<port>] " +
                "[<options>...]", "Several servers alike").parsedBy(ProxySettings.class, ServerLine::parse));
    }

    private static void limits(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("maxconn", ProxyKind.ANY, "maxconn <number>",
                "Connections of a frontend, or requests being served by a backend, at a time")
                .parsedBy(ProxySettings.class, (proxy, words, context) ->
                    number(words, value -> proxy.maxConn = value)),
            word("backlog", FRONT, "backlog <number>", "Connections the system may hold before they are accepted")
                .parsedBy(ProxySettings.class, (proxy, words, context) ->
                {
                    Placement.lacksFront(proxy, "backlog", context);
                    number(words, value -> proxy.backlog = value);
                }),
            word("fullconn", BACK, "fullconn <number>", "Load at which servers get their full maxconn")
                .parsedBy(ProxySettings.class, (proxy, words, context) ->
                {
                    Placement.lacksBack(proxy, "fullconn", " Maybe you want 'maxconn' instead ?", context);
                    number(words, value -> proxy.fullConn = value);
                }),
            word("rate-limit sessions", FRONT, "rate-limit sessions <number>", "New sessions in a second")
                .parsedBy(ProxySettings.class, ProxyWords::rateLimit),
            word("rate-limit", FRONT, "rate-limit sessions <number>", "New sessions in a second")
                .parsedBy(ProxySettings.class, ProxyWords::rateLimitOther),
            word("max-session-srv-conns", FRONT, "max-session-srv-conns <number>",
                "Idle server connections kept for a client connection").parsedBy(ProxySettings.class,
                    ProxyWords::sessionConns),
            word("max-keep-alive-queue", BACK, "max-keep-alive-queue <number>",
                "Queue length above which another server is preferred to the last one")
                .parsedBy(ProxySettings.class, ProxyWords::keepAliveQueue),
            word("retries", BACK, "retries <number>", "Attempts to connect again")
                .parsedBy(ProxySettings.class, ProxyWords::retries),
            word("retry-on", BACK, "retry-on <event>...", "When to try a request again")
                .parsedBy(ProxySettings.class, RetryOnLine::parse));
    }

    /** A number and nothing else. */
    private static void number(final Words words, final java.util.function.IntConsumer store)
    {
        final String keyword = words.line().word(0);
        if (!words.hasNext())
        {
            throw new ConfigException("'" + keyword + "' expects an integer argument.");
        }
        store.accept(Numbers.atoi(words.next()));
        Report.noMoreThan(1, 1, words);
    }

    private static void frontend(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("default_backend", FRONT, "default_backend <name>", "Backend to use when no rule says otherwise")
                .parsedBy(ProxySettings.class, ProxyWords::defaultBackend),
            word("monitor-uri", FRONT, "monitor-uri <uri>",
                "Requests for this URI are answered by status 200").httpOnly()
                .parsedBy(ProxySettings.class, ProxyWords::monitorUri),
            word("capture cookie", ProxyKind.FRONT_SIDE, "capture cookie <name> len <length>",
                "Cookie to log").httpOnly()
                .parsedBy(ProxySettings.class, CaptureLine::cookie),
            word("capture request header", ProxyKind.FRONT_SIDE, "capture request header <name> len <length>",
                "Request header to log").httpOnly().parsedBy(ProxySettings.class, CaptureLine::request),
            word("capture response header", ProxyKind.FRONT_SIDE, "capture response header <name> len <length>",
                "Response header to log").httpOnly().parsedBy(ProxySettings.class, CaptureLine::response),
            word("capture", ProxyKind.FRONT_SIDE, "capture <what>", "What to log").httpOnly()
                .parsedBy(ProxySettings.class, CaptureLine::other),
            word("declare capture", ProxyKind.FRONT_SIDE, "declare capture { request | response } len <length>",
                "Room for a captured value").parsedBy(ProxySettings.class, CaptureLine::declare),
            word("declare", ProxyKind.FRONT_SIDE, "declare capture { request | response } len <length>",
                "Room for a captured value").parsedBy(ProxySettings.class, CaptureLine::declare));
    }

    private static void backend(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("cookie", BACK, "cookie <name> [rewrite|insert|prefix] [indirect] [nocache] [postonly] [preserve] " +
                "[httponly] [secure] [domain <domain>]* [maxidle <idle>] [maxlife <life>] [dynamic] [attr <value>]*",
                "Cookie that keeps a client with its server").parsedBy(ProxySettings.class, CookieLine::parse),
            word("dynamic-cookie-key", BACK, "dynamic-cookie-key <key>", "Secret of dynamic cookies")
                .parsedBy(ProxySettings.class, CookieLine::key),
            word("source", BACK,
                "source <address>[:<port>] [usesrc { <address> | client | clientip | hdr_ip(<name>[,<n>]) }] " +
                "[interface <name>]", "Address to connect from").parsedBy(ProxySettings.class, ProxyWords::source),
            word("http-reuse", BACK, "http-reuse { never | safe | aggressive | always }",
                "When server connections are shared among clients").httpOnly()
                .parsedBy(ProxySettings.class, ProxyWords::httpReuse),
            word("http-send-name-header", BACK, "http-send-name-header <name>",
                "Request header to send the server's name in")
                .httpOnly().parsedBy(ProxySettings.class, ProxyWords::sendNameHeader),
            word("dispatch", ProxyKind.BACK_SIDE, "dispatch <address>:<port>", "Address to connect to without servers")
                .parsedBy(ProxySettings.class, ProxyWords::dispatch),
            word("transparent", BACK, "transparent", "Old form of option transparent").words(0, 0)
                .parsedBy(ProxySettings.class, ProxyWords::transparent),
            word("load-server-state-from-file", BACK, "load-server-state-from-file { global | local | none }",
                "Where to load the servers' states from")
                .parsedBy(ProxySettings.class, ProxyWords::loadServerState),
            word("server-state-file-name", BACK, "server-state-file-name [<file>]",
                "Name of the file with servers' states").words(0, 1)
                .parsedBy(ProxySettings.class, ProxyWords::serverStateFileName));
    }

    private static void keepAlive(final KeywordRegistry registry)
    {
        registry.registerAll(
            count("clitcpka-cnt", true, "Unanswered keep-alive probes before a client is given up",
                (p, v) -> p.clientKeepAliveCount = v),
            count("srvtcpka-cnt", false, "Unanswered keep-alive probes before a server is given up",
                (p, v) -> p.serverKeepAliveCount = v),
            seconds("clitcpka-idle", true, "Idle time before a client is probed",
                (p, v) -> p.clientKeepAliveIdleSec = v),
            seconds("srvtcpka-idle", false, "Idle time before a server is probed",
                (p, v) -> p.serverKeepAliveIdleSec = v),
            seconds("clitcpka-intvl", true, "Time between probes of a client",
                (p, v) -> p.clientKeepAliveIntervalSec = v),
            seconds("srvtcpka-intvl", false, "Time between probes of a server",
                (p, v) -> p.serverKeepAliveIntervalSec = v));
    }

    private static Keyword count(
        final String name, final boolean isFront, final String summary, final ObjIntConsumer<ProxySettings> store)
    {
        return word(name, isFront ? FRONT : BACK, name + " <number>", summary)
            .parsedBy(ProxySettings.class, (proxy, words, context) ->
            {
                final String text = integerText(name, words);
                store.accept(proxy, (int)Numbers.anyRadix(text));
                warnSide(proxy, name, isFront, context);
            });
    }

    private static Keyword seconds(
        final String name, final boolean isFront, final String summary, final ObjIntConsumer<ProxySettings> store)
    {
        return word(name, isFront ? FRONT : BACK, name + " <time>", summary)
            .parsedBy(ProxySettings.class, (proxy, words, context) ->
            {
                if (!words.hasNext())
                {
                    throw new ConfigException("'" + name + "' expects an integer value");
                }
                final String text = words.next();
                final Delay delay = Delay.seconds(text, context);
                switch (delay.outcome)
                {
                    case OVERFLOW -> throw new ConfigException("timer overflow in argument '" + text + "' to '" + name +
                        "' (maximum value is 2147483647 ms or ~24.8 days)");
                    case UNEXPECTED -> throw new ConfigException(
                        "unexpected character '" + delay.badChar() + "' in argument to <" + name + ">.\n\n");
                    default -> store.accept(proxy, delay.value);
                }
                warnSide(proxy, name, isFront, context);
            });
    }

    private static String integerText(final String name, final Words words)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'" + name + "' expects an integer value");
        }
        final String text = words.next();
        final int end = Numbers.endOfAnyRadix(text);
        if (end < text.length())
        {
            throw new ConfigException(
                "'" + name + "' : unexpected character '" + text.charAt(end) + "' in integer value '" + text + "'");
        }
        return text;
    }

    private static void warnSide(
        final ProxySettings proxy, final String name, final boolean isFront, final ParseContext context)
    {
        if (isFront ? !Placement.isFront(proxy) : !Placement.isBack(proxy))
        {
            context.warning(name + " will be ignored because " + Placement.typeName(proxy) + " '" + proxy.name +
                "' has no " +
                (isFront ? "frontend" : "backend") + " capability");
        }
    }

    private static void mode(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String name = words.next();
        switch (name)
        {
            case "http" -> proxy.mode = ProxySettings.Mode.HTTP;
            case "tcp" -> proxy.mode = ProxySettings.Mode.TCP;
            case "health" ->
                throw new ConfigException("'mode health' doesn't exist anymore. Please use 'http-request return " +
                "status 200' instead.");
            case "log", "spop" ->
            {
                if (!Placement.isBack(proxy))
                {
                    throw new ConfigException("mode " + ("log".equals(name) ? "syslog" : name) +
                        " is only applicable on proxies with backend capability.");
                }
                if ("spop".equals(name) || Placement.isFront(proxy))
                {
                    throw new ConfigException(LanguageIndex.refusal("mode " + name));
                }
                proxy.mode = ProxySettings.Mode.LOG;
            }
            case "haterm" -> throw new ConfigException(LanguageIndex.refusal("mode " + name));
            default -> throw new ConfigException("unknown proxy mode '" + name + "'.");
        }
        ProxyBuild.of(proxy, context).isModeWritten = true;
    }

    private static void id(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (Placement.isDefaults(proxy))
        {
            throw ConfigException.tight("'id' not allowed in 'defaults' section.");
        }
        Report.noMoreThan(1, 1, words);
        if (!words.hasNext())
        {
            throw ConfigException.tight("'id' expects an integer argument.");
        }
        final int id = Numbers.atoi(words.next());
        if (id <= 0)
        {
            throw ConfigException.tight("custom id has to be > 0.");
        }
        for (final ProxySettings other : Configuration.of(context).proxies)
        {
            if (other != proxy && other.isIdForced && other.id == id)
            {
                throw ConfigException.tight(Placement.typeName(proxy) + ' ' + proxy.name +
                    " reuses same custom id as " +
                    Placement.typeName(other) + ' ' + other.name + " (declared at " + other.file + ':' + other.line +
                        ").");
            }
        }
        proxy.id = id;
        proxy.isIdForced = true;
    }

    private static void guid(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInDefaults(proxy, "guid");
        if (!words.hasNext())
        {
            throw new ConfigException("'guid' : expects an argument");
        }
        proxy.guid = words.next();
        Guids.claim("guid", proxy.guid, Placement.typeName(proxy) + ' ' + proxy.name, context);
    }

    private static void description(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (Placement.isDefaults(proxy))
        {
            throw ConfigException.tight("'description' not allowed in 'defaults' section.");
        }
        if (!words.hasNext())
        {
            context.alertTight("'description' expects a string argument.");
            context.abort();
            return;
        }
        proxy.description = words.rest();
    }

    private static void rateLimit(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'rate-limit sessions' expects expects an integer value (in sessions/second)");
        }
        final String text = words.next();
        final int end = Numbers.endOfAnyRadix(text);
        if (end < text.length())
        {
            throw new ConfigException("'rate-limit sessions' : unexpected character '" + text.charAt(end) +
                "' in integer value '" + text + "'");
        }
        if (!Placement.isFront(proxy))
        {
            context.warning("rate-limit sessions will be ignored because " + Placement.typeName(proxy) + " '" +
                proxy.name +
                "' has no frontend capability");
        }
        else if (proxy.rateLimitSessions != ProxyBuild.of(proxy, context).defaults.rateLimitSessions)
        {
            context.warning("overwriting rate-limit sessions which was already specified");
        }
        proxy.rateLimitSessions = (int)Numbers.anyRadix(text);
    }

    private static void rateLimitOther(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        throw new ConfigException("'rate-limit' only supports 'sessions' (got '" + words.peek() + "')");
    }

    private static void sessionConns(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksFront(proxy, "max-session-srv-conns", context);
        if (!words.hasNext())
        {
            throw new ConfigException("'max-session-srv-conns' expects a number. Got no argument");
        }
        proxy.maxSessionServerConns = Numbers.atoi(words.next());
    }

    private static void keepAliveQueue(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'max-keep-alive-queue' expects expects an integer value (or -1 to disable)");
        }
        proxy.maxKeepAliveQueue = (int)Numbers.anyRadix(integerText("max-keep-alive-queue", words));
        warnSide(proxy, "max-keep-alive-queue", false, context);
    }

    private static void retries(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "retries", context);
        Report.noMoreThan(1, 1, words);
        if (!words.hasNext())
        {
            throw new ConfigException("'retries' expects an integer argument (dispatch counts for one).");
        }
        proxy.retries = Numbers.atoi(words.next());
    }

    private static void defaultBackend(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksFront(proxy, "default_backend", context);
        if (!words.hasNext())
        {
            throw new ConfigException("'default_backend' expects a backend name.");
        }
        proxy.defaultBackendName = words.next();
        Report.noMoreThan(1, 1, words);
    }

    private static void monitorUri(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksFront(proxy, "monitor-uri", context);
        Report.noMoreThan(1, 1, words);
        if (!words.hasNext())
        {
            throw new ConfigException("'monitor-uri' expects an URI.");
        }
        proxy.monitorUri = words.next();
    }

    private static void source(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "source", context);
        final SourceSettings source = new SourceSettings();
        if (words.hasNext() || null == proxy.source)
        {
            SourceLine.parseProxy(source, words, context);
        }
        proxy.source = source;
    }

    private static void httpReuse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "http-reuse", context);
        proxy.httpReuse = switch (words.next())
        {
            case "never" -> ProxySettings.HttpReuse.NEVER;
            case "safe" -> ProxySettings.HttpReuse.SAFE;
            case "aggressive" -> ProxySettings.HttpReuse.AGGRESSIVE;
            case "always" -> ProxySettings.HttpReuse.ALWAYS;
            default -> throw new ConfigException("'http-reuse' only supports 'never', 'safe', 'aggressive', 'always'.");
        };
        Report.noMoreThan(0, 2, words);
    }

    private static void sendNameHeader(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "http-send-name-header", context);
        final String name = words.next();
        if (name.isEmpty())
        {
            throw new ConfigException("'http-send-name-header' requires a header string.");
        }
        final String lower = name.toLowerCase(Locale.ROOT);
        switch (lower)
        {
            case "host", "content-length", "transfer-encoding", "connection" -> throw new ConfigException(
                "'" + name + "' cannot be used as header name for 'http-send-name-header' directive.");
            default -> proxy.sendNameHeader = lower;
        }
    }

    private static void dispatch(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInDefaults(proxy, "dispatch");
        Placement.lacksBack(proxy, "dispatch", context);
        final String text = words.next();
        try
        {
            proxy.dispatch = new AddressParser(context, DescriptorProbe.NONE).parse(text, STREAM_TARGET, null);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'dispatch' : " + e.getMessage());
        }
        Report.noMoreThan(1, 1, words);
        if (!context.isDeprecatedAllowed())
        {
            context.warningTight(
                "'dispatch' is deprecated in 3.3 and will be removed in 3.5. The modern way to do the same is " +
                "to create a server with the same address, and possibly to assign any extra server a weight " +
                "of zero if any:\n" +
                "    server dispatch " + text + "\nNote that it is still possible to silence this warning by setting " +
                "'expose-deprecated-directives' in the 'global' section, but do not wait to fix your configuration!");
        }
    }

    private static void transparent(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        proxy.options.add(ProxyOption.TRANSPARENT);
        if (!context.isDeprecatedAllowed())
        {
            context.warningTight(
                "'transparent' is deprecated in 3.3 and will be removed in 3.5. The modern way to do the " +
                "same is to create a server with address 0.0.0.0. It is still possible to silence this " +
                "warning by setting " +
                "'expose-deprecated-directives' in the 'global' section, but do not wait to fix your configuration!");
        }
    }

    private static void serverStateFileName(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "server-state-file-name", context);
        final String name = words.next();
        proxy.serverStateFileName = name.isEmpty() || "use-backend-name".equals(name) ? proxy.name : name;
    }

    private static void loadServerState(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "load-server-state-from-file", context);
        final String where = words.next();
        switch (where)
        {
            case "none", "global", "local" -> proxy.loadServerState = where;
            default -> throw new ConfigException(
                "'load-server-state-from-file' expects 'global', 'local' or 'none'. Got '" + where + "'");
        }
    }
}
