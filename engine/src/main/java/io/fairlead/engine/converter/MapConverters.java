/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.ADDR;
import static io.fairlead.engine.sample.SampleType.SINT;
import static io.fairlead.engine.sample.SampleType.STR;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

import io.fairlead.engine.acl.MapValueType;
import io.fairlead.engine.acl.MatchMethod;
import io.fairlead.engine.acl.PatternEntry;
import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.acl.PatternSet;
import io.fairlead.engine.config.ArgumentType;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.RegexReplacement;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleType;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Maps: files of patterns with values. Source: configuration.txt 7.3.1 "map", 2.7.
 */
final class MapConverters
{
    private static final MatchMethod[] METHODS = {MatchMethod.STR, MatchMethod.BEG, MatchMethod.SUB, MatchMethod.DIR,
        MatchMethod.DOM, MatchMethod.END, MatchMethod.REG, MatchMethod.INT, MatchMethod.IP};

    private MapConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        final List<ConverterKeyword> all = new ArrayList<>();
        all.add(map("map", MatchMethod.STR, MapValueType.STR));
        for (final MatchMethod method : METHODS)
        {
            final String name = "map_" + method.text();
            all.add(map(name, method, MapValueType.STR));
            all.add(map(name + "_int", method, MapValueType.INT));
            all.add(map(name + "_ip", method, MapValueType.IP));
            all.add(ConverterKeyword.of(name + "_key").types(method.type(), STR).args(1, STRING)
                .check((args, context) -> load(args, context, method, MapValueType.STR))
                .summary("Pattern of the map that matches").by((args, ctx, sample) -> key(args, sample)));
        }
        all.add(ConverterKeyword.of("map_regm").types(STR, STR).args(1, STRING, STRING)
            .check((args, context) -> load(args, context, MatchMethod.REG, MapValueType.STR))
            .summary("Value of the pattern that matches, with its groups filled in")
            .by((args, ctx, sample) -> groups(args, sample)));
        return all;
    }

    private static ConverterKeyword map(final String name, final MatchMethod method, final MapValueType value)
    {
        final SampleType output = MapValueType.INT == value ? SINT : MapValueType.IP == value ? ADDR : STR;
        final ArgumentType fallback = MapValueType.INT == value ? INTEGER : STRING;
        return ConverterKeyword.of(name).types(method.type(), output).args(1, STRING, fallback)
            .check((args, context) -> load(args, context, method, value)).summary("Value of the pattern that matches")
            .by((args, ctx, sample) -> value(args, value, sample));
    }

    private static void load(
        final Args args, final ExprContext context, final MatchMethod method, final MapValueType value)
    {
        args.state(context.service(PatternRegistry.class).file(args.text(0), true, true, context.file(), context.line())
            .set(method, false, false, value));
        if (MapValueType.IP == value && args.has(1) && !value.isValid(args.text(1)))
        {
            throw new ConfigException("map: cannot parse default ip <" + args.text(1) + ">.");
        }
    }

    private static boolean value(final Args args, final MapValueType type, final Sample sample)
    {
        final PatternEntry entry = ((PatternSet)args.state()).find(sample);
        if (null != entry)
        {
            return null == entry.bytes() ? sample.sint(1) : type.load(entry.bytes(), sample);
        }
        if (!args.has(1))
        {
            return false;
        }
        return MapValueType.INT == type ? sample.sint(args.value(1)) : type.load(args.bytes(1), sample);
    }

    private static boolean key(final Args args, final Sample sample)
    {
        final PatternEntry entry = ((PatternSet)args.state()).find(sample);
        return null != entry && sample.str(entry.key());
    }

    private static boolean groups(final Args args, final Sample sample)
    {
        final PatternSet set = (PatternSet)args.state();
        final MatchResult[] groups = new java.util.regex.MatchResult[1];
        final PatternEntry entry = set.findGroups(sample, groups);
        if (null == entry)
        {
            return args.has(1) && sample.str(args.bytes(1));
        }
        final UnsafeBuffer value = entry.bytes();
        final ByteWriter template = sample.scratch().chunk().put(value, 0, value.capacity());
        final ByteWriter out = sample.scratch().chunk();
        return RegexReplacement.append(template, (Matcher)groups[0], sample, out) && out.asStr(sample);
    }
}
