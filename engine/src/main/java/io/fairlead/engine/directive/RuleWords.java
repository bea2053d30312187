/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.List;

import io.fairlead.engine.acl.AclParser;
import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.acl.ConditionParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxyRules;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.RedirectParser;
import io.fairlead.engine.rules.RedirectReply;
import io.fairlead.engine.rules.Rule;
import io.fairlead.engine.rules.RuleParser;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprUse;

/** Words of proxies that are rules or conditions. */
final class RuleWords
{
    private static final int NAMED = ProxyKind.PROXIES | ProxyKind.NAMED_DEFAULTS;

    /** Parse function of a family of lines. */
    private RuleWords()
    {
    }

    /** A {@code redirect} line as an action. */
    private record Redirect(RedirectReply reply) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            if (reply.ignoresEmpty() && reply.isEmpty(ctx))
            {
                return ActionResult.CONTINUE;
            }
            ctx.answer(reply);
            return ActionResult.ABORT;
        }

        @Override
        public boolean isFinal()
        {
            return !reply.ignoresEmpty();
        }
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("acl", NAMED, "acl <name> <criterion> [<flags>] [<values>...]", "A named condition")
                .manual("7").parsedBy(ProxySettings.class, RuleWords::acl),
            word("http-request", NAMED, "http-request <action> [<arguments>] [ { if | unless } <condition> ]",
                "A rule on requests").httpOnly().parsedBy(ProxySettings.class, RuleWords::http),
            word("http-response", NAMED, "http-response <action> [<arguments>] [ { if | unless } <condition> ]",
                "A rule on responses").httpOnly().parsedBy(ProxySettings.class, RuleWords::http),
            word("http-after-response", NAMED,
                "http-after-response <action> [<arguments>] [ { if | unless } <condition> ]",
                "A rule on responses, those made here included").httpOnly().parsedBy(ProxySettings.class,
                    RuleWords::http),
            word("tcp-request", NAMED, "tcp-request { connection | session | content } <action> " +
                "[ { if | unless } <condition> ], or tcp-request inspect-delay <time>",
                    "A rule on connections or their content")
                .parsedBy(ProxySettings.class, TcpRuleLine::request),
            word("tcp-response", ProxyKind.BACK_SIDE | ProxyKind.NAMED_DEFAULTS, "tcp-response content <action> " +
                "[ { if | unless } <condition> ], or tcp-response inspect-delay <time>", "A rule on what servers send")
                .parsedBy(ProxySettings.class, TcpRuleLine::response),
            word("redirect", ProxyKind.PROXIES, "redirect { location | prefix | scheme } <target> [<options>] " +
                "[ { if | unless } <condition> ]", "Answer with a redirection").httpOnly()
                .parsedBy(ProxySettings.class, RuleWords::redirect),
            word("use_backend", ProxyKind.FRONT_SIDE, "use_backend <name> [ { if | unless } <condition> ]",
                "Backend to use").parsedBy(ProxySettings.class, RuleWords::useBackend),
            word("use-server", ProxyKind.BACK_SIDE, "use-server <name> { if | unless } <condition>", "Server to use")
                .parsedBy(ProxySettings.class, RuleWords::useServer),
            word("force-persist", ProxyKind.BACK_SIDE, "force-persist { if | unless } <condition>",
                "When a cookie is followed to a server that is down").parsedBy(ProxySettings.class, RuleWords::persist),
            word("ignore-persist", ProxyKind.BACK_SIDE, "ignore-persist { if | unless } <condition>",
                "When cookies are not looked at").parsedBy(ProxySettings.class, RuleWords::persist),
            word("monitor fail", ProxyKind.FRONT_SIDE, "monitor fail { if | unless } <condition>",
                "When monitor-uri reports a failure").httpOnly().parsedBy(ProxySettings.class, RuleWords::monitorFail),
            word("monitor", ProxyKind.FRONT_SIDE, "monitor fail { if | unless } <condition>",
                "When monitor-uri reports a failure").httpOnly().parsedBy(ProxySettings.class,
                    RuleWords::monitorOther));
    }

    private static Keyword word(final String name, final int proxies, final String syntax, final String summary)
    {
        return Keyword.proxy(name, proxies).syntax(syntax).manual("4.2").summary(summary);
    }

    private static void acl(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInAnonymousDefaults(proxy, "acl");
        final String name = words.peek();
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            throw new ConfigException("character '" + (invalid < 0 ? "" : (char)invalid) +
                "' is not permitted in acl name '" +
                name + "'.");
        }
        if ("or".equalsIgnoreCase(name))
        {
            throw new ConfigException("acl name '" + name +
                "' will never match. 'or' is used to express a logical disjunction " +
                "within a condition.");
        }
        final ProxyBuild build = ProxyBuild.of(proxy, context);
        try
        {
            AclParser.parse(rest(words), 0, build.acls, build.expressions.http(ProxySettings.Mode.HTTP == proxy.mode));
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("error detected while parsing ACL '" + name + "' : " + e.getMessage() + ".");
        }
    }

    private static String[] rest(final Words words)
    {
        final String[] rest = new String[words.remaining()];
        for (int i = 0; i < rest.length; i++)
        {
            rest[i] = words.next();
        }
        return rest;
    }

    private static Phase phase(final String keyword)
    {
        return switch (keyword)
        {
            case "http-request" -> Phase.HTTP_REQUEST;
            case "http-response" -> Phase.HTTP_RESPONSE;
            default -> Phase.HTTP_AFTER_RESPONSE;
        };
    }

    private static void http(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        Placement.refuseInAnonymousDefaults(proxy, keyword);
        final ProxyBuild build = ProxyBuild.of(proxy, context);
        final Phase phase = phase(keyword);
        final List<Rule> rules = build.rules(phase);
        if (!rules.isEmpty() && null == rules.getLast().condition() && rules.getLast().action().isFinal())
        {
            context.warningTight("previous '" + keyword +
                "' action is final and has no condition attached, further entries are NOOP.");
        }
        final Rule rule;
        try
        {
            build.expressions.http(ProxySettings.Mode.HTTP == proxy.mode);
            rule = RuleParser.parse(words, build.ruleContext(phase));
        }
        catch (final ConfigException e)
        {
            if (e.isTight())
            {
                context.alertTight(e.getMessage());
            }
            else
            {
                context.alert(e.getMessage());
            }
            context.abortAtEnd();
            return;
        }
        if (Phase.HTTP_REQUEST == phase)
        {
            RuleOrder.warnBeforeRedirect(build, keyword, context);
        }
        rules.add(rule);
    }

    private static void redirect(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInDefaults(proxy, "redirect");
        final ProxyBuild build = ProxyBuild.of(proxy, context);
        final ConfigLine line = words.line();
        final RedirectReply reply;
        final Condition condition;
        try
        {
            build.expressions.use(ExprUse.REDIRECT).http(ProxySettings.Mode.HTTP == proxy.mode);
            reply = RedirectParser.parse(words, build.ruleContext(Phase.HTTP_REQUEST), false);
            condition = redirectCondition(words, build);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("error detected in " + Placement.typeName(proxy) + " '" + proxy.name +
                "' while parsing redirect rule : " + e.getMessage() + ".");
        }
        build.redirects.add(new Rule(new Redirect(reply), condition, line.join(0), line.file(), line.number()));
        RuleOrder.warnBeforeBackend(build, "redirect", context);
        warn(condition, Phase.HTTP_REQUEST.checkpoints(proxy.isFrontend(), proxy.isBackend()), context);
    }

    private static Condition redirectCondition(final Words words, final ProxyBuild build)
    {
        try
        {
            return ConditionParser.isNext(words) ? ConditionParser.parse(words, build.expressions) : null;
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("error in condition: " + e.getMessage());
        }
    }

    /** Warn about a condition that cannot work at a place. */
    static void warn(final Condition condition, final int checkpoints, final ParseContext context)
    {
        final String warning = null == condition ? null : condition.warning(checkpoints);
        if (null != warning)
        {
            context.warning("'" + warning + ".\n'");
        }
    }

    private static Condition condition(
        final ProxySettings proxy, final Words words, final ParseContext context, final String what)
    {
        try
        {
            final ProxyBuild build = ProxyBuild.of(proxy, context);
            build.expressions.use(ExprUse.ACL).http(ProxySettings.Mode.HTTP == proxy.mode);
            return ConditionParser.parse(words, build.expressions);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("error detected while parsing " + what + " : " + e.getMessage() + ".");
        }
    }

    private static void useBackend(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInDefaults(proxy, "use_backend");
        Placement.lacksFront(proxy, "use_backend", context);
        if (!words.hasNext())
        {
            throw new ConfigException("'use_backend' expects a backend name.");
        }
        final BackendRule rule = new BackendRule();
        rule.text = words.next();
        rule.file = words.line().file();
        rule.line = words.line().number();
        if (ConditionParser.isNext(words))
        {
            rule.condition = condition(proxy, words, context, "switching rule");
            warn(rule.condition, Checkpoint.FE_SET_BACKEND.mask(), context);
        }
        else if (words.hasNext())
        {
            throw new ConfigException("unexpected keyword '" + words.peek() +
                "' after switching rule, only 'if' and 'unless' are allowed.");
        }
        ProxyBuild.of(proxy, context).backendRules.add(rule);
    }

    private static void useServer(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInDefaults(proxy, "use-server");
        Placement.lacksBack(proxy, "use-server", context);
        if (!words.hasNext())
        {
            throw new ConfigException("'use-server' expects a server name.");
        }
        final ServerRule rule = new ServerRule();
        rule.text = words.next();
        rule.file = words.line().file();
        rule.line = words.line().number();
        if (!ConditionParser.isNext(words))
        {
            throw new ConfigException("'use-server' requires either 'if' or 'unless' followed by a condition.");
        }
        rule.condition = condition(proxy, words, context, "switching rule");
        warn(rule.condition, Checkpoint.BE_SET_SERVER.mask(), context);
        ProxyBuild.of(proxy, context).serverRules.add(rule);
    }

    private static void persist(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        if (Placement.isDefaults(proxy))
        {
            throw new ConfigException("'" + keyword + "' not allowed in 'defaults' section.");
        }
        Placement.lacksBack(proxy, keyword, context);
        if (!ConditionParser.isNext(words))
        {
            throw new ConfigException("'" + keyword + "' requires either 'if' or 'unless' followed by a condition.");
        }
        final Condition condition = condition(proxy, words, context, "a '" + keyword + "' rule");
        warn(condition, Checkpoint.BE_REQUEST_CONTENT.mask(), context);
        proxy.rules.persistence.add(new ProxyRules.PersistenceRule(
            condition, "force-persist".equals(keyword), words.line().file(), words.line().number()));
    }

    private static void monitorFail(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInDefaults(proxy, "monitor");
        Placement.lacksFront(proxy, "monitor", context);
        if (!ConditionParser.isNext(words))
        {
            throw new ConfigException("'monitor fail' requires either 'if' or 'unless' followed by a condition.");
        }
        RuleOrder.warnBeforeHttpRequest(ProxyBuild.of(proxy, context), "monitor fail", context);
        proxy.rules.monitorFailures.add(condition(proxy, words, context, "a 'monitor fail' condition"));
    }

    private static void monitorOther(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInDefaults(proxy, "monitor");
        Placement.lacksFront(proxy, "monitor", context);
        throw new ConfigException("'monitor' only supports 'fail'.");
    }
}
