/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

/**
 * Log-linear buckets of the latency histograms: two significant digits, microseconds, 0 to 2^38 - 1 (three days).
 * <pre>
 *  value      0..127   128..255   256..511   512..1023  ...            each block: 128 counts of 4 bytes,
 *  block        0         1          2          3        ... 31        made when the first value falls into it
 *  one count =  1 us      1 us       2 us       4 us     ... 2^30 us
 * </pre>
 * These are the buckets of an HdrHistogram of 2 digits, so that nothing is lost when they are decoded into one.
 */
public final class LatencyBuckets
{
    /** Counts in one block. */
    public static final int BLOCK_SLOTS = 128;

    /** Blocks of a histogram. */
    public static final int BLOCK_LIMIT = 32;

    /** Highest value, in microseconds; greater ones are counted as this. */
    public static final long VALUE_LIMIT_US = (1L << 38) - 1;

    private LatencyBuckets()
    {
    }

    /**
     * Place of a value.
     *
     * @param valueUs microseconds, 0 to {@link #VALUE_LIMIT_US}.
     * @return block number times {@link #BLOCK_SLOTS} plus slot in the block.
     */
    public static int slotOf(final long valueUs)
    {
        if (valueUs < BLOCK_SLOTS)
        {
            return (int)valueUs;
        }
        final int shift = 56 - Long.numberOfLeadingZeros(valueUs);
        return (shift + 1) * BLOCK_SLOTS + (int)(valueUs >>> shift) - BLOCK_SLOTS;
    }

    /**
     * Lowest value that falls in a place.
     *
     * @param slot as {@link #slotOf(long)} gives.
     * @return microseconds.
     */
    public static long lowestValueUs(final int slot)
    {
        final int block = slot / BLOCK_SLOTS;
        final int rest = slot % BLOCK_SLOTS;
        return 0 == block ? rest : (long)(rest + BLOCK_SLOTS) << (block - 1);
    }
}
