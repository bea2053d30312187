/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.Phase;

/** Whether a section may start from a defaults section that has rules of its own, or captures. */
final class RuleInheritance
{
    private RuleInheritance()
    {
    }

    static void check(final ProxyBuild defaults, final ProxyBuild proxy, final ParseContext context)
    {
        final boolean hasRules = defaults.rules.values().stream().anyMatch(list -> !list.isEmpty());
        if (!hasRules)
        {
            return;
        }
        final String refusal = refusal(defaults, proxy.settings);
        if (null != refusal)
        {
            context.alertTight(refusal + ".");
            context.abort();
            return;
        }
        defaults.heirs = proxy.settings.kind;
    }

    private static String refusal(final ProxyBuild defaults, final ProxySettings proxy)
    {
        final String place = " (defaults section at " + defaults.where + ")";
        switch (proxy.kind)
        {
            case DEFAULTS ->
            {
                return "a defaults section cannot inherit from a defaults section defining TCP/HTTP rules" + place;
            }
            case LISTEN ->
            {
                return "a listen section cannot inherit from a defaults section defining TCP/HTTP rules";
            }
            default ->
            {
                if (null != defaults.heirs && defaults.heirs != proxy.kind)
                {
                    return "frontends and backends cannot inherit from the same defaults section if it " +
                        "defines TCP/HTTP rules" +
                        place;
                }
            }
        }
        if (ProxySettings.Kind.BACKEND == proxy.kind &&
            (defaults.hasRules(Phase.TCP_REQUEST_CONNECTION) || defaults.hasRules(Phase.TCP_REQUEST_SESSION)))
        {
            return "a backend section cannot inherit from a defaults section defining 'tcp-request connection' or " +
                "'tcp-request session' rules" + place;
        }
        if (ProxySettings.Kind.FRONTEND == proxy.kind && defaults.hasRules(Phase.TCP_RESPONSE_CONTENT))
        {
            return "a frontend section cannot inherit from a defaults section defining 'tcp-response content' rules" +
                place;
        }
        return null;
    }
}
