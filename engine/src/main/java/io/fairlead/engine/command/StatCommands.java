/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import io.fairlead.engine.cli.CliArguments;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.cli.CliContext;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.stats.ProxyView;
import io.fairlead.engine.stats.ShowInfo;
import io.fairlead.engine.stats.ShowServers;
import io.fairlead.engine.stats.ShowStat;
import io.fairlead.engine.stats.StatFormat;
import io.fairlead.engine.stats.StatSchema;
import io.fairlead.engine.stats.StatsSource;

/**
 * Commands that show statistics: {@code show stat}, {@code show info}, {@code show servers}, {@code show backend},
 * {@code show schema json}, and {@code clear counters}.
 */
final class StatCommands
{
    static final Keyword SHOW_STAT = Keyword.command("show stat").flags("WORKER").manual("9.3")
        .syntax("show stat [desc|json|no-maint|typed|up]*")
        .summary("report counters for each proxy and server")
        .does((CliCommand)StatCommands::showStat);
    static final Keyword SHOW_INFO = Keyword.command("show info").flags("WORKER").manual("9.3")
        .syntax("show info [desc|json|typed|float]*")
        .summary("report information about the running process")
        .does((CliCommand)StatCommands::showInfo);
    static final Keyword SHOW_SERVERS_STATE = Keyword.command("show servers state").flags("WORKER").manual("9.3")
        .syntax("show servers state [<backend>]")
        .summary("dump volatile server information (all or for a single backend)")
        .does((CliCommand)(arguments, context) -> showServers(arguments, context, false));
    static final Keyword SHOW_SERVERS_CONN = Keyword.command("show servers conn").flags("WORKER").manual("9.3")
        .syntax("show servers conn [<backend>]")
        .summary("dump server connections status (all or for a single backend)")
        .does((CliCommand)(arguments, context) -> showServers(arguments, context, true));
    static final Keyword SHOW_BACKEND = Keyword.command("show backend").flags("WORKER").manual("9.3")
        .summary("list backends in the current running config")
        .does((CliCommand)StatCommands::showBackend);
    static final Keyword SHOW_SCHEMA = Keyword.command("show schema json").flags("WORKER").manual("9.3")
        .summary("report schema used for stats")
        .does((CliCommand)StatCommands::showSchema);
    static final Keyword CLEAR_COUNTERS = Keyword.command("clear counters").flags("WORKER").manual("9.3")
        .syntax("clear counters [all]")
        .summary("clear max statistics counters (or all counters)")
        .does((CliCommand)StatCommands::clearCounters);

    private StatCommands()
    {
    }

    private static CliOutput showStat(final CliArguments arguments, final CliContext context)
    {
        int next = 2;
        if ("domain".equals(arguments.word(next)))
        {
            final String domain = arguments.word(next + 1);
            if ("resolvers".equals(domain))
            {
                return ResolverCommands.showStat(context);
            }
            if (!"proxy".equals(domain))
            {
                context.error("Invalid statistics domain.\n");
                return null;
            }
            next += 2;
        }
        final ShowStat dump = new ShowStat(context.services().part(StatsSource.class))
            .legends(context.socketLevel().compareTo(CliLevel.OPERATOR) >= 0);
        if (!arguments.word(next + 2).isEmpty())
        {
            final int proxy = proxyId(arguments.word(next), context);
            if (0 == proxy)
            {
                context.error("No such proxy.\n");
                return null;
            }
            dump.only(proxy, number(arguments.word(next + 1)), number(arguments.word(next + 2)));
            next += 3;
        }
        for (; next < arguments.count(); next++)
        {
            switch (arguments.word(next))
            {
                case "typed" -> dump.format(StatFormat.TYPED);
                case "json" -> dump.format(StatFormat.JSON);
                case "desc" -> dump.described(true);
                case "no-maint" -> dump.hideMaintenance(true);
                case "up" -> dump.hideDown(true);
                default ->
                {
                    // HAProxy passes over words it does not know
                }
            }
        }
        return CliOutputs.dump(dump);
    }

    private static CliOutput showInfo(final CliArguments arguments, final CliContext context)
    {
        final ShowInfo dump = new ShowInfo(context.services().part(StatsSource.class));
        for (int i = 2; i < arguments.count(); i++)
        {
            switch (arguments.word(i))
            {
                case "typed" -> dump.format(StatFormat.TYPED);
                case "json" -> dump.format(StatFormat.JSON);
                case "desc" -> dump.described(true);
                case "float" -> dump.fractions(true);
                default ->
                {
                    // HAProxy passes over words it does not know
                }
            }
        }
        return CliOutputs.dump(dump);
    }

    private static CliOutput showServers(
        final CliArguments arguments, final CliContext context, final boolean isConnections)
    {
        ProxyView backend = null;
        final String name = arguments.word(3);
        if (!name.isEmpty())
        {
            backend = backend(name, context);
            if (null == backend)
            {
                context.error("Can't find backend.\n");
                return null;
            }
        }
        return CliOutputs.dump(new ShowServers(context.services().part(StatsSource.class), backend, isConnections));
    }

    private static CliOutput showBackend(final CliArguments arguments, final CliContext context)
    {
        final StringBuilder names = new StringBuilder("# name\n");
        for (final ProxyView proxy : context.services().part(StatsSource.class).proxies())
        {
            if (null != proxy.backendCounters())
            {
                names.append(proxy.name()).append('\n');
            }
        }
        return CliOutputs.text(names);
    }

    private static CliOutput showSchema(final CliArguments arguments, final CliContext context)
    {
        return CliOutputs.text(StatSchema.JSON);
    }

    private static CliOutput clearCounters(final CliArguments arguments, final CliContext context)
    {
        final boolean isAll = "all".equals(arguments.word(2));
        if (context.requires(isAll ? CliLevel.ADMIN : CliLevel.OPERATOR))
        {
            context.services().clearCounters(isAll);
        }
        return null;
    }

    private static ProxyView backend(final String name, final CliContext context)
    {
        for (final ProxyView proxy : context.services().part(StatsSource.class).proxies())
        {
            if (null != proxy.backendCounters() && proxy.name().equals(name))
            {
                return proxy;
            }
        }
        return null;
    }

    /* Number of a proxy given by name or number; 0 for none, as HAProxy. */
    private static int proxyId(final String word, final CliContext context)
    {
        for (final ProxyView proxy : context.services().part(StatsSource.class).proxies())
        {
            if (proxy.name().equals(word))
            {
                return proxy.id();
            }
        }
        return number(word);
    }

    /* The number a word begins with, as atoi: 0 when it begins with none. */
    private static int number(final String word)
    {
        int end = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
        final int digits = end;
        while (end < word.length() && end < digits + 9 && '0' <= word.charAt(end) && word.charAt(end) <= '9')
        {
            end++;
        }
        return digits == end ? 0 : Integer.parseInt(word.substring(0, end));
    }
}
