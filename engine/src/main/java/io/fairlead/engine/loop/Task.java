/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

/**
 * Work queued on a loop, to be run in its next pass. Intrusive: an object is queued at most once at a time, and
 * queueing it allocates nothing. Loop-confined.
 */
public abstract class Task
{
    private Task next;
    private boolean isQueued;

    /**
     * Do the work.
     *
     * @param nowMs the loop's monotonic clock, milliseconds.
     */
    protected abstract void run(long nowMs);

    /**
     * The work ended with an exception or error: give up whatever it was done for. The loop goes on.
     *
     * @param cause what was thrown.
     */
    protected abstract void onFault(Throwable cause);

    final boolean isQueued()
    {
        return isQueued;
    }

    final void isQueued(final boolean value)
    {
        isQueued = value;
    }

    final Task next()
    {
        return next;
    }

    final void next(final Task value)
    {
        next = value;
    }
}
