/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.balance.BalanceSettings;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ForwardingSettings;
import io.fairlead.engine.proxy.ProxyOption;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.Rule;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.rules.RuleSet;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.server.SourceSettings;

/** Checks and completes one proxy once all was read. */
final class ProxyCheck
{
    private final ProxySettings proxy;
    private final ProxyBuild build;
    private final ParseContext context;
    private final Configuration configuration;
    private boolean hasFailed;
    private boolean mayUpgrade;

    ProxyCheck(final ProxySettings proxy, final ParseContext context)
    {
        this.proxy = proxy;
        this.build = ProxyBuild.of(proxy, context);
        this.context = context;
        this.configuration = Configuration.of(context);
    }

    /** A defaults section: rules, arguments, error replies. */
    boolean defaults()
    {
        lateChecks();
        hasFailed |= !ArgumentCheck.run(build, context);
        if (!proxy.name.isEmpty())
        {
            errorSections();
        }
        return !hasFailed;
    }

    /** A disabled proxy: only what others may look at. */
    void complete()
    {
        rules();
        ServerCheck.number(proxy);
    }

    /** Everything; whether no error forbids to start. */
    boolean run()
    {
        hasFailed |= !new BindCheck(proxy, context).run();
        if (ProxySettings.Mode.HTTP != proxy.mode)
        {
            withoutHttp();
        }
        if (proxy.isFrontend() && proxy.binds.stream().allMatch(bind -> bind.addresses.isEmpty()))
        {
            warn(type() + " '" + proxy.name +
                "' has no 'bind' directive. Please declare it as a backend if this was intended.");
        }
        if (proxy.isBackend())
        {
            balance();
        }
        checks();
        final SwitchCheck switches = new SwitchCheck(proxy, build, context);
        hasFailed |= !switches.run();
        mayUpgrade = switches.mayUpgrade();
        lateChecks();
        formats();
        hasFailed |= !new FormatCheck(build, context).balanceHash();
        hasFailed |= !new FormatCheck(build, context).poolNames();
        hasFailed |= !ArgumentCheck.run(build, context);
        if (ProxySettings.Mode.LOG != proxy.mode)
        {
            timeouts();
        }
        if (proxy.check.areTcpRulesUnused)
        {
            warn(owner() + " uses tcp-check rules without 'option tcp-check', so the rules are ignored.");
        }
        captureLength();
        hasFailed |= !ServerCheck.names(proxy, context);
        ServerCheck.number(proxy);
        serverHints();
        logTargets();
        errorSections();
        if (ProxySettings.Mode.HTTP != proxy.mode && !mayUpgrade)
        {
            ignoredInTcp();
        }
        servers();
        hasFailed |= !FilterWords.complete(proxy, context);
        rules();
        return !hasFailed;
    }

    /** What HAProxy looks at once all proxies were checked. */
    boolean finish()
    {
        final ForwardingSettings forwarding = proxy.forwarding;
        if (ProxySettings.Mode.HTTP != proxy.mode && !mayUpgrade)
        {
            ignored(null != forwarding.forwarded, "option forwarded");
            ignored(null != forwarding.forwardFor, "option forwardfor");
            ignored(null != forwarding.originalTo, "option originalto");
            forwarding.forwarded = null;
            forwarding.forwardFor = null;
            forwarding.originalTo = null;
        }
        else if (null != forwarding.forwarded)
        {
            hasFailed |= !new FormatCheck(build, context).forwarded() || !ArgumentCheck.run(build, context);
        }
        hasFailed |= !new LogBackendCheck(build, context).run();
        return !hasFailed;
    }

    private void ignored(final boolean isUsed, final String what)
    {
        if (isUsed)
        {
            warn("'" + what + "' ignored for " + owner() + " as it requires HTTP mode.");
        }
    }

    private String type()
    {
        return Placement.typeName(proxy);
    }

    private String owner()
    {
        return Placement.owner(proxy);
    }

