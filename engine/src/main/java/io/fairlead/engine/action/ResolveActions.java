/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import java.util.List;
import java.util.Map;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.dns.NameRequest;
import io.fairlead.engine.dns.ResolverSections;
import io.fairlead.engine.dns.Resolvers;
import io.fairlead.engine.dns.ResolversSettings;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.rules.RuleCursor;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableRules;
import io.fairlead.engine.sample.VariableStore;
import io.fairlead.engine.server.ResolveSettings;

/** Turns names into addresses while the stream waits. Source: configuration.txt 4.4 "do-resolve". */
final class ResolveActions
{
    private static final String WORD = "do-resolve";

    private ResolveActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(ActionKeyword.of(WORD, ResolveActions::parse).prefix()
            .in(Phase.HTTP_REQUEST, Phase.TCP_REQUEST_CONTENT)
            .summary("Sets a variable to the address of a name"));
    }

    private static Action parse(final Words words, final RuleContext context)
    {
        final String word = context.actionWord();
        final int open = word.indexOf('(');
        final int comma = word.indexOf(',', open + 1);
        if (open < 0 || comma < 0)
        {
            throw malformed(word, "");
        }
        int end = end(word, comma + 1, word);
        final String section = word.substring(comma + 1, end);
        final ResolveSettings preference = new ResolveSettings();
        while (')' != word.charAt(end))
        {
            final int begin = end + 1;
            end = end(word, begin, word);
            final String option = word.substring(begin, end);
            if (!"ipv4".startsWith(option) && !"ipv6".startsWith(option))
            {
                throw malformed(word, "");
            }
            preference.isIpv4Preferred = "ipv4".startsWith(option);
        }
        final String shown = words.hasNext() ? words.peek() : "";
        final SampleExpr name;
        try
        {
            name = context.expression(words);
        }
        catch (final ConfigException ex)
        {
            throw malformed(shown, ": " + ex.getMessage());
        }
        context.requireAvailable(name);
        final VariableName variable =
            context.expr().service(VariableNames.class).of(word.substring(open + 1, comma));
        final DoResolve action = new DoResolve(variable, name, preference);
        final Map<String, ResolversSettings> sections = context.expr().service(ResolverSections.class).byName();
        context.later(() ->
        {
            action.section = sections.get(section);
            if (null == action.section)
            {
                throw new ConfigException("Can't find resolvers section '" + section + "' for do-resolve action");
            }
        });
        return action;
    }

    /** Place of the comma or parenthesis that ends an argument. */
    private static int end(final String word, final int begin, final String shown)
    {
        final int comma = word.indexOf(',', begin);
        final int end = comma < 0 ? word.indexOf(')', begin) : comma;
        if (end < 0)
        {
            throw malformed(shown, "");
        }
        return end;
    }

    private static ConfigException malformed(final String shown, final String why)
    {
        return new ConfigException("Can't parse '" + shown + '\'' + why +
            ". Expects 'do-resolve(<varname>,<resolvers>[,<options>]) <expr>'. Available options are 'ipv4' and " +
            "'ipv6'");
    }

    /** {@code do-resolve}: asks when it runs first, sets the variable when there is an answer. */
    private static final class DoResolve implements Action
    {
        private final VariableName variable;
        private final SampleExpr name;
        private final ResolveSettings preference;
        private ResolversSettings section;

        private DoResolve(final VariableName variable, final SampleExpr name, final ResolveSettings preference)
        {
            this.variable = variable;
            this.name = name;
            this.preference = preference;
        }

        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final RuleCursor cursor = ctx.ruleCursor();
            final boolean mayWait = 0 == (options & Action.FINAL);
            if (0 != (options & Action.FIRST))
            {
                final NameRequest request = mayWait ? request(ctx) : null;
                cursor.state(request);
                if (null != request)
                {
                    section.running().ask(request);
                    return ActionResult.YIELD;
                }
                return ActionResult.CONTINUE;
            }
            final NameRequest request = (NameRequest)cursor.state();
            if (request.isDone())
            {
                set(ctx, request.address());
                return ActionResult.CONTINUE;
            }
            if (mayWait)
            {
                return ActionResult.YIELD;
            }
            section.running().forget(request);
            return ActionResult.CONTINUE;
        }

        private NameRequest request(final ActionContext ctx)
        {
            final Resolvers resolvers = section.running();
            final Runnable waker = ctx.waker();
            final Sample value = ctx.scratch().pushSample();
            final boolean hasName =
                name.evalAs(ctx, SampleType.STR, ctx.phase().options() | Sample.OPT_FINAL, value);
            final String text = hasName ? value.buffer.getStringWithoutLengthAscii(value.offset, value.length) : null;
            ctx.scratch().popSample();
            return null == text || null == waker || null == resolvers ?
                null : NameRequest.of(text, preference, waker);
        }

        private void set(final ActionContext ctx, final NetAddress address)
        {
            final VariableStore store = variable.in(ctx);
            if (null == store || !address.isSet())
            {
                return;
            }
            final Sample value = ctx.scratch().pushSample().reset(ctx.phase().options() | Sample.OPT_FINAL);
            if (NetAddress.INET == address.family())
            {
                value.ipv4(address.ipv4());
            }
            else
            {
                value.ipv6(address.hi(), address.lo());
            }
            VariableRules.set(store, variable.index(), value, 0);
            ctx.scratch().popSample();
        }
    }
}
