/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleExpr;

/**
 * One line of an ACL: a value compared with patterns.
 */
public final class AclTerm
{
    private final String keyword;
    private final SampleExpr expr;
    private final MatchMethod method;
    private final PatternSet[] sets;
    private final String text;
    private final String place;

    AclTerm(
        final String keyword, final SampleExpr expr, final MatchMethod method, final PatternSet[] sets,
        final String text, final String place)
    {
        this.text = text;
        this.place = place;
        this.keyword = keyword;
        this.expr = expr;
        this.method = method;
        this.sets = sets;
    }

    /** Where the line stands, {@code file:line}. */
    String place()
    {
        return place;
    }

    /** The line as written, without the name of the ACL; the end of a long one is left out. */
    @Override
    public String toString()
    {
        return text;
    }

    /** Keyword as written: that of an ACL or of a fetch. */
    public String keyword()
    {
        return keyword;
    }

    public SampleExpr expr()
    {
        return expr;
    }

    public MatchMethod method()
    {
        return method;
    }

    /** Pattern lists in the order they are tried. */
    public PatternSet[] sets()
    {
        return sets;
    }

    /** Test all values of the expression; a {@link TestResult}. */
    int test(final FetchContext ctx, final int options)
    {
        final Sample sample = ctx.scratch().pushSample().reset(options);
        int result = TestResult.FAIL;
        do
        {
            sample.flags = 0;
            if (!expr.eval(ctx, sample))
            {
                if (sample.mayChange() && !sample.isFinal())
                {
                    result |= TestResult.MISS;
                }
                break;
            }
            final int flags = sample.flags;
            if (matches(sample))
            {
                result = TestResult.PASS;
                break;
            }
            sample.flags = flags;
            if (0 == (flags & Sample.NOT_LAST) && sample.mayChange() && !sample.isFinal())
            {
                result |= TestResult.MISS;
            }
        }
        while (0 != (sample.flags & Sample.NOT_LAST));
        ctx.scratch().popSample();
        return result;
    }

    private boolean matches(final Sample sample)
    {
        if (MatchMethod.FOUND == method)
        {
            return true;
        }
        if (!SampleCasts.cast(sample, method.type()))
        {
            return false;
        }
        for (final PatternSet set : sets)
        {
            if (set.matches(sample))
            {
                return true;
            }
        }
        return false;
    }
}
