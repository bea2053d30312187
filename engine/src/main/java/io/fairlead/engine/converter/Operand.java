/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Base64Text;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableStore;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Arguments that may be given as they are or as the name of a variable.
 */
final class Operand
{
    /** There is no such number: the variable is not set or not a number. */
    static final long ABSENT = Long.MIN_VALUE;

    private Operand()
    {
    }

    /** Whether a text has the form of a variable's name; then the argument's object becomes the variable. */
    static boolean isVariable(final Args args, final int i, final ExprContext context)
    {
        final VariableNames names = context.serviceOrNull(VariableNames.class);
        if (!args.hasText(i) || null == names)
        {
            return false;
        }
        try
        {
            args.arg(i).object(names.of(args.text(i)));
            return true;
        }
        catch (final ConfigException ex)
        {
            return false; // not a variable: the caller takes the text as it is
        }
    }

    /** A number or a variable. */
    static void checkNumber(final Args args, final int i, final ExprContext context)
    {
        if (isVariable(args, i, context))
        {
            return;
        }
        if (!args.text(i).matches("[-+]?[0-9]*"))
        {
            throw new ConfigException("expects an integer or a variable name");
        }
        args.arg(i).value(Bytes.parseLong(
            args.bytes(i), args.text(i).startsWith("+") ? 1 : 0,
            args.bytes(i).capacity() - (args.text(i).startsWith("+") ? 1 : 0)));
    }

    /** Value of a number or variable; ABSENT when a variable is not set or no number. */
    static long number(final Args args, final int i, final FetchContext ctx)
    {
        if (null == args.object(i))
        {
            return args.value(i);
        }
        final Sample sample = ctx.scratch().pushSample();
        final long result = load(args, i, ctx, SampleType.SINT, sample) ? sample.value : ABSENT;
        ctx.scratch().popSample();
        return result;
    }

    /** Text or variable as a string; false when a variable is not set. */
    static boolean text(final Args args, final int i, final FetchContext ctx, final Sample out)
    {
        return null == args.object(i) ? out.str(args.bytes(i)) : load(args, i, ctx, SampleType.STR, out);
    }

    /** Text or variable as bytes; false when a variable is not set. */
    static boolean bytes(final Args args, final int i, final FetchContext ctx, final Sample out)
    {
        return null == args.object(i) ? out.str(args.bytes(i)) : load(args, i, ctx, SampleType.BIN, out);
    }

    /**
     * Base64 text or a variable that holds some.
     *
     * @param what name of the argument in the message.
     */
    static void checkBase64(final Args args, final int i, final String what, final ExprContext context)
    {
        if (isVariable(args, i, context))
        {
            return;
        }
        final UnsafeBuffer text = args.bytes(i);
        final ByteWriter bytes = new ByteWriter(new UnsafeBuffer(new byte[text.capacity() + 1]));
        if (!Base64Text.decode(text, 0, text.capacity(), false, bytes))
        {
            throw new ConfigException("failed to parse " + what + " : argument needs to be base64 encoded, " +
                "and can either be a string or a variable");
        }
        args.arg(i).object(new UnsafeBuffer(bytes.buffer(), bytes.start(), bytes.length()));
    }

    /** Bytes of base64 text or of a variable that holds some; false when there are none. */
    static boolean base64(final Args args, final int i, final FetchContext ctx, final Sample out)
    {
        if (args.object(i) instanceof final UnsafeBuffer constant)
        {
            return out.bin(constant, 0, constant.capacity());
        }
        if (!text(args, i, ctx, out))
        {
            return false;
        }
        final ByteWriter bytes = out.scratch().chunk();
        return Base64Text.decode(out.buffer, out.offset, out.length, false, bytes) && bytes.asBin(out);
    }

    private static boolean load(
        final Args args, final int i, final FetchContext ctx, final SampleType type, final Sample out)
    {
        final VariableName name = (VariableName)args.object(i);
        final VariableStore store = name.in(ctx);
        return null != store && store.load(name.index(), out) && SampleCasts.cast(out, type);
    }
}
