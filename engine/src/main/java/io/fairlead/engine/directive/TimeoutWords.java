/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Units;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code timeout <name>} of proxies. */
final class TimeoutWords
{
    private static final int FRONT = ProxyKind.FRONT_SIDE;
    private static final int BACK = ProxyKind.BACK_SIDE;
    private static final int SMALLEST_PLAUSIBLE_MS = 100;

    private TimeoutWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            timeout("client", FRONT, "Inactivity on the client's side", p -> p.clientTimeoutMs,
                (p, v) -> p.clientTimeoutMs = v),
            timeout("client-fin", FRONT, "Inactivity on the client's side once half closed",
                p -> p.clientFinTimeoutMs, (p, v) -> p.clientFinTimeoutMs = v),
            timeout("client-hs", FRONT, "Time for handshakes with the client",
                p -> p.clientHandshakeTimeoutMs, (p, v) -> p.clientHandshakeTimeoutMs = v),
            timeout("http-request", FRONT | BACK, "Time for a complete request",
                p -> p.httpRequestTimeoutMs, (p, v) -> p.httpRequestTimeoutMs = v),
            timeout("http-keep-alive", FRONT | BACK, "Time for the next request to begin",
                p -> p.httpKeepAliveTimeoutMs, (p, v) -> p.httpKeepAliveTimeoutMs = v),
            timeout("tarpit", FRONT | BACK, "Time a tarpitted connection is held",
                p -> p.tarpitTimeoutMs, (p, v) -> p.tarpitTimeoutMs = v),
            timeout("connect", BACK, "Time to connect to a server",
                p -> p.connectTimeoutMs, (p, v) -> p.connectTimeoutMs = v),
            timeout("queue", BACK, "Time to wait for a free connection slot",
                p -> p.queueTimeoutMs, (p, v) -> p.queueTimeoutMs = v),
            timeout("server", BACK, "Inactivity on the server's side",
                p -> p.serverTimeoutMs, (p, v) -> p.serverTimeoutMs = v),
            timeout("server-fin", BACK, "Inactivity on the server's side once half closed",
                p -> p.serverFinTimeoutMs, (p, v) -> p.serverFinTimeoutMs = v),
            timeout("tunnel", BACK, "Inactivity of tunnels", p -> p.tunnelTimeoutMs, (p, v) -> p.tunnelTimeoutMs = v),
            timeout("check", BACK, "Time for a check once connected",
                p -> p.checkTimeoutMs, (p, v) -> p.checkTimeoutMs = v),
            Keyword.proxy("timeout",
                ProxyKind.ANY).syntax("timeout <name> <time>").manual("4.2").summary("A time limit")
                .parsedBy(ProxySettings.class, TimeoutWords::unknown),
            old("clitimeout", "client"),
            old("srvtimeout", "server"),
            old("contimeout", "connect"));
    }

    private static Keyword old(final String word, final String name)
    {
        return Keyword.proxy(word, ProxyKind.ANY).manual("removed").summary("Old name of timeout " + name)
            .refused("the '" + word + "' directive is not supported anymore since HAProxy 2.1. Use 'timeout " + name +
                "'.");
    }

    private static void unknown(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String current = switch (words.peek())
        {
            case "clitimeout" -> "client";
            case "srvtimeout" -> "server";
            case "contimeout" -> "connect";
            default -> null;
        };
        if (null != current)
        {
            throw new ConfigException("the '" + words.peek() +
                "' directive is not supported anymore since HAProxy 2.1. Use " +
                "'timeout " + current + "'.");
        }
        throw new ConfigException("'timeout' supports 'client', 'server', 'connect', 'check', 'queue', 'handshake', " +
            "'http-keep-alive', 'http-request', 'tunnel', 'tarpit', 'client-fin' and 'server-fin' (got '" +
                words.peek() +
            "')");
    }

    private static Keyword timeout(
        final String name,
        final int sides,
        final String summary,
        final ToIntFunction<ProxySettings> old,
        final ObjIntConsumer<ProxySettings> store)
    {
        return Keyword.proxy("timeout " + name, sides | ProxyKind.DEFAULTS | ProxyKind.NAMED_DEFAULTS)
            .syntax("timeout " + name + " <time>").manual("4.2").summary(summary)
            .parsedBy(ProxySettings.class, (proxy, words, context) ->
            {
                if (!words.hasNext())
                {
                    throw new ConfigException("'timeout " + name + "' expects an integer value (in milliseconds)");
                }
                final String text = words.next();
                final int timeoutMs = read(text, name, context);
                final String warning = warning(proxy, name, sides, text, timeoutMs,
                    old.applyAsInt(proxy) != old.applyAsInt(ProxyBuild.of(proxy, context).defaults));
                store.accept(proxy, 0 == timeoutMs ? -1 : timeoutMs);
                if (words.hasNext())
                {
                    throw new ConfigException("'timeout " + name + "' : unexpected extra argument '" + words.peek() +
                        "' after value '" + text + "'.");
                }
                if (null != warning)
                {
                    context.warning(warning);
                }
            });
    }

    private static int read(final String text, final String name, final ParseContext context)
    {
        final Delay delay = Delay.ms(text, context);
        return switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException("timer overflow in argument '" + text + "' to 'timeout " + name +
                "' (maximum value is 2147483647 ms or ~24.8 days)");
            case UNEXPECTED -> throw new ConfigException(
                "unexpected character '" + delay.badChar() + "' in 'timeout " + name + "'");
            default -> delay.value;
        };
    }

    private static String warning(
        final ProxySettings proxy,
        final String name,
        final int sides,
        final String text,
        final int timeoutMs,
        final boolean isOverwritten)
    {
        final boolean hasSide = 0 != (sides & ProxyKind.FRONTEND) && Placement.isFront(proxy) ||
            0 != (sides & ProxyKind.BACKEND) && Placement.isBack(proxy);
        if (!hasSide)
        {
            return "'timeout " + name + "' will be ignored because " + Placement.typeName(proxy) + " '" + proxy.name +
                "' has no " + (0 != (sides & ProxyKind.BACKEND) ? "backend" : "frontend") + " capability";
        }
        if (isOverwritten)
        {
            return "overwriting 'timeout " + name + "' which was already specified";
        }
        if (Units.isSuspiciouslySmall(text, SMALLEST_PLAUSIBLE_MS))
        {
            return "'timeout " + name + ' ' + timeoutMs + "' in " + Placement.typeName(proxy) + " '" + proxy.name +
                "' is suspiciously small for a value in milliseconds. Please use an explicit unit ('" + timeoutMs +
                "ms') if that was the intent.";
        }
        return null;
    }
}
