/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.IPV4;
import static io.fairlead.engine.config.ArgumentType.IPV6;
import static io.fairlead.engine.config.ArgumentType.STRING;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Arg;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.MethodNames;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Constants, clocks, random numbers and facts about the process. Source: configuration.txt 7.3.2.
 */
final class InternalFetches
{
    private InternalFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        final List<FetchKeyword> all = new ArrayList<>();
        constants(all);
        process(all);
        clocks(all);
        return all;
    }

    private static FetchKeyword add(
        final List<FetchKeyword> all, final String name, final SampleType type, final Source source,
        final String summary, final SampleFetch fetch)
    {
        final FetchKeyword keyword =
            FetchKeyword.of(name).returns(type).from(source).manual("7.3.2").summary(summary).by(fetch);
        all.add(keyword);
        return keyword;
    }

    private static void constants(final List<FetchKeyword> all)
    {
        final Source constant = Source.CONSTANT;
        add(all, "always_true", SampleType.BOOL, constant, "True", (args, ctx, out) -> out.bool(true));
        add(all, "always_false", SampleType.BOOL, constant, "False", (args, ctx, out) -> out.bool(false));
        add(all, "bool", SampleType.BOOL, constant, "A truth value",
            (args, ctx, out) -> out.bool(0 != args.value(0))).args(1, STRING).check(InternalFetches::checkBool);
        add(all, "int", SampleType.SINT, constant, "A number", (args, ctx, out) -> out.sint(args.value(0)))
            .args(1, INTEGER);
        add(all, "str", SampleType.STR, constant, "A string", (args, ctx, out) -> out.str(args.bytes(0)))
            .args(1, STRING);
        add(all, "bin", SampleType.BIN, constant, "Bytes given in hexadecimal digits", InternalFetches::binary)
            .args(1, STRING).check(InternalFetches::checkBinary);
        add(all, "ipv4", SampleType.IPV4, constant, "An IPv4 address",
            (args, ctx, out) -> out.ipv4((int)args.value(0))).args(1, IPV4);
        add(all, "ipv6", SampleType.IPV6, constant, "An IPv6 address",
            (args, ctx, out) -> out.ipv6(args.arg(0).high(), args.value(0))).args(1, IPV6);
        add(all, "meth", SampleType.METH, constant, "A method", InternalFetches::method).args(1, STRING)
            .check(InternalFetches::checkMethod);
        add(all, "env", SampleType.STR, constant, "An environment variable", (args, ctx, out) ->
            null != args.state() && out.str((UnsafeBuffer)args.state())).args(1, STRING)
            .check((args, context) ->
            {
                final String value = context.parse().environment().value(args.text(0));
                args.state(null == value ? null : Texts.buffer(value));
            });
    }

    private static void checkBool(final Args args, final ExprContext context)
    {
        args.arg(0, Arg.of(switch (args.text(0).toLowerCase(java.util.Locale.ROOT))
        {
            case "true", "1" -> 1;
            case "false", "0" -> 0;
            default -> throw new ConfigException("Expects 'true', 'false', '0' or '1'");
        }));
    }

    private static void checkBinary(final Args args, final ExprContext context)
    {
        if (args.text(0).isEmpty())
        {
            throw new ConfigException("(null)");
        }
        args.state(new UnsafeBuffer(HexText.bytes(args.text(0))));
    }

    private static boolean binary(final Args args, final FetchContext ctx, final Sample out)
    {
        final UnsafeBuffer bytes = (UnsafeBuffer)args.state();
        return out.bin(bytes, 0, bytes.capacity());
    }

    private static void checkMethod(final Args args, final ExprContext context)
    {
        final String text = args.text(0);
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0)
            {
                throw new ConfigException("expects valid method.");
            }
        }
        args.arg(0).value(MethodNames.indexOf(args.bytes(0), 0, args.bytes(0).capacity()));
    }

    private static boolean method(final Args args, final FetchContext ctx, final Sample out)
    {
        out.slice(args.bytes(0), 0, args.bytes(0).capacity());
        return out.method((int)args.value(0));
    }

    private static void process(final List<FetchKeyword> all)
    {
        final Source constant = Source.CONSTANT;
        add(all, "hostname", SampleType.STR, constant, "Host name",
            (args, ctx, out) -> out.str(ctx.process().hostName()));
        add(all, "nbproc", SampleType.SINT, constant, "1", (args, ctx, out) -> out.sint(1));
        add(all, "proc", SampleType.SINT, constant, "1", (args, ctx, out) -> out.sint(1));
        add(all, "pid", SampleType.SINT, constant, "Process number",
            (args, ctx, out) -> out.sint(ctx.process().pid()));
        add(all, "thread", SampleType.SINT, constant, "Number of the loop, from 0",
            (args, ctx, out) -> out.sint(ctx.loopId()));
        add(all, "tgroup", SampleType.SINT, constant, "Group of the loop", (args, ctx, out) -> out.sint(0));
        add(all, "quic_enabled", SampleType.BOOL, constant, "Whether QUIC is on", (args, ctx, out) -> false);
        add(all, "uptime", SampleType.SINT, constant, "Seconds since the start",
            (args, ctx, out) -> out.sint(ctx.process().uptimeMs() / 1000));
        add(all, "act_conn", SampleType.SINT, constant, "Connections of the process",
            (args, ctx, out) -> out.sint(ctx.process().connections()));
        add(all, "stopping", SampleType.BOOL, Source.INTERNAL, "Whether the process is about to stop",
            (args, ctx, out) -> out.bool(ctx.process().isStopping()));
    }

    private static void clocks(final List<FetchKeyword> all)
    {
        final Source constant = Source.CONSTANT;
        add(all, "date", SampleType.SINT, constant, "Date in seconds since the epoch, with an offset",
            InternalFetches::date).args(0, INTEGER, STRING).check(InternalFetches::checkDate);
        add(all, "date_us", SampleType.SINT, constant, "Microseconds of the date",
            (args, ctx, out) -> changing(out) && out.sint(ctx.dateUs() % 1_000_000));
        add(all, "rand", SampleType.SINT, constant, "A random number",
            (args, ctx, out) -> changing(out) && out.sint(args.has(0)
                ? (ctx.random() & 0xFFFF_FFFFL) * (args.value(0) & 0xFFFF_FFFFL) >>> 32
                : ctx.random() & 0xFFFF_FFFFL)).args(0, INTEGER);
        add(all, "uuid", SampleType.STR, constant, "A random or time-ordered UUID (RFC 9562)", InternalFetches::uuid)
            .args(0, INTEGER).check(InternalFetches::checkUuid);
    }

    private static boolean changing(final Sample out)
    {
        out.flags |= Sample.MAY_CHANGE;
        return true;
    }

    private static void checkDate(final Args args, final ExprContext context)
    {
        final String unit = args.text(1);
        if (!unit.isEmpty() && !"s".equals(unit) && !"ms".equals(unit) && !"us".equals(unit))
        {
            throw new ConfigException("expects 's', 'ms' or 'us', got '" + unit + '\'');
        }
    }

    private static boolean date(final Args args, final FetchContext ctx, final Sample out)
    {
        changing(out);
        return out.sint(StreamFetches.inUnit(ctx.dateUs(), args.text(1)) + args.value(0));
    }

    private static void checkUuid(final Args args, final ExprContext context)
    {
        if (args.has(0) && 4 != args.value(0) && 7 != args.value(0))
        {
            throw new ConfigException("Unsupported UUID version: '" + args.value(0) + '\'');
        }
    }

    private static boolean uuid(final Args args, final FetchContext ctx, final Sample out)
    {
        changing(out);
        final boolean isTimed = 7 == args.value(0);
        final long timeMs = ctx.dateUs() / 1000;
        final long random = (long)ctx.random() << 32 | ctx.random() & 0xFFFF_FFFFL;
        final long high = isTimed ? timeMs << 16 | 0x7000 | random & 0xFFF
            : random & ~0xF000L | 0x4000;
        final long low = ((long)ctx.random() << 32 | ctx.random() & 0xFFFF_FFFFL) & 0x3FFF_FFFF_FFFF_FFFFL |
            0x8000_0000_0000_0000L;
        final ByteWriter text = out.scratch().chunk();
        hex(text, high >>> 32, 8);
        hex(text.put('-'), high >>> 16 & 0xFFFF, 4);
        hex(text.put('-'), high & 0xFFFF, 4);
        hex(text.put('-'), low >>> 48, 4);
        hex(text.put('-'), low & 0xFFFF_FFFF_FFFFL, 12);
        return text.asStr(out);
    }

    private static void hex(final ByteWriter text, final long value, final int digits)
    {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        {
            text.put("0123456789abcdef".charAt((int)(value >>> shift) & 0xF));
        }
    }

    /** Hexadecimal digits of configuration words. */
    static final class HexText
    {
        private HexText()
        {
        }

        static byte[] bytes(final String text)
        {
            if (0 != (text.length() & 1))
            {
                throw new ConfigException("an even number of hex digit is expected");
            }
            final byte[] bytes = new byte[text.length() / 2];
            for (int i = 0; i < text.length(); i++)
            {
                final int digit = Bytes.hexDigit(text.charAt(i));
                if (digit < 0)
                {
                    throw new ConfigException("an hex digit is expected (found '" + text.charAt(i) + "')");
                }
                bytes[i / 2] = (byte)(bytes[i / 2] << 4 | digit);
            }
            return bytes;
        }
    }
}