    private void warn(final String text)
    {
        context.messages().warning(text);
    }

    private void fail(final String text)
    {
        context.fatal(text);
        hasFailed = true;
    }

    static String word(final ProxySettings.Mode mode)
    {
        return switch (mode)
        {
            case HTTP -> "http";
            case LOG -> "syslog";
            default -> "tcp";
        };
    }

    private void withoutHttp()
    {
        switch (null == proxy.balance.algorithm ? BalanceSettings.Algorithm.ROUNDROBIN : proxy.balance.algorithm)
        {
            case URI, URL_PARAM, HDR ->
            {
                proxy.balance.algorithm = BalanceSettings.Algorithm.ROUNDROBIN;
                warn("Layer 7 hash not possible for " + owner() + " (needs 'mode http'). Falling back to round robin.");
            }
            default ->
            {
            }
        }
        final ProxySettings.LogStyle style = proxy.logStyle;
        final ProxySettings.LogStyle fallback = switch (style)
        {
            case HTTP, HTTPS -> ProxySettings.LogStyle.TCP;
            case HTTP_CLF -> ProxySettings.LogStyle.TCP_CLF;
            default -> style;
        };
        if (style != fallback)
        {
            proxy.logStyle = fallback;
            warn("parsing [" + build.logFormat + "] : '" + LogWords.written(style) + "' not usable with " + owner() +
                " (needs 'mode http'). Falling back to '" + LogWords.written(fallback) + "'.");
        }
    }

    private void balance()
    {
        final BalanceSettings balance = proxy.balance;
        if (null == balance.algorithm)
        {
            // A deliberate difference: HAProxy's default is random from 3.3 on, here it stays what it was before.
            balance.algorithm = BalanceSettings.Algorithm.ROUNDROBIN;
            proxy.isBalanced = null == proxy.dispatchAddress();
            return;
        }
        if (proxy.has(ProxyOption.TRANSPARENT))
        {
            fail(owner() + " cannot use both transparent and balance mode.");
        }
        else if (null != proxy.dispatch)
        {
            warn("dispatch address of " + owner() + " will be ignored in balance mode.");
        }
    }

    /** How servers are checked, as far as it can be said without looking at them. */
    private void checks()
    {
        final ProxySettings.CheckSettings check = proxy.check;
        if (check.areHttpRulesUnused)
        {
            warn(owner() + " uses http-check rules without 'option httpchk', so the rules are ignored.");
        }
        if (check.isExternal)
        {
            program();
        }
        if (null != check.command)
        {
            if (!check.isExternal)
            {
                warn("'external-check command' will be ignored for " + owner() +
                    " (requires 'option external-check').");
            }
            if (!check.command.startsWith("/") && null == check.path)
            {
                fail("Proxy '" + proxy.name +
                    "': 'external-check command' does not have a leading '/' and 'external-check path' is not set.");
            }
        }
        if (null != check.path && !check.isExternal)
        {
            warn("'external-check path' will be ignored for " + owner() + " (requires 'option external-check').");
        }
    }

    private void program()
    {
        final String who = "Proxy '" + proxy.name + "' : ";
        if (!configuration.global.isExternalCheckAllowed)
        {
            fail(who + "'option external-check' unable to find required 'global.external-check'.");
        }
        if (null == proxy.check.command)
        {
            fail(who + "'option external-check' unable to find required 'external-check command'.");
        }
        if (!configuration.global.isInsecureForkWanted)
        {
            warn(who +
                "'insecure-fork-wanted' not enabled in the global section, 'option external-check' will likely " +
                "fail.");
        }
    }

    static void warnOfContentInHttp(
        final ProxySettings proxy,
        final Condition condition,
        final String file,
        final int line,
        final ParseContext context)
    {
        final int content = Source.REQUEST_BUFFER.mask() | Source.RESPONSE_BUFFER.mask();
        if (null != condition && ProxySettings.Mode.HTTP == proxy.mode && 0 != (condition.sources() & content))
        {
            context.messages().warning("Proxy '" + proxy.name +
                "': L6 sample fetches ignored on HTTP proxies (declared at " + file + ':' +
                line + ").");
        }
    }

