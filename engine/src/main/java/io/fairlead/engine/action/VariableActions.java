/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableRules;
import io.fairlead.engine.sample.VariableStore;

/**
 * Actions that set and forget variables. Source: configuration.txt 4.3 "set-var", 2.8.
 */
final class VariableActions
{
    private VariableActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(
            ActionKeyword.of("set-var", VariableActions::parse).prefix().in(Phase.values())
                .summary("Sets a variable from an expression"),
            ActionKeyword.of("set-var-fmt", VariableActions::parse).prefix().in(Phase.values())
                .summary("Sets a variable from a format"),
            ActionKeyword.of("unset-var", VariableActions::parse).prefix().in(Phase.values())
                .summary("Forgets a variable"));
    }

    private static Action parse(final Words words, final RuleContext context)
    {
        final String word = context.actionWord();
        final boolean isFormat = word.startsWith("set-var-fmt");
        final boolean isUnset = word.startsWith("unset-var");
        final String rest = word.substring(isFormat ? 11 : isUnset ? 9 : 7);
        final String expected = "Expects 'set-var(<var-name>)', 'set-var-fmt(<var-name>)' or 'unset-var(<var-name>)'";
        if (!rest.startsWith("("))
        {
            throw new ConfigException("invalid or incomplete action '" + word + "'. " + expected);
        }
        if (!rest.endsWith(")"))
        {
            throw new ConfigException("incomplete argument after action '" + word + "'. " + expected);
        }
        final String[] parts = rest.substring(1, rest.length() - 1).split(",");
        if (1 < parts.length && isUnset)
        {
            throw new ConfigException(
                "unset-var does not expect parameters after the variable name. Only \"set-var\" " +
                "and \"set-var-fmt\" manage conditions");
        }
        int conditions = 0;
        for (int i = 1; i < parts.length; i++)
        {
            conditions |= VariableRules.condition(parts[i]);
        }
        final VariableName name = context.expr().service(VariableNames.class).of(0 == parts.length ? "" : parts[0]);
        if (isUnset)
        {
            return new Unset(name);
        }
        if (isFormat)
        {
            return new SetFormat(name, conditions, context.format(words.next(), LogOptions.NONE));
        }
        final SampleExpr expression = context.expression(words);
        if (0 == (expression.checkpoints() & context.checkpoints()))
        {
            throw new ConfigException("fetch method '" + word + "' extracts information from '" +
                Source.textOf(expression.sources()) + "', none of which is available here");
        }
        return new SetExpression(name, conditions, expression);
    }

    /** {@code set-var}. */
    record SetExpression(VariableName name, int conditions, SampleExpr expression) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final VariableStore store = name.in(ctx);
            if (null == store)
            {
                return ActionResult.CONTINUE;
            }
            final Sample value = ctx.scratch().pushSample().reset(ctx.phase().options() | Sample.OPT_FINAL);
            if (expression.eval(ctx, value))
            {
                VariableRules.set(store, name.index(), value, conditions);
            }
            ctx.scratch().popSample();
            return ActionResult.CONTINUE;
        }
    }

    /** {@code set-var-fmt}. */
    record SetFormat(VariableName name, int conditions, LogFormat format) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final VariableStore store = name.in(ctx);
            if (null == store)
            {
                return ActionResult.CONTINUE;
            }
            final ByteWriter text = ctx.scratch().chunk();
            format.eval(ctx, text);
            final Sample value = ctx.scratch().pushSample();
            text.asStr(value);
            VariableRules.set(store, name.index(), value, conditions);
            ctx.scratch().popSample();
            return ActionResult.CONTINUE;
        }
    }

    /** {@code unset-var}. */
    record Unset(VariableName name) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final VariableStore store = name.in(ctx);
            if (null != store)
            {
                store.unset(name.index());
            }
            return ActionResult.CONTINUE;
        }
    }
}
