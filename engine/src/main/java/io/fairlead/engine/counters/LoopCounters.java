/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import io.fairlead.engine.buffer.RawBytes;
import org.agrona.concurrent.UnsafeBuffer;

import static io.fairlead.engine.counters.CounterFileDescriptor.AVERAGE_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.AVERAGE_SUM_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.AVERAGE_WINDOW;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEAP_CURSOR_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEAP_MISSES_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_BLOCK_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_INDEX_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_INDEX_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_MAX_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_SUM_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.RATE_CURRENT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.RATE_PREVIOUS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.RATE_TICK_OFFSET;

/**
 * The counters of one loop: its region of the counter file. One thread writes (the loop, or the conductor for its own
 * region); readers elsewhere see each cell whole. Nothing here allocates.
 * <p>
 * An address is an object's base plus a column's offset, {@link CounterObject#address(CounterColumn)}. Moments are
 * milliseconds of {@code System.nanoTime()}, which all loops and other processes share: {@code LoopClock.machineMs()},
 * not {@code nowMs()}. Addresses follow from the layout of the file, not from what it holds, and are checked by
 * assertions only; what is found by an index that lies in the file is checked always.
 */
public final class LoopCounters
{
    private static final int PERIOD_MS = 1000;
    private static final int HALVE_AT = Integer.MAX_VALUE;

    private final UnsafeBuffer region;
    private final int regionLength;

    LoopCounters(final UnsafeBuffer region)
    {
        this.region = region;
        regionLength = region.capacity();
    }

    /**
     * Add one to a count or gauge.
     *
     * @param address of a SUM or GAUGE cell.
     */
    public void increment(final int address)
    {
        RawBytes.addLongOpaque(region, address, 1);
    }

    /**
     * Take one from a gauge.
     *
     * @param address of a GAUGE cell.
     */
    public void decrement(final int address)
    {
        RawBytes.addLongOpaque(region, address, -1);
    }

    /**
     * Add to a count or gauge.
     *
     * @param address of a SUM or GAUGE cell.
     * @param amount  how much; negative for gauges only.
     */
    public void add(final int address, final long amount)
    {
        RawBytes.addLongOpaque(region, address, amount);
    }

    /**
     * Write a gauge or a moment.
     *
     * @param address of a GAUGE or LATEST cell.
     * @param value   new value.
     */
    public void set(final int address, final long value)
    {
        RawBytes.putLongOpaque(region, address, value);
    }

    /**
     * Raise a maximum if the value is greater. Where the maximum is of something all loops share, give the value over
     * all loops.
     *
     * @param address of a MAX cell.
     * @param value   value seen now.
     */
    public void max(final int address, final long value)
    {
        if (value > RawBytes.longAt(region, address))
        {
            RawBytes.putLongOpaque(region, address, value);
        }
    }

    /**
     * This loop's own share of a cell.
     *
     * @param address of a SUM, GAUGE, MAX or LATEST cell.
     * @return value written by this loop.
     */
    public long value(final int address)
    {
        return RawBytes.longAt(region, address);
    }

    /**
     * Count events in a rate, by the rule of HAProxy's frequency counter with a period of one second.
     *
     * @param address of a RATE cell.
     * @param events  how many.
     * @param nowMs   now, monotonic.
     * @return events of this loop in the running period, to be given to {@link #max(int, long)} of the rate's maximum.
     */
    public long rate(final int address, final long events, final long nowMs)
    {
        final long tick = RawBytes.longAt(region, address + RATE_TICK_OFFSET);
        if (nowMs - tick < PERIOD_MS)
        {
            return RawBytes.addLongOpaque(region, address + RATE_CURRENT_OFFSET, events) + events;
        }
        rotate(address, events, nowMs, tick);
        return events;
    }

    /**
     * Count events in a rate and raise its maximum.
     *
     * @param rateAddress of a RATE cell.
     * @param maxAddress  of its MAX cell.
     * @param events      how many.
     * @param nowMs       now, monotonic.
     */
    public void rate(final int rateAddress, final int maxAddress, final long events, final long nowMs)
    {
        max(maxAddress, rate(rateAddress, events, nowMs));
    }

    /**
     * Add a sample to a sliding average by HAProxy's rule (swrate over {@link CounterFileDescriptor#AVERAGE_WINDOW}).
     *
     * @param address of an AVERAGE cell.
     * @param sample  not negative.
     */
    public void average(final int address, final long sample)
    {
        final long sum = RawBytes.longAt(region, address + AVERAGE_SUM_OFFSET);
        final long count = RawBytes.longAt(region, address + AVERAGE_COUNT_OFFSET);
        final long leaving = count > AVERAGE_WINDOW ? (sum + AVERAGE_WINDOW - 1) / AVERAGE_WINDOW : 0;
        RawBytes.putLongOpaque(region, address + AVERAGE_SUM_OFFSET, sum - leaving + sample);
        RawBytes.putLongOpaque(region, address + AVERAGE_COUNT_OFFSET, count + 1);
    }

