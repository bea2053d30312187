/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableRules;
import io.fairlead.engine.sample.VariableStore;

/**
 * A variable set once outside of traffic, by the {@code global} section or the runtime API, from an expression or a
 * format. Source: configuration.txt 3.1 "set-var", management.txt 9.3 "set var".
 */
public final class VariableAssignment
{
    private final VariableName name;
    private final int conditions;
    private final SampleExpr expression;
    private final LogFormat format;

    private VariableAssignment(
        final VariableName name, final int conditions, final SampleExpr expression, final LogFormat format)
    {
        this.name = name;
        this.conditions = conditions;
        this.expression = expression;
        this.format = format;
    }

    /**
     * Understand an assignment.
     *
     * @param target   name and conditions, separated by commas.
     * @param words    the expression or format stands next.
     * @param isFormat whether it is a format.
     * @param context  place it stands in.
     * @param place    mask of the one {@link io.fairlead.engine.sample.Checkpoint} where it is evaluated.
     * @return the assignment.
     * @throws ConfigException with the bare message.
     */
    public static VariableAssignment parse(
        final String target, final Words words, final boolean isFormat, final ExprContext context, final int place)
    {
        final String[] parts = target.split(",");
        int conditions = 0;
        for (int i = 1; i < parts.length; i++)
        {
            conditions |= VariableRules.condition(parts[i]);
        }
        final VariableName name = context.service(VariableNames.class).of(0 == parts.length ? "" : parts[0]);
        if (isFormat)
        {
            return new VariableAssignment(
                name, conditions, null, LogFormat.compile(words.next(), context, LogOptions.NONE, place));
        }
        final SampleExpr expression = ExprParser.parse(words, context);
        if (0 == (expression.checkpoints() & place))
        {
            throw new ConfigException("fetch method 'set-var(" + target + ")' extracts information from '" +
                Source.textOf(expression.sources()) + "', none of which is available here");
        }
        return new VariableAssignment(name, conditions, expression, null);
    }

    /** The variable to be set. */
    public VariableName name()
    {
        return name;
    }

    /** Set the variable, if there is a value and no condition is against it. */
    public void run(final FetchContext ctx)
    {
        final VariableStore store = name.in(ctx);
        final Sample value = ctx.scratch().pushSample().reset(Sample.OPT_FINAL);
        final boolean isFound;
        if (null == format)
        {
            isFound = expression.eval(ctx, value);
        }
        else
        {
            final ByteWriter text = ctx.scratch().chunk();
            format.eval(ctx, text);
            isFound = text.asStr(value);
        }
        if (isFound)
        {
            VariableRules.set(store, name.index(), value, conditions);
        }
        ctx.scratch().popSample();
    }
}
