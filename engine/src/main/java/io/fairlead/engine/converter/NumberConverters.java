/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.BIN;
import static io.fairlead.engine.sample.SampleType.BOOL;
import static io.fairlead.engine.sample.SampleType.SINT;
import static io.fairlead.engine.sample.SampleType.STR;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.ByteWriter;

/**
 * Arithmetic with saturation, bit operations and truth values. Source: configuration.txt 7.3.1.
 */
final class NumberConverters
{
    private NumberConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        final List<ConverterKeyword> all = new ArrayList<>();
        binary(all, "add", "Adds a number", NumberConverters::add);
        binary(all, "sub", "Subtracts a number", NumberConverters::subtract);
        binary(all, "mul", "Multiplies by a number", NumberConverters::multiply);
        binary(all, "div", "Divides by a number", NumberConverters::divide);
        binary(all, "mod", "Remainder of a division", NumberConverters::remainder);
        binary(all, "and", "Bits set in both", (a, b) -> a & b);
        binary(all, "or", "Bits set in either", (a, b) -> a | b);
        binary(all, "xor", "Bits set in one of both", (a, b) -> a ^ b);
        unary(all, "neg", "Opposite number", a -> Long.MIN_VALUE == a ? Long.MAX_VALUE : -a);
        unary(all, "cpl", "All bits inverted", a -> ~a);
        truth(all, "bool", "Whether the number is not zero", a -> 0 != a ? 1 : 0);
        truth(all, "not", "Whether the number is zero", a -> 0 == a ? 1 : 0);
        truth(all, "odd", "Whether the number is odd", a -> a & 1);
        truth(all, "even", "Whether the number is even", a -> ~a & 1);
        all.add(ConverterKeyword.of("htonl").types(SINT, BIN).summary("The low 32 bits in network order")
            .by((args, ctx, sample) -> htonl(sample)));
        all.add(ConverterKeyword.of("iif").types(BOOL, STR).args(2, STRING, STRING)
            .summary("One of two strings").by((args, ctx, sample) ->
                sample.str(args.bytes(0 != sample.value ? 0 : 1))));
        return all;
    }

    private static void binary(
        final List<ConverterKeyword> all, final String name, final String summary, final LongBinaryOperator operator)
    {
        all.add(ConverterKeyword.of(name).types(SINT, SINT).args(1, STRING)
            .check((args, context) -> Operand.checkNumber(args, 0, context)).summary(summary)
            .by((args, ctx, sample) ->
            {
                final long other = Operand.number(args, 0, ctx);
                return (Operand.ABSENT != other || null == args.object(0)) &&
                    number(sample, operator.applyAsLong(sample.value, other));
            }));
    }

    private static void unary(
        final List<ConverterKeyword> all, final String name, final String summary, final LongUnaryOperator operator)
    {
        all.add(ConverterKeyword.of(name).types(SINT, SINT).summary(summary)
            .by((args, ctx, sample) -> number(sample, operator.applyAsLong(sample.value))));
    }

    /** A truth value stays one by its type, whatever number it becomes, as in HAProxy. */
    private static boolean number(final Sample sample, final long value)
    {
        sample.value = value;
        return true;
    }

    private static void truth(
        final List<ConverterKeyword> all, final String name, final String summary, final LongUnaryOperator operator)
    {
        all.add(ConverterKeyword.of(name).types(SINT, BOOL).summary(summary)
            .by((args, ctx, sample) -> sample.bool(0 != operator.applyAsLong(sample.value))));
    }

    /** Sum that stays in range. */
    static long add(final long a, final long b)
    {
        final long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
    }

    /** Difference that stays in range. */
    static long subtract(final long a, final long b)
    {
        if (Long.MIN_VALUE == b)
        {
            final long sum = add(a, Long.MAX_VALUE);
            return Long.MAX_VALUE == sum ? sum : sum + 1;
        }
        return add(a, -b);
    }

    /** Product that stays in range. */
    static long multiply(final long a, final long b)
    {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        return high == low >> 63 ? low : a < 0 == b < 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** Quotient; the greatest number when there is none. */
    static long divide(final long a, final long b)
    {
        return 0 == b || Long.MIN_VALUE == a && -1 == b ? Long.MAX_VALUE : a / b;
    }

    /** Remainder; zero when there is none. */
    static long remainder(final long a, final long b)
    {
        return 0 == b || -1 == b ? 0 : a % b;
    }

    private static boolean htonl(final Sample sample)
    {
        final ByteWriter bytes = sample.scratch().chunk();
        bytes.buffer().putInt(bytes.start(), (int)sample.value, ByteOrder.BIG_ENDIAN);
        return bytes.position(bytes.start() + Integer.BYTES).asBin(sample);
    }
}
