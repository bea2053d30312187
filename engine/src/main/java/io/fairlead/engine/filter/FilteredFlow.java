/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.mux.StreamEndpoint;

/**
 * One direction of a stream's data on its way through filters. Filters that only look or delay say how far the data
 * before them may go; one that makes something else of it has a buffer behind it, which is where the next ones look.
 * Nothing is copied but by those that transform. Loop-confined.
 * <pre>
 *  endpoint's window                              buffer of stage 2
 *  |= stage 0 let pass =|.......|                 |= stage 3 let pass =|....|
 *  |= stage 1 =|                 -> transform ->  -> endpoint
 * </pre>
 */
public final class FilteredFlow
{
    private final FilterChain chain;
    private final boolean isRequest;
    private StreamFilter[] stages = new StreamFilter[2];
    private int[] ahead = new int[2];
    private PooledBuffer[] made = new PooledBuffer[2];
    private boolean[] isDirty = new boolean[2];
    private boolean[] isFinished = new boolean[2];
    private int count;
    private boolean isEnded;
    private long takenCount;
    private long sentCount;
    private PooledBuffer buffer;
    private int offset;
    private int length;
    private boolean hasEnd;

    FilteredFlow(final FilterChain chain, final boolean isRequest)
    {
        this.chain = chain;
        this.isRequest = isRequest;
    }

    /** Put a filter in its place, unless it is there. */
    void add(final StreamFilter filter)
    {
        final int order = chain.indexOf(filter);
        int at = 0;
        while (at < count && chain.indexOf(stages[at]) < order)
        {
            at++;
        }
        if (at < count && stages[at] == filter)
        {
            return;
        }
        if (count == stages.length)
        {
            grow();
        }
        for (int i = count; i > at; i--)
        {
            stages[i] = stages[i - 1];
            ahead[i] = ahead[i - 1];
            made[i] = made[i - 1];
            isDirty[i] = isDirty[i - 1];
            isFinished[i] = isFinished[i - 1];
        }
        stages[at] = filter;
        // what those behind it have let pass is not stopped any more
        ahead[at] = at < count && !stages[at + 1].isTransforming(isRequest) ? ahead[at + 1] : 0;
        made[at] = null;
        isDirty[at] = false;
        isFinished[at] = false;
        count++;
    }

    private void grow()
    {
        final int size = 2 * count;
        stages = java.util.Arrays.copyOf(stages, size);
        ahead = java.util.Arrays.copyOf(ahead, size);
        made = java.util.Arrays.copyOf(made, size);
        isDirty = java.util.Arrays.copyOf(isDirty, size);
        isFinished = java.util.Arrays.copyOf(isFinished, size);
    }

    /**
     * Whether any filter wants this direction's data.
     *
     * @return false when it may go past all filters.
     */
    public boolean isActive()
    {
        return count > 0;
    }

    /**
     * Whether the end was passed on.
     *
     * @return true when nothing more will be sent.
     */
    public boolean isEnded()
    {
        return isEnded;
    }

    /** Forget that the message ended: bare bytes follow it. */
    public void reopen()
    {
        isEnded = false;
    }

    /**
     * Whether filters hold data that was taken and not sent on.
     *
     * @return true while something is to be sent even if no more arrives.
     */
    public boolean isHolding()
    {
        for (int i = 0; i < count; i++)
        {
            if (null != made[i])
            {
                return true;
            }
        }
        return false;
    }

    /**
     * Bytes taken from where data is read.
     *
     * @return count since the stream began.
     */
    public long takenCount()
    {
        return takenCount;
    }

    /**
     * Bytes sent on.
     *
     * @return count since the stream began.
     */
    public long sentCount()
    {
        return sentCount;
    }

    /** Begin again. */
    void reset()
    {
        for (int i = 0; i < count; i++)
        {
            ahead[i] = 0;
            isDirty[i] = false;
            isFinished[i] = false;
            release(i);
        }
        isEnded = false;
        takenCount = 0;
        sentCount = 0;
    }

    /** The stream is over. */
    void clear()
    {
        reset();
        java.util.Arrays.fill(stages, null);
        count = 0;
        buffer = null;
    }

    private void release(final int stage)
    {
        if (null != made[stage])
        {
            chain.context().loop().release(made[stage]);
            made[stage] = null;
        }
    }

    /**
     * Forward what is there.
     *
     * @param from where data is read.
     * @param to   where it is sent.
     * @return whether anything moved.
     */
    public boolean run(final StreamEndpoint from, final StreamEndpoint to)
    {
        if (isEnded)
        {
            return false;
        }
        final long takenBefore = takenCount;
        boolean hasMoved = false;
        while (pass(from, to))
        {
            hasMoved = true;
        }
        if (takenCount != takenBefore && !isEnded)
        {
            from.resumeInput();
        }
        return hasMoved;
    }

