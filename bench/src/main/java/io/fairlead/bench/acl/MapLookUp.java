/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.acl;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.fairlead.bench.Heads;
import io.fairlead.engine.acl.MapValueType;
import io.fairlead.engine.acl.MatchMethod;
import io.fairlead.engine.acl.PatternList;
import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.acl.PatternSet;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.Sample;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Values looked up in a map of 100,000 entries (of 100 regular expressions), with 1024 keys in turn, three of four of
 * which are in the map.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MapLookUp
{
    private static final int REGULAR_SHARE = 1000;
    private static final int KEYS = 1024;
    private static final long SEED = 42;

    /** How keys are compared, by the names of the {@code map} converters. */
    @Param({"str", "beg", "end", "dom", "ip", "reg"})
    public String method;

    /** Entries of the map; of regular expressions there are a thousandth. */
    @Param("100000")
    public int entries;

    private final EvalScratch scratch = new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH);
    private final UnsafeBuffer[] texts = new UnsafeBuffer[KEYS];
    private final int[] addresses = new int[KEYS];
    private PatternSet set;
    private boolean isIp;
    private int turn;

    /** Fills the map. */
    @Setup
    public void setUp()
    {
        final PatternList list = new PatternRegistry().file("virt@bench", true, true, "bench.cfg", 1);
        final SplittableRandom random = new SplittableRandom(SEED);
        isIp = "ip".equals(method);
        final int count = "reg".equals(method) ? entries / REGULAR_SHARE : entries;
        final int[] networks = new int[count];
        for (int i = 0; i < count; i++)
        {
            networks[i] = random.nextInt();
            list.load(pattern(i, networks[i]), "backend-" + i % 100, i + 1);
        }
        set = list.set(MatchMethod.valueOf(method.toUpperCase()), false, false, MapValueType.STR);
        for (int i = 0; i < KEYS; i++)
        {
            final boolean isKnown = 0 != i % 4;
            final int of = random.nextInt(count);
            addresses[i] = isKnown ? networks[of] & -1 << 8 | i & 0xFF : random.nextInt();
            texts[i] = Heads.direct(key(isKnown ? of : count + of));
        }
    }

    private String pattern(final int number, final int network)
    {
        return switch (method)
        {
            case "str" -> "host-" + number + ".customers.example.com";
            case "beg" -> "/products/" + number + "/";
            case "end" -> "-" + number + ".html";
            case "dom" -> "host-" + number + ".customers";
            case "ip" -> (network >>> 24) + "." + (network >>> 16 & 0xFF) + "." + (network >>> 8 & 0xFF) + ".0/" +
                (0 == number % 4 ? 20 : 24);
            default -> "^/products/" + number + "/[a-z]+(\\.html)?$";
        };
    }

    private String key(final int number)
    {
        return switch (method)
        {
            case "str", "dom" -> "host-" + number + ".customers.example.com";
            case "end" -> "/products/item-" + number + ".html";
            default -> "/products/" + number + "/index.html";
        };
    }

    /**
     * One look-up.
     *
     * @return length of the value, -1 without one.
     */
    @Benchmark
    public int lookUp()
    {
        final int key = turn++ & KEYS - 1;
        final Sample sample = scratch.pushSample();
        if (isIp)
        {
            sample.ipv4(addresses[key]);
        }
        else
        {
            sample.str(texts[key]);
        }
        final int length = set.map(sample) ? sample.length : -1;
        scratch.popSample();
        return length;
    }
}
