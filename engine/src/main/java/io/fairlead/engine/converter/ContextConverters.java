/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.ANY;
import static io.fairlead.engine.sample.SampleType.BOOL;
import static io.fairlead.engine.sample.SampleType.SINT;
import static io.fairlead.engine.sample.SampleType.STR;

import java.util.List;

import io.fairlead.engine.acl.AclTable;
import io.fairlead.engine.acl.NamedTest;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.BackendView;
import io.fairlead.engine.sample.CaptureView;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.LogView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableRules;
import io.fairlead.engine.sample.VariableStore;

/**
 * Converters that look at more than their input, or change more than their output. Source: configuration.txt 7.3.1.
 */
final class ContextConverters
{
    private static final List<String> CONDITIONS =
        List.of("stopping", "normal", "error", "forwarded", "toapplet", "processed", "acl");
    private static final int FIRST_SERVER_ERROR = 500;

    /** Condition of {@code when}. */
    private record When(String condition, boolean isNegated, NamedTest[] tests)
    {
    }

    private ContextConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            ConverterKeyword.of("set-var").types(ANY, ANY).args(1, STRING, STRING, STRING, STRING, STRING)
                .check(ContextConverters::checkVariable).summary("Keeps the value in a variable")
                .by(ContextConverters::setVariable),
            ConverterKeyword.of("unset-var").types(ANY, ANY).args(1, STRING)
                .check(ContextConverters::checkVariable).summary("Forgets a variable")
                .by(ContextConverters::unsetVariable),
            ConverterKeyword.of("capture-req").types(STR, STR).args(1, INTEGER)
                .summary("Keeps the value in a capture slot of the request")
                .by((args, ctx, sample) -> capture(ctx.requestCaptures(), args, sample)),
            ConverterKeyword.of("capture-res").types(STR, STR).args(1, INTEGER)
                .summary("Keeps the value in a capture slot of the response")
                .by((args, ctx, sample) -> capture(ctx.responseCaptures(), args, sample)),
            ConverterKeyword.of("when").types(ANY, ANY).args(1, STRING, STRING, STRING)
                .check(ContextConverters::checkWhen).summary("Passes the value on when a condition holds")
                .by(ContextConverters::whenHeld),
            ConverterKeyword.of("nbsrv").types(STR, SINT).summary("Usable servers of the backend named")
                .by((args, ctx, sample) -> usable(ctx, sample)),
            ConverterKeyword.of("srv_is_up").types(STR, BOOL).summary("Whether the server named takes traffic")
                .by((args, ctx, sample) -> isUp(ctx, sample)),
            ConverterKeyword.of("srv_queue").types(STR, SINT).summary("Requests in the queue of the server named")
                .by((args, ctx, sample) -> queue(ctx, sample)),
            ConverterKeyword.of("fe_exists").types(STR, BOOL).summary("Whether a frontend of that name exists")
                .by((args, ctx, sample) -> sample.bool(
                    null != ctx.process().frontend(sample.buffer, sample.offset, sample.length))));
    }

    private static void checkVariable(final Args args, final ExprContext context)
    {
        int conditions = 0;
        final VariableName name = context.service(VariableNames.class).of(args.text(0));
        for (int i = 1; i < args.count(); i++)
        {
            conditions |= VariableRules.condition(args.text(i));
        }
        args.arg(0).object(name).value(conditions);
    }

    private static boolean setVariable(final Args args, final FetchContext ctx, final Sample sample)
    {
        final VariableName name = (VariableName)args.object(0);
        final VariableStore store = name.in(ctx);
        return null != store && VariableRules.set(store, name.index(), sample, (int)args.value(0));
    }

    private static boolean unsetVariable(final Args args, final FetchContext ctx, final Sample sample)
    {
        final VariableName name = (VariableName)args.object(0);
        final VariableStore store = name.in(ctx);
        if (null == store)
        {
            return false;
        }
        store.unset(name.index());
        return true;
    }

    private static boolean capture(final CaptureView captures, final Args args, final Sample sample)
    {
        if (null == captures || args.value(0) < 0 || args.value(0) >= captures.count())
        {
            return false;
        }
        captures.slot((int)args.value(0), sample.buffer, sample.offset, sample.length);
        return true;
    }

    private static void checkWhen(final Args args, final ExprContext context)
    {
        final boolean isNegated = args.text(0).startsWith("!");
        final String condition = isNegated ? args.text(0).substring(1) : args.text(0);
        if (!CONDITIONS.contains(condition))
        {
            throw new ConfigException("expects a supported keyword among {" + String.join(",", CONDITIONS) +
                "} but got '" + condition + '\'');
        }
        NamedTest[] tests = null;
        if ("acl".equals(condition))
        {
            if (!args.hasText(1))
            {
                throw new ConfigException("'acl' selector requires an extra argument with the ACL name");
            }
            final AclTable acls = context.serviceOrNull(AclTable.class);
            if (null == acls)
            {
                throw new ConfigException("'acl' selector may only be used in the context of a proxy");
            }
            try
            {
                tests = new NamedTest[] {new NamedTest(acls.require(args.text(1), context), false)};
            }
            catch (final ConfigException ex)
            {
                throw new ConfigException("ACL '" + args.text(1) + "' not found");
            }
        }
        args.state(new When(condition, isNegated, tests));
    }

    private static boolean whenHeld(final Args args, final FetchContext ctx, final Sample sample)
    {
        final int held = sample.hasSlice() ? ctx.scratch().hold(sample.buffer) : 0;
        final boolean isPassed = when((When)args.state(), ctx, sample);
        ctx.scratch().release(held);
        return isPassed;
    }

    private static boolean when(final When when, final FetchContext ctx, final Sample sample)
    {
        final boolean holds = switch (when.condition)
        {
            case "stopping" -> ctx.process().isStopping();
            case "normal" -> !isErroneous(ctx);
            case "error" -> isErroneous(ctx);
            case "forwarded", "processed" -> null != ctx.server();
            case "acl" -> NamedTest.isPassed(NamedTest.testAll(when.tests, ctx, sample.options));
            default -> false; // no applets here
        };
        return holds != when.isNegated;
    }

    private static boolean isErroneous(final FetchContext ctx)
    {
        final LogView log = ctx.log();
        if (null == log)
        {
            return false;
        }
        final int state = log.terminationChar(0);
        return log.isRedispatched() || '-' != state && 'L' != state || '-' == state && 0 < log.retries() ||
            log.status() >= FIRST_SERVER_ERROR;
    }

    private static boolean usable(final FetchContext ctx, final Sample sample)
    {
        final BackendView backend = ctx.process().backend(sample.buffer, sample.offset, sample.length);
        return null != backend && sample.sint(backend.usableServers());
    }

    private static boolean isUp(final FetchContext ctx, final Sample sample)
    {
        final ServerView server = server(ctx, sample);
        return null != server && sample.bool(server.isUp());
    }

    private static boolean queue(final FetchContext ctx, final Sample sample)
    {
        final ServerView server = server(ctx, sample);
        return null != server && sample.sint(server.queued());
    }

    private static ServerView server(final FetchContext ctx, final Sample sample)
    {
        int slash = 0;
        while (slash < sample.length && '/' != sample.byteAt(slash))
        {
            slash++;
        }
        if (slash == sample.length)
        {
            return null == ctx.backend() ? null :
                ctx.backend().server(sample.buffer, sample.offset, sample.length);
        }
        final BackendView backend = ctx.process().backend(sample.buffer, sample.offset, slash);
        return null == backend ? null : backend.server(
            sample.buffer, sample.offset + slash + 1, sample.length - slash - 1);
    }
}
