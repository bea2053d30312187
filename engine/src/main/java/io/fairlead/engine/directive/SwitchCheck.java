/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxyRules;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprUse;

/**
 * Finds the backends and servers that a proxy's {@code default_backend}, {@code use_backend}, {@code use-server} name.
 */
final class SwitchCheck
{
    private final ProxySettings proxy;
    private final ProxyBuild build;
    private final ParseContext context;
    private final Configuration configuration;
    private boolean hasFailed;
    private boolean mayUpgrade;

    SwitchCheck(final ProxySettings proxy, final ProxyBuild build, final ParseContext context)
    {
        this.proxy = proxy;
        this.build = build;
        this.context = context;
        this.configuration = Configuration.of(context);
    }

    /** Whether no error forbids to start. */
    boolean run()
    {
        defaultBackend();
        backendRules();
        serverRules();
        return !hasFailed;
    }

    /** Whether a connection that begins as TCP may become HTTP in the backend it goes to. */
    boolean mayUpgrade()
    {
        return mayUpgrade;
    }

    private void defaultBackend()
    {
        if (null == proxy.defaultBackendName)
        {
            return;
        }
        final ProxySettings target =
            find(proxy.defaultBackendName, "default_backend", " as its default backend (see 'mode').");
        if (null != target)
        {
            proxy.defaultBackend = target;
            if (!proxy.servers.isEmpty())
            {
                context.messages().warning("In proxy '" + proxy.name +
                    "', the 'default_backend' rule always has precedence over the servers, which " +
                    "will never be used.");
            }
        }
    }

    /** The backend that a line of the frontend names; null, and an error told, if it cannot take the traffic. */
    private ProxySettings find(final String name, final String word, final String role)
    {
        final ProxySettings target = configuration.backends.get(name);
        if (null == target)
        {
            fail("Proxy '" + proxy.name + "': unable to find required " + word + ": '" + name + "'.");
            return null;
        }
        if (target == proxy)
        {
            fail("Proxy '" + proxy.name + "': loop detected for " + word + ": '" + name + "'.");
            return null;
        }
        if (isIncompatible(target))
        {
            fail(incompatible(target) + role);
            return null;
        }
        mayUpgrade |= ProxySettings.Mode.HTTP == target.mode;
        return target;
    }

    private boolean isIncompatible(final ProxySettings target)
    {
        return target.mode != proxy.mode &&
            !(ProxySettings.Mode.TCP == proxy.mode && ProxySettings.Mode.HTTP == target.mode);
    }

    private String incompatible(final ProxySettings target)
    {
        return written(proxy) + " tries to use incompatible " + written(target);
    }

    private static String written(final ProxySettings proxy)
    {
        return ProxyCheck.word(proxy.mode) + ' ' + Placement.owner(proxy) + " (" + proxy.file + ':' + proxy.line + ')';
    }

    private void backendRules()
    {
        for (final BackendRule rule : build.backendRules)
        {
            final LogFormat format;
            try
            {
                build.expressions.use(ExprUse.USE_BACKEND);
                format = compileAt(rule.text, rule.file, rule.line, Checkpoint.FE_REQUEST_HEADERS.mask());
            }
            catch (final ConfigException e)
            {
                fail("Parsing [" + rule.file + ':' + rule.line + "]: failed to parse use_backend rule '" + rule.text +
                    "' : " + e.getMessage() + ".");
                continue;
            }
            if (null == format.constant())
            {
                add(rule, null, format);
                mayUpgrade = true;
                continue;
            }
            final ProxySettings target = find(rule.text, "use_backend", " in a 'use_backend' rule (see 'mode').");
            if (null != target)
            {
                add(rule, target, null);
            }
            ProxyCheck.warnOfContentInHttp(proxy, rule.condition, rule.file, rule.line, context);
        }
    }

    private void add(final BackendRule rule, final ProxySettings backend, final LogFormat name)
    {
        proxy.rules.backendSwitches.add(
            new ProxyRules.BackendSwitch(rule.condition, backend, name, rule.file, rule.line));
    }

    private LogFormat compileAt(final String text, final String file, final int line, final int checkpoints)
    {
        return FormatCheck.compile(text, file, line, 0, checkpoints, build, context);
    }

    private void serverRules()
    {
        for (final ServerRule rule : build.serverRules)
        {
            final LogFormat format;
            try
            {
                build.expressions.use(ExprUse.USE_SERVER);
                format = compileAt(rule.text, rule.file, rule.line, Checkpoint.FE_REQUEST_HEADERS.mask());
            }
            catch (final ConfigException e)
            {
                fail("Parsing [" + rule.file + ':' + rule.line + "]; use-server rule failed to parse log-format '" +
                    rule.text + "' : " + e.getMessage() + ".");
                continue;
            }
            if (null == format.constant())
            {
                proxy.rules.serverSwitches.add(
                    new ProxyRules.ServerSwitch(rule.condition, null, format, rule.file, rule.line));
                continue;
            }
            ProxyCheck.warnOfContentInHttp(proxy, rule.condition, rule.file, rule.line, context);
            proxy.rules.serverSwitches.add(
                new ProxyRules.ServerSwitch(rule.condition, rule.text, null, rule.file, rule.line));
            if (proxy.servers.stream().noneMatch(server -> rule.text.equals(server.name)))
            {
                fail(Placement.owner(proxy) + " : unable to find server '" + rule.text +
                    "' referenced in a 'use-server' rule.");
            }
        }
    }

    private void fail(final String text)
    {
        context.fatal(text);
        hasFailed = true;
    }
}
