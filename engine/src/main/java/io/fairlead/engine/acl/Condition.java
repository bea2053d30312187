/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.EvalObserver;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;

/**
 * Alternatives of terms that must all hold, as written behind {@code if} or {@code unless}. Immutable, any loop.
 */
public final class Condition
{
    private final Acl[][] alternatives;
    private final boolean[][] isNegated;
    private final boolean isUnless;
    private final int sources;
    private final int checkpoints;
    private final String text;

    Condition(
        final Acl[][] alternatives, final boolean[][] isNegated, final boolean isUnless, final int sources,
        final int checkpoints, final String text)
    {
        this.alternatives = alternatives;
        this.isNegated = isNegated;
        this.isUnless = isUnless;
        this.sources = sources;
        this.checkpoints = checkpoints;
        this.text = text;
    }

    /**
     * Whether the rule applies, {@code if} or {@code unless} taken into account.
     *
     * @param options direction and finality, as in {@link Sample#options}.
     * @return PASS, FAIL, or MISS when data that are not final leave it open.
     */
    public int test(final FetchContext ctx, final int options)
    {
        final int result = testPlain(ctx, options);
        return isUnless ? TestResult.not(result) : result;
    }

    /** Whether the rule applies, with data that are final. */
    public boolean passes(final FetchContext ctx, final int options)
    {
        return TestResult.PASS == test(ctx, options | Sample.OPT_FINAL);
    }

    private int testPlain(final FetchContext ctx, final int options)
    {
        final int termOptions = options | Sample.OPT_ITERATE;
        int result = TestResult.FAIL;
        for (int i = 0; i < alternatives.length; i++)
        {
            result |= testAll(alternatives[i], isNegated[i], ctx, termOptions);
            if (TestResult.PASS == result)
            {
                return result;
            }
        }
        return result;
    }

    private static int testAll(final Acl[] acls, final boolean[] negated, final FetchContext ctx, final int options)
    {
        int result = TestResult.PASS;
        for (int i = 0; i < acls.length; i++)
        {
            final int one = acls[i].test(ctx, options);
            final EvalObserver observer = ctx.scratch().observer();
            if (null != observer)
            {
                observer.onTest(acls[i].name(), acls[i].texts(), acls[i].places(), one, negated[i]);
            }
            result &= negated[i] ? TestResult.not(one) : one;
            if (TestResult.PASS != result)
            {
                return result;
            }
        }
        return result;
    }

    public boolean isUnless()
    {
        return isUnless;
    }

    /** Mask of all sources it looks at. */
    public int sources()
    {
        return sources;
    }

    /** Mask of places where at least one alternative may be used. */
    public int checkpoints()
    {
        return checkpoints;
    }

    /** Words behind {@code if} or {@code unless}. */
    @Override
    public String toString()
    {
        return text;
    }

    /** First ACL that can never match at a place, or null. */
    public Acl conflict(final int placeMask)
    {
        for (final Acl[] acls : alternatives)
        {
            for (final Acl acl : acls)
            {
                if (0 == (acl.checkpoints() & placeMask))
                {
                    return acl;
                }
            }
        }
        return null;
    }

    /**
     * What HAProxy says about a condition at a place where it, or part of it, cannot work; null when all is well.
     */
    public String warning(final int placeMask)
    {
        final Acl never = conflict(placeMask);
        if (null != never)
        {
            return never.name().isEmpty()
                ? "anonymous acl will never match because it uses keyword '" + never.terms().get(0).keyword() +
                    "' which is incompatible with '" + Checkpoint.textOf(placeMask) + '\''
                : "acl '" + never.name() + "' will never match because it only involves keywords that are " +
                    "incompatible with '" + Checkpoint.textOf(placeMask) + '\'';
        }
        for (final Acl[] acls : alternatives)
        {
            for (final Acl acl : acls)
            {
                for (final AclTerm term : acl.terms())
                {
                    if (0 == (term.expr().checkpoints() & placeMask))
                    {
                        return (acl.name().isEmpty() ? "anonymous acl" : "acl '" + acl.name() + '\'') +
                            " involves keywords '" + term.keyword() + "' which is incompatible with '" +
                            Checkpoint.textOf(placeMask) + '\'';
                    }
                }
            }
        }
        return null;
    }
}
