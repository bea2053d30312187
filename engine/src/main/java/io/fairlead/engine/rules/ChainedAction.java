/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

/**
 * An action that works together with the one that follows it.
 */
public interface ChainedAction extends Action
{
    /** Told once, while the rule set is built: the next rule, or null at the end. */
    void next(Rule rule);
}
