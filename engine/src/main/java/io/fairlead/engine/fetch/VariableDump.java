/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.STRING;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.MethodNames;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableScope;
import io.fairlead.engine.sample.VariableStore;

/**
 * {@code dump_all_vars}: names and values of all variables that are set, for the eyes of a person; in the order of
 * their first mention in the configuration. Source: configuration.txt 7.3.2.
 */
final class VariableDump
{
    private static final List<VariableScope> SCOPES = List.of(
        VariableScope.SESS, VariableScope.TXN, VariableScope.REQ, VariableScope.RES, VariableScope.PROC);

    /** What one use of the fetch shows. */
    private record Choice(VariableNames names, List<VariableScope> scopes, String prefix, String delimiter)
        implements SampleFetch
    {
        @Override
        public boolean fetch(final Args args, final FetchContext ctx, final Sample out)
        {
            final ByteWriter text = out.scratch().chunk();
            for (final VariableScope scope : scopes)
            {
                for (final VariableName name : names.all(scope))
                {
                    if (name.text().startsWith(prefix, scope.text().length() + 1))
                    {
                        append(name, ctx, text);
                    }
                }
            }
            return !text.isFull() && text.asStr(out);
        }

        private void append(final VariableName name, final FetchContext ctx, final ByteWriter text)
        {
            final VariableStore store = name.in(ctx);
            final Sample value = ctx.scratch().pushSample();
            if (null != store && store.load(name.index(), value))
            {
                text.put(0 < text.length() ? delimiter : "").put(name.text()).put('=');
                content(value, text);
            }
            ctx.scratch().popSample();
        }
    }

    private VariableDump()
    {
    }

    static FetchKeyword keyword()
    {
        return FetchKeyword.of("dump_all_vars").returns(SampleType.STR).from(Source.CONSTANT)
            .args(0, STRING, STRING, STRING).check(VariableDump::check).manual("7.3.2")
            .summary("Names and values of all variables").by((args, ctx, out) ->
                ((Choice)args.state()).fetch(args, ctx, out));
    }

    private static void check(final Args args, final ExprContext context)
    {
        final String wanted = args.text(0);
        List<VariableScope> scopes = SCOPES;
        if (!wanted.isEmpty())
        {
            scopes = List.of(VariableScope.values()).stream().filter(scope -> scope.text().equals(wanted)).toList();
            if (scopes.isEmpty())
            {
                throw new ConfigException(
                    "invalid scope '" + wanted + "', must be one of: sess, txn, req, res, proc");
            }
        }
        args.state(new Choice(
            context.service(VariableNames.class), scopes, args.text(1), args.has(2) ? args.text(2) : ", "));
    }

    private static void content(final Sample value, final ByteWriter text)
    {
        switch (value.type)
        {
            case STR -> quoted(value, text);
            case BIN ->
            {
                text.put('x');
                for (int i = 0; i < value.length; i++)
                {
                    text.put(Character.forDigit(value.byteAt(i) >> 4, 16))
                        .put(Character.forDigit(value.byteAt(i) & 0xF, 16));
                }
            }
            case BOOL -> text.put(0 != value.value ? "true" : "false");
            case METH ->
            {
                if (MethodNames.OTHER != value.value)
                {
                    SampleCasts.cast(value, SampleType.STR);
                }
                quoted(value, text);
            }
            default ->
            {
                SampleCasts.cast(value, SampleType.STR);
                text.put(value.buffer, value.offset, value.length);
            }
        }
    }

    private static void quoted(final Sample value, final ByteWriter text)
    {
        text.put('"');
        for (int i = 0; i < value.length; i++)
        {
            final int b = value.byteAt(i);
            switch (b)
            {
                case '\n' -> text.put("\\n");
                case '\r' -> text.put("\\r");
                case '\b' -> text.put("\\b");
                case 0 -> text.put("\\0");
                case '"', '\\' -> text.put('\\').put(b);
                default -> text.put(b);
            }
        }
        text.put('"');
    }
}
