/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.Source;

/**
 * What parsing a rule needs to know about the place it stands in. One per proxy and phase; load time only.
 */
public final class RuleContext
{
    /** A check that can only be done when the whole configuration is known. */
    @FunctionalInterface
    public interface LateCheck
    {
        /**
         * Check, and resolve names.
         *
         * @throws ConfigException with the bare message.
         */
        void check();
    }

    private final Phase phase;
    private final ExprContext expr;
    private final List<LateCheck> lateChecks = new ArrayList<>();
    private String proxyType = "proxy";
    private String actionWord = "";
    private boolean isAnonymousDefaults;
    private Function<String, BandwidthTarget> bandwidthLimits = name -> null;
    private BooleanSupplier inspectDelay = () -> true;

    public RuleContext(final Phase phase, final ExprContext expr)
    {
        this.phase = phase;
        this.expr = expr;
    }

    /** What the section is called: frontend, backend, listen or defaults. */
    public RuleContext proxyType(final String word)
    {
        proxyType = word;
        return this;
    }

    public String proxyType()
    {
        return proxyType;
    }

    /** The section is a defaults section without a name, where rules are not allowed. */
    public RuleContext anonymousDefaults(final boolean value)
    {
        isAnonymousDefaults = value;
        return this;
    }

    public boolean isAnonymousDefaults()
    {
        return isAnonymousDefaults;
    }

    public Phase phase()
    {
        return phase;
    }

    /** For parsing expressions of this line. */
    public ExprContext expr()
    {
        return expr;
    }

    void actionWord(final String word)
    {
        actionWord = word;
    }

    /** The action's word as written, with what stands in parentheses. */
    public String actionWord()
    {
        return actionWord;
    }

    /** Text in parentheses behind the action's name. */
    public String parenthesis(final String name)
    {
        if (!actionWord.startsWith(name + '(') || !actionWord.endsWith(")"))
        {
            throw new ConfigException("expects '" + name + "(...)'");
        }
        return actionWord.substring(name.length() + 1, actionWord.length() - 1);
    }

    /** Where the section's limits of bandwidth are found by their names, once it is complete. */
    public RuleContext bandwidthLimits(final Function<String, BandwidthTarget> finder)
    {
        bandwidthLimits = finder;
        return this;
    }

    /** A limit of bandwidth of the section; null when there is none of that name. For late checks. */
    public BandwidthTarget bandwidthLimit(final String name)
    {
        return bandwidthLimits.apply(name);
    }

    /** Whether the section waits for contents in this phase, once it is complete. */
    public RuleContext inspectDelay(final BooleanSupplier hasDelay)
    {
        inspectDelay = hasDelay;
        return this;
    }

    /**
     * Warn of an expression that looks at contents which nothing waits for. For late checks.
     *
     * @param rule words that name the rule.
     */
    public void warnOfContents(final SampleExpr expression, final String rule)
    {
        final boolean isRequest = Phase.TCP_REQUEST_CONTENT == phase && expr.isFrontend();
        final boolean isResponse = Phase.TCP_RESPONSE_CONTENT == phase && expr.isBackend();
        final Checkpoint before = isRequest ? Checkpoint.FE_SESSION : Checkpoint.BE_SERVER_CONNECT;
        if ((isRequest || isResponse) && !inspectDelay.getAsBoolean() &&
            0 == (expression.checkpoints() & before.mask()))
        {
            final String side = isRequest ? "request" : "response";
            expr.warn(proxyType + " '" + expr.proxy() + "' : a '" + rule + "' rule explicitly depending on " + side +
                " contents without any 'tcp-" + side + " inspect-delay' setting. This means that this rule will " +
                "randomly find its contents. This can be fixed by setting the tcp-" + side + " inspect-delay.");
        }
    }

    /** Mask of places where expressions of this rule are evaluated. */
    public int checkpoints()
    {
        return phase.checkpoints(expr.isFrontend(), expr.isBackend());
    }

    /** Read an expression from the words. */
    public SampleExpr expression(final Words words)
    {
        return ExprParser.parse(words, expr);
    }

    /**
     * Read an expression from the words and refuse one that is not available in this phase.
     */
    public SampleExpr availableExpression(final Words words)
    {
        final SampleExpr result = expression(words);
        requireAvailable(result);
        return result;
    }

    /** Refuse an expression that is not available in this phase. */
    public void requireAvailable(final SampleExpr expression)
    {
        requireAvailable(expression, checkpoints());
    }

    /** Refuse an expression that is available in none of these places. */
    public void requireAvailable(final SampleExpr expression, final int places)
    {
        if (0 == (expression.checkpoints() & places))
        {
            throw new ConfigException("fetch method '" + expression + "' extracts information from '" +
                Source.textOf(expression.sources()) + "', none of which is available here");
        }
    }

    /** Compile a format whose result goes into a message. */
    public LogFormat httpFormat(final String text)
    {
        return LogFormat.compile(text, expr, LogOptions.HTTP, checkpoints());
    }

    /** Compile a format. */
    public LogFormat format(final String text, final int options)
    {
        return LogFormat.compile(text, expr, options, checkpoints());
    }

    /** Check something when the whole configuration is known. */
    public void later(final LateCheck check)
    {
        lateChecks.add(check);
    }

    /** What is to be checked when the whole configuration is known. */
    public List<LateCheck> lateChecks()
    {
        return lateChecks;
    }
}
