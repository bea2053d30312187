/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.fairlead.engine.check.CheckRuleSet;
import io.fairlead.engine.check.CheckStep;
import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerSettings;

/** Checks of servers once all was read: names, numbers, ports to check, addresses. */
final class ServerCheck
{
    private static final int FIRST_SERVER_ID = 1;

    private ServerCheck()
    {
    }

    /** Whether no two servers of a proxy have one name. */
    static boolean names(final ProxySettings proxy, final ParseContext context)
    {
        boolean isGood = true;
        final Map<String, ServerSettings> byName = new HashMap<>();
        for (final ServerSettings server : proxy.servers)
        {
            final ServerSettings other = server.isFromTemplate ? null : byName.put(server.name, server);
            if (null != other)
            {
                context.fatal("parsing [" + server.file + ':' + server.line + "] : " + Placement.typeName(proxy) +
                    " '" + proxy.name + "', another server named '" + server.name +
                    "' was already defined at line " + other.line + ", please use distinct names.");
                isGood = false;
            }
        }
        return isGood;
    }

    /** Give numbers to servers without one. */
    static void number(final ProxySettings proxy)
    {
        final Set<Integer> used = new HashSet<>();
        for (final ServerSettings server : proxy.servers)
        {
            if (server.isIdForced)
            {
                used.add(server.id);
            }
        }
        int next = FIRST_SERVER_ID;
        for (final ServerSettings server : proxy.servers)
        {
            if (!server.isIdForced)
            {
                while (used.contains(next))
                {
                    next++;
                }
                server.id = next;
            }
            next++;
        }
    }

    /** Complete the rules of checks; whether all checks have a port to go to. */
    static boolean checks(final ProxySettings proxy, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        if (!proxy.isBackend())
        {
            return true;
        }
        for (final ServerSettings server : proxy.servers)
        {
            final String problem = server.isChecked ? portProblem(configuration, proxy, server) : null;
            if (null != problem)
            {
                context.fatal("config: " + Placement.typeName(proxy) + " '" + proxy.name + "': server '" + server.name +
                    "' has neither service port nor check port" + problem);
                return false;
            }
        }
        if (null != proxy.check.rules)
        {
            proxy.check.rules.complete(CheckWords.usualExpect());
        }
        return true;
    }

    /** Message about a {@code healthcheck} section that is not there. */
    static String healthCheckProblem(final ServerSettings server)
    {
        return "healthcheck section '*healthcheck-" + server.healthCheck + "' not found for server '" + server.name +
            "'.";
    }

    private static CheckRuleSet rules(
        final Configuration configuration, final ProxySettings proxy, final ServerSettings server)
    {
        return null == server.healthCheck ? proxy.check.rules :
            configuration.healthChecks.get(server.healthCheck).rules();
    }

    /** What keeps the checks of a server from having a port to go to; null for nothing. */
    static String portProblem(
        final Configuration configuration, final ProxySettings proxy, final ServerSettings server)
    {
        if (hasCheckPort(server))
        {
            return null;
        }
        final CheckRuleSet rules = rules(configuration, proxy, server);
        if (null == rules || rules.steps.isEmpty())
        {
            return ".";
        }
        if (!(rules.firstActive() instanceof final CheckStep.Connect first) || !hasPort(first))
        {
            return " nor tcp_check rule 'connect' with port information.";
        }
        for (final CheckStep step : rules.steps)
        {
            if (step instanceof final CheckStep.Connect connect && !hasPort(connect))
            {
                return ", and a tcp_check rule 'connect' with no port information.";
            }
        }
        return null;
    }

    private static boolean hasPort(final CheckStep.Connect connect)
    {
        return connect.port > 0 || null != connect.address && connect.address.port > 0;
    }

    private static boolean hasCheckPort(final ServerSettings server)
    {
        final boolean isOtherFamily = null != server.checkAddress ? server.checkAddress.isUnix() :
            server.address.isUnix() || null != server.address.hostName || server.address.address.isAny();
        return isOtherFamily || server.checkPort > 0 ||
            null != server.checkAddress && server.checkAddress.port > 0 ||
            AddressSpec.PortForm.ABSOLUTE == server.address.portForm;
    }

