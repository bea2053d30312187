/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.HashMap;
import java.util.Map;

import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Suggestion;
import io.fairlead.engine.proxy.ProxyOption;

/** Sides, modes and summaries of the options that are plain switches, in HAProxy's order. */
final class OptionDescriptions
{
    /** One row. */
    private record Row(ProxyOption option, int sides, boolean isHttpOnly, String summary)
    {
    }

    private static final int FRONT = ProxyKind.FRONT_SIDE;
    private static final int BACK = ProxyKind.BACK_SIDE;
    private static final int BOTH = FRONT | BACK;

    private static final Row[] ROWS = {
        new Row(ProxyOption.ABORTONCLOSE, BOTH, false, "Give up a request whose client has closed while it waits"),
        new Row(ProxyOption.ALLBACKUPS, BACK, false, "Use all backup servers together"),
        new Row(ProxyOption.CHECKCACHE, BACK, true, "Block cacheable responses with cookies"),
        new Row(ProxyOption.CLITCPKA, FRONT, false, "TCP keep-alive on client connections"),
        new Row(ProxyOption.CONTSTATS, FRONT, false, "Update counters while streams run"),
        new Row(ProxyOption.DONTLOGNULL, FRONT, false, "Do not log connections without data"),
        new Row(ProxyOption.HTTP_BUFFER_REQUEST, BOTH, true, "Wait for the request's body before rules run"),
        new Row(ProxyOption.HTTP_DROP_REQUEST_TRAILERS, BACK, true, "Remove trailers of requests"),
        new Row(ProxyOption.HTTP_DROP_RESPONSE_TRAILERS, FRONT, true, "Remove trailers of responses"),
        new Row(ProxyOption.HTTP_IGNORE_PROBES, FRONT, true, "Do not report connections closed before a request"),
        new Row(ProxyOption.IDLE_CLOSE_ON_RESPONSE, FRONT, true,
            "At a soft stop close idle connections after a response"),
        new Row(ProxyOption.PREFER_LAST_SERVER, BACK, true, "Prefer the server this connection used before"),
        new Row(ProxyOption.LOGASAP, FRONT, false, "Log when the response begins"),
        new Row(ProxyOption.NOLINGER, BOTH, false, "Reset connections instead of closing them"),
        new Row(ProxyOption.PERSIST, BACK, false, "Use a server that is down if a cookie asks for it"),
        new Row(ProxyOption.SRVTCPKA, BACK, false, "TCP keep-alive on server connections"),
        new Row(ProxyOption.TRANSPARENT, BACK, false, "Connect where the client wanted to"),
        new Row(ProxyOption.SPLICE_REQUEST, BOTH, false, "Forward requests without copying"),
        new Row(ProxyOption.SPLICE_RESPONSE, BOTH, false, "Forward responses without copying"),
        new Row(ProxyOption.SPLICE_AUTO, BOTH, false, "Forward without copying where it pays"),
        new Row(ProxyOption.ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_REQUEST, FRONT, true, "Tolerate some invalid requests"),
        new Row(ProxyOption.ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_RESPONSE, BACK, true, "Tolerate some invalid responses"),
        new Row(ProxyOption.DONTLOG_NORMAL, FRONT, false, "Log only what went wrong"),
        new Row(ProxyOption.LOG_SEPARATE_ERRORS, FRONT, false, "Log what went wrong at a higher level"),
        new Row(ProxyOption.LOG_HEALTH_CHECKS, BACK, false, "Log results of health checks"),
        new Row(ProxyOption.SOCKET_STATS, FRONT, false, "Separate counters for each listening socket"),
        new Row(ProxyOption.TCP_SMART_ACCEPT, FRONT, false, "Delay the acknowledgement of a request"),
        new Row(ProxyOption.TCP_SMART_CONNECT, BACK, false, "Delay the acknowledgement of a connection"),
        new Row(ProxyOption.INDEPENDENT_STREAMS, BOTH, false, "Let both directions time out on their own"),
        new Row(ProxyOption.HTTP_USE_PROXY_HEADER, FRONT, true, "Use Proxy-Connection instead of Connection"),
        new Row(ProxyOption.HTTP_PRETEND_KEEPALIVE, BACK, true, "Announce keep-alive to servers, then close"),
        new Row(ProxyOption.HTTP_NO_DELAY, BOTH, true, "Send every segment at once"),
        new Row(ProxyOption.H1_CASE_ADJUST_BOGUS_CLIENT, FRONT, false, "Adjust spelling of response headers"),
        new Row(ProxyOption.H1_CASE_ADJUST_BOGUS_SERVER, BACK, false, "Adjust spelling of request headers"),
        new Row(ProxyOption.DISABLE_H2_UPGRADE, FRONT, true, "Do not take an HTTP/2 preface as such"),
    };

    private static final Map<String, ProxyOption> BY_NAME = new HashMap<>();
    private static final int[] SIDES = new int[ProxyOption.values().length];

    static
    {
        for (final Row row : ROWS)
        {
            BY_NAME.put(row.option.word(), row.option);
            SIDES[row.option.ordinal()] = row.sides;
        }
    }

    private OptionDescriptions()
    {
    }

    /** Description of an option as a keyword. */
    static Keyword of(final ProxyOption option)
    {
        for (final Row row : ROWS)
        {
            if (option == row.option)
            {
                final Keyword keyword =
                    Keyword.option(option.word(), row.sides | ProxyKind.DEFAULTS | ProxyKind.NAMED_DEFAULTS)
                    .manual("4.2").summary(row.summary);
                return effect(option, row.isHttpOnly ? keyword.httpOnly() : keyword);
            }
        }
        throw new IllegalArgumentException(option.word());
    }

    private static Keyword effect(final ProxyOption option, final Keyword keyword)
    {
        return switch (option)
        {
            case SPLICE_AUTO, SPLICE_REQUEST, SPLICE_RESPONSE ->
                keyword.ignored("data is always copied, in large pieces; only Maxpipes shows it");
            case HTTP_NO_DELAY -> keyword.ignored("every segment is always sent at once");
            case INDEPENDENT_STREAMS ->
                keyword.subset("a side that sends nothing in time ends the stream, not only its direction");
            default -> keyword;
        };
    }

    /** Option of that name. */
    static ProxyOption find(final String name)
    {
        return BY_NAME.get(name);
    }

    /** Sides it belongs to, a mask of {@link ProxyKind}. */
    static int sides(final ProxyOption option)
    {
        return SIDES[option.ordinal()];
    }

    /** Whether it needs mode http. */
    static boolean isHttpOnly(final ProxyOption option)
    {
        for (final Row row : ROWS)
        {
            if (option == row.option)
            {
                return row.isHttpOnly;
            }
        }
        return false;
    }

    /** Options in HAProxy's order. */
    static ProxyOption[] inOrder()
    {
        final ProxyOption[] options = new ProxyOption[ROWS.length];
        for (int i = 0; i < ROWS.length; i++)
        {
            options[i] = ROWS[i].option;
        }
        return options;
    }

    /** The option that looks most like a word, or null. */
    static String nearest(final String word, final String[] others)
    {
        final Suggestion suggestion = new Suggestion(word);
        for (final Row row : ROWS)
        {
            suggestion.offer(row.option.word());
        }
        for (final String other : others)
        {
            suggestion.offer(other);
        }
        return suggestion.nearest();
    }
}
