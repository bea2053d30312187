/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.counters.CounterColumn;
import io.fairlead.engine.counters.CounterMerge;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import org.HdrHistogram.Histogram;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All counts of a counter file at one moment, alone or compared with an earlier sample.
 */
final class CounterSample
{
    private final CounterReader reader;
    private final List<CounterObject> objects;
    private final Map<Integer, Map<CounterColumn, Long>> values = new HashMap<>();
    private final Map<Integer, Map<CounterColumn, Histogram>> histograms = new HashMap<>();
    private final long takenNs;
    private CounterSample earlier;

    /* earlier: sample to compare with, null for none. */
    CounterSample(final CounterReader reader, final long nowNs, final CounterSample earlier)
    {
        this.reader = reader;
        this.earlier = earlier;
        takenNs = nowNs;
        objects = reader.objects();
        final long nowMs = nowNs / 1_000_000;
        for (final CounterObject object : objects)
        {
            final Map<CounterColumn, Long> cells = new HashMap<>();
            for (final CounterColumn column : object.kind().columns())
            {
                cells.put(column, reader.value(object, column, nowMs));
            }
            values.put(object.index(), cells);
            for (final CounterColumn column : object.kind().columns())
            {
                if (CounterMerge.HISTOGRAM == column.merge() && 0 != cells.get(column))
                {
                    final Histogram histogram = CounterReader.newHistogram();
                    reader.histogram(object, column, histogram);
                    histograms.computeIfAbsent(object.index(), (index) -> new HashMap<>()).put(column, histogram);
                }
            }
        }
    }

    /* Let go of the sample this one was compared with. */
    CounterSample forget()
    {
        earlier = null;
        return this;
    }

    List<CounterObject> objects()
    {
        return objects;
    }

    CounterReader reader()
    {
        return reader;
    }

    long value(final CounterObject object, final CounterColumn column)
    {
        return values.getOrDefault(object.index(), Map.of()).getOrDefault(column, 0L);
    }

    /* How often something happened a second since the earlier sample; the file's own rate where there is none. */
    double perSecond(final CounterObject object, final CounterColumn total, final CounterColumn rate)
    {
        if (null == earlier)
        {
            return null == rate ? 0 : value(object, rate);
        }
        final double seconds = (takenNs - earlier.takenNs) / 1e9;
        return Math.max(0, value(object, total) - earlier.value(object, total)) / seconds;
    }

    /* Latencies since the earlier sample; of all time where there is none; null when there are none. */
    Histogram latencies(final CounterObject object, final CounterColumn column)
    {
        final Histogram all = histogram(object, column);
        final Histogram before = null == earlier ? null : earlier.histogram(object, column);
        if (null == all || null == before)
        {
            return all;
        }
        final Histogram since = all.copy();
        try
        {
            since.subtract(before);
        }
        catch (final IllegalArgumentException ex)
        {
            return all; // counts were halved or cleared in between
        }
        return 0 == since.getTotalCount() ? null : since;
    }

    private Histogram histogram(final CounterObject object, final CounterColumn column)
    {
        return histograms.getOrDefault(object.index(), Map.of()).get(column);
    }
}
