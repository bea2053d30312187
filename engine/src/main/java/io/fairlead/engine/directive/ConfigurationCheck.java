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

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.dns.ResolversSettings;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.HealthCheckSection;
import io.fairlead.engine.proxy.LogForwardSettings;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.sample.UserList;

/**
 * Looks at a configuration once all files were read: resolves names, compiles formats, completes what was left to
 * defaults, and reports what does not fit together, in HAProxy's order and words.
 */
public final class ConfigurationCheck
{
    /** HAProxy never gives number 1 to a proxy. */
    private static final int FIRST_PROXY_ID = 2;
    private static final int MAX_THREADS = 1024;
    private static final int MAX_HTTP_BUFFER = 256 << 20;

    private final ParseContext context;
    private final Configuration configuration;
    private final List<ProxyCheck> checks = new ArrayList<>();
    private boolean hasFailed;

    private ConfigurationCheck(final ParseContext context)
    {
        this.context = context;
        this.configuration = Configuration.of(context);
    }

    /**
     * Check and complete.
     *
     * @param isLenient host names that cannot be resolved disable their server instead of forbidding the start
     *                  ({@code -dr}).
     * @return whether no error forbids to start.
     */
    public static boolean check(final ParseContext context, final boolean isLenient)
    {
        return new ConfigurationCheck(context).run(isLenient);
    }

    private boolean run(final boolean isLenient)
    {
        configuration.variables = ProxyBuild.variables(context);
        configuration.patterns = ProxyBuild.patterns(context);
        global();
        userLists();
        SystemNameservers.addDefaultSection(configuration);
        if (hasFailed)
        {
            return false;
        }
        for (final ProxySettings defaults : configuration.allDefaults)
        {
            hasFailed |= !new ProxyCheck(defaults, context).defaults();
        }
        for (final HealthCheckSection section : configuration.healthChecks.values())
        {
            hasFailed |= !ArgumentCheck.run(ProxyBuild.of(section.proxy, context), context);
        }
        proxies();
        logForwards();
        if (context.isExperimentalAllowed())
        {
            context.messages().warning(
                "Option 'expose-experimental-directives' is set in the global section but is no longer " +
                "used. It is strongly recommended to remove it in order to avoid using an experimental " +
                "directive by accident " +
                "in the future.");
        }
        if (hasFailed)
        {
            return false;
        }
        configuration.patterns.finish();
        for (final ResolversSettings section : configuration.resolvers.values())
        {
            if (section.nameservers.isEmpty())
            {
                context.messages().warning("resolvers '" + section.name + "' [" + section.file + ':' + section.line +
                    "] has no nameservers configured!");
            }
        }
        return servers(isLenient);
    }

    private void logForwards()
    {
        for (final LogForwardSettings section : configuration.logForwards.values())
        {
            if (section.proxy.binds.isEmpty() && section.datagramBinds.isEmpty())
            {
                context.messages().warning("frontend '" + section.proxy.name +
                    "' has no 'bind' directive. Please declare it as a backend if this was intended.");
            }
        }
    }

    private void fail(final String text)
    {
        context.fatal(text);
        hasFailed = true;
    }

    private void global()
    {
        final GlobalSettings global = configuration.global;
        final int limit = 0 == global.threadHardLimit ? MAX_THREADS : global.threadHardLimit;
        if (global.threadCount > limit)
        {
            context.messages().warning("nbthread forced to a higher value (" + global.threadCount +
                ") than the configured thread-hard-limit (" + limit +
                    "), enforcing the limit. Please fix either value to " +
                "remove this warning.");
            global.threadCount = limit;
        }
        if (global.largeBufferSize > 0 && global.largeBufferSize < global.bufferSize)
        {
            context.messages().warning("tune.bufsize.large (" + global.largeBufferSize +
                ") is lower than tune.bufsize (" +
                global.bufferSize +
                    "). large buffers support is disabled. Please fix either value to remove this warning.");
            global.largeBufferSize = 0;
        }
        if (global.smallBufferSize > global.bufferSize)
        {
            context.messages().warning("invalid small buffer size " + global.smallBufferSize +
                " bytes which is greater than " +
                "default bufsize " + global.bufferSize + " bytes.");
            global.smallBufferSize = 0;
        }
        if (global.maxRewrite >= global.bufferSize / 2)
        {
            global.maxRewrite = global.bufferSize / 2;
        }
        hasFailed |= !CaseAdjustFile.load(global, context);
    }

    private void userLists()
    {
        for (final UserList list : configuration.userLists.values())
        {
            final String problem = ((NamedUsers)list).resolve();
            if (null != problem)
            {
                fail(problem);
                return;
            }
        }
    }

    private void proxies()
    {
        final Set<Integer> used = new HashSet<>();
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (proxy.isIdForced)
            {
                used.add(proxy.id);
            }
        }
        int next = FIRST_PROXY_ID;
        boolean hasReportedSize = false;
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (!proxy.isIdForced)
            {
                while (used.contains(next))
                {
                    next++;
                }
                proxy.id = next;
                next++;
            }
            numberListeners(proxy);
            if (ProxySettings.Mode.HTTP == proxy.mode && configuration.global.bufferSize >= MAX_HTTP_BUFFER &&
                !hasReportedSize)
            {
                hasReportedSize = true;
                fail("global.tune.bufsize must be below 256 MB when HTTP is in use (current value = " +
                    configuration.global.bufferSize + ").");
            }
            final ProxyCheck check = new ProxyCheck(proxy, context);
            checks.add(check);
            if (proxy.isDisabled)
            {
                check.complete();
            }
            else if (!check.run())
            {
                hasFailed = true;
                return;
            }
        }
    }

    /** Bind lines without an id get the first free ones, in their order. */
    private static void numberListeners(final ProxySettings proxy)
    {
        int next = 1;
        for (final BindSettings bind : proxy.binds)
        {
            if (0 == bind.id)
            {
                while (isTaken(proxy, next))
                {
                    next++;
                }
                bind.id = next;
            }
        }
    }

    private static boolean isTaken(final ProxySettings proxy, final int id)
    {
        for (final BindSettings bind : proxy.binds)
        {
            if (id == bind.id)
            {
                return true;
            }
        }
        return false;
    }

    private boolean servers(final boolean isLenient)
    {
        for (int i = 0; i < checks.size(); i++)
        {
            final ProxySettings proxy = configuration.proxies.get(i);
            if (!proxy.isDisabled && (!ServerCheck.checks(proxy, context) || !checks.get(i).finish()))
            {
                context.fatal("Fatal errors found in configuration.");
                return false;
            }
        }
        if (!ServerCheck.resolvers(configuration, context))
        {
            return false;
        }
        new ServerStateFiles(configuration, context).read();
        if (!ServerCheck.addresses(configuration, isLenient, context))
        {
            context.fatal("Failed to initialize server(s) addr.");
            return false;
        }
        return ServerCheck.tracking(configuration, context);
    }
}
