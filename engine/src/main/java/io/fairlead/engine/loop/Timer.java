/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

/**
 * A deadline in a {@link TimerQueue}. Intrusive: scheduling allocates nothing. Loop-confined.
 */
public abstract class Timer
{
    static final int UNSCHEDULED = -1;

    private Timer next;
    private Timer previous;
    private long deadlineMs;
    private int slot = UNSCHEDULED;

    /**
     * The deadline has passed; the timer is no longer scheduled and may be scheduled again.
     *
     * @param nowMs the loop's monotonic clock, milliseconds.
     */
    protected abstract void onTimer(long nowMs);

    /**
     * {@link #onTimer(long)} ended with an exception or error: give up whatever the timer guarded.
     *
     * @param cause what was thrown.
     */
    protected abstract void onFault(Throwable cause);

    /**
     * Whether the timer is waiting.
     *
     * @return true between scheduling and firing or cancelling.
     */
    public final boolean isScheduled()
    {
        return UNSCHEDULED != slot;
    }

    /**
     * When the timer fires.
     *
     * @return the loop's monotonic clock, milliseconds; meaningless when not scheduled.
     */
    public final long deadlineMs()
    {
        return deadlineMs;
    }

    final void deadlineMs(final long value)
    {
        deadlineMs = value;
    }

    final int slot()
    {
        return slot;
    }

    final void slot(final int value)
    {
        slot = value;
    }

    final Timer next()
    {
        return next;
    }

    final void next(final Timer value)
    {
        next = value;
    }

    final Timer previous()
    {
        return previous;
    }

    final void previous(final Timer value)
    {
        previous = value;
    }
}
