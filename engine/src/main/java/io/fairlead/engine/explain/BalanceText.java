/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.List;
import java.util.Locale;

import io.fairlead.engine.balance.BalanceContext;
import io.fairlead.engine.balance.BalanceSettings;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.server.Server;

/** Words for how a backend chooses servers. */
final class BalanceText
{
    private BalanceText()
    {
    }

    /** As the configuration would say it. */
    static String of(final BalanceSettings settings)
    {
        final BalanceSettings.Algorithm algorithm =
            null == settings.algorithm ? BalanceSettings.Algorithm.ROUNDROBIN : settings.algorithm;
        final StringBuilder text = new StringBuilder("balance ");
        switch (algorithm)
        {
            case STATIC_RR -> text.append("static-rr");
            case HDR -> text.append("hdr(").append(settings.name).append(')');
            case RDP_COOKIE -> text.append("rdp-cookie").append(null == settings.name ? "" : "(" + settings.name + ")");
            case URL_PARAM -> text.append("url_param ").append(settings.name);
            case HASH -> text.append("hash ").append(settings.expressionText);
            case URI -> text.append("uri").append(settings.isUriWhole ? " whole" : "")
                .append(settings.isUriPathOnly ? " path-only" : "")
                .append(settings.uriLength > 0 ? " len " + settings.uriLength : "")
                .append(settings.uriDepth > 0 ? " depth " + settings.uriDepth : "");
            case RANDOM -> text.append("random").append(2 == settings.draws ? "" : "(" + settings.draws + ")");
            default -> text.append(algorithm.name().toLowerCase(Locale.ROOT));
        }
        if (isHash(algorithm))
        {
            text.append(BalanceSettings.HashMethod.CONSISTENT == settings.hashMethod ? ", hash-type consistent" :
                ", hash-type map-based");
            text.append(null == settings.hashFunction ? "" : " " + settings.hashFunction);
        }
        return text.toString();
    }

    private static boolean isHash(final BalanceSettings.Algorithm algorithm)
    {
        return switch (algorithm)
        {
            case SOURCE, URI, URL_PARAM, HDR, RDP_COOKIE, HASH -> true;
            default -> false;
        };
    }

    /** Why the algorithm took a server. */
    static String reason(final FetchContext ctx, final Backend backend, final Server server)
    {
        final BalanceSettings settings = backend.settings().balance;
        final BalanceSettings.Algorithm algorithm =
            null == settings.algorithm ? BalanceSettings.Algorithm.ROUNDROBIN : settings.algorithm;
        final int usable = backend.servers().usableCount();
        if (1 == usable)
        {
            return "the only usable server";
        }
        final String backup = server.isBackup() ? "; no other server is up, so backups are used" : "";
        if (isHash(algorithm))
        {
            final long hash = backend.balancer().hashOf(
                new BalanceContext(1).reset(ctx.source(), null, ctx.nowMs()).traffic(ctx));
            return (hash < 0 ? "the request has no key to hash: the next one in turn of " + usable :
                "hash " + String.format(Locale.ROOT, "0x%08x", hash) + " among " + usable + " usable servers") + backup;
        }
        return switch (algorithm)
        {
            case LEASTCONN -> "fewest connections among " + usable + " usable servers";
            case FIRST -> "the first usable server with room";
            case RANDOM -> "drawn at random among " + usable + " usable servers";
            default -> "next in turn among " + usable + " usable servers";
        } + backup;
    }

    /** What the choice depends on besides the request. */
    static void doubts(final Backend backend, final List<String> unknowns)
    {
        final BalanceSettings settings = backend.settings().balance;
        final BalanceSettings.Algorithm algorithm =
            null == settings.algorithm ? BalanceSettings.Algorithm.ROUNDROBIN : settings.algorithm;
        if (backend.servers().usableCount() < 2)
        {
            return;
        }
        switch (algorithm)
        {
            case ROUNDROBIN, STATIC_RR ->
                unknowns.add("the server's turn: it depends on the requests before; shown is a process just started");
            case LEASTCONN, FIRST ->
                unknowns.add("the load of the servers: shown is a process without other connections");
            case RANDOM -> unknowns.add("the server: it is drawn at random");
            default ->
            {
                // a hash always gives the same server
            }
        }
    }
}
