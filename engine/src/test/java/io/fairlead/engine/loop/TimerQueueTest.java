/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

class TimerQueueTest
{
    private static final long START_MS = 12_345;

    private final List<Throwable> faults = new ArrayList<>();
    private final TimerQueue queue = new TimerQueue(START_MS, faults::add);
    private final List<Recorded> fired = new ArrayList<>();

    private final class Recorded extends Timer
    {
        private boolean isGivenUp;
        private Throwable toThrow;

        @Override
        protected void onTimer(final long nowMs)
        {
            fired.add(this);
            if (toThrow instanceof final Error error)
            {
                throw error;
            }
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            isGivenUp = true;
        }
    }

    @Test
    void shouldFireInOrderOfDeadlinesWhateverTheDistance()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final TreeMap<Long, Integer> expected = new TreeMap<>();
        for (int i = 0; i < 5_000; i++)
        {
            final long deadlineMs = START_MS + 1 + (long)Math.pow(10, random.nextDouble() * 9.5);
            queue.schedule(new Recorded(), deadlineMs);
            expected.merge(deadlineMs, 1, Integer::sum);
        }
        for (final var entry : expected.entrySet())
        {
            final long deadlineMs = entry.getKey();
            queue.expire(deadlineMs - 1, Integer.MAX_VALUE);
            assertTrue(fired.isEmpty(), () -> "fired before " + deadlineMs + ", seed " + seed);
            queue.expire(deadlineMs, Integer.MAX_VALUE);
            assertEquals(entry.getValue(), fired.size(), () -> "at " + deadlineMs + ", seed " + seed);
            fired.clear();
        }
        assertEquals(0, queue.count());
    }

    @Test
    void shouldNeverSleepPastADeadline()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        long nowMs = START_MS;
        for (int i = 0; i < 2_000; i++)
        {
            final long deadlineMs = nowMs + 1 + random.nextInt(1 << random.nextInt(26));
            queue.schedule(new Recorded(), deadlineMs);
            long waited = 0;
            while (fired.isEmpty())
            {
                final long waitMs = queue.waitMs(nowMs);
                assertTrue(nowMs + waitMs <= deadlineMs, () -> "seed " + seed);
                nowMs += Math.max(waitMs, 0);
                queue.expire(nowMs, Integer.MAX_VALUE);
                assertTrue(++waited < 10, () -> "wakes too often, seed " + seed);
            }
            assertEquals(deadlineMs, nowMs, () -> "seed " + seed);
            fired.clear();
        }
        assertEquals(Long.MAX_VALUE, queue.waitMs(nowMs));
    }

    @Test
    void shouldForgetCancelledAndMoveRescheduledTimers()
    {
        final Recorded cancelled = new Recorded();
        final Recorded moved = new Recorded();
        queue.schedule(cancelled, START_MS + 10);
        queue.schedule(moved, START_MS + 10);
        queue.cancel(cancelled);
        queue.schedule(moved, START_MS + 70_000);
        assertEquals(0, queue.expire(START_MS + 69_999, Integer.MAX_VALUE));
        assertEquals(1, queue.expire(START_MS + 70_000, Integer.MAX_VALUE));
        assertFalse(cancelled.isScheduled());
        assertEquals(List.of(moved), fired);
    }

    @Test
    void shouldLeaveTheRestForTheNextCallWhenTheLimitIsReached()
    {
        for (int i = 0; i < 10; i++)
        {
            queue.schedule(new Recorded(), START_MS + 5);
        }
        assertEquals(4, queue.expire(START_MS + 5, 4));
        assertEquals(0, queue.waitMs(START_MS + 5));
        assertEquals(6, queue.expire(START_MS + 5, 100));
    }

    @Test
    void shouldGoOnWhenATimerThrows()
    {
        final Recorded broken = new Recorded();
        broken.toThrow = new StackOverflowError("on purpose");
        queue.schedule(broken, START_MS + 1);
        queue.schedule(new Recorded(), START_MS + 2);
        assertEquals(2, queue.expire(START_MS + 2, Integer.MAX_VALUE));
        assertTrue(broken.isGivenUp);
        assertEquals(List.of(broken.toThrow), faults);
    }
}
