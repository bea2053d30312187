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
import io.fairlead.engine.cli.CliServices;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.Version;
import io.fairlead.engine.os.LoadedObject;
import io.fairlead.engine.stats.ProxyView;
import io.fairlead.engine.stats.StatsSource;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * Commands that show the process: {@code show version}, {@code show env}, {@code show cli sockets},
 * {@code show startup-logs}, {@code show errors}, {@code show anon}.
 */
final class ProcessCommands
{
    static final Keyword SHOW_VERSION = Keyword.command("show version").flags("MASTER", "WORKER").manual("9.3")
        .summary("show version of the current process")
        .does((CliCommand)ProcessCommands::showVersion);
    static final Keyword SHOW_ENV = Keyword.command("show env").flags("MASTER", "WORKER").manual("9.3")
        .syntax("show env [var]")
        .summary("dump environment variables known to the process")
        .does((CliCommand)ProcessCommands::showEnvironment);
    static final Keyword SHOW_SOCKETS = Keyword.command("show cli sockets").flags("MASTER", "WORKER").manual("9.3")
        .summary("dump list of cli sockets")
        .does((CliCommand)ProcessCommands::showSockets);
    static final Keyword SHOW_LIBS = Keyword.command("show libs").flags("WORKER").manual("9.3")
        .summary("show loaded object files and libraries")
        .does((CliCommand)ProcessCommands::showLibraries);
    static final Keyword SHOW_STARTUP_LOGS = Keyword.command("show startup-logs")
        .flags("MASTER", "WORKER").manual("9.3")
        .summary("report logs emitted during HAProxy startup")
        .does((CliCommand)ProcessCommands::showStartupLogs);
    static final Keyword SHOW_ERRORS = Keyword.command("show errors").flags("WORKER").manual("9.3")
        .syntax("show errors [<px>] [request|response]")
        .summary("report last request and/or response errors for each proxy")
        .subset("no bytes are captured yet: the count is always 0")
        .does((CliCommand)ProcessCommands::showErrors);
    static final Keyword SHOW_ANON = Keyword.command("show anon").flags("WORKER").manual("9.3")
        .summary("display the current state of anonymized mode")
        .subset("there is no anonymized mode to switch on")
        .does((CliCommand)ProcessCommands::showAnonymous);

    private static final DateTimeFormatter DATE =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS", Locale.ENGLISH);

    private ProcessCommands()
    {
    }

    private static CliOutput showVersion(final CliArguments arguments, final CliContext context)
    {
        context.information(Version.HAPROXY);
        return null;
    }

    private static CliOutput showEnvironment(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        final Map<String, String> variables = context.services().environment();
        final String name = arguments.word(2);
        if (name.isEmpty())
        {
            final Iterator<Map.Entry<String, String>> entries = variables.entrySet().iterator();
            return (session, out) ->
            {
                if (entries.hasNext())
                {
                    appendVariable(entries.next(), out);
                }
                return entries.hasNext() ? CliOutput.Progress.MORE : CliOutput.Progress.DONE;
            };
        }
        if (!variables.containsKey(name))
        {
            context.error("Variable not found\n");
            return null;
        }
        return CliOutputs.text(name + "=" + variables.get(name) + "\n");
    }

    private static void appendVariable(final Map.Entry<String, String> variable, final StringBuilder out)
    {
        out.append(variable.getKey()).append('=').append(variable.getValue()).append('\n');
    }

    private static CliOutput showSockets(final CliArguments arguments, final CliContext context)
    {
        final StringBuilder out = new StringBuilder("# socket lvl processes\n");
        for (final CliServices.CliSocket socket : context.services().sockets())
        {
            out.append(socket.address()).append(' ').append(socket.level().word()).append(" all\n");
        }
        return CliOutputs.text(out);
    }

    private static CliOutput showLibraries(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        final StringBuilder out = new StringBuilder();
        for (final LoadedObject object : LoadedObject.all())
        {
            out.append(String.format(Locale.ROOT, "0x%012x-0x%012x (0x%07x) %s%n",
                object.start(), object.end(), object.end() - object.start() + 1, object.path()));
        }
        return CliOutputs.text(out);
    }

    private static CliOutput showStartupLogs(final CliArguments arguments, final CliContext context)
    {
        if (context.requires(CliLevel.OPERATOR))
        {
            final String logs = context.services().startupLogs();
            if (logs.isEmpty())
            {
                context.information("\n");
                return null;
            }
            return CliOutputs.text(logs);
        }
        return null;
    }

    private static CliOutput showErrors(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        final String name = arguments.word(2);
        if (!name.isEmpty() && !isProxy(name, context))
        {
            context.error("No such proxy.\n");
            return null;
        }
        return CliOutputs.text("Total events captured on [" + DATE.format(LocalDateTime.now()) + "] : 0\n");
    }

    private static boolean isProxy(final String word, final CliContext context)
    {
        for (final ProxyView proxy : context.services().part(StatsSource.class).proxies())
        {
            if (proxy.name().equals(word))
            {
                return true;
            }
        }
        return word.matches("[+-]?0*[1-9].*"); // HAProxy takes any number
    }

    private static CliOutput showAnonymous(final CliArguments arguments, final CliContext context)
    {
        context.information("Anonymized mode disabled\n");
        return null;
    }
}
