/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

/**
 * Sees each rule as it is looked at, for explaining a configuration.
 */
public interface RuleObserver
{
    /**
     * A rule was looked at.
     *
     * @param rule     the rule.
     * @param isPassed whether its condition held.
     * @param result   of the action, null when it did not run.
     */
    void onRule(Rule rule, boolean isPassed, ActionResult result);
}
