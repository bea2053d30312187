/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import java.util.List;

import io.fairlead.engine.acl.TestResult;
import io.fairlead.engine.sample.Sample;

/**
 * Rules of one phase of one proxy, in order. Immutable, any loop; where a stream stands is in its {@link RuleCursor}.
 */
public final class RuleSet
{
    /** No rules. */
    private static final Rule[] NONE = {};

    private final Phase phase;
    private final Rule[] rules;

    public RuleSet(final Phase phase, final List<Rule> rules)
    {
        this.phase = phase;
        this.rules = rules.isEmpty() ? NONE : rules.toArray(new Rule[0]);
        for (int i = 0; i < this.rules.length; i++)
        {
            if (this.rules[i].action() instanceof final ChainedAction chained)
            {
                chained.next(i + 1 < this.rules.length ? this.rules[i + 1] : null);
            }
        }
    }

    public Phase phase()
    {
        return phase;
    }

    public boolean isEmpty()
    {
        return 0 == rules.length;
    }

    public int size()
    {
        return rules.length;
    }

    /** Rule i. */
    public Rule rule(final int i)
    {
        return rules[i];
    }

    /**
     * Run from where the stream stands.
     *
     * @param ctx     stream or session.
     * @param cursor  reset by the caller before the first call; after YIELD and WAIT call again with it unchanged.
     * @param isFinal whether data are complete or time is over, so that nothing may wait.
     * @return CONTINUE when the end was reached; STOP when an action left the set; else what the action said.
     */
    public ActionResult run(final ActionContext ctx, final RuleCursor cursor, final boolean isFinal)
    {
        final int options = phase.options() | (isFinal || phase.isHttp() ? Sample.OPT_FINAL : 0);
        final RuleObserver observer = ctx.ruleObserver();
        if (null != observer && 0 == cursor.index() && !cursor.isInside())
        {
            observer.onRules(ctx, this);
        }
        ctx.waitingRule(null);
        for (int i = cursor.index(); i < rules.length; i++)
        {
            final Rule rule = rules[i];
            cursor.index(i);
            if (!cursor.isInside() && null != rule.condition())
            {
                final int test = rule.condition().test(ctx, options);
                if (TestResult.MISS == test && 0 == (options & Sample.OPT_FINAL))
                {
                    observe(observer, ctx, rule, false, ActionResult.WAIT);
                    return ActionResult.WAIT;
                }
                if (TestResult.PASS != test)
                {
                    observe(observer, ctx, rule, false, null);
                    continue;
                }
            }
            final ActionResult result = rule.action()
                .run(ctx, (cursor.isInside() ? 0 : Action.FIRST) | (isFinal ? Action.FINAL : 0));
            if (ActionResult.YIELD == result || ActionResult.WAIT == result)
            {
                observe(observer, ctx, rule, true, result);
                if (!isFinal || phase.isHttp())
                {
                    cursor.enter();
                    ctx.waitingRule(rule);
                    return result;
                }
                cursor.leave(); // an action that insists to wait is skipped
                continue;
            }
            cursor.leave();
            observe(observer, ctx, rule, true, result);
            if (ActionResult.CONTINUE != result)
            {
                cursor.index(i + 1);
                ctx.finalRule(rule);
                return result;
            }
        }
        cursor.index(rules.length);
        return ActionResult.CONTINUE;
    }

    private static void observe(
        final RuleObserver observer, final ActionContext ctx, final Rule rule, final boolean isPassed,
        final ActionResult result)
    {
        if (null != observer)
        {
            observer.onRule(ctx, rule, isPassed, result);
        }
    }
}
