/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTurnsTest
{
    @Test
    void shouldTellTheMedianOverTurnsSoThatOneStallIsNoFigure()
    {
        final LatencyTurns turns = new LatencyTurns();
        turns.add(histogram(100, 200));
        turns.add(histogram(110, 90_000));
        turns.add(histogram(120, 220));
        assertEquals(3, turns.count());
        assertEquals(110, turns.at(50).median(), 1);
        assertEquals(220, turns.at(99).median(), 1);
        assertEquals(200, turns.at(99).low(), 1);
        assertEquals(90_000, turns.at(99).high(), 100);
        assertEquals(100, turns.column(0).low(), 1);
        assertThrows(IllegalArgumentException.class, () -> turns.at(42));
    }

    /** 95 values of one and 5 of the other, in microseconds. */
    private static Histogram histogram(final long oftenUs, final long seldomUs)
    {
        final Histogram histogram = new Histogram(60_000_000_000L, 3);
        histogram.recordValueWithCount(oftenUs * 1000, 95);
        histogram.recordValueWithCount(seldomUs * 1000, 5);
        return histogram;
    }
}
