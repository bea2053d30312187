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
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProcessLimits;
import io.fairlead.engine.stats.StatsSource;

/**
 * Limits of the process and of frontends, changed until the next reload. Source: management.txt 9.3 "set maxconn
 * frontend", "set maxconn global", "set rate-limit".
 */
final class LimitCommands
{
    static final Keyword MAXCONN_FRONTEND = Keyword.command("set maxconn frontend").flags("WORKER").manual("9.3")
        .syntax("set maxconn frontend <frontend> <value>").summary("change a frontend's maxconn setting")
        .does((CliCommand)LimitCommands::ofFrontend);

    static final Keyword MAXCONN_GLOBAL = Keyword.command("set maxconn global").flags("WORKER").manual("9.3")
        .syntax("set maxconn global <value>").summary("change the per-process maxconn setting")
        .does((CliCommand)LimitCommands::ofProcess);

    static final Keyword RATE_LIMIT = Keyword.command("set rate-limit").flags("WORKER").manual("9.3")
        .syntax("set rate-limit <setting> <value>").summary("change a rate limiting value")
        .subset("ssl-sessions is refused")
        .does((CliCommand)LimitCommands::rate);

    private static final String RATES =
        "'set rate-limit' only supports :\n" +
        "   - 'connections global' to set the per-process maximum connection rate\n" +
        "   - 'sessions global' to set the per-process maximum session rate\n" +
        "   - 'ssl-sessions global' to set the per-process maximum SSL session rate\n" +
        "   - 'http-compression global' to set the per-process maximum compression speed in kB/s\n";

    private LimitCommands()
    {
    }

    private static CliOutput ofFrontend(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.ADMIN))
        {
            return null;
        }
        final String name = arguments.word(3);
        final Frontend frontend = context.services().part(Generation.class).frontends().stream()
            .filter(candidate -> candidate.settings().name.equals(name)).findFirst().orElse(null);
        final int value = number(arguments.word(4));
        if (name.isEmpty())
        {
            context.error("A frontend name is expected.\n");
        }
        else if (null == frontend)
        {
            context.error("No such frontend.\n");
        }
        else if (arguments.word(4).isEmpty())
        {
            context.error("Integer value expected.\n");
        }
        else if (value < 0)
        {
            context.error("Value out of range.\n");
        }
        else
        {
            // 0 leaves the limit of the process only
            frontend.maxConnections(0 == value ? limits(context).maxConnections() : value);
        }
        return null;
    }

    private static CliOutput ofProcess(final CliArguments arguments, final CliContext context)
    {
        if (context.requires(CliLevel.ADMIN))
        {
            final long most = context.services().part(StatsSource.class).process().hardMaxConnections();
            final int value = number(arguments.word(3));
            if (arguments.word(3).isEmpty())
            {
                context.error("Expects an integer value.\n");
            }
            else if (value > most)
            {
                context.error("Value out of range.\n");
            }
            else
            {
                limits(context).maxConnections(value <= 0 ? (int)most : value);
            }
        }
        return null;
    }

    private static CliOutput rate(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.ADMIN))
        {
            return null;
        }
        final String what = arguments.word(2);
        final String value = arguments.word(4);
        if (!"global".equals(arguments.word(3)) || !RATES.contains("'" + what + " global'"))
        {
            context.error(RATES);
        }
        else if (value.isEmpty())
        {
            context.error("Expects an integer value.\n");
        }
        else if (number(value) < 0)
        {
            context.error("Value out of range.\n");
        }
        else
        {
            switch (what)
            {
                case "connections" -> limits(context).connectionRateLimit(number(value));
                case "sessions" -> limits(context).sessionRateLimit(number(value));
                case "http-compression" -> limits(context).compression().rate(number(value));
                default -> context.error("'set rate-limit " + what + "' is known to HAProxy but not supported by " +
                    "Fairlead.\n");
            }
        }
        return null;
    }

    private static ProcessLimits limits(final CliContext context)
    {
        return context.services().part(ProcessLimits.class);
    }

    /** As atoi reads it: what is no number is 0, and of what fits no 64 bits the lower half remains. */
    private static int number(final String text)
    {
        final boolean isNegative = text.startsWith("-");
        long value = 0;
        for (int i = isNegative ? 1 : 0; i < text.length() && '0' <= text.charAt(i) && '9' >= text.charAt(i); i++)
        {
            final int digit = text.charAt(i) - '0';
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : 10 * value + digit;
        }
        return (int)(isNegative ? -value : value);
    }
}
