/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;

/** {@code balance hash}: the value of an expression, as bytes, or as text when it is a number not to be hashed. */
final class ExpressionKey extends ContentKey
{
    private final SampleExpr expression;
    private final SampleType type;

    ExpressionKey(final SampleExpr expression, final HashFunction function, final boolean isAvalanche)
    {
        super(function, isAvalanche);
        this.expression = expression;
        this.type = HashFunction.NONE == function ? SampleType.STR : SampleType.BIN;
    }

    @Override
    long hash(final BalanceContext context)
    {
        final FetchContext traffic = context.traffic();
        if (null == traffic)
        {
            return NONE;
        }
        final Sample sample = traffic.scratch().pushSample();
        final boolean hasValue = expression.evalAs(traffic, type, Sample.OPT_FINAL, sample) && sample.hasSlice();
        final long hash = hasValue ? hash(sample.buffer, sample.offset, sample.length) : NONE;
        traffic.scratch().popSample();
        return hash;
    }
}
