/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

/**
 * Hierarchical timer wheel with 1 ms ticks: scheduling and cancelling are constant time, and occupancy bits tell the
 * next deadline without walking the slots.
 * <pre>
 *  level 0: 256 slots of 1 ms        level 2: 256 slots of 65.5 s
 *  level 1: 256 slots of 256 ms      level 3: 256 slots of 4.7 h      (further deadlines wait in the last slot)
 * </pre>
 * A timer lies in the lowest level that can express its distance; when the wheel reaches the start of a slot of a
 * higher level, the timers in it move down. Loop-confined.
 */
public final class TimerQueue
{
    private static final int LEVELS = 4;
    private static final int SLOT_BITS = 8;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int SLOT_MASK = SLOTS - 1;
    private static final int WORDS = SLOTS / Long.SIZE;
    private static final long MAX_DISTANCE_MS = (1L << SLOT_BITS * LEVELS) - (1L << SLOT_BITS * (LEVELS - 1)) - 1;

    private final Timer[] slots = new Timer[LEVELS * SLOTS];
    private final long[] occupied = new long[LEVELS * WORDS];
    private final FaultListener faults;
    private long currentMs;
    private int count;

    /**
     * An empty queue.
     *
     * @param startMs current value of the monotonic clock, milliseconds.
     * @param faults  told about what timers throw.
     */
    public TimerQueue(final long startMs, final FaultListener faults)
    {
        currentMs = startMs;
        this.faults = faults;
    }

    /**
     * Timers that wait.
     *
     * @return count.
     */
    public int count()
    {
        return count;
    }

    /**
     * Schedule a timer, or move it if it is scheduled already.
     *
     * @param timer      to fire.
     * @param deadlineMs monotonic milliseconds; one that has passed fires at the next tick.
     */
    public void schedule(final Timer timer, final long deadlineMs)
    {
        cancel(timer);
        timer.deadlineMs(deadlineMs);
        insert(timer);
        count++;
    }

    /**
     * Schedule a timer no later than a deadline; one that fires earlier already is left alone. This is the cheap form
     * for timers whose owner checks the real deadline when they fire.
     *
     * @param timer      to fire.
     * @param deadlineMs monotonic milliseconds.
     */
    public void scheduleNoLater(final Timer timer, final long deadlineMs)
    {
        if (!timer.isScheduled() || timer.deadlineMs() > deadlineMs)
        {
            schedule(timer, deadlineMs);
        }
    }

    /**
     * Take a timer out; nothing happens if it is not scheduled.
     *
     * @param timer to forget.
     */
    public void cancel(final Timer timer)
    {
        final int slot = timer.slot();
        if (Timer.UNSCHEDULED == slot)
        {
            return;
        }
        unlink(timer, slot);
        count--;
    }

    /**
     * Fire what is due.
     *
     * @param nowMs monotonic milliseconds.
     * @param limit most timers to fire in this call; the rest follows in the next.
     * @return timers fired.
     */
    public int expire(final long nowMs, final int limit)
    {
        int fired = 0;
        while (fired < limit)
        {
            final long next = nextTick();
            if (next > nowMs)
            {
                currentMs = Math.max(currentMs, nowMs);
                break;
            }
            currentMs = next;
            cascade();
            fired += fire((int)(currentMs & SLOT_MASK), nowMs, limit - fired);
        }
        return fired;
    }

    /**
     * How long a loop may sleep.
     *
     * @param nowMs monotonic milliseconds.
     * @return milliseconds until something is due, 0 when it is due already, {@link Long#MAX_VALUE} when nothing waits.
     */
    public long waitMs(final long nowMs)
    {
        final long next = nextTick();
        return Long.MAX_VALUE == next ? next : Math.max(0, next - nowMs);
    }

    private int fire(final int slot, final long nowMs, final int limit)
    {
        int fired = 0;
        while (fired < limit)
        {
            final Timer timer = slots[slot];
            if (null == timer)
            {
                break;
            }
            unlink(timer, slot);
            count--;
            fired++;
            try
            {
                timer.onTimer(nowMs);
            }
            catch (final Throwable fault)
            {
                faults.onFault(fault);
                timer.onFault(fault);
            }
        }
        return fired;
    }

    private void cascade()
    {
        for (int level = LEVELS - 1; level > 0; level--)
        {
            final int shift = SLOT_BITS * level;
            if (0 == (currentMs & ((1L << shift) - 1)))
            {
                final int slot = level * SLOTS + (int)(currentMs >> shift & SLOT_MASK);
                Timer timer = slots[slot];
                while (null != timer)
                {
                    unlink(timer, slot);
                    insert(timer);
                    timer = slots[slot];
                }
            }
        }
    }

    private long nextTick()
    {
        if (0 == count)
        {
            return Long.MAX_VALUE;
        }
        long best = Long.MAX_VALUE;
        final int first = firstOccupied(0, (int)(currentMs & SLOT_MASK));
        if (first >= 0)
        {
            best = currentMs + (first - (currentMs & SLOT_MASK) & SLOT_MASK);
        }
        for (int level = 1; level < LEVELS; level++)
        {
            final int shift = SLOT_BITS * level;
            final long base = currentMs >> shift;
            final int slot = firstOccupied(level, (int)(base + 1 & SLOT_MASK));
            if (slot >= 0)
            {
                // a slot with the current index belongs to the next revolution: the current one was emptied on entry
                final long distance = (slot - base - 1 & SLOT_MASK) + 1;
                best = Math.min(best, base + distance << shift);
            }
        }
        return best;
    }

    /** First occupied slot of a level at or after an index, wrapping round; -1 when the level is empty. */
    private int firstOccupied(final int level, final int from)
    {
        final int base = level * WORDS;
        int word = from >>> 6;
        long bits = occupied[base + word] & -1L << from;
        for (int i = 0; i <= WORDS; i++)
        {
            if (0 != bits)
            {
                return (word << 6) + Long.numberOfTrailingZeros(bits);
            }
            word = word + 1 & WORDS - 1;
            bits = occupied[base + word];
        }
        return -1;
    }

    private void insert(final Timer timer)
    {
        final long distance = Math.min(Math.max(timer.deadlineMs() - currentMs, 0), MAX_DISTANCE_MS);
        final long tick = currentMs + distance;
        int level = 0;
        while (distance >= 1L << SLOT_BITS * (level + 1))
        {
            level++;
        }
        link(timer, level * SLOTS + (int)(tick >> SLOT_BITS * level & SLOT_MASK));
    }

    private void link(final Timer timer, final int slot)
    {
        final Timer head = slots[slot];
        timer.slot(slot);
        if (null == head)
        {
            timer.next(timer);
            timer.previous(timer);
            slots[slot] = timer;
            occupied[slot >>> 6] |= 1L << slot;
        }
        else
        {
            final Timer last = head.previous();
            last.next(timer);
            timer.previous(last);
            timer.next(head);
            head.previous(timer);
        }
    }

    private void unlink(final Timer timer, final int slot)
    {
        final Timer next = timer.next();
        if (next == timer)
        {
            slots[slot] = null;
            occupied[slot >>> 6] &= ~(1L << slot);
        }
        else
        {
            timer.previous().next(next);
            next.previous(timer.previous());
            if (slots[slot] == timer)
            {
                slots[slot] = next;
            }
        }
        timer.next(null);
        timer.previous(null);
        timer.slot(Timer.UNSCHEDULED);
    }
}