    /** Find the servers others follow; whether all can be followed. */
    static boolean tracking(final Configuration configuration, final ParseContext context)
    {
        boolean isGood = true;
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (!proxy.isBackend() || proxy.isDisabled)
            {
                continue;
            }
            for (final ServerSettings server : proxy.servers)
            {
                final String problem = null == server.track ? null : track(configuration, proxy, server);
                if (null != problem)
                {
                    context.messages().at(server.file, server.line, "server " + proxy.name + '/' + server.name)
                        .alert(problem);
                    isGood = false;
                }
            }
        }
        return isGood;
    }

    private static String track(
        final Configuration configuration, final ProxySettings proxy, final ServerSettings server)
    {
        final int slash = server.track.lastIndexOf('/');
        final String backendName = slash < 0 ? proxy.name : server.track.substring(0, slash);
        final String name = server.track.substring(slash + 1);
        final ProxySettings backend = slash < 0 ? proxy : configuration.backends.get(backendName);
        if (null == backend)
        {
            return "unable to find required proxy '" + backendName + "' for tracking.";
        }
        ServerSettings tracked = null;
        for (final ServerSettings candidate : backend.servers)
        {
            tracked = null == tracked && candidate.name.equals(name) ? candidate : tracked;
        }
        if (null == tracked)
        {
            return "unable to find required server '" + name + "' for tracking.";
        }
        if (!tracked.isChecked && !tracked.isAgentChecked && null == tracked.track)
        {
            return "unable to use " + backend.name + '/' + name +
                " for tracking as it does not have any check nor agent enabled.";
        }
        ServerSettings loop = tracked.tracked;
        while (null != loop && loop != server)
        {
            loop = loop.tracked;
        }
        if (server == tracked || null != loop)
        {
            return "unable to track " + backend.name + '/' + name +
                " as it belongs to a tracking chain looping back to " +
                backend.name + '/' + (server == tracked ? tracked.name : loop.name) + '.';
        }
        if (proxy != backend && isDisabledOn404(proxy) != isDisabledOn404(backend))
        {
            return "unable to use " + backend.name + '/' + name + " fortracking: disable-on-404 option inconsistency.";
        }
        server.tracked = tracked;
        return null;
    }

    /** Why a server that is added at run time cannot follow the one it names; null when it can. */
    static String trackDynamic(
        final Generation generation, final Backend backend, final ServerSettings server)
    {
        final int slash = server.track.lastIndexOf('/');
        final String name = server.track.substring(slash + 1);
        final Backend other = slash < 0 ? backend : generation.backend(server.track.substring(0, slash));
        if (null != other)
        {
            final Server named = other.servers().byName(name);
            if (null == named)
            {
                return "unable to find required server '" + name + "' for tracking.";
            }
            if (named.settings().isDynamic)
            {
                return "unable to use " + named + " for tracking as it is a dynamic server.";
            }
        }
        return track(generation.configuration(), backend.settings(), server);
    }

    private static boolean isDisabledOn404(final ProxySettings proxy)
    {
        return null != proxy.check.rules && proxy.check.rules.isDisabledOn404;
    }

    /**
     * Resolve host names of servers.
     *
     * @return whether all could be resolved or may stay unresolved.
     */
    static boolean addresses(final Configuration configuration, final boolean isLenient, final ParseContext context)
    {
        boolean isGood = true;
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (!proxy.isBackend() || proxy.isDisabled)
            {
                continue;
            }
            for (final ServerSettings server : proxy.servers)
            {
                if (null != server.address && null != server.address.hostName)
                {
                    isGood &= resolve(proxy, server, isLenient, context);
                }
            }
        }
        return isGood;
    }

    /** Whether all sections that servers are resolved by are there. */
    static boolean resolvers(final Configuration configuration, final ParseContext context)
    {
        boolean isGood = true;
        for (final ProxySettings proxy : configuration.proxies)
        {
            for (final ServerSettings server : proxy.isDisabled ? List.<ServerSettings>of() : proxy.servers)
            {
                final String section = server.resolve.section;
                if (null != section && !configuration.resolvers.containsKey(section))
                {
                    context.fatal(Placement.typeName(proxy) + " '" + proxy.name + "', server '" + server.name +
                        "': unable to find required resolvers '" + section + '\'');
                    isGood = false;
                }
            }
        }
        return isGood;
    }

    private static boolean resolve(
        final ProxySettings proxy, final ServerSettings server, final boolean isLenient, final ParseContext context)
    {
        final List<String> methods = new ArrayList<>(server.initAddr);
        if (methods.isEmpty())
        {
            methods.add("last");
            methods.add("libc");
            if (null != server.resolve.section)
            {
                methods.add("none");
            }
        }
        if (isLenient)
        {
            methods.add("none");
        }
        boolean hasTried = false;
        for (final String method : methods)
        {
            switch (method)
            {
                case "last" ->
                {
                    if (null != server.saved && !"-".equals(server.saved.address()) && AddressParser.parseNumeric(
                        server.saved.address(), 0, server.address.address))
                    {
                        server.address.address.port(Math.max(0, server.address.port));
                        return true;
                    }
                }
                case "libc" ->
                {
                    if (null == server.serviceRecord)
                    {
                        if (AddressParser.resolve(server.address, server.address.nameFamily))
                        {
                            return true;
                        }
                        hasTried = true;
                    }
                }
                case "none" ->
                {
                    server.isUnresolved = true;
                    notice(proxy, server, hasTried, "disabling server", context);
                    return true;
                }
                default ->
                {
                    AddressParser.parseNumeric(method, 0, server.address.address);
                    server.address.address.port(Math.max(0, server.address.port));
                    notice(proxy, server, hasTried, "falling back to configured address", context);
                    return true;
                }
            }
        }
        context.messages().at(server.file, server.line, "server " + proxy.name + '/' + server.name);
        context.fatal((hasTried ? "could not" : "no method found to") + " resolve address '" + server.address.hostName +
            "'.");
        return false;
    }

    private static void notice(
        final ProxySettings proxy,
        final ServerSettings server,
        final boolean hasTried,
        final String what,
        final ParseContext context)
    {
        if (hasTried)
        {
            context.messages().at(server.file, server.line, "server " + proxy.name + '/' + server.name)
                .notice("could not resolve address '" + server.address.hostName + "', " + what + ".");
        }
    }
}
