/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.List;

import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.LogForwardSettings;
import io.fairlead.engine.proxy.ProxySettings;

/** Names on {@code log} lines, looked up when a start or a reload is meant: as with HAProxy, {@code -c} does not. */
public final class LogTargetCheck
{
    private final Configuration configuration;
    private final Messages messages;
    private boolean hasFailed;

    private LogTargetCheck(final Configuration configuration, final Messages messages)
    {
        this.configuration = configuration;
        this.messages = messages;
    }

    /**
     * Look up all names.
     *
     * @param configuration read and checked.
     * @param messages      where unknown ones are told.
     * @return whether all are known.
     */
    public static boolean run(final Configuration configuration, final Messages messages)
    {
        final LogTargetCheck check = new LogTargetCheck(configuration, messages);
        check.targets(configuration.global.logs, null);
        for (final ProxySettings proxy : configuration.proxies)
        {
            check.targets(proxy.logs, "proxy section '" + proxy.name);
        }
        for (final LogForwardSettings section : configuration.logForwards.values())
        {
            check.targets(section.proxy.logs, "proxy section '" + section.proxy.name);
        }
        return !check.hasFailed;
    }

    private void targets(final List<LogTargetSettings> targets, final String section)
    {
        for (final LogTargetSettings target : targets)
        {
            final String problem = problem(target);
            if (null != problem)
            {
                hasFailed = true;
                messages.alert((null == section ?
                    "global log directive declared in file " + target.file + " at line '" + target.line + "' " :
                    "log directive declared in " + section + "' in file '" + target.file + "' at line " + target.line +
                        ' ') + problem + '.');
            }
        }
    }

    private String problem(final LogTargetSettings target)
    {
        if (null != target.backendName)
        {
            final ProxySettings backend = configuration.backends.get(target.backendName);
            if (null == backend || ProxySettings.Mode.LOG != backend.mode)
            {
                return (null == backend ? "uses unknown log backend '" : "uses incompatible log backend '") +
                    target.backendName + '\'';
            }
        }
        if (null != target.ringName && !LogService.isBuiltIn(target.ringName) &&
            !configuration.rings.containsKey(target.ringName))
        {
            final boolean isOther = "stdout".equals(target.ringName) || "stderr".equals(target.ringName);
            return (isOther ? "uses incompatible ring '" : "uses unknown ring named '") + target.ringName + '\'';
        }
        return null == target.profile || configuration.logProfiles.containsKey(target.profile) ? null :
            "unknown log-profile '" + target.profile + '\'';
    }
}
