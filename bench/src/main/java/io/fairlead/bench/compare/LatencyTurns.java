/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What the turns of one peer at one rate gave: each percentile is the median over the turns, with its range. */
final class LatencyTurns
{
    /** Percentiles that are kept, in order; 100 is the longest. */
    static final double[] PERCENTILES = {0, 25, 50, 75, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99, 100};

    private final List<double[]> turns = new ArrayList<>();
    private long completed;
    private long failed;
    private String failure;

    /** Takes one turn's figures over; the load may be reset then. */
    void add(final Load load)
    {
        add(load.latency());
        completed += load.completed();
        failed += load.failed();
        failure = null == load.failure() ? failure : load.failure();
    }

    void add(final Histogram latency)
    {
        final double[] valuesUs = new double[PERCENTILES.length];
        for (int i = 0; i < PERCENTILES.length; i++)
        {
            valuesUs[i] = (0 == i ? latency.getMinValue() : latency.getValueAtPercentile(PERCENTILES[i])) / 1e3;
        }
        turns.add(valuesUs);
    }

    int count()
    {
        return turns.size();
    }

    long completed()
    {
        return completed;
    }

    long failed()
    {
        return failed;
    }

    /** What went wrong last, or null. */
    String failure()
    {
        return failure;
    }

    /** Microseconds at the i-th of {@link #PERCENTILES}, over the turns. */
    Spread column(final int i)
    {
        return Spread.of(turns.stream().mapToDouble(turn -> turn[i]).toArray());
    }

    /**
     * Microseconds at a percentile, over the turns.
     *
     * @throws IllegalArgumentException if it is not one of {@link #PERCENTILES}.
     */
    Spread at(final double percentile)
    {
        for (int i = 0; i < PERCENTILES.length; i++)
        {
            if (percentile == PERCENTILES[i])
            {
                return column(i);
            }
        }
        throw new IllegalArgumentException("not kept: " + percentile);
    }
}
