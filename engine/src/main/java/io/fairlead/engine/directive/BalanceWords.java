/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.balance.BalanceSettings;
import io.fairlead.engine.balance.BalanceSettings.Algorithm;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code balance}, {@code hash-type} and their kin. */
final class BalanceWords
{
    private static final int BACK = ProxyKind.BACK_SIDE | ProxyKind.DEFAULTS | ProxyKind.NAMED_DEFAULTS;

    private static final int DEFAULT_DRAWS = 2;

    private BalanceWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.proxy("balance", BACK).syntax("balance <algorithm> [<arguments>]").manual("4.2")
                .summary("How servers are chosen")
                .parsedBy(ProxySettings.class, BalanceWords::balance),
            Keyword.proxy("hash-type", BACK).syntax("hash-type <method> [<function> [<modifier>]]").manual("4.2")
                .summary("How a hash becomes a server")
                .parsedBy(ProxySettings.class, BalanceWords::hashType),
            Keyword.proxy("hash-balance-factor", BACK).syntax("hash-balance-factor <percent>").manual("4.2")
                .words(1, Keyword.UNLIMITED).expects("an integer argument")
                .summary("Load of a server above which a hash moves on")
                .parsedBy(ProxySettings.class, BalanceWords::balanceFactor),
            Keyword.proxy("hash-preserve-affinity",
                BACK).syntax("hash-preserve-affinity { always | maxconn | maxqueue }")
                .manual("4.2").summary("When a hash may move on")
                .parsedBy(ProxySettings.class, BalanceWords::preserveAffinity));
    }

    private static void balance(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "balance", context);
        final BalanceSettings balance = proxy.balance;
        final String name = words.next();
        switch (name)
        {
            case "" -> balance.algorithm = Algorithm.RANDOM;
            case "roundrobin" -> balance.algorithm = Algorithm.ROUNDROBIN;
            case "static-rr" -> balance.algorithm = Algorithm.STATIC_RR;
            case "first" -> balance.algorithm = Algorithm.FIRST;
            case "leastconn" -> balance.algorithm = Algorithm.LEASTCONN;
            case "source" -> balance.algorithm = Algorithm.SOURCE;
            case "sticky" -> balance.algorithm = Algorithm.STICKY;
            case "uri" -> uri(balance, words);
            case "url_param" -> parameter(balance, words);
            case "hash" -> hash(balance, words);
            case "log-hash" ->
            {
                if (!words.hasNext())
                {
                    throw new ConfigException("balance log-hash requires a converter list.");
                }
                balance.algorithm = Algorithm.LOG_HASH;
                balance.expressionText = words.next();
            }
            default -> withParentheses(balance, name, words);
        }
    }

    private static void uri(final BalanceSettings balance, final Words words)
    {
        balance.algorithm = Algorithm.URI;
        balance.isUriWhole = false;
        balance.isUriPathOnly = false;
        balance.uriLength = 0;
        balance.uriDepth = 0;
        while (words.hasNext())
        {
            final String option = words.next();
            switch (option)
            {
                case "len" -> balance.uriLength = positive(option, words.next());
                case "depth" -> balance.uriDepth = positive(option, words.next());
                case "whole" -> balance.isUriWhole = true;
                case "path-only" -> balance.isUriPathOnly = true;
                default ->
                    throw new ConfigException("balance uri only accepts parameters 'len', 'depth', 'path-only', and " +
                    "'whole' (got '" + option + "').");
            }
        }
    }

    private static int positive(final String option, final String text)
    {
        final int value = Numbers.atoi(text);
        if (value <= 0)
        {
            throw new ConfigException("balance uri : '" + option + "' expects a positive integer (got '" + text +
                "').");
        }
        return value;
    }

    private static void parameter(final BalanceSettings balance, final Words words)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("balance url_param requires an URL parameter name.");
        }
        balance.algorithm = Algorithm.URL_PARAM;
        balance.name = words.next();
        balance.isPostChecked = false;
        if (words.hasNext())
        {
            if (!words.accept("check_post"))
            {
                throw new ConfigException("balance url_param only accepts 'check_post' modifier (got '" + words.peek() +
                    "').");
            }
            balance.isPostChecked = true;
            balance.postWaitLength = Math.max(0, Numbers.atoi(words.next()));
        }
    }

    private static void hash(final BalanceSettings balance, final Words words)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("balance hash requires a sample expression.");
        }
        balance.algorithm = Algorithm.HASH;
        balance.expressionText = words.next();
        if (words.hasNext())
        {
            throw new ConfigException("balance hash takes no other argument (got '" + words.peek() + "').");
        }
    }

    private static void withParentheses(final BalanceSettings balance, final String text, final Words words)
    {
        if (text.startsWith("random"))
        {
            balance.algorithm = Algorithm.RANDOM;
            balance.draws = draws(text.substring("random".length()));
        }
        else if (text.startsWith("hdr("))
        {
            balance.name = inParentheses(text, "hdr".length(), "balance hdr requires an http header field name.");
            balance.algorithm = Algorithm.HDR;
            balance.isDomainOnly = false;
            if (words.hasNext())
            {
                if (!words.accept("use_domain_only"))
                {
                    throw new ConfigException(
                        "balance " + text + " only accepts 'use_domain_only' modifier (got '" + words.peek() + "').");
                }
                balance.isDomainOnly = true;
            }
        }
        else if (text.startsWith("rdp-cookie"))
        {
            balance.algorithm = Algorithm.RDP_COOKIE;
            balance.name = "rdp-cookie".equals(text) ? "mstshash" :
                inParentheses(text, "rdp-cookie".length(), "balance rdp-cookie : missing cookie name.");
        }
        else
        {
            throw new ConfigException(
                "balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source', 'uri', " +
                "'url_param', 'hash', 'hdr(name)', 'rdp-cookie(name)', 'log-hash' and 'sticky' options.");
        }
    }

    private static String inParentheses(final String text, final int open, final String refusal)
    {
        final int end = text.indexOf(')', open);
        if ('(' != text.charAt(open) || end <= open + 1)
        {
            throw new ConfigException(refusal);
        }
        return text.substring(open + 1, end);
    }

    private static int draws(final String text)
    {
        if (text.length() < 2 || '(' != text.charAt(0) || ')' == text.charAt(1))
        {
            return DEFAULT_DRAWS;
        }
        int end = 1;
        while (end < text.length() && Numbers.isDigit(text.charAt(end)))
        {
            end++;
        }
        if (end == text.length())
        {
            throw new ConfigException("balance random : missing closing parenthesis.");
        }
        if (')' != text.charAt(end))
        {
            throw new ConfigException("balance random : unexpected character '" + text.charAt(end) +
                "' after argument.");
        }
        final int draws = Numbers.atoi(text.substring(1, end));
        if (draws < 1)
        {
            throw new ConfigException("balance random : number of draws must be at least 1.");
        }
        return draws;
    }

    private static void hashType(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "hash-type", context);
        final BalanceSettings balance = proxy.balance;
        final String method = words.next();
        switch (method)
        {
            case "consistent" -> balance.hashMethod = BalanceSettings.HashMethod.CONSISTENT;
            case "map-based" -> balance.hashMethod = BalanceSettings.HashMethod.MAP_BASED;
            case "avalanche" ->
                throw new ConfigException("experimental feature 'hash-type avalanche' is not supported anymore, " +
                "please use 'hash-type map-based sdbm avalanche' instead.");
            default -> throw new ConfigException("'hash-type' only supports 'consistent' and 'map-based'.");
        }
        balance.isAvalanche = false;
        balance.hashFunction = null;
        if (!words.hasNext())
        {
            return;
        }
        final String function = words.next();
        switch (function)
        {
            case "sdbm", "djb2", "wt6", "crc32", "none" -> balance.hashFunction = function;
            default -> throw new ConfigException(
                "'hash-type' only supports 'sdbm', 'djb2', 'crc32', or 'wt6' hash functions.");
        }
        if (words.hasNext())
        {
            if (!"avalanche".equals(words.next()))
            {
                throw new ConfigException("'hash-type' only supports 'avalanche' as a modifier for hash functions.");
            }
            balance.isAvalanche = true;
        }
    }

    private static void balanceFactor(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final long factor = Numbers.atol(words.next()) & 0xFFFF_FFFFL;
        if (0 != factor && factor <= 100)
        {
            throw new ConfigException("'hash-balance-factor' must be 0 or greater than 100.");
        }
        proxy.balance.hashBalanceFactor = (int)Math.min(factor, Integer.MAX_VALUE);
    }

    private static void preserveAffinity(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException(
                "'hash-preserve-affinity' needs a keyword to specify when to preserve hash affinity");
        }
        if (!Placement.isBack(proxy))
        {
            throw new ConfigException("'hash-preserve-affinity' only available in backend or listen section");
        }
        final String when = words.next();
        switch (when)
        {
            case "always", "maxconn", "maxqueue" -> proxy.balance.hashPreserveAffinity = when;
            default -> throw new ConfigException("'hash-preserve-affinity': unknown keyword '" + when + "'");
        }
    }
}
