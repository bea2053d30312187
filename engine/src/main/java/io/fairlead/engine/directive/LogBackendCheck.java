/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.balance.BalanceSettings;
import io.fairlead.engine.balance.BalanceSettings.Algorithm;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.server.ServerSettings;

/** What a backend of {@code mode log} may have, and what only such a backend may have. */
final class LogBackendCheck
{
    private final ProxyBuild build;
    private final ProxySettings proxy;
    private final ParseContext context;

    LogBackendCheck(final ProxyBuild build, final ParseContext context)
    {
        this.build = build;
        this.proxy = build.settings;
        this.context = context;
    }

    /** Whether no error forbids to start. */
    boolean run()
    {
        final BalanceSettings balance = proxy.balance;
        if (ProxySettings.Mode.LOG == proxy.mode)
        {
            rules();
            return isBalanceGood(balance) && servers() && (Algorithm.LOG_HASH != balance.algorithm || hash(balance));
        }
        if (Algorithm.LOG_HASH == balance.algorithm)
        {
            context.messages().warning("Unusable balance algorithm for " + Placement.typeName(proxy) + " '" +
                proxy.name + "' (needs 'mode log'). Falling back to round robin.");
            balance.algorithm = Algorithm.ROUNDROBIN;
        }
        for (final ServerSettings server : proxy.servers)
        {
            if (null != server.address && server.address.isDatagram)
            {
                context.fatal("[" + server.file + ':' + server.line + "] : unsupported transport for server address " +
                    "in '" + (ProxySettings.Mode.HTTP == proxy.mode ? "http" : "tcp") + "' backend.");
                return false;
            }
        }
        return true;
    }

    private void rules()
    {
        ignored(has(Phase.TCP_REQUEST_CONTENT), "Cannot use tcp-request rules", "They");
        ignored(has(Phase.TCP_RESPONSE_CONTENT), "Cannot use tcp-response rules", "They");
        ignored(null != proxy.cookie.dynamicKey, "Cannot set \"dynamic-cookie-key\"", "It");
        ignored(!proxy.rules.serverSwitches.isEmpty(), "Cannot use \"use-server\" rules", "They");
        proxy.rules.serverSwitches.clear();
        proxy.cookie.dynamicKey = null;
    }

    private boolean has(final Phase phase)
    {
        return null != proxy.rules.sets.remove(phase);
    }

    private void ignored(final boolean isThere, final String what, final String pronoun)
    {
        if (isThere)
        {
            context.messages().warning(what + " with 'mode log' in " + Placement.typeName(proxy) + " '" + proxy.name +
                "'. " + pronoun + " will be ignored.");
        }
    }

    private boolean isBalanceGood(final BalanceSettings balance)
    {
        switch (balance.algorithm)
        {
            case ROUNDROBIN, RANDOM, STICKY, LOG_HASH ->
            {
                return true;
            }
            default ->
            {
                context.fatal("in " + Placement.typeName(proxy) + " '" + proxy.name +
                    "': \"balance\" only supports 'roundrobin', 'random', 'sticky' and 'log-hash'.");
                return false;
            }
        }
    }

    private boolean servers()
    {
        for (final ServerSettings server : proxy.servers)
        {
            if (server.address.isUnix())
            {
                context.fatal("[" + server.file + ':' + server.line +
                    "] : log server address family not supported for log backend server.");
                return false;
            }
            if (server.address.isDatagram != proxy.servers.getFirst().address.isDatagram)
            {
                return failed("cannot mix server types within a log backend, '" + server.name +
                    "' srv's network type differs from previous server");
            }
        }
        return true;
    }

    private boolean hash(final BalanceSettings balance)
    {
        if (BalanceSettings.HashMethod.MAP_BASED != balance.hashMethod)
        {
            return failed("unsupported hash method (from \"hash-type\")");
        }
        build.expressions.use(ExprUse.USE_SERVER);
        final ConfigLine line = ConfigLine.of(
            build.where.file(), build.where.line(), "str(dummy)," + balance.expressionText);
        context.line(line);
        try
        {
            final SampleExpr converters = ExprParser.parse(new Words(line, 0), build.expressions);
            if (SampleType.BOOL == converters.outputType())
            {
                return failed("invalid output type at the end of converter list for \"balance log-hash\" directive");
            }
            balance.expression = converters;
            return true;
        }
        catch (final ConfigException e)
        {
            return failed(e.getMessage() + " (from converter list argument in \"balance log-hash\")");
        }
    }

    private boolean failed(final String reason)
    {
        context.fatal("log backend '" + proxy.name + "': failed to initialize: " + reason + '.');
        return false;
    }
}
