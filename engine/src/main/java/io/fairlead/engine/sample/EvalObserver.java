/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.List;

/**
 * Sees what conditions and expressions of a loop look at, for explaining a configuration. A loop that carries traffic
 * has none. Loop only.
 */
public interface EvalObserver
{
    /**
     * An expression was evaluated.
     *
     * @param expression that was evaluated.
     * @param value      what it came to; valid during the call.
     * @param isFound    whether there is a value.
     */
    void onValue(SampleExpr expression, Sample value, boolean isFound);

    /**
     * One test of a condition is decided; the values it looked at were told before.
     *
     * @param name      of the ACL; empty for one in braces.
     * @param text      its lines as written, one for each of places.
     * @param places    where its lines stand, {@code file:line}.
     * @param result    bits of its result: 3 passes, 0 fails, 1 lacks data.
     * @param isNegated whether the condition wants it not to hold.
     */
    void onTest(String name, List<String> text, List<String> places, int result, boolean isNegated);
}
