/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.ANY;
import static io.fairlead.engine.sample.SampleType.STR;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.Sample;

/**
 * Escaping for JSON, and values found by a path. Source: configuration.txt 7.3.1.
 */
final class JsonConverters
{
    private static final List<String> KINDS = List.of("ascii", "utf8", "utf8s", "utf8p", "utf8ps");
    private static final int CODE = 0x1FFFFF;
    private static final int LENGTH_SHIFT = 24;
    private static final int OVERLONG = 1 << 30;
    private static final int BAD = 1 << 31;
    private static final long MAX_INT = (1L << 53) - 1;

    private JsonConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            ConverterKeyword.of("json").types(STR, STR).args(1, STRING).check(JsonConverters::checkKind)
                .summary("Escapes for a JSON string").by((args, ctx, sample) -> escape((int)args.value(0), sample)),
            ConverterKeyword.of("json_query").types(STR, ANY).args(1, STRING, STRING)
                .check(JsonConverters::checkQuery).summary("Value of a JSON path")
                .by((args, ctx, sample) -> query((JsonPath)args.state(), args.hasText(1), sample)));
    }

    private static void checkKind(final Args args, final ExprContext context)
    {
        final int kind = args.text(0).isEmpty() ? 0 : KINDS.indexOf(args.text(0));
        if (kind < 0)
        {
            throw new ConfigException("Unexpected input code type. " +
                "Allowed value are 'ascii', 'utf8', 'utf8s', 'utf8p' and 'utf8ps'");
        }
        args.arg(0).value(kind);
    }

    private static boolean escape(final int kind, final Sample sample)
    {
        final boolean isSkipping = 2 == kind || 4 == kind;
        final boolean isPermissive = 3 == kind || 4 == kind;
        final ByteWriter out = sample.scratch().chunk();
        for (int i = 0; i < sample.length;)
        {
            int code = sample.byteAt(i);
            if (0 == kind)
            {
                i++;
            }
            else
            {
                final int next = next(sample, i);
                i += next >>> LENGTH_SHIFT & 0x3F;
                code = next & CODE;
                if (0 != (next & BAD) || 0 != (next & OVERLONG) && !isPermissive || code > 0xFFFF)
                {
                    if (!isSkipping)
                    {
                        return false;
                    }
                    continue;
                }
            }
            put(out, code);
        }
        return !out.isFull() && out.asStr(sample);
    }

    /** Code point with its length in bytes and what is wrong with it. */
    private static int next(final Sample sample, final int at)
    {
        final int first = sample.byteAt(at);
        if (first < 0x80)
        {
            return first | 1 << LENGTH_SHIFT;
        }
        final int size = first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 :
            first < 0xFC ? 5 : first < 0xFE ? 6 : 0;
        if (0 == size || sample.length - at < size)
        {
            return first | 1 << LENGTH_SHIFT | BAD;
        }
        long code = first & 0x7F >> size;
        for (int i = 1; i < size; i++)
        {
            final int b = sample.byteAt(at + i);
            if (0x80 != (b & 0xC0))
            {
                return first | i << LENGTH_SHIFT | BAD;
            }
            code = code << 6 | b & 0x3F;
        }
        final int minimum = 2 == size ? 0x80 : 1 << 5 * size - 4;
        final boolean isOutOfRange = code >= 0xD800 && code <= 0xDFFF || code >= 0xFFFE && code <= 0xFFFF;
        return (int)Math.min(code, CODE) | size << LENGTH_SHIFT | (code < minimum ? OVERLONG : 0) |
            (isOutOfRange ? BAD : 0);
    }

    private static void put(final ByteWriter out, final int code)
    {
        switch (code)
        {
            case '"', '\\', '/' -> out.put('\\').put(code);
            case '\b' -> out.put("\\b");
            case '\f' -> out.put("\\f");
            case '\r' -> out.put("\\r");
            case '\n' -> out.put("\\n");
            case '\t' -> out.put("\\t");
            default ->
            {
                if (code >= ' ' && code < 0x7F)
                {
                    out.put(code);
                    return;
                }
                out.put("\\u");
                for (int shift = 12; shift >= 0; shift -= 4)
                {
                    out.put(Character.forDigit(code >> shift & 0xF, 16));
                }
            }
        }
    }

    private static void checkQuery(final Args args, final ExprContext context)
    {
        if (!args.hasText(0))
        {
            throw new ConfigException("json_path must not be empty");
        }
        if (args.hasText(1) && !"int".equals(args.text(1)))
        {
            throw new ConfigException("output_type only supports \"int\" as argument");
        }
        args.state(JsonPath.of(args.text(0)));
    }

    /** Make a sample of JSON text the value of a path. */
    static boolean query(final JsonPath path, final boolean isInteger, final Sample sample)
    {
        final int begin = path.find(sample);
        if (begin < 0)
        {
            return false;
        }
        final int end = JsonPath.valueEnd(sample, begin);
        return switch (sample.byteAt(begin))
        {
            case 't' -> sample.bool(true);
            case 'f' -> sample.bool(false);
            case '"' -> unescape(sample, begin + 1, end - 1);
            case '[' -> sample.str(sample.buffer, sample.offset + begin, end - begin);
            case '{', 'n' -> false;
            default -> number(sample, begin, end, isInteger);
        };
    }

    private static boolean number(final Sample sample, final int begin, final int end, final boolean isInteger)
    {
        long value = 0;
        int i = '-' == sample.byteAt(begin) ? begin + 1 : begin;
        for (; i < end && Character.isDigit(sample.byteAt(i)) && value <= MAX_INT; i++)
        {
            value = value * 10 + sample.byteAt(i) - '0';
        }
        final long signed = '-' == sample.byteAt(begin) ? -value : value;
        if (isInteger)
        {
            return value <= MAX_INT && sample.sint(signed);
        }
        final ByteWriter out = sample.scratch().chunk();
        if (i == end && value < 1_000_000)
        {
            return out.putLong(signed).asStr(sample);
        }
        final String text = sample.text().substring(begin, end);
        return out.put(GeneralNumber.format(Double.parseDouble(text))).asStr(sample);
    }

    private static boolean unescape(final Sample sample, final int begin, final int end)
    {
        final ByteWriter out = sample.scratch().chunk();
        for (int i = begin; i < end; i++)
        {
            final int b = sample.byteAt(i);
            if ('\\' != b || i + 1 >= end)
            {
                out.put(b);
                continue;
            }
            i++;
            switch (sample.byteAt(i))
            {
                case 'b' -> out.put('\b');
                case 'f' -> out.put('\f');
                case 'n' -> out.put('\n');
                case 'r' -> out.put('\r');
                case 't' -> out.put('\t');
                case '\\', '"' -> out.put(sample.byteAt(i));
                case 'u' ->
                {
                    final int code = i + 4 < end ? JsonPath.hex(sample, i + 1) : -1;
                    if (code < 0 || code > 0xFF)
                    {
                        return false; // as HAProxy, which only knows the first 256
                    }
                    out.put(code);
                    i += 4;
                }
                default ->
                {
                    return false;
                }
            }
        }
        return !out.isFull() && out.asStr(sample);
    }
}
