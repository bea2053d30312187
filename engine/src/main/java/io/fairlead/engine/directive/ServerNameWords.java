/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.dns.DnsName;
import io.fairlead.engine.server.ResolveSettings;
import io.fairlead.engine.server.ServerSettings;

/** Options of {@code server} lines about the names of servers. Source: configuration.txt 5.2. */
final class ServerNameWords
{
    private ServerNameWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            option("init-addr", "<method>[,...]", "How the address is found at start").words(0, 1)
                .parsedBy(ServerSettings.class, ServerNameWords::initAddress),
            option("resolvers", "<name>", "Section whose name servers keep the address up to date").words(0, 1)
                .parsedBy(ServerSettings.class, (server, words, context) -> server.resolve.section = words.next()),
            option("resolve-prefer", "{ ipv4 | ipv6 }", "Family of addresses that is preferred").words(0, 1)
                .parsedBy(ServerSettings.class, ServerNameWords::prefer),
            option("resolve-net", "<network>[,...]", "Networks that are preferred").words(0, 1)
                .parsedBy(ServerSettings.class, ServerNameWords::networks),
            option("resolve-opts", "<option>[,...]", "Options of resolution").words(0, 1)
                .parsedBy(ServerSettings.class, ServerNameWords::options));
    }

    /** Whether a text can be asked for as a name. */
    static boolean isResolvable(final String name)
    {
        return null != DnsName.of(name);
    }

    private static Keyword option(final String name, final String argument, final String summary)
    {
        return Keyword.server(name, 1).syntax(name + ' ' + argument).manual("5.2").summary(summary);
    }

    private static void initAddress(final ServerSettings server, final Words words, final ParseContext context)
    {
        server.initAddr.clear();
        boolean hasAddress = false;
        for (final String method : words.next().split(","))
        {
            switch (method)
            {
                case "libc", "last", "none" -> server.initAddr.add(method);
                case "" ->
                {
                }
                default ->
                {
                    if (!AddressParser.parseNumeric(method, 0, new NetAddress()))
                    {
                        throw new ConfigException("'init-addr' : unknown init-addr method '" + method +
                            "', supported methods are 'libc', 'last', 'none'.");
                    }
                    if (hasAddress)
                    {
                        throw new ConfigException(
                            "'init-addr' : initial address already specified, cannot add '" + method + "'.");
                    }
                    hasAddress = true;
                    server.initAddr.add(method);
                }
            }
        }
    }

    private static void prefer(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String family = words.next();
        if (!"ipv4".equals(family) && !"ipv6".equals(family))
        {
            throw new ConfigException("'resolve-prefer' expects either ipv4 or ipv6 as argument.");
        }
        server.resolve.isIpv4Preferred = "ipv4".equals(family);
    }

    private static void networks(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String list = words.next();
        if (list.isEmpty())
        {
            throw new ConfigException("'resolve-net' expects a list of networks.");
        }
        for (final String text : list.split(","))
        {
            if (server.resolve.networks.size() >= ResolveSettings.MAX_NETWORKS)
            {
                throw new ConfigException("'resolve-net' exceed " + ResolveSettings.MAX_NETWORKS + " networks.");
            }
            final ResolveSettings.Network network = Networks.parse(text);
            if (null == network)
            {
                throw new ConfigException("'resolve-net' invalid network '" + text + "'.");
            }
            server.resolve.networks.add(network);
        }
    }

    private static void options(final ServerSettings server, final Words words, final ParseContext context)
    {
        for (final String name : words.next().split(","))
        {
            switch (name)
            {
                case "allow-dup-ip" -> server.resolve.isDuplicateAllowed = true;
                case "prevent-dup-ip" -> server.resolve.isDuplicateAllowed = false;
                case "ignore-weight" -> server.resolve.isWeightIgnored = true;
                case "" ->
                {
                }
                default -> throw new ConfigException("'resolve-opts' : unknown resolve-opts option '" + name +
                    "', supported methods are 'allow-dup-ip', 'ignore-weight', and 'prevent-dup-ip'.");
            }
        }
    }
}
