/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.HTTP_AFTER_RESPONSE;
import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_CONNECTION;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_CONTENT;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_SESSION;
import static io.fairlead.engine.rules.Phase.TCP_RESPONSE_CONTENT;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.Texts;
import io.fairlead.engine.sample.TimeoutKind;

/**
 * Actions that change properties of the stream: addresses, limits, priorities, log level. Source: configuration.txt
 * 4.3.
 */
final class StreamActions
{
    private static final int MAX_RETRIES = 100;
    private static final List<String> LEVELS =
        List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    /** Changes one number of a stream. */
    @FunctionalInterface
    interface NumberSetter
    {
        void set(ActionContext ctx, long value);
    }

    private StreamActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        final List<ActionKeyword> all = new ArrayList<>();
        all.add(ActionKeyword.of("set-log-level", StreamActions::parseLogLevel)
            .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE, TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT)
            .summary("Level of the stream's log line, or silent"));
        all.add(ActionKeyword.of("set-nice", StreamActions::parseNice)
            .in(HTTP_REQUEST, HTTP_RESPONSE, TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT)
            .summary("Priority of the stream against others"));
        all.add(ActionKeyword.of("set-status", StreamActions::parseStatus).in(HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
            .summary("Changes status and reason of the response"));
        all.add(ActionKeyword.of("strict-mode", StreamActions::parseStrictMode)
            .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
            .summary("Whether rewrites that find no room are errors"));
        all.add(ActionKeyword.of("set-retries", StreamActions::parseRetries).in(HTTP_REQUEST, TCP_REQUEST_CONTENT)
            .summary("Changes how often a connection is tried again"));
        all.add(ActionKeyword.of("disable-l7-retry", (words, context) -> new DisableRetry()).in(HTTP_REQUEST)
            .summary("Forbids to send the request a second time"));
        all.add(ActionKeyword.of("set-timeout", StreamActions::parseTimeout).in(HTTP_REQUEST, HTTP_RESPONSE)
            .summary("Changes a time limit of the stream"));
        all.add(ActionKeyword.of("do-log", DoLog::parse)
            .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE, TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION,
                TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT)
            .summary("Writes a log line now"));
        all.add(ActionKeyword.of("set-priority-class", (words, context) -> parsePriority(words, context, true))
            .in(HTTP_REQUEST, TCP_REQUEST_CONTENT).summary("Class of the request in queues"));
        all.add(ActionKeyword.of("set-priority-offset", (words, context) -> parsePriority(words, context, false))
            .in(HTTP_REQUEST, TCP_REQUEST_CONTENT).summary("Offset of the request in queues"));
        addNumber(all, "set-fc-mark", (ctx, value) -> ctx.mark(true, (int)value), true);
        addNumber(all, "set-mark", (ctx, value) -> ctx.mark(true, (int)value), true);
        addNumber(all, "set-fc-tos", (ctx, value) -> ctx.tos(true, (int)value), true);
        addNumber(all, "set-tos", (ctx, value) -> ctx.tos(true, (int)value), true);
        addNumber(all, "set-bc-mark", (ctx, value) -> ctx.mark(false, (int)value), false);
        addNumber(all, "set-bc-tos", (ctx, value) -> ctx.tos(false, (int)value), false);
        addAddress(all, "set-src", true, false);
        addAddress(all, "set-src-port", true, true);
        addAddress(all, "set-dst", false, false);
        addAddress(all, "set-dst-port", false, true);
        return all;
    }

    private static void addNumber(
        final List<ActionKeyword> all, final String name, final NumberSetter setter, final boolean isClientSide)
    {
        final ActionKeyword keyword =
            ActionKeyword.of(name, (words, context) -> parseNumber(words, context, setter))
                .summary("Netfilter mark or type of service of a connection's packets");
        all.add(isClientSide
            ? keyword.in(HTTP_REQUEST, HTTP_RESPONSE, TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION,
                TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT)
            : keyword.in(HTTP_REQUEST, TCP_REQUEST_CONTENT));
    }

    private static void addAddress(
        final List<ActionKeyword> all, final String name, final boolean isSource, final boolean isPort)
    {
        all.add(ActionKeyword.of(name, (words, context) -> parseAddress(words, context, isSource, isPort))
            .in(HTTP_REQUEST, TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT)
            .summary("Changes an address or port as rules, logs and servers see it"));
    }

    private static Action parseLogLevel(final Words words, final RuleContext context)
    {
        final String word = words.next();
        final int level = "silent".equals(word) ? -1 : LEVELS.indexOf(word);
        if (level < 0 && !"silent".equals(word))
        {
            throw new ConfigException("expects exactly 1 argument (log level name or 'silent')");
        }
        return new LogLevel(level);
    }

    /** {@code set-log-level}. */
    record LogLevel(int level) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.logLevel(level);
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseNice(final Words words, final RuleContext context)
    {
        ActionTexts.require(words, 1, "expects exactly 1 argument (integer value)");
        final String word = words.next();
        final int value = word.matches("[-+]?[0-9]{1,9}") ? Integer.parseInt(word) : 0;
        return new Nice(Math.clamp(value, -1024, 1024));
    }

    /** {@code set-nice}. */
    record Nice(int value) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.nice(value);
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseStatus(final Words words, final RuleContext context)
    {
        ActionTexts.require(words, 1, "expects 1 argument: <status>; or 3 arguments: <status> reason <fmt>");
        final String text = words.next();
        if (!text.matches("[1-9][0-9]{2}"))
        {
            throw new ConfigException("expects an integer status code between 100 and 999");
        }
        byte[] reason = null;
        if ("reason".equals(words.peek()) && !ActionTexts.isEnd(words.peek(1)))
        {
            words.next();
            reason = Texts.bytes(words.next());
        }
        return new SetStatus(Integer.parseInt(text), reason);
    }

    /** {@code set-status}. */
    record SetStatus(int status, byte[] reason) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage response = ctx.response();
            if (null != response)
            {
                response.setStatus(status, reason);
            }
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseStrictMode(final Words words, final RuleContext context)
    {
        ActionTexts.require(words, 1, "expects exactly 1 arguments");
        final String word = words.next();
        if (!"on".equalsIgnoreCase(word) && !"off".equalsIgnoreCase(word))
        {
            throw new ConfigException("Unexpected value '" + word + "'. Only 'on' and 'off' are supported");
        }
        return new StrictMode("on".equalsIgnoreCase(word));
    }

    /** {@code strict-mode}. */
    record StrictMode(boolean isStrict) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.strictRewriting(isStrict);
            return ActionResult.CONTINUE;
        }
    }

    /** {@code disable-l7-retry}. */
    record DisableRetry() implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.disableL7Retry();
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseTimeout(final Words words, final RuleContext context)
    {
        ActionTexts.require(words, 2, "expects exactly 2 arguments");
        final String name = words.next();
        final TimeoutKind kind = switch (name)
        {
            case "client" -> TimeoutKind.CLIENT;
            case "connect" -> TimeoutKind.CONNECT;
            case "queue" -> TimeoutKind.QUEUE;
            case "server" -> TimeoutKind.SERVER;
            case "tarpit" -> TimeoutKind.TARPIT;
            case "tunnel" -> TimeoutKind.TUNNEL;
            default -> throw new ConfigException("'set-timeout' rule supports " +
                "'client'/'connect'/'queue'/'server'/'tarpit'/'tunnel' (got '" + name + "')");
        };
        if (TimeoutKind.CLIENT == kind && !context.expr().isFrontend())
        {
            throw new ConfigException('\'' + context.expr().proxy() + "' has no frontend capability");
        }
        if (TimeoutKind.CLIENT != kind && TimeoutKind.TARPIT != kind && !context.expr().isBackend())
        {
            throw new ConfigException('\'' + context.expr().proxy() + "' has no backend capability");
        }
        return new SetTimeout(kind, ActionTexts.timeOrExpression(words, context, "set-timeout " + name));
    }

    /** {@code set-timeout}. */
    record SetTimeout(TimeoutKind kind, IntegerArgument timeMs) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final long value = timeMs.value(ctx, ctx.phase().options());
            if (IntegerArgument.ABSENT != value)
            {
                ctx.timeout(kind, value);
            }
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseRetries(final Words words, final RuleContext context)
    {
        ActionTexts.require(words, 1, "expects exactly 1 argument (an expression or an integer between 1 and 100)");
        if (!context.expr().isBackend())
        {
            throw new ConfigException('\'' + (context.phase().isHttp() ? context.actionWord() : "tcp-request") +
                "' only available in backend or listen section");
        }
        if (context.expr().isDefaults())
        {
            throw new ConfigException("'" + context.actionWord() + "' is not allowed in 'defaults' sections");
        }
        final IntegerArgument number = ActionTexts.integerOrExpression(words, context);
        if (null == number.expression() && !isRetryCount(number.value()))
        {
            throw new ConfigException("expects an expression or an integer between 1 and 100");
        }
        return new SetRetries(number);
    }

    private static boolean isRetryCount(final long number)
    {
        return 0 <= number && number <= MAX_RETRIES;
    }

    /** {@code set-retries}; a number out of range changes nothing. */
    record SetRetries(IntegerArgument number) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final long value = number.value(ctx, 0);
            if (isRetryCount(value))
            {
                ctx.retries((int)value);
            }
            return ActionResult.CONTINUE;
        }
    }

    private static Action parsePriority(final Words words, final RuleContext context, final boolean isClass)
    {
        return new Priority(
            availableExpression(words, context, context.phase().isHttp() ? context.actionWord() : "tcp-request"),
            isClass);
    }

    /** {@code set-priority-class} and {@code set-priority-offset}. */
    record Priority(SampleExpr expression, boolean isClass) implements Action
    {
        private static final int LIMIT_CLASS = 0x7FF;
        private static final int LIMIT_OFFSET = 0x7FFFF;

        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final Sample sample = ctx.scratch().pushSample();
            if (expression.evalAs(ctx, SampleType.SINT, ctx.phase().options() | Sample.OPT_FINAL, sample))
            {
                if (isClass)
                {
                    ctx.priorityClass(Math.clamp(sample.value, -LIMIT_CLASS, LIMIT_CLASS));
                }
                else
                {
                    ctx.priorityOffset(Math.clamp(sample.value, -LIMIT_OFFSET, LIMIT_OFFSET));
                }
            }
            ctx.scratch().popSample();
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseNumber(final Words words, final RuleContext context, final NumberSetter setter)
    {
        ActionTexts.require(words, 1, "expects an argument");
        final IntegerArgument number = ActionTexts.integer(words);
        return new SetNumber(null == number ? requestExpression(words, context) : number, setter);
    }

    /** HAProxy judges these in all rules as if they were http-request rules, and names the action in its message. */
    private static IntegerArgument requestExpression(final Words words, final RuleContext context)
    {
        return new IntegerArgument(0, availableExpression(words, context, context.actionWord()));
    }

    private static SampleExpr availableExpression(
        final Words words, final RuleContext context, final String subject)
    {
        final SampleExpr expression = context.expression(words);
        final Phase place =
            Phase.TCP_REQUEST_CONTENT == context.phase() && subject.startsWith("tcp") ? context.phase() : HTTP_REQUEST;
        if (0 == (expression.checkpoints() &
            place.checkpoints(context.expr().isFrontend(), context.expr().isBackend())))
        {
            throw new ConfigException("fetch method '" + subject + "' extracts information from '" +
                Source.textOf(expression.sources()) + "', none of which is available here");
        }
        return expression;
    }

    /** {@code set-fc-tos} and its kin. */
    record SetNumber(IntegerArgument argument, NumberSetter setter) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final long value = argument.value(ctx, ctx.phase().options());
            if (IntegerArgument.ABSENT != value)
            {
                setter.set(ctx, value);
            }
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseAddress(
        final Words words, final RuleContext context, final boolean isSource, final boolean isPort)
    {
        final SampleExpr expression = context.expression(words);
        context.requireAvailable(expression,
            HTTP_REQUEST.checkpoints(context.expr().isFrontend(), context.expr().isBackend())); // in TCP rules too
        return new SetAddress(expression, isSource, isPort);
    }

    /** {@code set-src} and its kin. */
    record SetAddress(SampleExpr expression, boolean isSource, boolean isPort) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final NetAddress address = isSource ? ctx.editableSource() : ctx.editableDestination();
            if (null == address)
            {
                return ActionResult.CONTINUE;
            }
            final Sample sample = ctx.scratch().pushSample();
            final SampleType type = isPort ? SampleType.SINT : SampleType.ADDR;
            if (expression.evalAs(ctx, type, Sample.OPT_FINAL, sample))
            {
                change(address, sample);
            }
            ctx.scratch().popSample();
            return ActionResult.CONTINUE;
        }

        private void change(final NetAddress address, final Sample value)
        {
            if (isPort)
            {
                if (!address.isIp())
                {
                    address.inet(0, 0);
                }
                address.port((int)value.value);
            }
            else if (SampleType.IPV6 == value.type)
            {
                address.inet6(value.high, value.low, address.port());
            }
            else
            {
                address.inet((int)value.value, address.port());
            }
        }
    }
}
