/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

/**
 * Results of conditions: a test that misses data may still pass when more arrives. The numbers combine by bit
 * operations: or of alternatives, and of terms.
 */
public final class TestResult
{
    public static final int FAIL = 0;
    public static final int MISS = 1;
    public static final int PASS = 3;

    private TestResult()
    {
    }

    /** Opposite of a result. */
    public static int not(final int result)
    {
        return PASS >> result;
    }
}
