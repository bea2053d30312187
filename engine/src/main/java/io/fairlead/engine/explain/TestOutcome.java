/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.List;

/**
 * What came of a test.
 *
 * @param test     the test.
 * @param failures one text for each expectation that did not hold, of several lines; empty when all did.
 * @param tookMs   time it took.
 */
public record TestOutcome(TestCase test, List<String> failures, long tookMs)
{
    /** Whether all expectations held. */
    public boolean isGood()
    {
        return failures.isEmpty();
    }
}
