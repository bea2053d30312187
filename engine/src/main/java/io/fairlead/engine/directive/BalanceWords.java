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
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code balance}, {@code hash-type} and their kin. */
final class BalanceWords
{
    private static final int BACK = ProxyKind.BACK_SIDE | ProxyKind.DEFAULTS | ProxyKind.NAMED_DEFAULTS;

    private BalanceWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.proxy("balance", BACK).syntax("balance <algorithm> [<arguments>]").manual("4.2")
                .subset("roundrobin, static-rr, leastconn and source").summary("How servers are chosen")
                .parsedBy(ProxySettings.class, BalanceWords::balance),
            Keyword.proxy("hash-type", BACK).syntax("hash-type <method> [<function> [<modifier>]]").manual("4.2")
                .subset("map-based only").summary("How a hash becomes a server")
                .parsedBy(ProxySettings.class, BalanceWords::hashType),
            Keyword.proxy("hash-balance-factor", BACK).syntax("hash-balance-factor <percent>").manual("4.2")
                .words(1, Keyword.UNLIMITED).expects("an integer argument")
                .subset("0 only, as it needs consistent hashing").summary("Load of a server above which a hash moves on")
                .parsedBy(ProxySettings.class, BalanceWords::balanceFactor),
            Keyword.proxy("hash-preserve-affinity", BACK).syntax("hash-preserve-affinity { always | maxconn | maxqueue }")
                .manual("4.2").subset("always only").summary("When a hash may move on")
                .parsedBy(ProxySettings.class, BalanceWords::preserveAffinity));
    }

    private static ConfigException refusal(final String what)
    {
        return new ConfigException(LanguageIndex.refusal(what));
    }

    private static void balance(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "balance", context);
        final BalanceSettings balance = proxy.balance;
        final String name = words.next();
        final Algorithm simple = switch (name)
        {
            case "roundrobin" -> Algorithm.ROUNDROBIN;
            case "static-rr" -> Algorithm.STATIC_RR;
            case "leastconn" -> Algorithm.LEASTCONN;
            case "source" -> Algorithm.SOURCE;
            default -> null;
        };
        if (null != simple)
        {
            balance.algorithm = simple;
        }
        else if (isKnown(name))
        {
            throw refusal("balance " + (name.isEmpty() ? "random" : name));
        }
        else
        {
            throw new ConfigException("balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source', 'uri', " +
                "'url_param', 'hash', 'hdr(name)', 'rdp-cookie(name)', 'log-hash' and 'sticky' options.");
        }
    }

    private static boolean isKnown(final String name)
    {
        return switch (name)
        {
            case "", "first", "uri", "url_param", "hash", "log-hash", "sticky" -> true;
            default -> name.startsWith("random") || name.startsWith("hdr(") || name.startsWith("rdp-cookie");
        };
    }

    private static void hashType(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "hash-type", context);
        final BalanceSettings balance = proxy.balance;
        final String method = words.next();
        switch (method)
        {
            case "consistent" -> throw refusal("hash-type consistent");
            case "map-based" -> balance.hashMethod = BalanceSettings.HashMethod.MAP_BASED;
            case "avalanche" -> throw new ConfigException("experimental feature 'hash-type avalanche' is not supported anymore, " +
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
        if (0 != factor)
        {
            throw refusal("hash-balance-factor");
        }
        proxy.balance.hashBalanceFactor = 0;
    }

    private static void preserveAffinity(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'hash-preserve-affinity' needs a keyword to specify when to preserve hash affinity");
        }
        if (!Placement.isBack(proxy))
        {
            throw new ConfigException("'hash-preserve-affinity' only available in backend or listen section");
        }
        final String when = words.next();
        switch (when)
        {
            case "always" -> proxy.balance.hashPreserveAffinity = when;
            case "maxconn", "maxqueue" -> throw refusal("hash-preserve-affinity " + when);
            default -> throw new ConfigException("'hash-preserve-affinity': unknown keyword '" + when + "'");
        }
    }
}
