/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

/**
 * Where a stream stands in a rule set, and what the action it waits in has to remember. Owned by the stream, one rule
 * set at a time.
 */
public final class RuleCursor
{
    private int index;
    private boolean isInside;
    private long deadlineMs;
    private Object state;

    /** Go to the beginning of a rule set. */
    public void reset()
    {
        index = 0;
        leave();
    }

    /** Index of the next rule. */
    public int index()
    {
        return index;
    }

    void index(final int newIndex)
    {
        index = newIndex;
    }

    /** Whether the action of that rule already ran and waits. */
    public boolean isInside()
    {
        return isInside;
    }

    void enter()
    {
        isInside = true;
    }

    void leave()
    {
        isInside = false;
        deadlineMs = 0;
        state = null;
    }

    /** Moment of the loop's clock the action waits for; 0 when it waits for something else. */
    public long deadlineMs()
    {
        return deadlineMs;
    }

    /** Set by the action; the stream wakes it then at the latest. */
    public void deadlineMs(final long newDeadlineMs)
    {
        deadlineMs = newDeadlineMs;
    }

    /** What the action remembers. */
    public Object state()
    {
        return state;
    }

    /** Remember something until the action ends. */
    public void state(final Object newState)
    {
        state = newState;
    }
}
