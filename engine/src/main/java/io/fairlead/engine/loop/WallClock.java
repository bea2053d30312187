/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

/**
 * Wall-clock time with microseconds and without garbage: an offset to {@link System#nanoTime()}, corrected from
 * {@link System#currentTimeMillis()} so that steps of the system's clock are followed within a millisecond.
 */
final class WallClock
{
    private static final long US_PER_MS = 1000;

    private static long offsetUs = System.currentTimeMillis() * US_PER_MS - System.nanoTime() / US_PER_MS;

    private WallClock()
    {
    }

    static long epochUs()
    {
        final long coarseUs = System.currentTimeMillis() * US_PER_MS;
        final long fineUs = System.nanoTime() / US_PER_MS + offsetUs;
        if (fineUs < coarseUs || fineUs >= coarseUs + US_PER_MS)
        {
            // races between loops only exchange offsets that are each right within a millisecond
            offsetUs += Math.max(coarseUs, Math.min(fineUs, coarseUs + US_PER_MS - 1)) - fineUs;
            return Math.max(coarseUs, Math.min(fineUs, coarseUs + US_PER_MS - 1));
        }
        return fineUs;
    }
}