    private void lateChecks()
    {
        for (final Phase phase : Phase.values())
        {
            final RuleContext place = build.ruleContexts.get(phase);
            if (null == place)
            {
                continue;
            }
            for (final RuleContext.LateCheck check : place.lateChecks())
            {
                try
                {
                    check.check();
                }
                catch (final ConfigException e)
                {
                    fail("Proxy '" + proxy.name + "': " + e.getMessage() + ".");
                }
            }
            for (final Rule rule : build.rules(phase))
            {
                warnOfContentInHttp(proxy, rule.condition(), rule.file(), rule.line(), context);
            }
        }
    }

    private void formats()
    {
        hasFailed |= !new FormatCheck(build, context).run();
    }

    private void timeouts()
    {
        final boolean lacksFront = proxy.isFrontend() && proxy.clientTimeoutMs <= 0;
        final boolean lacksServer = proxy.serverTimeoutMs <= 0 &&
            (ProxySettings.Mode.HTTP == proxy.mode || proxy.tunnelTimeoutMs <= 0);
        final boolean lacksBack = proxy.isBackend() && !proxy.servers.isEmpty() &&
            (proxy.connectTimeoutMs <= 0 || lacksServer);
        if (lacksFront || lacksBack)
        {
            warn("missing timeouts for " + owner() + ".\n" +
                "   | While not properly invalid, you will certainly encounter various problems\n" +
                "   | with such a configuration. To fix this, please ensure that all following\n" +
                "   | timeouts are set to a non-zero value: 'client', 'connect', 'server'.");
        }
    }

    private void captureLength()
    {
        final int limit = configuration.global.captureCookieLength;
        if (proxy.captureCookieLength >= limit)
        {
            warn("truncating capture length to " + (limit - 1) + " bytes for " + owner() + ".");
            proxy.captureCookieLength = limit - 1;
        }
    }

    private void serverHints()
    {
        for (final ServerSettings server : proxy.servers)
        {
            final boolean isRetried = proxy.retryOn.contains(ProxySettings.RetryOn.EMPTY_RESPONSE) &&
                proxy.retryOn.contains(ProxySettings.RetryOn.RESPONSE_TIMEOUT);
            if (server.isFastOpen && !isRetried)
            {
                context.messages().at(server.file, server.line, "server " + proxy.name + '/' + server.name).warning(
                    "server has tfo activated, the backend should be configured with at least 'conn-failure', " +
                    "'empty-response' and 'response-timeout' or we wouldn't be able to retry the connection " +
                    "on failure.");
            }
        }
    }

    private void logTargets()
    {
        if (proxy.isFrontend() && proxy.logs.isEmpty() &&
            (null != proxy.rules.logFormat && !proxy.rules.logFormat.isEmpty() ||
                null != proxy.rules.structuredDataFormat && !proxy.rules.structuredDataFormat.isEmpty()))
        {
            warn("log format ignored for " + owner() + " since it has no log address.");
        }
    }

    private void errorSections()
    {
        for (final ProxyBuild.ErrorSource source : build.errors)
        {
            if (null != source.reply())
            {
                proxy.rules.errorReplies.put(source.reply().status(), source.reply().reply());
                continue;
            }
            final var section = configuration.httpErrors.get(source.section());
            if (null == section)
            {
                fail("proxy '" + proxy.name + "': unknown http-errors section '" + source.section() + "' (at " +
                    source.where() + ").");
                continue;
            }
            for (final int status : source.statuses())
            {
                if (!section.replies.containsKey(status))
                {
                    warn("config: proxy '" + proxy.name + "' : status '" + status +
                        "' not declared in http-errors section '" +
                        section.name + "' (at " + source.where() + ").");
                }
            }
            section.replies.forEach((status, reply) ->
            {
                if (source.statuses().isEmpty() || source.statuses().contains(status))
                {
                    proxy.rules.errorReplies.put(status, reply.reply());
                }
            });
        }
    }

