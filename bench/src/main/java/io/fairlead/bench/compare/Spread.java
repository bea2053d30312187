/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.util.Arrays;

/**
 * The middle of a few figures and how far they lie apart. A ratio is worth printing only if its pairs agree: at least
 * three of them, and the middle half within a quarter of the median.
 */
record Spread(double median, double low, double high, double lowerQuartile, double upperQuartile, int count)
{
    static final int LEAST_PAIRS = 3;
    static final double WIDEST_MIDDLE = 0.25;

    static Spread of(final double... values)
    {
        if (0 == values.length)
        {
            throw new IllegalArgumentException("no values");
        }
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(
            quantile(sorted, 0.5), sorted[0], sorted[sorted.length - 1],
            quantile(sorted, 0.25), quantile(sorted, 0.75), sorted.length);
    }

    /** True if the figures agree well enough to be summed up by their median. */
    boolean isMeaningful()
    {
        return LEAST_PAIRS <= count && upperQuartile - lowerQuartile <= WIDEST_MIDDLE * median;
    }

    private static double quantile(final double[] sorted, final double share)
    {
        final double position = share * (sorted.length - 1);
        final int below = (int)position;
        final int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
    }
}
