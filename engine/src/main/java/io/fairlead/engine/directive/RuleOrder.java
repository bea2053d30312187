/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.rules.Phase;

/** Warnings about rules written behind rules that are evaluated later. Each method gives at most one. */
final class RuleOrder
{
    private RuleOrder()
    {
    }

    /** For {@code tcp-request connection}. */
    static void warnBeforeSession(final ProxyBuild build, final String line, final ParseContext context)
    {
        if (!warn(build.hasRules(Phase.TCP_REQUEST_SESSION), line, "a 'tcp-request session'", context))
        {
            warnBeforeContent(build, line, context);
        }
    }

    /** For {@code tcp-request session}. */
    static void warnBeforeContent(final ProxyBuild build, final String line, final ParseContext context)
    {
        if (!warn(build.hasRules(Phase.TCP_REQUEST_CONTENT), line, "a 'tcp-request content'", context))
        {
            warnBeforeMonitor(build, line, context);
        }
    }

    /** For {@code tcp-request content}. */
    static void warnBeforeMonitor(final ProxyBuild build, final String line, final ParseContext context)
    {
        if (!warn(!build.settings.rules.monitorFailures.isEmpty(), line, "a 'monitor fail'", context))
        {
            warnBeforeHttpRequest(build, line, context);
        }
    }

    /** For {@code monitor fail}. */
    static void warnBeforeHttpRequest(final ProxyBuild build, final String line, final ParseContext context)
    {
        if (!warn(build.hasRules(Phase.HTTP_REQUEST), line, "an 'http-request'", context))
        {
            warnBeforeRedirect(build, line, context);
        }
    }

    /** For {@code http-request}. */
    static void warnBeforeRedirect(final ProxyBuild build, final String line, final ParseContext context)
    {
        if (!warn(!build.redirects.isEmpty(), line, "a 'redirect'", context))
        {
            warnBeforeBackend(build, line, context);
        }
    }

    /** For {@code redirect}. */
    static void warnBeforeBackend(final ProxyBuild build, final String line, final ParseContext context)
    {
        if (!warn(!build.backendRules.isEmpty(), line, "a 'use_backend'", context))
        {
            warn(!build.serverRules.isEmpty(), line, "a 'use-server'", context);
        }
    }

    /** For {@code tcp-response content}. */
    static void warnBeforeHttpResponse(final ProxyBuild build, final String line, final ParseContext context)
    {
        warn(build.hasRules(Phase.HTTP_RESPONSE), line, "an 'http-response'", context);
    }

    private static boolean warn(final boolean isBehind, final String line, final String other,
        final ParseContext context)
    {
        if (isBehind)
        {
            context.warning("a '" + line + "' rule placed after " + other + " rule will still be processed before.");
        }
        return isBehind;
    }
}
