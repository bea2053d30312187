/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;

/**
 * A number given in the configuration, or found by an expression in traffic.
 *
 * @param value      when there is no expression.
 * @param expression or null.
 */
record IntegerArgument(long value, SampleExpr expression)
{
    /** What {@link #value(FetchContext, int)} gives when the expression has no value. */
    static final long ABSENT = Long.MIN_VALUE;

    long value(final FetchContext ctx, final int options)
    {
        if (null == expression)
        {
            return value;
        }
        final Sample sample = ctx.scratch().pushSample();
        final boolean isFound = expression.evalAs(ctx, SampleType.SINT, options | Sample.OPT_FINAL, sample);
        final long result = isFound ? sample.value : ABSENT;
        ctx.scratch().popSample();
        return result;
    }
}
