/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LoopCountersTest
{
    private final CounterFile file = CounterFile.inMemory(2);
    private final CounterReader reader = file.reader();
    private final CounterObject backend = file.object(ObjectKind.BACKEND, null, 3, "be");

    @Test
    void shouldSumCountsOfAllLoops()
    {
        final int address = backend.address(BackendColumn.REQUESTS_TOTAL);
        file.loop(0).increment(address);
        file.loop(1).add(address, 41);
        assertEquals(42, reader.value(backend, BackendColumn.REQUESTS_TOTAL, 0));
        assertEquals(41, reader.value(backend, BackendColumn.REQUESTS_TOTAL, 1, 0));
    }

    @Test
    void shouldLetGaugeFallInAnotherLoopThanItRose()
    {
        final int address = backend.address(BackendColumn.SESSIONS_CURRENT);
        file.loop(0).increment(address);
        file.loop(1).decrement(address);
        assertEquals(0, reader.value(backend, BackendColumn.SESSIONS_CURRENT, 0));
    }

    @Test
    void shouldTakeGreatestMaximumAndLatestMoment()
    {
        file.loop(0).max(backend.address(BackendColumn.SESSIONS_MAX), 7);
        file.loop(1).max(backend.address(BackendColumn.SESSIONS_MAX), 5);
        file.loop(1).max(backend.address(BackendColumn.SESSIONS_MAX), 3);
        file.loop(1).set(backend.address(BackendColumn.LAST_SESSION_MS), 900);
        assertEquals(7, reader.value(backend, BackendColumn.SESSIONS_MAX, 0));
        assertEquals(900, reader.value(backend, BackendColumn.LAST_SESSION_MS, 0));
    }

    @Test
    void shouldFadeRateOverTheNextSecond()
    {
        final int address = backend.address(BackendColumn.SESSION_RATE);
        final int max = backend.address(BackendColumn.SESSION_RATE_MAX);
        final long startMs = 10_000;
        for (int i = 0; i < 100; i++)
        {
            file.loop(0).rate(address, max, 1, startMs + i);
        }
        assertEquals(100, reader.value(backend, BackendColumn.SESSION_RATE, startMs + 999));
        assertEquals(50, reader.value(backend, BackendColumn.SESSION_RATE, startMs + 1500));
        assertEquals(0, reader.value(backend, BackendColumn.SESSION_RATE, startMs + 2001));
        assertEquals(100, reader.value(backend, BackendColumn.SESSION_RATE_MAX, startMs));
        file.loop(0).rate(address, 10, startMs + 1250);
        assertEquals(75 + 10, reader.value(backend, BackendColumn.SESSION_RATE, startMs + 1250));
    }

    @Test
    void shouldReportOneEventForTwoSecondsInsteadOfFlapping()
    {
        final int address = backend.address(BackendColumn.SESSION_RATE);
        file.loop(0).rate(address, 1, 10_000);
        assertEquals(1, reader.value(backend, BackendColumn.SESSION_RATE, 11_900));
        assertEquals(0, reader.value(backend, BackendColumn.SESSION_RATE, 12_001));
    }

    @Test
    void shouldAverageFewSamplesExactlyAndManyAsSlidingSum()
    {
        final int address = backend.address(BackendColumn.TOTAL_TIME_MS);
        for (int i = 0; i < 4; i++)
        {
            file.loop(0).average(address, 10 + i);
        }
        assertEquals(12, reader.value(backend, BackendColumn.TOTAL_TIME_MS, 0));
        for (int i = 0; i < 10_000; i++)
        {
            file.loop(0).average(address, 100);
        }
        assertEquals(100, reader.value(backend, BackendColumn.TOTAL_TIME_MS, 0), 1);
    }

    @Test
    void shouldWeighAveragesOfLoopsBySamples()
    {
        final int address = backend.address(BackendColumn.TOTAL_TIME_MS);
        file.loop(0).average(address, 100);
        file.loop(0).average(address, 100);
        file.loop(0).average(address, 100);
        file.loop(1).average(address, 20);
        assertEquals(80, reader.value(backend, BackendColumn.TOTAL_TIME_MS, 0));
    }

    @Test
    void shouldKeepEveryBucketOfHdrHistogram()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final Histogram expected = CounterReader.newHistogram();
        final int address = backend.address(BackendColumn.TOTAL_LATENCY);
        for (int i = 0; i < 20_000; i++)
        {
            final long value = random.nextLong(LatencyBuckets.VALUE_LIMIT_US) >>> random.nextInt(38);
            expected.recordValue(value);
            file.loop(i & 1).latency(address, value);
        }
        final Histogram actual = CounterReader.newHistogram();
        reader.histogram(backend, BackendColumn.TOTAL_LATENCY, actual);
        for (final double percentile : new double[]{0, 1, 25, 50, 90, 99, 99.9, 100})
        {
            assertEquals(
                expected.getValueAtPercentile(percentile), actual.getValueAtPercentile(percentile), "seed " + seed);
        }
        assertEquals(20_000, actual.getTotalCount());
        assertEquals(20_000, reader.value(backend, BackendColumn.TOTAL_LATENCY, 0));
    }

    @Test
    void shouldMapEachSlotBackToItsLowestValue()
    {
        for (int slot = 0; slot < LatencyBuckets.BLOCK_LIMIT * LatencyBuckets.BLOCK_SLOTS; slot++)
        {
            assertEquals(slot, LatencyBuckets.slotOf(LatencyBuckets.lowestValueUs(slot)));
        }
        assertEquals(
            LatencyBuckets.BLOCK_LIMIT * LatencyBuckets.BLOCK_SLOTS - 1,
            LatencyBuckets.slotOf(LatencyBuckets.VALUE_LIMIT_US));
    }

    @Test
    void shouldCountMissesWhenHeapIsFull() throws Exception
    {
        final CounterFile small = CounterFile.create(new CounterFileContext().objectCapacity(4).heapLength(4096));
        final CounterObject server = small.object(ObjectKind.SERVER, null, 1, "s");
        for (int shift = 0; shift < 38; shift++)
        {
            small.loop(0).latency(server.address(BackendColumn.TOTAL_LATENCY), 1L << shift);
        }
        assertTrue(0 < small.reader().histogramMisses());
        assertEquals(38, small.reader().value(server, BackendColumn.TOTAL_LATENCY, 0));
        assertEquals(1L << 37, small.reader().latencyMaxUs(server, BackendColumn.TOTAL_LATENCY));
    }

    @Test
    void shouldClearAllButGauges()
    {
        final LoopCounters loop = file.loop(0);
        loop.increment(backend.address(BackendColumn.SESSIONS_CURRENT));
        loop.increment(backend.address(BackendColumn.REQUESTS_TOTAL));
        loop.latency(backend.address(BackendColumn.TOTAL_LATENCY), 5);
        loop.max(backend.address(BackendColumn.SESSIONS_MAX), 5);
        loop.clear(backend);
        final Histogram histogram = CounterReader.newHistogram();
        reader.histogram(backend, BackendColumn.TOTAL_LATENCY, histogram);
        assertEquals(0, histogram.getTotalCount());
        assertEquals(0, reader.value(backend, BackendColumn.REQUESTS_TOTAL, 0));
        assertEquals(0, reader.value(backend, BackendColumn.SESSIONS_MAX, 0));
        assertEquals(1, reader.value(backend, BackendColumn.SESSIONS_CURRENT, 0));
    }

    @Test
    void shouldNotAllocateWhileCounting()
    {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        count(20_000);
        final long before = threads.getCurrentThreadAllocatedBytes();
        count(10_000);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before, 256);
    }

    private void count(final int times)
    {
        final LoopCounters loop = file.loop(0);
        for (int i = 0; i < times; i++)
        {
            loop.increment(backend.base() + BackendColumn.REQUESTS_TOTAL.offset());
            loop.rate(
                backend.address(BackendColumn.SESSION_RATE), backend.address(BackendColumn.SESSION_RATE_MAX), 1, i);
            loop.average(backend.address(BackendColumn.TOTAL_TIME_MS), i);
            loop.latency(backend.address(BackendColumn.TOTAL_LATENCY), i);
        }
    }
}
