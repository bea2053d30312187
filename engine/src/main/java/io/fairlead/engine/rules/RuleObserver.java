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
     * Rules are begun to be looked at; those that wait are looked at again without this.
     *
     * @param ctx  stream or session.
     * @param rules of one phase and proxy.
     */
    void onRules(ActionContext ctx, RuleSet rules);

    /**
     * A rule was looked at.
     *
     * @param ctx      stream or session.
     * @param rule     the rule.
     * @param isPassed whether its condition held.
     * @param result   of the action, null when it did not run. YIELD and WAIT: it, or its condition,
     *                 waits, and is told of again.
     */
    void onRule(ActionContext ctx, Rule rule, boolean isPassed, ActionResult result);
}
