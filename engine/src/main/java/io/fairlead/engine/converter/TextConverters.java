/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.REGEX;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.BIN;
import static io.fairlead.engine.sample.SampleType.BOOL;
import static io.fairlead.engine.sample.SampleType.SINT;
import static io.fairlead.engine.sample.SampleType.STR;

import java.util.List;
import java.util.regex.Matcher;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.sample.RegexReplacement;
import io.fairlead.engine.sample.Sample;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whole strings: case, length, comparison, joining, replacing. Source: configuration.txt 7.3.1.
 */
final class TextConverters
{
    private TextConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            text("lower", "Lower case of ASCII letters").by((args, ctx, sample) -> changeCase(sample, true)),
            text("upper", "Upper case of ASCII letters").by((args, ctx, sample) -> changeCase(sample, false)),
            text("reverse", "Bytes in reverse order").by((args, ctx, sample) -> reverse(sample)),
            text("reverse_dom", "Labels of a domain name in reverse order")
                .by((args, ctx, sample) -> reverseDomain(sample)),
            text("length", "Number of bytes").types(STR, SINT).by((args, ctx, sample) -> sample.sint(sample.length)),
            text("concat", "Appends a text, a variable and another text").args(1, STRING, STRING, STRING)
                .check(TextConverters::checkVariable).by((args, ctx, sample) -> append(args, ctx, sample, false)),
            text("add_item", "Appends to a list with a delimiter").args(2, STRING, STRING, STRING)
                .check(TextConverters::checkItem).by((args, ctx, sample) -> append(args, ctx, sample, true)),
            text("strcmp", "Compares with a variable").types(STR, SINT).args(1, STRING)
                .check(TextConverters::checkCompared).by(TextConverters::compare),
            text("secure_memcmp", "Compares with a variable in constant time").types(BIN, BOOL).args(1, STRING)
                .check(TextConverters::checkCompared).by(TextConverters::compareSecurely),
            text("regsub", "Replaces what a regular expression matches").args(2, REGEX, STRING, STRING)
                .check(TextConverters::checkRegsub).by(TextConverters::regsub));
    }

    private static ConverterKeyword text(final String name, final String summary)
    {
        return ConverterKeyword.of(name).types(STR, STR).summary(summary);
    }

    static boolean changeCase(final Sample sample, final boolean isLower)
    {
        final ByteWriter out = sample.scratch().chunk();
        for (int i = 0; i < sample.length; i++)
        {
            final int b = sample.byteAt(i);
            out.put(isLower ? Bytes.lower(b) : Bytes.upper(b));
        }
        return !out.isFull() && out.asStr(sample);
    }

    private static boolean reverse(final Sample sample)
    {
        final ByteWriter out = sample.scratch().chunk();
        for (int i = sample.length - 1; i >= 0; i--)
        {
            out.put(sample.byteAt(i));
        }
        return !out.isFull() && out.asStr(sample);
    }

    private static boolean reverseDomain(final Sample sample)
    {
        int end = sample.length;
        if (0 < end && '.' == sample.byteAt(end - 1))
        {
            end--;
        }
        if (0 == end || '.' == sample.byteAt(0))
        {
            return false;
        }
        final ByteWriter out = sample.scratch().chunk();
        while (end > 0)
        {
            int begin = end;
            while (begin > 0 && '.' != sample.byteAt(begin - 1))
            {
                begin--;
            }
            if (begin == end)
            {
                return false;
            }
            out.put(sample.buffer, sample.offset + begin, end - begin);
            if (begin > 0)
            {
                out.put('.');
            }
            end = begin - 1;
        }
        return !out.isFull() && out.asStr(sample);
    }

    private static void checkVariable(final Args args, final ExprContext context)
    {
        if (args.hasText(1) && !Operand.isVariable(args, 1, context))
        {
            throw new ConfigException("failed to register variable name '" + args.text(1) + '\'');
        }
    }

    private static void checkItem(final Args args, final ExprContext context)
    {
        checkVariable(args, context);
        if (!args.hasText(1) && !args.hasText(2))
        {
            throw new ConfigException("one of the optional arguments has to be nonempty");
        }
    }

    private static boolean append(
        final Args args, final FetchContext ctx, final Sample sample, final boolean isList)
    {
        final ByteWriter out = sample.scratch().chunk();
        out.put(sample.buffer, sample.offset, sample.length);
        final Sample variable = ctx.scratch().pushSample();
        final boolean hasVariable = null != args.object(1) && Operand.text(args, 1, ctx, variable);
        if (!isList || 0 < sample.length && (hasVariable && 0 < variable.length || args.hasText(2)))
        {
            out.put(args.bytes(0), 0, args.bytes(0).capacity());
        }
        if (hasVariable)
        {
            out.put(variable.buffer, variable.offset, variable.length);
        }
        if (args.hasText(2))
        {
            out.put(args.bytes(2), 0, args.bytes(2).capacity());
        }
        ctx.scratch().popSample();
        return out.asStr(sample);
    }

    private static void checkCompared(final Args args, final ExprContext context)
    {
        if (!args.hasText(0))
        {
            throw new ConfigException("missing variable name");
        }
        if (!Operand.isVariable(args, 0, context))
        {
            throw new ConfigException("failed to register variable name '" + args.text(0) + '\'');
        }
    }

    private static boolean compare(final Args args, final FetchContext ctx, final Sample sample)
    {
        final Sample other = ctx.scratch().pushSample();
        final boolean isFound = Operand.text(args, 0, ctx, other);
        final int result = isFound ? compare(sample, other) : 0;
        ctx.scratch().popSample();
        return isFound && sample.sint(result);
    }

    private static int compare(final Sample a, final Sample b)
    {
        for (int i = 0; i < Math.min(a.length, b.length); i++)
        {
            final int difference = a.byteAt(i) - b.byteAt(i);
            if (0 != difference)
            {
                return difference;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static boolean compareSecurely(final Args args, final FetchContext ctx, final Sample sample)
    {
        final Sample other = ctx.scratch().pushSample();
        final boolean isFound = Operand.bytes(args, 0, ctx, other);
        int difference = isFound ? sample.length ^ other.length : 1;
        for (int i = 0; isFound && i < Math.min(sample.length, other.length); i++)
        {
            difference |= sample.byteAt(i) ^ other.byteAt(i);
        }
        ctx.scratch().popSample();
        return isFound && sample.bool(0 == difference);
    }

    private static void checkRegsub(final Args args, final ExprContext context)
    {
        for (final char flag : args.text(2).toCharArray())
        {
            if ('i' != flag && 'g' != flag)
            {
                throw new ConfigException("invalid regex flag '" + flag + "', only 'i' and 'g' are supported");
            }
        }
        if (!args.text(0).isEmpty())
        {
            args.state(Regex.compile(args.text(0), args.text(2).indexOf('i') >= 0));
        }
    }

    private static boolean regsub(final Args args, final FetchContext ctx, final Sample sample)
    {
        final Regex regex = (Regex)args.state();
        final boolean isGlobal = args.text(2).indexOf('g') >= 0;
        final UnsafeBuffer replacement = args.bytes(1);
        final ByteWriter template = sample.scratch().chunk();
        template.put(replacement, 0, replacement.capacity());
        final ByteWriter out = sample.scratch().chunk();
        final Sample subject = ctx.scratch().pushSample();
        int at = 0;
        boolean isFirst = true;
        while (isFirst || isGlobal)
        {
            isFirst = false;
            subject.str(sample.buffer, sample.offset, sample.length);
            final Matcher match = regex.match(subject, at);
            if (null == match)
            {
                break;
            }
            out.put(sample.buffer, sample.offset + at, match.start() - at);
            RegexReplacement.append(template, match, subject, out);
            final boolean isEmpty = match.end() == match.start() && match.start() == at;
            at = match.end();
            if (at >= sample.length)
            {
                break;
            }
            if (isEmpty)
            {
                out.put(sample.byteAt(at));
                at++;
            }
        }
        out.put(sample.buffer, sample.offset + at, Math.max(0, sample.length - at));
        ctx.scratch().popSample();
        return out.asStr(sample);
    }
}
