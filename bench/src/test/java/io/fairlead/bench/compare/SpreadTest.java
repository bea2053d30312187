/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpreadTest
{
    @Test
    void shouldSayTheMiddleAndTheEnds()
    {
        final Spread spread = Spread.of(0.9, 0.7, 0.8, 1.4);
        assertEquals(0.85, spread.median(), 1e-9);
        assertEquals(0.7, spread.low());
        assertEquals(1.4, spread.high());
        assertEquals(0.775, spread.lowerQuartile(), 1e-9);
        assertEquals(1.025, spread.upperQuartile(), 1e-9);
    }

    @Test
    void shouldNotCallPairsThatDisagreeARatio()
    {
        assertTrue(Spread.of(0.80, 0.82, 0.85, 0.90, 1.5).isMeaningful());
        assertFalse(Spread.of(0.5, 0.6, 0.9, 1.2, 1.5).isMeaningful());
        assertFalse(Spread.of(0.8, 0.8).isMeaningful());
    }

    @Test
    void shouldRefuseToSumUpNothing()
    {
        assertThrows(IllegalArgumentException.class, Spread::of);
    }
}