    /**
     * Record a latency. A histogram takes room in the region's heap only for the ranges that occur; when the heap is
     * full the value counts in number, sum and maximum but in no bucket, and the miss is counted.
     *
     * @param address of a HISTOGRAM cell.
     * @param valueUs microseconds; negative values count as 0, greater than
     *                {@link LatencyBuckets#VALUE_LIMIT_US} as that.
     */
    public void latency(final int address, final long valueUs)
    {
        final long value = Math.min(Math.max(0, valueUs), LatencyBuckets.VALUE_LIMIT_US);
        RawBytes.addLongOpaque(region, address + HISTOGRAM_COUNT_OFFSET, 1);
        RawBytes.addLongOpaque(region, address + HISTOGRAM_SUM_OFFSET, value);
        max(address + HISTOGRAM_MAX_OFFSET, value);
        final int slot = LatencyBuckets.slotOf(value);
        final int block = block(address, slot / LatencyBuckets.BLOCK_SLOTS);
        if (0 != block)
        {
            final int cell = block + (slot % LatencyBuckets.BLOCK_SLOTS) * Integer.BYTES;
            final int count = region.getInt(cell) + 1;
            region.putIntOpaque(cell, count);
            if (HALVE_AT == count)
            {
                halve((int)region.getLong(address + HISTOGRAM_INDEX_OFFSET));
            }
        }
    }

    /**
     * Set all cells of an object to zero, as {@code clear counters all} asks; gauges keep their value.
     *
     * @param object any object of the file.
     */
    public void clear(final CounterObject object)
    {
        for (final CounterColumn column : object.kind().columns())
        {
            final int address = object.address(column);
            switch (column.merge())
            {
                case GAUGE ->
                {
                }
                case HISTOGRAM -> clearHistogram(address);
                default ->
                {
                    for (int i = 0; i < column.merge().length(); i += Long.BYTES)
                    {
                        region.putLongOpaque(address + i, 0);
                    }
                }
            }
        }
    }

    /**
     * Set all cells of an object to zero, gauges among them: what it counted is gone, and its place is used again.
     *
     * @param object retired object of the file.
     */
    public void erase(final CounterObject object)
    {
        clear(object);
        for (final CounterColumn column : object.kind().columns())
        {
            if (CounterMerge.GAUGE == column.merge())
            {
                region.putLongOpaque(object.address(column), 0);
            }
        }
    }

    /**
     * Set the maxima of an object to zero, as {@code clear counters} asks.
     *
     * @param object any object of the file.
     */
    public void clearMaxima(final CounterObject object)
    {
        for (final CounterColumn column : object.kind().columns())
        {
            if (CounterMerge.MAX == column.merge())
            {
                region.putLongOpaque(object.address(column), 0);
            }
        }
    }

    private void rotate(final int address, final long events, final long nowMs, final long tick)
    {
        region.putLongRelease(address + RATE_TICK_OFFSET, tick | 1);
        final long missed = nowMs - tick - PERIOD_MS;
        region.putLongRelease(
            address + RATE_PREVIOUS_OFFSET, missed < PERIOD_MS ? region.getLong(address + RATE_CURRENT_OFFSET) : 0);
        region.putLongRelease(address + RATE_CURRENT_OFFSET, events);
        region.putLongRelease(address + RATE_TICK_OFFSET, (missed < PERIOD_MS ? tick + PERIOD_MS : nowMs) & ~1L);
    }

    private int block(final int address, final int number)
    {
        int index = (int)region.getLong(address + HISTOGRAM_INDEX_OFFSET);
        if (0 == index)
        {
            index = allocate(HISTOGRAM_INDEX_LENGTH);
            if (0 == index)
            {
                return 0;
            }
            region.putLongRelease(address + HISTOGRAM_INDEX_OFFSET, index);
        }
        final int entry = index + number * Integer.BYTES;
        int block = region.getInt(entry);
        if (0 == block)
        {
            block = allocate(HISTOGRAM_BLOCK_LENGTH);
            region.putIntRelease(entry, block);
        }
        return block;
    }

    private int allocate(final int length)
    {
        final long start = region.getLong(HEAP_CURSOR_OFFSET);
        if (start + length > regionLength)
        {
            region.addLongOpaque(HEAP_MISSES_OFFSET, 1);
            return 0;
        }
        region.putLongRelease(HEAP_CURSOR_OFFSET, start + length);
        return (int)start;
    }

    private void halve(final int index)
    {
        for (int number = 0; number < LatencyBuckets.BLOCK_LIMIT; number++)
        {
            final int block = region.getInt(index + number * Integer.BYTES);
            for (int i = 0; 0 != block && i < HISTOGRAM_BLOCK_LENGTH; i += Integer.BYTES)
            {
                region.putIntOpaque(block + i, region.getInt(block + i) >>> 1);
            }
        }
    }

    private void clearHistogram(final int address)
    {
        region.putLongOpaque(address + HISTOGRAM_COUNT_OFFSET, 0);
        region.putLongOpaque(address + HISTOGRAM_SUM_OFFSET, 0);
        region.putLongOpaque(address + HISTOGRAM_MAX_OFFSET, 0);
        final int index = (int)region.getLong(address + HISTOGRAM_INDEX_OFFSET);
        for (int number = 0; 0 != index && number < LatencyBuckets.BLOCK_LIMIT; number++)
        {
            final int block = region.getInt(index + number * Integer.BYTES);
            if (0 != block)
            {
                region.setMemory(block, HISTOGRAM_BLOCK_LENGTH, (byte)0);
            }
        }
    }
}
