/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.filter.FilteredFlow;
import io.fairlead.engine.mux.StreamEndpoint;

/**
 * One direction of a stream: data windows of one endpoint are offered to the other, which writes them from where they
 * lie, or go through filters on the way. Loop-confined.
 */
final class Relay
{
    private long forwarded;
    private boolean isEndSent;
    private FilteredFlow flow;
    private RequestReplay replay;

    void reset()
    {
        forwarded = 0;
        isEndSent = false;
        flow = null;
        replay = null;
    }

    /** Keep what passes, and send what was kept first; null for nothing of it. */
    void replay(final RequestReplay value)
    {
        replay = value;
    }

    /** Let data go through filters from here on. */
    void through(final FilteredFlow filters)
    {
        flow = filters;
    }

    /** Whether data goes through filters. */
    boolean isFiltered()
    {
        return null != flow;
    }

    /** Start over: nothing counts as forwarded. */
    void rewind()
    {
        forwarded = 0;
        isEndSent = false;
    }

    /** Forget that the message ended: bare bytes follow it. */
    void reopen()
    {
        isEndSent = false;
        if (null != flow)
        {
            flow.reopen();
        }
    }

    /**
     * Bytes of data sent on, which filters make more or less of.
     *
     * @return count since {@link #reset()}.
     */
    long sent()
    {
        return null == flow ? forwarded : forwarded - flow.takenCount() + flow.sentCount();
    }

    /**
     * Whether filters hold data that is still to be sent.
     *
     * @return false when all that was taken is on its way.
     */
    boolean isHolding()
    {
        return null != flow && flow.isHolding();
    }

    /**
     * Bytes of data forwarded.
     *
     * @return count since {@link #reset()}.
     */
    long forwarded()
    {
        return forwarded;
    }

    /**
     * Whether the end was passed on.
     *
     * @return true when nothing more will be forwarded.
     */
    boolean isEnded()
    {
        return isEndSent;
    }

    /**
     * Forward what is there.
     *
     * @param from where data is read.
     * @param to   where it is sent.
     * @return whether anything moved.
     */
    boolean run(final StreamEndpoint from, final StreamEndpoint to)
    {
        if (isEndSent)
        {
            return false;
        }
        if (null != flow)
        {
            return runFiltered(from, to);
        }
        boolean hasMoved = false;
        if (null != replay && replay.isReplaying())
        {
            final int sent = replay.sendTo(to);
            forwarded += sent;
            if (replay.isReplaying())
            {
                return sent > 0;
            }
            hasMoved = true;
        }
        int length = from.inputLength();
        while (length > 0)
        {
            final int taken = to.sendData(
                from.input(), from.inputOffset(), length, from.inputKnownToFollow());
            if (taken <= 0)
            {
                break;
            }
            hasMoved = true;
            forwarded += taken;
            if (null != replay)
            {
                replay.keep(from.input(), from.inputOffset(), taken);
            }
            from.consumeInput(taken);
            length = from.inputLength();
        }
        if (from.isInputEnded())
        {
            isEndSent = true;
            to.sendEnd(null != from.message() && from.message().hasTrailers() ? from.message() : null);
            hasMoved = true;
        }
        else if (hasMoved)
        {
            from.resumeInput();
        }
        return hasMoved;
    }

    private boolean runFiltered(final StreamEndpoint from, final StreamEndpoint to)
    {
        final long before = flow.takenCount();
        final boolean hasMoved = flow.run(from, to);
        forwarded += flow.takenCount() - before;
        isEndSent = flow.isEnded();
        return hasMoved;
    }
}
