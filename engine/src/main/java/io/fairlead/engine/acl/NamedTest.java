/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;

/**
 * An ACL that must hold, or must not.
 *
 * @param acl       the ACL.
 * @param isNegated whether it must not hold.
 */
public record NamedTest(Acl acl, boolean isNegated)
{
    /** Test all; a {@link TestResult}. */
    public static int testAll(final NamedTest[] tests, final FetchContext ctx, final int options)
    {
        int result = TestResult.PASS;
        for (final NamedTest test : tests)
        {
            final int one = test.acl.test(ctx, options | Sample.OPT_ITERATE);
            result &= test.isNegated ? TestResult.not(one) : one;
            if (TestResult.PASS != result)
            {
                return result;
            }
        }
        return result;
    }

    public static boolean isKnown(final int result)
    {
        return TestResult.MISS != result;
    }

    public static boolean isPassed(final int result)
    {
        return TestResult.PASS == result;
    }
}
