/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * A fetch followed by converters, parsed and checked: immutable, evaluated by any loop with its own sample.
 */
public final class SampleExpr
{
    private static final ConverterStep[] NO_STEPS = {};

    private final FetchKeyword keyword;
    private final SampleFetch fetch;
    private final Args args;
    private final ConverterStep[] steps;
    private final String text;

    SampleExpr(final FetchKeyword keyword, final Args args, final ConverterStep[] steps, final String text)
    {
        this.keyword = keyword;
        this.fetch = keyword.fetch();
        this.args = args;
        this.steps = 0 == steps.length ? NO_STEPS : steps;
        this.text = text;
    }

    /**
     * Evaluate.
     *
     * @param ctx views on traffic.
     * @param out reset by the caller, with its options; receives the value. Flags may say {@link Sample#MAY_CHANGE}
     *            whether or not there is a value.
     * @return whether there is a value.
     */
    public boolean eval(final FetchContext ctx, final Sample out)
    {
        final boolean isFound = fetch.fetch(args, ctx, out) && convert(ctx, out);
        final EvalObserver observer = out.scratch().observer();
        if (null != observer)
        {
            observer.onValue(this, out, isFound);
        }
        return isFound;
    }

    /** Apply the converters to a value that is already there. */
    public boolean convert(final FetchContext ctx, final Sample sample)
    {
        for (final ConverterStep step : steps)
        {
            final SampleType wanted = step.input();
            if (sample.type != wanted && !SampleCasts.cast(sample, wanted))
            {
                return false;
            }
            if (!step.converter().convert(step.args(), ctx, sample))
            {
                return false;
            }
        }
        return true;
    }

    /**
     * Evaluate and cast.
     *
     * @return true with a value of that type, {@link Sample#MAY_CHANGE} cleared; or true with MAY_CHANGE set and no
     *     value, when the data were not final and might still come; or false.
     */
    public boolean evalAs(final FetchContext ctx, final SampleType type, final int options, final Sample out)
    {
        out.reset(options);
        if (!eval(ctx, out))
        {
            return out.mayChange() && !out.isFinal();
        }
        if (!SampleCasts.cast(out, type))
        {
            return false;
        }
        out.flags &= ~Sample.MAY_CHANGE;
        return true;
    }

    /** Type the value is declared to have. */
    public SampleType outputType()
    {
        SampleType next = SampleType.ANY;
        for (int i = steps.length - 1; i >= 0; i--)
        {
            final SampleType output = steps[i].output();
            if (SampleType.SAME != output)
            {
                return SampleCasts.isFree(output, next) ? output : next;
            }
            if (!SampleCasts.isFree(SampleType.ANY, next))
            {
                return next;
            }
            next = steps[i].input();
        }
        return SampleCasts.isFree(keyword.type(), next) ? keyword.type() : next;
    }

    /** The fetch. */
    public FetchKeyword fetchKeyword()
    {
        return keyword;
    }

    /** Arguments of the fetch. */
    public Args args()
    {
        return args;
    }

    public boolean hasConverters()
    {
        return 0 < steps.length;
    }

    /** Number of converters. */
    public int stepCount()
    {
        return steps.length;
    }

    /** Arguments of converter i. */
    public Args stepArgs(final int i)
    {
        return steps[i].args();
    }

    /** Name of converter i. */
    public String stepName(final int i)
    {
        return steps[i].keyword().name();
    }

    /** Mask of {@link Source}. */
    public int sources()
    {
        return keyword.sources();
    }

    /** Mask of {@link Checkpoint}: where it may be evaluated. */
    public int checkpoints()
    {
        return keyword.checkpoints();
    }

    /** As written. */
    @Override
    public String toString()
    {
        return text;
    }
}
