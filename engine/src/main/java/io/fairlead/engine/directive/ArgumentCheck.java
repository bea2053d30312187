/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.sample.PendingArg;
import io.fairlead.engine.server.ServerSettings;

/**
 * Looks whether the proxies, servers and lists that arguments of expressions name exist. The arguments receive the
 * running objects when those are made.
 */
final class ArgumentCheck
{
    private final ProxySettings proxy;
    private final Configuration configuration;

    private ArgumentCheck(final ProxySettings proxy, final Configuration configuration)
    {
        this.proxy = proxy;
        this.configuration = configuration;
    }

    /** Report names that do not exist; whether all do. */
    static boolean run(final ProxyBuild build, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        final ArgumentCheck check = new ArgumentCheck(build.settings, configuration);
        final List<String> problems = new ArrayList<>();
        for (final PendingArg pending : build.expressions.pending())
        {
            final String problem = check.problem(pending);
            if (null != problem)
            {
                problems.add(pending.prefix() + problem);
            }
        }
        if (problems.isEmpty())
        {
            if (!configuration.expressionContexts.contains(build.expressions))
            {
                configuration.expressionContexts.add(build.expressions);
            }
            return true;
        }
        final String text = String.join(".\n", problems) + ".\n";
        context.fatal((problems.size() > 1 ? "multiple argument resolution errors:" : "") + Report.indented(text, 8));
        return false;
    }

    private String problem(final PendingArg pending)
    {
        final String name = pending.arg().text();
        final String place = pending.place(proxy.name);
        return switch (pending.arg().type())
        {
            case SERVER -> server(name, place);
            case FRONTEND -> frontend(name, place);
            case BACKEND -> backend(name, place);
            case USERLIST -> userList(name, place);
            case TABLE -> "unable to find table '" + (name.isEmpty() ? proxy.name : name) + "' referenced " + place;
            case REGEX -> name.isEmpty() ? "missing regex " + place : null;
            default -> null;
        };
    }

    private String server(final String name, final String place)
    {
        if (name.isEmpty())
        {
            return "missing server name " + place;
        }
        final int slash = name.lastIndexOf('/');
        final String backendName = slash < 0 ? proxy.name : name.substring(0, slash);
        final ProxySettings backend = slash < 0 ? proxy : configuration.backends.get(backendName);
        if (null == backend)
        {
            return "unable to find proxy '" + backendName + "' referenced " + place;
        }
        if (slash < 0 && Placement.isDefaults(proxy))
        {
            return "backend name must be set " + place;
        }
        final String serverName = name.substring(slash + 1);
        for (final ServerSettings server : backend.servers)
        {
            if (serverName.equals(server.name))
            {
                return null;
            }
        }
        return "unable to find server '" + serverName + "' in proxy '" + backendName + "', referenced " + place;
    }

    private String frontend(final String name, final String place)
    {
        final ProxySettings found = name.isEmpty() ? proxy : configuration.frontends.get(name);
        if (null == found)
        {
            return "unable to find frontend '" + name + "' referenced " + place;
        }
        return Placement.isFront(found) ? null :
            "proxy '" + found.name + "', referenced " + place + ", has not frontend capability";
    }

    private String backend(final String name, final String place)
    {
        final ProxySettings found = name.isEmpty() ? proxy : configuration.backends.get(name);
        if (null == found)
        {
            return "unable to find backend '" + name + "' referenced " + place;
        }
        return Placement.isBack(found) ? null :
            "proxy '" + found.name + "', referenced " + place + ", has not backend capability";
    }

    private String userList(final String name, final String place)
    {
        if (name.isEmpty())
        {
            return "missing userlist name " + place;
        }
        return configuration.userLists.containsKey(name) ? null : "unable to find userlist '" + name + "' referenced " +
            place;
    }
}
