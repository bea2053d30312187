/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

/**
 * What a rule does. Immutable after loading, shared by all loops; state that must outlive a YIELD is in the cursor.
 */
public interface Action
{
    /** First call for this rule on this stream. */
    int FIRST = 1;
    /** No further call will come: the action may not yield. */
    int FINAL = 1 << 1;

    /**
     * Act.
     *
     * @param ctx     stream or session.
     * @param options FIRST and FINAL.
     * @return what happens next.
     */
    ActionResult run(ActionContext ctx, int options);

    /** Whether rules behind this one are never reached when it has no condition. */
    default boolean isFinal()
    {
        return false;
    }
}
