/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.RuleParser;

/** {@code tcp-request} and {@code tcp-response}. */
final class TcpRuleLine
{
    private TcpRuleLine()
    {
    }

    static void request(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String where = Placement.isDefaults(proxy) ? "defaults section" : owner(proxy);
        final String what = words.next();
        final ProxyBuild build = ProxyBuild.of(proxy, context);
        final String line = "tcp-request " + what;
        switch (what)
        {
            case "" -> throw new ConfigException("missing argument for 'tcp-request' in " + where);
            case "inspect-delay" -> requestDelay(proxy, words, context);
            case "content" ->
            {
                add(build, Phase.TCP_REQUEST_CONTENT, words);
                RuleOrder.warnBeforeMonitor(build, line, context);
            }
            case "connection" ->
            {
                requireFront(proxy, line);
                add(build, Phase.TCP_REQUEST_CONNECTION, words);
                RuleOrder.warnBeforeSession(build, line, context);
            }
            case "session" ->
            {
                requireFront(proxy, line);
                add(build, Phase.TCP_REQUEST_SESSION, words);
                RuleOrder.warnBeforeContent(build, line, context);
            }
            default ->
                throw new ConfigException("'tcp-request' expects 'inspect-delay', 'connection', or 'content' in " +
                where +
                " (got '" + what + "')");
        }
    }

    static void response(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String what = words.next();
        final String line = "tcp-response " + what;
        switch (what)
        {
            case "" -> throw new ConfigException("missing argument for 'tcp-response' in " + owner(proxy));
            case "inspect-delay" ->
            {
                requireBackOrNamed(proxy, line);
                responseDelay(proxy, words, context);
            }
            case "content" ->
            {
                requireBackOrNamed(proxy, line);
                final ProxyBuild build = ProxyBuild.of(proxy, context);
                add(build, Phase.TCP_RESPONSE_CONTENT, words);
                RuleOrder.warnBeforeHttpResponse(build, line, context);
            }
            default ->
                throw new ConfigException("'tcp-response' expects 'inspect-delay' or 'content' in " + owner(proxy) +
                " (got '" + what + "')");
        }
    }

    private static String owner(final ProxySettings proxy)
    {
        return Placement.typeName(proxy) + " '" + proxy.name + "'";
    }

    private static void add(final ProxyBuild build, final Phase phase, final Words words)
    {
        if (Placement.isDefaults(build.settings) && build.settings.name.isEmpty())
        {
            throw new ConfigException(phase.text() + " is not allowed in anonymous 'defaults' sections");
        }
        build.expressions.http(ProxySettings.Mode.HTTP == build.settings.mode);
        build.rules(phase).add(RuleParser.parse(words, build.ruleContext(phase)));
    }

    private static void requireFront(final ProxySettings proxy, final String line)
    {
        if (!Placement.isFront(proxy))
        {
            throw new ConfigException(
                line + " is not allowed because " + Placement.typeName(proxy) + ' ' + proxy.name +
                    " is not a frontend");
        }
    }

    private static void requireBackOrNamed(final ProxySettings proxy, final String line)
    {
        if (Placement.isDefaults(proxy) && proxy.name.isEmpty() || !Placement.isBack(proxy))
        {
            throw new ConfigException(
                line + " is only allowed in 'backend' sections or 'defaults' section with a name");
        }
    }

    private static void requestDelay(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (Placement.isDefaults(proxy) && proxy.name.isEmpty())
        {
            throw new ConfigException("tcp-request inspect-delay is not allowed in anonymous 'defaults' sections");
        }
        final int delayMs = delay("tcp-request", proxy, words, context);
        if (proxy.rules.requestInspectDelayMs > 0)
        {
            context.warning("ignoring tcp-request inspect-delay (was already defined) in " + owner(proxy));
            return;
        }
        proxy.rules.requestInspectDelayMs = delayMs;
    }

    private static void responseDelay(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final int delayMs = delay("tcp-response", proxy, words, context);
        if (proxy.rules.responseInspectDelayMs > 0)
        {
            context.warning("ignoring tcp-response inspect-delay (was already defined) in " + owner(proxy));
            return;
        }
        proxy.rules.responseInspectDelayMs = delayMs;
    }

    private static int delay(
        final String keyword, final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String start = "'" + keyword + " inspect-delay' expects a positive delay in milliseconds, in " +
            owner(proxy);
        if (!words.hasNext())
        {
            throw new ConfigException(start);
        }
        final String text = words.next();
        final Delay delay = Delay.ms(text, context);
        return switch (delay.outcome)
        {
            case OVERFLOW -> throw new ConfigException(
                start + " (timer overflow in '" + text + "', maximum value is 2147483647 ms or ~24.8 days)");
            case UNEXPECTED -> throw new ConfigException(start + " (unexpected character '" + delay.badChar() + "')");
            default -> delay.value;
        };
    }
}
