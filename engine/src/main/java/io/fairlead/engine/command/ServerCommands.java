/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.BiConsumer;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.cli.CliArguments;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.cli.CliContext;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.cli.CliSeverity;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.dns.ResolverSet;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.server.Health;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerAddress;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerOrders;
import io.fairlead.engine.server.StateCause;

/**
 * Orders to servers: weight, state, health, checks and addresses. Source: management.txt 9.3 "set server", "enable
 * server", "disable health", "set weight".
 */
final class ServerCommands
{
    private static final int MAX_PORT = 65535;

    private ServerCommands()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            command("get weight", "<bk>/<srv>", "report a server's current weight")
                .does((CliCommand)ServerCommands::weight),
            command("set weight", "<bk>/<srv>  (DEPRECATED)",
                "change a server's weight (use 'set server' instead)")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 2, (server, orders) ->
                    orders.told(ServerOrders.weight(orders.monitor, server, arguments.word(3), context.nowMs())))),
            command("set maxconn server", "<bk>/<srv>", "change a server's maxconn setting")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 3, (server, orders) ->
                    orders.told(ServerOrders.maxConn(orders.monitor, server, arguments.word(4))))),
            command("set server", "<bk>/<srv> [opts]", "change a server's state, weight, address or ssl")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 2, (server, orders) ->
                    orders.set(server))),
            command("disable agent", "", "disable agent checks")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 2, (server, orders) ->
                    server.agent().isEnabled(false))),
            command("disable health", "", "disable health checks")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 2, (server, orders) ->
                    server.health().isEnabled(false))),
            command("disable server", "(DEPRECATED)", "disable a server for maintenance (use 'set server' instead)")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 2, (server, orders) ->
                    orders.monitor.maintain(server, context.nowMs()))),
            command("enable agent", "", "enable agent checks")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 2, (server, orders) ->
                    orders.enableAgent(server))),
            command("enable health", "", "enable health checks")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 2, (server, orders) ->
                    orders.enableHealth(server))),
            command("enable server", " (DEPRECATED)", "enable a disabled server (use 'set server' instead)")
                .does((CliCommand)(arguments, context) -> order(arguments, context, 2, (server, orders) ->
                    orders.monitor.ready(server, context.nowMs()))));
    }

    private static Keyword command(final String name, final String argument, final String summary)
    {
        return Keyword.command(name).flags("WORKER").manual("9.3")
            .syntax((name + ' ' + argument).stripTrailing()).summary(summary);
    }

    private static CliOutput weight(final CliArguments arguments, final CliContext context)
    {
        final Server server = find(arguments.word(2), context);
        if (null != server)
        {
            context.information(server.weight() + " (initial " + server.settings().weight + ")\n");
        }
        return null;
    }

    private static CliOutput order(
        final CliArguments arguments,
        final CliContext context,
        final int nameIndex,
        final BiConsumer<Server, Orders> change)
    {
        if (context.requires(CliLevel.ADMIN))
        {
            final Server server = find(arguments.word(nameIndex), context);
            if (null != server)
            {
                change.accept(server, new Orders(arguments, context));
            }
        }
        return null;
    }

    private static Server find(final String name, final CliContext context)
    {
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
            return null;
        }
        final Server server = backend.servers().byName(name.substring(slash + 1));
        if (null == server)
        {
            context.error("No such server.\n");
        }
        return server;
    }

    /** One line of orders. */
    private static final class Orders
    {
        private final CliArguments arguments;
        private final CliContext context;
        private final ServerMonitor monitor;

        private Orders(final CliArguments arguments, final CliContext context)
        {
            this.arguments = arguments;
            this.context = context;
            this.monitor = context.services().part(ServerMonitor.class);
        }

        private void told(final String problem)
        {
            if (null != problem)
            {
                context.error(problem);
            }
        }

        private void set(final Server server)
        {
            final String value = arguments.word(4);
            switch (arguments.word(3))
            {
                case "weight" -> told(ServerOrders.weight(monitor, server, value, context.nowMs()));
                case "state" -> state(server, value);
                case "health" -> health(server, value);
                case "agent" -> agent(server, value);
                case "agent-send" ->
                {
                    if (isAgentEnabled(server))
                    {
                        server.agent().request(value.getBytes(ISO_8859_1));
                    }
                }
                case "agent-addr", "agent-port", "check-addr", "check-port", "addr" -> move(server, arguments.word(3));
                case "fqdn" -> rename(server, value);
                case "ssl" -> context.error(
                    "'set server <srv> ssl' cannot be set.  default-server should define ssl settings\n");
                default ->
                    context.error("usage: set server <backend>/<server> addr | agent | agent-addr | agent-port | " +
                    "agent-send | check-addr | check-port | fqdn | health | ssl | state | weight\n");
            }
        }

        private void rename(final Server server, final String name)
        {
            final ResolverSet resolvers = context.services().part(ResolverSet.class);
            if (name.isEmpty())
            {
                context.error("set server <b>/<s> fqdn requires a FQDN.\n");
            }
            else if (!resolvers.isResolved(server))
            {
                context.error("set server <b>/<s> fqdn failed because no resolution is configured.\n");
            }
            else if (null != server.settings().serviceRecord)
            {
                context.error("set server <b>/<s> fqdn failed because SRV resolution is configured.\n");
            }
            else
            {
                context.message(CliSeverity.WARNING, resolvers.rename(server, name) + '\n');
            }
        }

        private void state(final Server server, final String state)
        {
            switch (state)
            {
                case "ready" -> monitor.ready(server, context.nowMs());
                case "drain" -> monitor.drain(server, context.nowMs());
                case "maint" -> monitor.maintain(server, context.nowMs());
                default -> context.error("'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n");
            }
        }

        private void health(final Server server, final String health)
        {
            final Health check = server.health();
            if (null != server.tracked())
            {
                context.error("cannot change health on a tracking server.\n");
                return;
            }
            switch (health)
            {
                case "up" ->
                {
                    check.health(check.maximum());
                    monitor.run(server, StateCause.CLI, context.nowMs());
                }
                case "stopping" ->
                {
                    check.health(check.maximum());
                    monitor.stopSoftly(server, StateCause.CLI, context.nowMs());
                }
                case "down" ->
                {
                    check.health(0);
                    monitor.stop(server, StateCause.CLI, context.nowMs());
                }
                default -> context.error("'set server <srv> health' expects 'up', 'stopping', or 'down'.\n");
            }
        }

        private boolean isAgentEnabled(final Server server)
        {
            if (!server.agent().isEnabled())
            {
                context.error("agent checks are not enabled on this server.\n");
                return false;
            }
            return true;
        }

        private void agent(final Server server, final String health)
        {
            if (!isAgentEnabled(server))
            {
                return;
            }
            switch (health)
            {
                case "up" ->
                {
                    server.agent().health(server.agent().maximum());
                    monitor.run(server, StateCause.CLI, context.nowMs());
                }
                case "down" ->
                {
                    server.agent().health(0);
                    monitor.stop(server, StateCause.CLI, context.nowMs());
                }
                default -> context.error("'set server <srv> agent' expects 'up' or 'down'.\n");
            }
        }

        private void enableAgent(final Server server)
        {
            if (!server.settings().isAgentChecked)
            {
                context.error("Agent was not configured on this server, cannot enable.\n");
                return;
            }
            server.agent().isEnabled(true);
        }

        private void enableHealth(final Server server)
        {
            if (!server.settings().isChecked)
            {
                context.error("Health check was not configured on this server, cannot enable.\n");
                return;
            }
            server.health().isEnabled(true);
        }

        // ---- addresses

        private void move(final Server server, final String what)
        {
            final String value = arguments.word(4);
            final boolean isPortOnly = what.endsWith("port");
            if (value.isEmpty())
            {
                context.error("set server <b>/<s> " + what + " requires " +
                    (isPortOnly ? "a port.\n" : "an address and optionally a port.\n"));
                return;
            }
            final String address = isPortOnly ? null : value;
            final String port = isPortOnly ? value : "port".equals(arguments.word(5)) ? arguments.word(6) : null;
            final String warning = "addr".equals(what) ? moveServer(server, address, port) :
                moveCheck(what.startsWith("agent") ? server.agent() : server.health(),
                    what.startsWith("agent") ? "agent" : "health", address, port);
            if (null != warning)
            {
                context.message(CliSeverity.WARNING, warning);
            }
        }

        private static String moveCheck(final Health check, final String kind, final String address, final String port)
        {
            final NetAddress parsed = new NetAddress();
            if (!check.isEnabled())
            {
                return kind + " checks are not enabled on this server";
            }
            if (null != address && !parse(address, parsed))
            {
                return "invalid addr '" + address + '\'';
            }
            if (null != port)
            {
                if (port.isEmpty() || port.length() > 9 || !port.chars().allMatch(c -> c >= '0' && c <= '9'))
                {
                    return "provided port is not an integer";
                }
                if (Integer.parseInt(port) > MAX_PORT)
                {
                    return "provided port is invalid";
                }
            }
            if (null != address)
            {
                check.address(parsed);
            }
            if (null != port)
            {
                check.port(Integer.parseInt(port));
            }
            return null;
        }

        private static boolean parse(final String text, final NetAddress out)
        {
            final UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(ISO_8859_1));
            return out.tryParseIpv4(bytes, 0, bytes.capacity()) || out.tryParseIpv6(bytes, 0, bytes.capacity());
        }

        private String moveServer(final Server server, final String address, final String port)
        {
            final NetAddress old = server.location().address();
            final NetAddress wanted = new NetAddress();
            if (!old.isIp())
            {
                return "Update for the current server address family is only supported through configuration file.";
            }
            if (!parse(address, wanted))
            {
                return "Invalid addr '" + address + '\'';
            }
            wanted.port(old.port());
            if (null != port)
            {
                if (!port.matches("[0-9]{1,5}"))
                {
                    return port.matches("[-+][0-9]+") ?
                        "ports that depend on the client's cannot be set at run time" :
                        "problem converting port '" + port + "' to an int";
                }
                wanted.port(Integer.parseInt(port) & MAX_PORT);
            }
            final String change = change(old, wanted);
            if (change.isEmpty())
            {
                return "nothing changed";
            }
            server.location().address(ServerAddress.of(wanted));
            monitor.moved(server);
            return change + " by 'stats socket command'";
        }

        private static String change(final NetAddress old, final NetAddress wanted)
        {
            final StringBuilder text = new StringBuilder();
            if (!old.isSameHost(wanted))
            {
                text.append("IP changed from '").append(old.hostText()).append("' to '").append(wanted.hostText())
                    .append('\'');
            }
            if (old.port() != wanted.port())
            {
                text.append(text.isEmpty() ? "" : ", ").append("port changed from '").append(old.port())
                    .append("' to '").append(wanted.port()).append('\'');
            }
            return text.toString();
        }
    }
}