    private void ignoredInTcp()
    {
        final String end = " ignored for " + owner() + " as it requires HTTP mode.";
        final String ends = " rules ignored for " + owner() + " as they require HTTP mode.";
        if (null != proxy.cookie.name)
        {
            warn("cookie will be ignored for " + owner() + " (needs 'mode http').");
        }
        if (null != proxy.captureCookieName)
        {
            warn("'capture' statement" + end);
        }
        if (null != proxy.monitorUri)
        {
            warn("'monitor-uri' statement" + end);
        }
        for (final Phase phase : List.of(Phase.HTTP_REQUEST, Phase.HTTP_RESPONSE, Phase.HTTP_AFTER_RESPONSE))
        {
            if (build.hasRules(phase))
            {
                warn("'" + phase.text() + "'" + ends);
            }
        }
        if (!build.redirects.isEmpty())
        {
            warn("'redirect'" + ends);
        }
        for (final ProxyOption option : OptionDescriptions.inOrder())
        {
            if (OptionDescriptions.isHttpOnly(option) && proxy.has(option) && hasSide(option))
            {
                warn("'option " + option.word() + "'" + end);
                proxy.options.remove(option);
            }
        }
        if (null != proxy.source && SourceSettings.Transparent.HEADER == proxy.source.transparent)
        {
            warn(owner() + " : ignoring use of header " + proxy.source.headerName + " as source IP in non-HTTP mode.");
            proxy.source.transparent = SourceSettings.Transparent.NONE;
        }
    }

    private boolean hasSide(final ProxyOption option)
    {
        final int sides = OptionDescriptions.sides(option);
        return 0 != (sides & ProxyKind.FRONTEND) && proxy.isFrontend() ||
            0 != (sides & ProxyKind.BACKEND) && proxy.isBackend();
    }

    private void servers()
    {
        for (final ServerSettings server : proxy.servers)
        {
            if (null != server.healthCheck && !configuration.healthChecks.containsKey(server.healthCheck))
            {
                context.messages().at(server.file, server.line, "server " + proxy.name + '/' + server.name)
                    .alert("parsing [" + server.file + ':' + server.line + "]: " +
                        ServerCheck.healthCheckProblem(server));
                hasFailed = true;
                return;
            }
            final SourceSettings source = server.source;
            if (ProxySettings.Mode.HTTP != proxy.mode && null != server.cookie)
            {
                warn(owner() + " : ignoring cookie for server '" + server.name + "' as HTTP mode is disabled.");
            }
            if (ProxySettings.Mode.HTTP != proxy.mode && null != source &&
                SourceSettings.Transparent.HEADER == source.transparent)
            {
                warn(owner() + " : server " + server.name + " cannot use header " + source.headerName +
                    " as source IP in non-HTTP mode.");
                source.transparent = SourceSettings.Transparent.NONE;
            }
            if (null != server.protocol && BindCheck.isWrongProtocol(server.protocol, proxy))
            {
                fail(owner() + " : MUX protocol '" + server.protocol + "' is not usable for server '" + server.name +
                    "' at [" +
                    server.file + ':' + server.line + "].");
            }
        }
    }

    private void rules()
    {
        final ProxyBuild inherited = null == proxy.defaults ? null : ProxyBuild.of(proxy.defaults, context);
        for (final Phase phase : Phase.values())
        {
            final List<Rule> all = new ArrayList<>();
            if (null != inherited && inherited != build)
            {
                all.addAll(inherited.rules(phase));
            }
            all.addAll(build.rules(phase));
            if (!all.isEmpty())
            {
                proxy.rules.sets.put(phase, new RuleSet(phase, all));
            }
        }
        if (!build.redirects.isEmpty())
        {
            proxy.rules.redirects = new RuleSet(Phase.HTTP_REQUEST, build.redirects);
        }
    }
}
