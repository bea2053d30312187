/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxySettings;
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
        for (int i = 1; i < proxy.servers.size(); i++)
        {
            final ServerSettings server = proxy.servers.get(i);
            for (int j = i - 1; j >= 0; j--)
            {
                final ServerSettings other = proxy.servers.get(j);
                if (other.name.equals(server.name) && !server.isFromTemplate && !other.isFromTemplate)
                {
                    context.fatal("parsing [" + server.file + ':' + server.line + "] : " + Placement.typeName(proxy) +
                        " '" +
                        proxy.name + "', another server named '" + server.name + "' was already defined at line " +
                            other.line +
                        ", please use distinct names.");
                    isGood = false;
                    break;
                }
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

    /** Whether all checks have a port to go to. */
    static boolean checks(final ProxySettings proxy, final ParseContext context)
    {
        for (final ServerSettings server : proxy.servers)
        {
            if (server.isChecked && !hasCheckPort(server))
            {
                context.fatal("config: " + Placement.typeName(proxy) + " '" + proxy.name + "': server '" + server.name +
                    "' has neither service port nor check port.");
                return false;
            }
        }
        return true;
    }

    private static boolean hasCheckPort(final ServerSettings server)
    {
        final boolean isOtherFamily = null != server.checkAddress ? server.checkAddress.isUnix() :
            server.address.isUnix() || null != server.address.hostName;
        return isOtherFamily || server.checkPort > 0 ||
            null != server.checkAddress && server.checkAddress.port > 0 ||
            AddressSpec.PortForm.ABSOLUTE == server.address.portForm;
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

    private static boolean resolve(
        final ProxySettings proxy, final ServerSettings server, final boolean isLenient, final ParseContext context)
    {
        final List<String> methods = new ArrayList<>(server.initAddr);
        if (methods.isEmpty())
        {
            methods.add("last");
            methods.add("libc");
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
                }
                case "libc" ->
                {
                    if (AddressParser.resolve(server.address, 0))
                    {
                        return true;
                    }
                    hasTried = true;
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
