/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static io.fairlead.engine.counters.CounterFileDescriptor.AVERAGE_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.AVERAGE_SUM_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.AVERAGE_WINDOW;
import static io.fairlead.engine.counters.CounterFileDescriptor.CAPACITY_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.CONFIGURATION_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.CONFIGURATION_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_BASE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_FLAGS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_FLAG_RETIRED;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_ID_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_KIND_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_NAME_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_PARENT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ERROR_LOG_LENGTH_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ERROR_LOG_OFFSET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEAP_MISSES_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEARTBEAT_EPOCH_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_BLOCK_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_INDEX_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_INDEX_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_MAX_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HISTOGRAM_SUM_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.MAXCONN_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.NAME_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.NODE_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.NODE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.OBJECT_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.PID_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.PRODUCT_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.PRODUCT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.RATE_CURRENT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.RATE_PREVIOUS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.RATE_TICK_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGIONS_OFFSET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGION_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGION_LENGTH_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.START_EPOCH_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.START_MONOTONIC_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.SOCKET_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.SOCKET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_ACTIVE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_BACKUP_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_CHANGED_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_SESSION_LIMIT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_STATE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_WEIGHT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.entryOffset;
import static io.fairlead.engine.counters.CounterFileDescriptor.statusOffset;

/**
 * Reads a counter file, live or left behind, and joins the regions of all loops. Any thread, any process; a reader is
 * used by one thread at a time. Values are not a snapshot: each cell is whole, but cells are read one after the other.
 */
public final class CounterReader
{
    private static final int PERIOD_MS = 1000;
    private static final int ATTEMPT_LIMIT = 100;

    private final UnsafeBuffer buffer;
    private final int regionCount;
    private final int regionsOffset;
    private final int regionLength;

    CounterReader(final DirectBuffer file)
    {
        buffer = new UnsafeBuffer(file);
        regionCount = buffer.getInt(REGION_COUNT_OFFSET);
        regionsOffset = buffer.getInt(REGIONS_OFFSET_OFFSET);
        regionLength = buffer.getInt(REGION_LENGTH_OFFSET);
    }

    /**
     * Loops that count here.
     *
     * @return number of loops.
     */
    public int loopCount()
    {
        return regionCount - 1;
    }

    /**
     * Process that made the file.
     *
     * @return process number.
     */
    public long pid()
    {
        return buffer.getLong(PID_OFFSET);
    }

    /**
     * When the process started.
     *
     * @return milliseconds since 1970.
     */
    public long startEpochMs()
    {
        return buffer.getLong(START_EPOCH_MS_OFFSET);
    }

    /**
     * When the process started by the clock of the moments in the file.
     *
     * @return milliseconds of the monotonic clock of the machine.
     */
    public long startMonotonicMs()
    {
        return buffer.getLong(START_MONOTONIC_MS_OFFSET);
    }

    /**
     * When the process said last that it lives.
     *
     * @return milliseconds since 1970.
     */
    public long heartbeatEpochMs()
    {
        return buffer.getLongOpaque(HEARTBEAT_EPOCH_MS_OFFSET);
    }

    /**
     * Whether the daemon said that it stopped.
     *
     */
    public int state()
    {
        return buffer.getIntOpaque(STATE_OFFSET);
    }

    /**
     * Connection limit of the process.
     *
     * @return limit, 0 when unknown.
     */
    public int maxConnections()
    {
        return buffer.getInt(MAXCONN_OFFSET);
    }

    /**
     * Name and version of the program.
     *
     * @return text, may be empty.
     */
    public String product()
    {
        return text(PRODUCT_OFFSET, PRODUCT_LIMIT);
    }

    /**
     * Name of the node.
     *
     * @return text, may be empty.
     */
    public String node()
    {
        return text(NODE_OFFSET, NODE_LIMIT);
    }

    /**
     * Configuration files of the daemon.
     *
     * @return text, may be empty.
     */
    public String configuration()
    {
        return text(CONFIGURATION_OFFSET, CONFIGURATION_LIMIT);
    }

