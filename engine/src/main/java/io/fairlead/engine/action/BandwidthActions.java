/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_CONTENT;
import static io.fairlead.engine.rules.Phase.TCP_RESPONSE_CONTENT;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Units;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.BandwidthTarget;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.ValueText;

/** {@code set-bandwidth-limit}. Source: configuration.txt 4.3, 9.7. */
final class BandwidthActions
{
    private BandwidthActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(ActionKeyword.of("set-bandwidth-limit", BandwidthActions::parse)
            .in(HTTP_REQUEST, HTTP_RESPONSE, TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT)
            .summary("Puts a limit of bandwidth in force for the stream"));
    }

    private static Action parse(final Words words, final RuleContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("missing bwlim filter name");
        }
        final SetLimit action = new SetLimit(words.next());
        while (true)
        {
            if (words.accept("limit"))
            {
                final long bytes = Units.size(words.peek());
                action.limit = bytes >= 0 ? constant(words, bytes) :
                    expression(words, context, "'limit': invalid size value");
            }
            else if (words.accept("period"))
            {
                final long timeMs = ValueText.timeMs(words.peek());
                action.period = timeMs >= 0 ? constant(words, timeMs) :
                    expression(words, context, "'period': invalid time value");
            }
            else
            {
                break;
            }
        }
        context.later(() -> action.resolve(context));
        return action;
    }

    private static IntegerArgument constant(final Words words, final long value)
    {
        words.next();
        return new IntegerArgument(value, null);
    }

    private static IntegerArgument expression(final Words words, final RuleContext context, final String complaint)
    {
        final String word = words.peek();
        try
        {
            return new IntegerArgument(0, context.expression(words));
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException(complaint + " or unknown fetch method '" + word + "'");
        }
    }

    /** {@code set-bandwidth-limit}. */
    private static final class SetLimit implements Action
    {
        private final String name;
        private IntegerArgument limit;
        private IntegerArgument period;
        private BandwidthTarget target;

        private SetLimit(final String name)
        {
            this.name = name;
        }

        /** HAProxy takes the last limit of the section for an unknown name; here it is refused. */
        private void resolve(final RuleContext context)
        {
            target = context.bandwidthLimit(name);
            if (null == target)
            {
                throw new ConfigException(
                    "unable to find bwlim filter '" + name + "' referenced by set-bandwidth-limit rule");
            }
            requireAvailable(limit, "limit", context);
            requireAvailable(period, "period", context);
        }

        private static void requireAvailable(
            final IntegerArgument argument, final String what, final RuleContext context)
        {
            final SampleExpr expression = null == argument ? null : argument.expression();
            if (null != expression && 0 == (expression.checkpoints() & context.checkpoints()))
            {
                throw new ConfigException("set-bandwidth-limit rule uses a " + what +
                    " extracting information from '" + Source.textOf(expression.sources()) +
                    "', none of which is available here");
            }
            if (null != expression)
            {
                context.warnOfContents(expression, context.phase().text() + " set-bandwidth-limit*");
            }
        }

        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.limitBandwidth(target, value(limit, ctx), value(period, ctx));
            return ActionResult.CONTINUE;
        }

        private static long value(final IntegerArgument argument, final ActionContext ctx)
        {
            final long value = null == argument ? 0 : argument.value(ctx, ctx.phase().options());
            return IntegerArgument.ABSENT == value ? 0 : Math.max(0, value);
        }
    }
}
