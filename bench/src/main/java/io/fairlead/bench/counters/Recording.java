/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.counters;

import java.util.concurrent.TimeUnit;

import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.FrontendColumn;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.counters.ObjectKind;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What each request writes into the counter file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Recording
{
    private static final int MULTIPLIER = 1_103_515_245;
    private static final int INCREMENT = 12_345;
    private static final int VALUE_SHIFT = 12;

    private final CounterFile file = CounterFile.inMemory(1);
    private final CounterObject frontend = file.object(ObjectKind.FRONTEND, null, 1, "f");
    private final LoopCounters counters = file.loop(0);
    private final int count = frontend.address(FrontendColumn.SESSIONS_TOTAL);
    private final int gauge = frontend.address(FrontendColumn.SESSIONS_CURRENT);
    private final int rate = frontend.address(FrontendColumn.REQUEST_RATE);
    private final int rateMax = frontend.address(FrontendColumn.REQUEST_RATE_MAX);
    private final int histogram = frontend.address(FrontendColumn.TOTAL_LATENCY);
    private int random = 1;
    private long nowMs = 1;

    /**
     * A count.
     *
     * @return its value.
     */
    @Benchmark
    public long increment()
    {
        counters.increment(count);
        return counters.value(count);
    }

    /**
     * A gauge, up and down.
     *
     * @return its value.
     */
    @Benchmark
    public long gauge()
    {
        counters.increment(gauge);
        counters.decrement(gauge);
        return counters.value(gauge);
    }

    /**
     * A rate with its maximum, a period of which ends every 4096 events.
     *
     * @return the maximum.
     */
    @Benchmark
    public long rate()
    {
        nowMs += 0 == (random++ & 0xFFF) ? 1000 : 0;
        counters.rate(rate, rateMax, 1, nowMs);
        return counters.value(rateMax);
    }

    /**
     * A latency into its histogram; values from 0 to 1 s, most of the ranges used.
     *
     * @return the value.
     */
    @Benchmark
    public long histogram()
    {
        random = random * MULTIPLIER + INCREMENT;
        final long valueUs = random >>> VALUE_SHIFT;
        counters.latency(histogram, valueUs);
        return valueUs;
    }
}