    /**
     * Where the runtime API can be reached.
     *
     * @return path of a UNIX socket, or address and port; empty when there is none.
     */
    public String runtimeApi()
    {
        return text(SOCKET_OFFSET, SOCKET_LIMIT);
    }

    /**
     * The objects of the running configuration, the process first, in the order they were added.
     *
     * @return a new list.
     */
    public List<CounterObject> objects()
    {
        final int count = Math.min(buffer.getIntVolatile(OBJECT_COUNT_OFFSET), buffer.getInt(CAPACITY_OFFSET));
        final List<CounterObject> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++)
        {
            final int entry = entryOffset(i);
            final ObjectKind kind = ObjectKind.ofCode(buffer.getInt(entry + ENTRY_KIND_OFFSET));
            if (null != kind && 0 == (buffer.getIntOpaque(entry + ENTRY_FLAGS_OFFSET) & ENTRY_FLAG_RETIRED))
            {
                objects.add(new CounterObject(
                    i,
                    kind,
                    buffer.getIntOpaque(entry + ENTRY_ID_OFFSET),
                    buffer.getInt(entry + ENTRY_PARENT_OFFSET),
                    text(entry + ENTRY_NAME_OFFSET, NAME_LIMIT),
                    buffer.getInt(entry + ENTRY_BASE_OFFSET)));
            }
        }
        return objects;
    }

    /**
     * Value of a column over all loops.
     *
     * @param object any object of this file.
     * @param column a column of its kind.
     * @param nowMs  now, monotonic; used for rates only.
     * @return sum, greatest, latest, events per second, average or number of recorded values, as the column's kind
     * says.
     */
    public long value(final CounterObject object, final CounterColumn column, final long nowMs)
    {
        final int address = object.address(column);
        return switch (column.merge())
        {
            case SUM, GAUGE -> sum(address);
            case MAX, LATEST -> greatest(address);
            case RATE -> rateTotal(object, column, nowMs) / PERIOD_MS;
            case AVERAGE -> average(address);
            case HISTOGRAM -> sum(address + HISTOGRAM_COUNT_OFFSET);
        };
    }

    /**
     * A rate over all loops with its fraction.
     *
     * @param object any object of this file.
     * @param column a RATE column of its kind.
     * @param nowMs  now, monotonic.
     * @return events per second.
     */
    public double rate(final CounterObject object, final CounterColumn column, final long nowMs)
    {
        return rateTotal(object, column, nowMs) / (double)PERIOD_MS;
    }

    /**
     * One loop's share of a column.
     *
     * @param object any object of this file.
     * @param column a column of its kind.
     * @param loop   number from 0; {@link #loopCount()} for the conductor.
     * @param nowMs  now, monotonic; used for rates only.
     * @return value of this loop alone.
     */
    public long value(final CounterObject object, final CounterColumn column, final int loop, final long nowMs)
    {
        final int address = object.address(column) + regionOffset(loop);
        return switch (column.merge())
        {
            case SUM, GAUGE, MAX, LATEST -> buffer.getLongOpaque(address);
            case RATE -> rateTotal(address, nowMs) / PERIOD_MS;
            case AVERAGE -> averageOf(address);
            case HISTOGRAM -> buffer.getLongOpaque(address + HISTOGRAM_COUNT_OFFSET);
        };
    }

    /**
     * Add a column's latency histogram of all loops to one of HdrHistogram.
     *
     * @param object any object of this file.
     * @param column a HISTOGRAM column of its kind.
     * @param into   histogram in microseconds of 2 or more digits that takes {@link LatencyBuckets#VALUE_LIMIT_US}.
     */
    public void histogram(final CounterObject object, final CounterColumn column, final Histogram into)
    {
        for (int loop = 0; loop < regionCount; loop++)
        {
            final int region = regionOffset(loop);
            final long index = buffer.getLongVolatile(region + object.address(column) + HISTOGRAM_INDEX_OFFSET);
            if (isInHeap(index, HISTOGRAM_INDEX_LENGTH))
            {
                addBlocks(region, (int)index, into);
            }
        }
    }

    /**
     * An empty histogram that takes every value of this file.
     *
     * @return in microseconds, two significant digits.
     */
    public static Histogram newHistogram()
    {
        return new Histogram(1, LatencyBuckets.VALUE_LIMIT_US, 2);
    }

    /**
     * Sum of all values a latency column recorded.
     *
     * @param object any object of this file.
     * @param column a HISTOGRAM column of its kind.
     * @return microseconds.
     */
    public long latencySumUs(final CounterObject object, final CounterColumn column)
    {
        return sum(object.address(column) + HISTOGRAM_SUM_OFFSET);
    }

    /**
     * Greatest value a latency column recorded.
     *
     * @param object any object of this file.
     * @param column a HISTOGRAM column of its kind.
     * @return microseconds, exact.
     */
    public long latencyMaxUs(final CounterObject object, final CounterColumn column)
    {
        return greatest(object.address(column) + HISTOGRAM_MAX_OFFSET);
    }

    /**
     * Latencies that found no room for their bucket.
     *
     * @return count over all loops; more than 0 means percentiles leave values out.
     */
    public long histogramMisses()
    {
        return sum(HEAP_MISSES_OFFSET);
    }

    /**
     * State of an object.
     *
     * @param object any object of this file.
     * @return last state the conductor wrote.
     */
    public StatusState state(final CounterObject object)
    {
        return StatusState.ofCode(buffer.getIntVolatile(statusOffset(buffer, object.index()) + STATUS_STATE_OFFSET));
    }

    /**
     * Effective weight of a server or backend.
     *
     * @param object any object of this file.
     * @return weight, 0 when it has none.
     */
    public int weight(final CounterObject object)
    {
        return buffer.getIntOpaque(statusOffset(buffer, object.index()) + STATUS_WEIGHT_OFFSET);
    }

    /**
     * Session limit of an object.
     *
     * @param object any object of this file.
     * @return limit, 0 for none.
     */
    public long sessionLimit(final CounterObject object)
    {
        return buffer.getLongOpaque(statusOffset(buffer, object.index()) + STATUS_SESSION_LIMIT_OFFSET);
    }

    /**
     * Moment of the last change of state.
     *
     * @param object any object of this file.
     * @return monotonic milliseconds, 0 when never told.
     */
    public long changedMs(final CounterObject object)
    {
        return buffer.getLongOpaque(statusOffset(buffer, object.index()) + STATUS_CHANGED_MS_OFFSET);
    }

    /**
     * Active servers a backend can use.
     *
     * @param backend a backend of this file.
     * @return number of servers.
     */
    public int activeServers(final CounterObject backend)
    {
        return buffer.getIntOpaque(statusOffset(buffer, backend.index()) + STATUS_ACTIVE_OFFSET);
    }

    /**
     * Backup servers a backend can use.
     *
     * @param backend a backend of this file.
     * @return number of servers.
     */
    public int backupServers(final CounterObject backend)
    {
        return buffer.getIntOpaque(statusOffset(buffer, backend.index()) + STATUS_BACKUP_OFFSET);
    }

    /**
     * The distinct error log of the file.
     *
     * @return a buffer over it, to be read only.
     */
    public UnsafeBuffer errorLogBuffer()
    {
        return new UnsafeBuffer(buffer, buffer.getInt(ERROR_LOG_OFFSET_OFFSET), buffer.getInt(ERROR_LOG_LENGTH_OFFSET));
    }

    private int regionOffset(final int loop)
    {
        return regionsOffset + loop * regionLength;
    }

    private boolean isInHeap(final long offset, final int length)
    {
        return 0 < offset && offset + length <= regionLength;
    }

    private long sum(final int address)
    {
        long sum = 0;
        for (int loop = 0; loop < regionCount; loop++)
        {
            sum += buffer.getLongOpaque(address + regionOffset(loop));
        }
        return sum;
    }

    private long greatest(final int address)
    {
        long greatest = 0;
        for (int loop = 0; loop < regionCount; loop++)
        {
            greatest = Math.max(greatest, buffer.getLongOpaque(address + regionOffset(loop)));
        }
        return greatest;
    }

    private long rateTotal(final CounterObject object, final CounterColumn column, final long nowMs)
    {
        final int address = object.address(column);
        long total = 0;
        for (int loop = 0; loop < regionCount; loop++)
        {
            total += rateTotal(address + regionOffset(loop), nowMs);
        }
        return total;
    }

    /* Events of this and the last period, each event weighing a thousand, the last period by the share of it that is
     * still less than a second old. */
    private long rateTotal(final int cell, final long nowMs)
    {
        long tick = 0;
        long current = 0;
        long previous = 0;
        for (int attempt = 0; attempt < ATTEMPT_LIMIT; attempt++)
        {
            tick = buffer.getLongVolatile(cell + RATE_TICK_OFFSET);
            current = buffer.getLongVolatile(cell + RATE_CURRENT_OFFSET);
            previous = buffer.getLongVolatile(cell + RATE_PREVIOUS_OFFSET);
            if (0 == (tick & 1) && tick == buffer.getLongVolatile(cell + RATE_TICK_OFFSET))
            {
                break;
            }
            Thread.onSpinWait();
        }
        long remainMs = Math.min(PERIOD_MS, (tick & ~1L) + PERIOD_MS - nowMs); // a reader's clock may be behind
        if (remainMs < 0)
        {
            remainMs += PERIOD_MS;
            previous = remainMs >= 0 ? current : 0;
            current = 0;
        }
        if (0 == current && previous <= 1)
        {
            return previous * PERIOD_MS;
        }
        return previous * remainMs + current * PERIOD_MS;
    }

    private long average(final int address)
    {
        long weighted = 0;
        long weights = 0;
        long single = 0;
        int contributors = 0;
        for (int loop = 0; loop < regionCount; loop++)
        {
            final int cell = address + regionOffset(loop);
            final long count = buffer.getLongOpaque(cell + AVERAGE_COUNT_OFFSET);
            if (0 != count)
            {
                single = averageOf(cell);
                final long window = Math.min(count, AVERAGE_WINDOW);
                weighted += buffer.getLongOpaque(cell + AVERAGE_SUM_OFFSET) * (count / window);
                weights += count / window * window;
                contributors++;
            }
        }
        return 1 >= contributors ? single : (weighted + weights - 1) / weights;
    }

    private long averageOf(final int cell)
    {
        final long window = Math.min(buffer.getLongOpaque(cell + AVERAGE_COUNT_OFFSET), AVERAGE_WINDOW);
        return 0 == window ? 0 : (buffer.getLongOpaque(cell + AVERAGE_SUM_OFFSET) + window - 1) / window;
    }

    private void addBlocks(final int region, final int index, final Histogram into)
    {
        for (int number = 0; number < LatencyBuckets.BLOCK_LIMIT; number++)
        {
            final int block = buffer.getIntVolatile(region + index + number * Integer.BYTES);
            if (isInHeap(block, HISTOGRAM_BLOCK_LENGTH))
            {
                addBlock(region + block, number, into);
            }
        }
    }

    private void addBlock(final int block, final int number, final Histogram into)
    {
        for (int slot = 0; slot < LatencyBuckets.BLOCK_SLOTS; slot++)
        {
            final int count = buffer.getIntOpaque(block + slot * Integer.BYTES);
            if (0 < count)
            {
                into.recordValueWithCount(
                    LatencyBuckets.lowestValueUs(number * LatencyBuckets.BLOCK_SLOTS + slot), count);
            }
        }
    }

    private String text(final int offset, final int limit)
    {
        final int length = Math.min(limit, Math.max(0, buffer.getInt(offset)));
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset + Integer.BYTES, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
