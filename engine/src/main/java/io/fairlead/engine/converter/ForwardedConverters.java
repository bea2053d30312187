/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.ANY;
import static io.fairlead.engine.sample.SampleType.BOOL;
import static io.fairlead.engine.sample.SampleType.SINT;
import static io.fairlead.engine.sample.SampleType.STR;

import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.ForwardedValue;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The {@code forwarded} header. Source: configuration.txt 7.3.1 "rfc7239_*"; RFC 7239.
 */
final class ForwardedConverters
{
    private static final UnsafeBuffer UNKNOWN = Texts.buffer("unknown");

    private ForwardedConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            ConverterKeyword.of("rfc7239_is_valid").types(STR, BOOL).summary("Whether a forwarded header is valid")
                .by((args, ctx, sample) -> sample.bool(
                    sample.scratch().forwarded().readElement(sample.buffer, sample.offset, sample.length))),
            ConverterKeyword.of("rfc7239_field").types(STR, STR).args(1, STRING)
                .check(ForwardedConverters::checkField).summary("Parameter of a forwarded header")
                .by(ForwardedConverters::field),
            ConverterKeyword.of("rfc7239_n2nn").types(STR, ANY).summary("Name of a node of a forwarded header")
                .by(ForwardedConverters::nodeName),
            ConverterKeyword.of("rfc7239_n2np").types(STR, ANY).summary("Port of a node of a forwarded header")
                .by(ForwardedConverters::nodePort),
            ConverterKeyword.of("rfc7239_nn").types(ANY, STR).summary("To the name of a node")
                .by(ForwardedConverters::toName),
            ConverterKeyword.of("rfc7239_np").types(ANY, STR).summary("To the port of a node")
                .by(ForwardedConverters::toPort));
    }

    private static void checkField(final Args args, final ExprContext context)
    {
        args.state(ForwardedValue.Parameter.ofName(args.text(0)));
    }

    private static boolean field(final Args args, final FetchContext ctx, final Sample sample)
    {
        final ForwardedValue value = sample.scratch().forwarded();
        final ForwardedValue.Parameter parameter = (ForwardedValue.Parameter)args.state();
        return null != parameter && value.readElement(sample.buffer, sample.offset, sample.length) &&
            value.has(parameter) && sample.slice(sample.buffer, value.offset(parameter), value.length(parameter));
    }

    private static boolean nodeName(final Args args, final FetchContext ctx, final Sample sample)
    {
        final ForwardedValue node = sample.scratch().forwarded();
        if (!node.readNode(sample.buffer, sample.offset, sample.length))
        {
            return false;
        }
        final NetAddress address = node.address();
        return switch (node.name())
        {
            case UNKNOWN -> sample.str(UNKNOWN);
            case OBFUSCATED -> sample.str(sample.buffer, node.nameOffset(), node.nameLength());
            case LITERAL -> NetAddress.INET == address.family() ? sample.ipv4(address.ipv4())
                : sample.ipv6(address.hi(), address.lo());
        };
    }

    private static boolean nodePort(final Args args, final FetchContext ctx, final Sample sample)
    {
        final ForwardedValue node = sample.scratch().forwarded();
        if (!node.readNode(sample.buffer, sample.offset, sample.length))
        {
            return false;
        }
        return switch (node.port())
        {
            case UNKNOWN -> false;
            case OBFUSCATED -> sample.str(sample.buffer, node.portOffset(), node.portLength());
            case LITERAL -> sample.sint(node.portNumber());
        };
    }

    private static boolean toName(final Args args, final FetchContext ctx, final Sample sample)
    {
        final ByteWriter out = sample.scratch().chunk();
        return switch (sample.type)
        {
            case IPV4 -> out.putIpv4((int)sample.value).asStr(sample);
            case IPV6 -> out.put('[').putIpv6(sample.high, sample.low).put(']').asStr(sample);
            default -> SampleCasts.cast(sample, STR) &&
                (0 == sample.length ? sample.str(UNKNOWN) : obfuscate(sample, out));
        };
    }

    private static boolean toPort(final Args args, final FetchContext ctx, final Sample sample)
    {
        final ByteWriter out = sample.scratch().chunk();
        return SINT == sample.type ? out.putLong(sample.value & 0xFFFF_FFFFL).asStr(sample)
            : SampleCasts.cast(sample, STR) && obfuscate(sample, out);
    }

    private static boolean obfuscate(final Sample sample, final ByteWriter out)
    {
        return ForwardedValue.isObfuscated(sample.buffer, sample.offset, sample.length) &&
            out.put('_').put(sample.buffer, sample.offset, sample.length).asStr(sample);
    }
}