    private boolean pass(final StreamEndpoint from, final StreamEndpoint to)
    {
        if (isEnded)
        {
            return false;
        }
        final int last = transformBefore(count);
        boolean hasMoved = last >= 0 && pump(last, from);
        look(last + 1, count, from);
        if (length > 0)
        {
            final int sent = to.sendData(buffer, offset, length, 0);
            if (sent > 0)
            {
                sentCount += sent;
                consume(last + 1, count, from, sent);
                hasMoved = true;
            }
        }
        else if (hasEnd)
        {
            isEnded = true;
            to.sendEnd(null != from.message() && from.message().hasTrailers() ? from.message() : null);
            for (int i = 0; i < count; i++)
            {
                stages[i].onEnd(isRequest);
            }
            hasMoved = true;
        }
        return hasMoved;
    }

    /** The last stage before a place that transforms; -1 when there is none. */
    private int transformBefore(final int end)
    {
        int stage = end - 1;
        while (stage >= 0 && !stages[stage].isTransforming(isRequest))
        {
            stage--;
        }
        return stage;
    }

    /** Fill the buffer behind a transforming stage. */
    private boolean pump(final int stage, final StreamEndpoint from)
    {
        final int previous = transformBefore(stage);
        boolean hasMoved = false;
        boolean hasMovedNow;
        do
        {
            hasMovedNow = previous >= 0 && pump(previous, from);
            look(previous + 1, stage, from);
            if (length > 0 || hasEnd && !isFinished[stage] || isDirty[stage])
            {
                hasMovedNow |= step(stage, previous, from);
            }
            hasMoved |= hasMovedNow;
        }
        while (hasMovedNow);
        return hasMoved;
    }

    private boolean step(final int stage, final int previous, final StreamEndpoint from)
    {
        final PooledBuffer out = room(stage);
        if (null == out)
        {
            return false;
        }
        final int before = out.length();
        int taken = 0;
        if (length > 0)
        {
            taken = stages[stage].transform(isRequest, buffer, offset, length, out);
            isDirty[stage] |= taken > 0;
            if (taken > 0)
            {
                consume(previous + 1, stage, from, taken);
            }
        }
        else if (hasEnd)
        {
            isFinished[stage] = stages[stage].finish(isRequest, out);
            isDirty[stage] = false;
        }
        else
        {
            isDirty[stage] = !stages[stage].flush(isRequest, out);
        }
        final boolean hasMade = out.length() > before;
        if (out.isEmpty())
        {
            release(stage);
        }
        return hasMade || taken > 0 || hasEnd && isFinished[stage];
    }

    /** The buffer behind a stage, what is in it moved to its beginning; null when the pool is dry. */
    private PooledBuffer room(final int stage)
    {
        if (null == made[stage])
        {
            made[stage] = chain.context().loop().buffers().tryTake();
            if (null == made[stage])
            {
                chain.awaitBuffer();
            }
        }
        else
        {
            made[stage].compact();
        }
        return made[stage];
    }

    /** See what a range of stages that do not transform lets pass: sets buffer, offset, length and hasEnd. */
    private void look(final int start, final int end, final StreamEndpoint from)
    {
        final boolean isLast;
        if (0 == start)
        {
            buffer = from.input();
            offset = from.inputOffset();
            length = from.inputLength();
            hasEnd = from.isInputEnded();
            isLast = from.isBodyComplete();
        }
        else
        {
            buffer = made[start - 1];
            offset = null == buffer ? 0 : buffer.head();
            length = null == buffer ? 0 : buffer.length();
            hasEnd = isFinished[start - 1];
            isLast = hasEnd;
        }
        for (int i = start; i < end && length > 0; i++)
        {
            if (length > ahead[i])
            {
                ahead[i] += stages[i].forward(isRequest, buffer, offset + ahead[i], length - ahead[i], isLast);
            }
            length = Math.min(length, ahead[i]);
            if (0 == length)
            {
                hasEnd = false;
            }
        }
    }

    private void consume(final int start, final int end, final StreamEndpoint from, final int taken)
    {
        for (int i = start; i < end; i++)
        {
            ahead[i] -= taken;
        }
        if (0 == start)
        {
            takenCount += taken;
            from.consumeInput(taken);
        }
        else
        {
            made[start - 1].consume(taken);
            if (made[start - 1].isEmpty())
            {
                release(start - 1);
            }
        }
    }
}
