/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

/**
 * What a column's cell holds and how a reader joins the cells of several loops into one value.
 */
public enum CounterMerge
{
    /** A count that only grows; the sum of the loops is the value. One long. */
    SUM(8),

    /** A current value that rises and falls; the sum of the loops is the value. One long. */
    GAUGE(8),

    /** A highest value seen; the greatest of the loops is the value. One long. */
    MAX(8),

    /** A moment in milliseconds of the monotonic clock, 0 for never; the latest of the loops is the value. One long. */
    LATEST(8),

    /** Events per second by HAProxy's frequency counter; the sum of the loops is the value. Three longs. */
    RATE(24),

    /** Sliding sum of samples and their number; the average weighted by number is the value. Two longs. */
    AVERAGE(16),

    /** Latency histogram in microseconds, its cells elsewhere in the region; reader adds bucket by bucket. Four longs.
     * */
    HISTOGRAM(32);

    private final int length;

    CounterMerge(final int length)
    {
        this.length = length;
    }

    /**
     * Bytes one cell takes in an object's record.
     *
     * @return a multiple of 8.
     */
    public int length()
    {
        return length;
    }
}
