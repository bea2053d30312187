/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.cli.CliArguments;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.cli.CliContext;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.cli.CliSeverity;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.server.Server;

/**
 * {@code add server} and {@code del server}. Source: management.txt 9.3.
 */
final class DynamicServerCommands
{
    static final Keyword ADD = Keyword.command("add server").flags("WORKER").manual("9.3")
        .syntax("add server <bk>/<srv>").summary("create a new server")
        .does((CliCommand)DynamicServerCommands::add);

    static final Keyword DEL = Keyword.command("del server").flags("WORKER").manual("9.3")
        .syntax("del server <bk>/<srv>").summary("remove a dynamically added server")
        .does((CliCommand)DynamicServerCommands::delete);

    private DynamicServerCommands()
    {
    }

    private static CliOutput add(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.ADMIN))
        {
            return null;
        }
        final String name = arguments.word(2);
        if ("help".equals(name))
        {
            context.information("List of keywords supported for dynamic server:\n" +
                String.join("\n", context.services().part(ServerRoster.class).words()) + '\n');
            return null;
        }
        final int slash = name.indexOf('/');
        if (slash < 0 || slash == name.length() - 1)
        {
            context.error("Require 'backend/server'.\n");
            return null;
        }
        final Backend backend = context.services().part(Generation.class).backend(name.substring(0, slash));
        if (null == backend)
        {
            context.error("No such backend.\n");
        }
        else if (isStatic(backend))
        {
            context.error("Backend does not support dynamic servers : " + backend.servers().kind() + " '" +
                backend.settings().name + "' uses a non dynamic load balancing method.\n");
        }
        else if (null != backend.servers().byName(name.substring(slash + 1)))
        {
            context.error("Already exists a server with the same name in backend.\n");
        }
        else
        {
            add(backend, name.substring(slash + 1), arguments, context);
        }
        return null;
    }

    /* A backend without any algorithm takes every server, as in HAProxy. */
    private static boolean isStatic(final Backend backend)
    {
        return null != backend.settings().balance.algorithm && !backend.servers().isDynamicWeight();
    }

    private static void add(
        final Backend backend, final String name, final CliArguments arguments, final CliContext context)
    {
        final List<String> line = new ArrayList<>();
        line.add(name);
        for (int i = 3; i < arguments.count(); i++)
        {
            line.add(arguments.word(i));
        }
        final StringBuilder text = new StringBuilder();
        for (final Messages.Message message : context.services().part(ServerRoster.class).add(backend, line))
        {
            text.append(message.bare()).append('\n');
        }
        context.message(
            null == backend.servers().byName(name) ? CliSeverity.ERROR : CliSeverity.INFO, text.toString());
    }

    private static CliOutput delete(final CliArguments arguments, final CliContext context)
    {
        if (context.requires(CliLevel.ADMIN))
        {
            final Obstacle obstacle = new Obstacle();
            final Server server = obstacle.find(arguments.word(2), context);
            if (null == server)
            {
                context.error(obstacle.text);
            }
            else
            {
                context.services().part(ServerRoster.class).remove(server);
                context.message(CliSeverity.INFO, "Server deleted.\n");
            }
        }
        return null;
    }

    /** What stands against removing a server. */
    static final class Obstacle
    {
        private String text;
        private boolean isPassing;

        /** Why not, with a line end. */
        String text()
        {
            return text;
        }

        /** Whether waiting may help. */
        boolean isPassing()
        {
            return isPassing;
        }

        /** The server of a name when it can be removed now, else null and the reason is kept. */
        Server find(final String name, final CliContext context)
        {
            isPassing = false;
            final int slash = name.indexOf('/');
            if (slash < 0 || slash == name.length() - 1)
            {
                text = "Require 'backend/server'.\n";
                return null;
            }
            final Backend backend = context.services().part(Generation.class).backend(name.substring(0, slash));
            final Server server = null == backend ? null : backend.servers().byName(name.substring(slash + 1));
            text = null == backend ? "No such backend.\n" : null == server ? "No such server.\n" :
                reason(server, context);
            return null == text ? server : null;
        }

        private String reason(final Server server, final CliContext context)
        {
            if (server.isPinned())
            {
                return "This server cannot be removed at runtime due to other configuration elements pointing to " +
                    "it.\n";
            }
            if (!server.isInMaintenance())
            {
                return "Only servers in maintenance mode can be deleted.\n";
            }
            isPassing = context.services().part(ServerRoster.class).isInUse(server);
            return isPassing ? "Server still has connections attached to it, cannot remove it.\n" : null;
        }
    }
}
