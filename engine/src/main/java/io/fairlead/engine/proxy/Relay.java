/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.mux.StreamEndpoint;

/**
 * One direction of a stream: data windows of one endpoint are offered to the other, which writes them from where they
 * lie. Loop-confined.
 */
final class Relay
{
    private long forwarded;
    private boolean isEndSent;

    void reset()
    {
        forwarded = 0;
        isEndSent = false;
    }

    /** Forget that the message ended: bare bytes follow it. */
    void reopen()
    {
        isEndSent = false;
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
        boolean hasMoved = false;
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
}
