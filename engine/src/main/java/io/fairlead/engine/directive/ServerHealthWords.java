/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.DescriptorProbe;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.server.ServerSettings;

/**
 * Options of {@code server} lines about agents, errors in traffic and changes of state. Source: configuration.txt 5.2.
 */
final class ServerHealthWords
{
    private static final int CHECK_ADDRESS = AddressParser.RESOLVE | AddressParser.PORT_OK | AddressParser.STREAM;

    private ServerHealthWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        agent(registry);
        changes(registry);
        registry.registerAll(
            option("healthcheck", "<section>", "Section that says how it is checked")
                .missing("'healthcheck' expects a healthcheck name as argument.")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.healthCheck = words.next()),
            option("port", "<port>", "Port to check").expects("a port number as argument")
                .parsedBy(ServerSettings.class, ServerHealthWords::checkPort),
            option("addr", "<address>", "Address to check").expects("<ipv4|ipv6> as argument")
                .parsedBy(ServerSettings.class, ServerHealthWords::checkAddress),
            option("init-state", "{ fully-up | up | down | fully-down | none }", "State at start").words(0, 1)
                .parsedBy(ServerSettings.class, ServerHealthWords::initState));
    }

    private static Keyword flag(final String name, final String summary)
    {
        return Keyword.server(name, 0).manual("5.2").summary(summary);
    }

    private static Keyword option(final String name, final String argument, final String summary)
    {
        return Keyword.server(name, 1).syntax(name + ' ' + argument).manual("5.2").summary(summary);
    }

    private static void agent(final KeywordRegistry registry)
    {
        registry.registerAll(
            flag("agent-check", "Ask an agent about its health, weight and limits")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isAgentChecked = true),
            flag("no-agent-check", "Undo agent-check")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.isAgentChecked = false),
            ServerWords.interval("agent-inter", "Time between questions to the agent",
                (server, value) -> server.agentInterMs = value),
            option("agent-port", "<port>", "Port of the agent").expects("a port number as argument")
                .parsedBy(ServerSettings.class, (server, words, context) ->
                {
                    server.agentPort = Numbers.atoi(words.next());
                    server.isAgentPortForced = true;
                }),
            option("agent-addr", "<address>", "Address of the agent").expects("an address as argument")
                .parsedBy(ServerSettings.class, ServerHealthWords::agentAddress),
            option("agent-send", "<text>", "What the agent is sent").expects("a string as argument")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.agentSend = words.next()));
    }

    private static void changes(final KeywordRegistry registry)
    {
        registry.registerAll(
            option("observe", "{ none | layer4 | layer7 }", "Judge it by its traffic too")
                .missing("'observe' expects <mode> as argument.\n")
                .parsedBy(ServerSettings.class, ServerHealthWords::observe),
            option("on-error", "{ fastinter | fail-check | sudden-death | mark-down }",
                "What too many errors in traffic lead to").words(0, 1)
                .parsedBy(ServerSettings.class, ServerHealthWords::onError),
            option("error-limit", "<number>", "How many errors in a row are too many").words(0, 1)
                .parsedBy(ServerSettings.class, ServerHealthWords::errorLimit),
            option("slowstart", "<time>", "Time until it takes its full share").words(0, 1)
                .parsedBy(ServerSettings.class, ServerHealthWords::slowStart),
            option("on-marked-down", "shutdown-sessions", "End its sessions when it goes down").words(0, 1)
                .parsedBy(ServerSettings.class, (server, words, context) ->
                    server.onMarkedDown = only("on-marked-down", "shutdown-sessions", words)),
            option("on-marked-up", "shutdown-backup-sessions", "End sessions of backup servers when it comes up")
                .words(0, 1).parsedBy(ServerSettings.class, (server, words, context) ->
                    server.onMarkedUp = only("on-marked-up", "shutdown-backup-sessions", words)),
            option("track", "[<backend>/]<server>", "Follow the state of another server")
                .missing("'track' expects [<proxy>/]<server> as argument.\n")
                .parsedBy(ServerSettings.class, (server, words, context) -> server.track = words.next()));
    }

    private static String only(final String keyword, final String value, final Words words)
    {
        final String word = words.next();
        if (!value.equals(word))
        {
            throw new ConfigException("'" + keyword + "' expects '" + value + "' but got '" + word + "'");
        }
        return value;
    }

    private static void checkPort(final ServerSettings server, final Words words, final ParseContext context)
    {
        server.checkPort = Numbers.atoi(words.next());
        if (!server.isAgentPortForced)
        {
            server.agentPort = server.checkPort;
        }
    }

    private static void checkAddress(final ServerSettings server, final Words words, final ParseContext context)
    {
        try
        {
            server.checkAddress =
                new AddressParser(context, DescriptorProbe.NONE).parse(words.next(), CHECK_ADDRESS, null);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'addr' : " + e.getMessage());
        }
        if (!server.isAgentAddressForced)
        {
            server.agentAddress.copyFrom(server.checkAddress.address);
        }
    }

    private static void agentAddress(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String text = words.next();
        try
        {
            server.agentAddress.copyFrom(new AddressParser(context, DescriptorProbe.NONE)
                .parse(text, AddressParser.RESOLVE | AddressParser.STREAM, null).address);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("parsing agent-addr failed. Check if '" + text + "' is correct address.");
        }
        server.isAgentAddressForced = true;
    }

    private static void initState(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String state = words.next();
        switch (state)
        {
            case "none", "up", "fully-up", "down", "fully-down" -> server.initState = state;
            default -> throw new ConfigException(
                "'init-state' expects one of 'none', 'fully-up', 'up', 'down', or 'fully-down' but got '" + state +
                    "'");
        }
    }

    private static void observe(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String mode = words.next();
        switch (mode)
        {
            case "none", "layer4", "layer7" -> server.observe = mode;
            default -> throw new ConfigException(
                "'observe' expects one of 'none', 'layer4', 'layer7' but got '" + mode + "'\n");
        }
    }

    private static void onError(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String mode = words.next();
        switch (mode)
        {
            case "fastinter", "fail-check", "sudden-death", "mark-down" -> server.onError = mode;
            default ->
                throw new ConfigException("'on-error' expects one of 'fastinter', 'fail-check', 'sudden-death' " +
                "or 'mark-down' but got '" + mode + '\'');
        }
    }

    private static void errorLimit(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String text = words.next();
        if (text.isEmpty())
        {
            throw new ConfigException("'error-limit' expects an integer argument.");
        }
        server.errorLimit = Numbers.atoi(text);
        if (server.errorLimit <= 0)
        {
            throw new ConfigException("error-limit has to be > 0.");
        }
    }

    private static void slowStart(final ServerSettings server, final Words words, final ParseContext context)
    {
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException("overflow in argument <" + text + "> to <slowstart> of server " +
                server.name + ", maximum value is 2147483647 ms (~24.8 days).");
            case UNEXPECTED -> throw new ConfigException("unexpected character '" + delay.badChar() +
                "' in 'slowstart' argument of server " + server.name + '.');
            default -> server.slowStartMs = delay.value;
        }
    }
}
