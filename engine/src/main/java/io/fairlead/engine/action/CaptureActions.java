/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.HTTP_AFTER_RESPONSE;
import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_CONTENT;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.CaptureSlots;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;

/**
 * {@code capture}. Source: configuration.txt 4.3 "capture".
 */
final class CaptureActions
{
    private CaptureActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(ActionKeyword.of("capture", CaptureActions::parse)
            .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE, TCP_REQUEST_CONTENT)
            .summary("Keeps the value of an expression for the log"));
    }

    private static Action parse(final Words words, final RuleContext context)
    {
        final Phase phase = context.phase();
        final String syntax = phase.isResponse() ? "expects <expression> id <idx>"
            : "expects <expression> [ 'len' <length> | id <idx> ]";
        if (phase.isHttp())
        {
            for (int i = 0; i < 3; i++)
            {
                if (ActionTexts.isEnd(words.peek(i)))
                {
                    throw new ConfigException(syntax);
                }
            }
        }
        else if (!context.expr().isFrontend())
        {
            throw new ConfigException("'tcp-request content capture' : proxy '" + context.expr().proxy() +
                "' has no frontend capability");
        }
        context.expr().use(phase.isHttp() ? phase.use() : ExprUse.CAPTURE);
        final SampleExpr expression = expression(words, context);
        final int place = phase.checkpoints(true, false);
        if (0 == (expression.checkpoints() & place))
        {
            throw new ConfigException("fetch method '" + expression + "' extracts information from '" +
                Source.textOf(expression.sources()) + "', none of which is available here");
        }
        final String word = words.peek();
        if ("len".equals(word) && !phase.isResponse())
        {
            words.next();
            return byLength(words, context, expression);
        }
        if ("id".equals(word) && phase.isHttp())
        {
            words.next();
            return byId(words, context, expression);
        }
        if (!phase.isHttp())
        {
            throw new ConfigException("'tcp-request content capture' : a positive 'len' argument is mandatory");
        }
        final String expected = phase.isResponse() ? "expects 'id'" : word.isEmpty()
            ? "expects 'len or 'id'" : "expects 'len' or 'id'";
        throw new ConfigException(word.isEmpty() ? expected : expected + ", found '" + word + '\'');
    }

    private static SampleExpr expression(final Words words, final RuleContext context)
    {
        try
        {
            return context.expression(words);
        }
        catch (final ConfigException ex)
        {
            throw context.phase().isHttp() ? ex
                : new ConfigException("'tcp-request content capture' : " + ex.getMessage());
        }
    }

    private static Action byLength(final Words words, final RuleContext context, final SampleExpr expression)
    {
        if (!context.expr().isFrontend())
        {
            throw new ConfigException("proxy '" + context.expr().proxy() + "' has no frontend capability");
        }
        final String text = words.next();
        final int length = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (length <= 0)
        {
            throw new ConfigException(context.phase().isHttp() ? "length must be > 0"
                : "'tcp-request content capture' : length must be > 0");
        }
        context.later(() -> context.warnOfContents(expression, "tcp-request capture"));
        final int slot = context.expr().service(CaptureSlots.class).add(true, null, length);
        return new Capture(expression, slot, true);
    }

    private static Action byId(final Words words, final RuleContext context, final SampleExpr expression)
    {
        final String text = words.next();
        if (!text.matches("[-+]?[0-9]{1,9}"))
        {
            throw new ConfigException("cannot parse id '" + text + '\'');
        }
        final int slot = Integer.parseInt(text);
        final boolean isRequest = !context.phase().isResponse();
        if (context.expr().isFrontend())
        {
            context.later(() ->
            {
                if (slot >= context.expr().service(CaptureSlots.class).count(isRequest))
                {
                    throw new ConfigException("unable to find capture id '" + slot + "' referenced by " +
                        (isRequest ? "http-request" : "http-response") + " capture rule");
                }
            });
        }
        return new Capture(expression, slot, isRequest);
    }

    /** {@code capture}. */
    record Capture(SampleExpr expression, int slot, boolean isRequest) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final boolean isFinal = ctx.phase().isHttp() || 0 != (options & Action.FINAL);
            final int sampleOptions = ctx.phase().options() | (isFinal ? Sample.OPT_FINAL : 0);
            final Sample sample = ctx.scratch().pushSample();
            ActionResult result = ActionResult.CONTINUE;
            if (slot >= 0 && expression.evalAs(ctx, SampleType.STR, sampleOptions, sample))
            {
                if (sample.mayChange() && !isFinal)
                {
                    result = ActionResult.WAIT;
                }
                else
                {
                    ctx.capture(isRequest, slot, sample.buffer, sample.offset, sample.length);
                }
            }
            ctx.scratch().popSample();
            return result;
        }
    }
}
