/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.rules.RuleCursor;
import io.fairlead.engine.sample.PayloadView;
import io.fairlead.engine.sample.ValueText;

/**
 * Actions that wait. Source: configuration.txt 4.3 "pause", "wait-for-body", "wait-for-handshake".
 */
final class WaitActions
{
    private WaitActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(
            ActionKeyword.of("pause", (words, context) -> new Pause(
                ActionTexts.timeOrExpression(words, context, "pause"))).in(HTTP_REQUEST, HTTP_RESPONSE)
                .summary("Delays the message for a time"),
            ActionKeyword.of("wait-for-body", WaitActions::parseBody).in(HTTP_REQUEST, HTTP_RESPONSE)
                .summary("Waits until the body, or part of it, has arrived"),
            ActionKeyword.of("wait-for-handshake", (words, context) -> new WaitForHandshake()).in(HTTP_REQUEST)
                .summary("Waits until the TLS handshake is complete, when the request came as early data"));
    }

    /** {@code pause}. */
    record Pause(IntegerArgument timeMs) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final RuleCursor cursor = ctx.ruleCursor();
            if (0 != (options & Action.FINAL))
            {
                return ActionResult.CONTINUE;
            }
            if (0 != (options & Action.FIRST))
            {
                final long wait = timeMs.value(ctx, ctx.phase().options());
                if (IntegerArgument.ABSENT == wait || wait <= 0)
                {
                    return ActionResult.CONTINUE;
                }
                cursor.deadlineMs(ctx.nowMs() + wait);
            }
            return ctx.nowMs() < cursor.deadlineMs() ? ActionResult.YIELD : ActionResult.CONTINUE;
        }
    }

    private static Action parseBody(final Words words, final RuleContext context)
    {
        final String syntax = "expects time <time> [ at-least <bytes> ]";
        ActionTexts.require(words, 1, syntax);
        long timeMs = -1;
        long bytes = 0;
        while (words.hasNext() && !ActionTexts.isEnd(words))
        {
            final String word = words.peek();
            if ("use-large-buffer".equals(word))
            {
                words.next();
                continue;
            }
            if (!"time".equals(word) && !"at-least".equals(word))
            {
                break;
            }
            words.next();
            ActionTexts.require(words, 1, "missing argument for '" + word + '\'');
            final String value = words.next();
            if ("time".equals(word))
            {
                timeMs = time(value);
            }
            else
            {
                bytes = ValueText.size(value);
            }
            if (bytes < 0)
            {
                throw new ConfigException("unexpected character '" + value.replaceFirst("^[0-9]+", "").charAt(0) +
                    '\'');
            }
        }
        if (timeMs < 0)
        {
            throw new ConfigException(syntax);
        }
        return new WaitForBody(timeMs, (int)Math.min(bytes, Integer.MAX_VALUE));
    }

    private static long time(final String text)
    {
        final long timeMs = ValueText.timeMs(text);
        if (ValueText.TOO_LARGE == timeMs)
        {
            throw new ConfigException("time overflow (maximum value is 2147483647 ms or ~24.8 days)");
        }
        if (ValueText.TOO_SMALL == timeMs)
        {
            throw new ConfigException("time underflow (minimum non-null value is 1 ms)");
        }
        if (timeMs < 0)
        {
            final String odd = text.replaceFirst("^[0-9]+", "");
            throw new ConfigException("unexpected character '" + (odd.isEmpty() ? "" : odd.substring(0, 1)) + '\'');
        }
        return timeMs;
    }

    /** {@code wait-for-body}. */
    record WaitForBody(long timeMs, int bytes) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final boolean isRequest = !ctx.phase().isResponse();
            final PayloadView payload = isRequest ? ctx.requestPayload() : ctx.responsePayload();
            if (null == payload || 0 < bytes && bytes <= payload.length() ||
                payload.isComplete() && !ctx.isBodyLost(isRequest))
            {
                return ActionResult.CONTINUE;
            }
            final RuleCursor cursor = ctx.ruleCursor();
            if (0 != (options & Action.FIRST))
            {
                cursor.deadlineMs(ctx.nowMs() + timeMs);
                ctx.wantBody(isRequest, bytes);
            }
            if (ctx.nowMs() < cursor.deadlineMs() && !ctx.isBodyLost(isRequest))
            {
                return ActionResult.YIELD;
            }
            ctx.bodyMissing(isRequest);
            return ActionResult.ABORT;
        }
    }

    /** {@code wait-for-handshake}: early data are never handed over before the handshake is complete. */
    record WaitForHandshake() implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            return ActionResult.CONTINUE;
        }
    }
}
