/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.http.HttpMessage;

/** Bare bytes: the whole connection is one stream, what arrives is its data and the peer's half-close is its end. */
public final class PassThroughMux extends Mux
{
    private boolean isNeverHalfClosed;

    /**
     * A mux without a channel yet.
     *
     * @param context of the loop.
     */
    public PassThroughMux(final LoopContext context)
    {
        super(context);
    }

    @Override
    public boolean isHttp()
    {
        return false;
    }

    @Override
    protected void onHandshakeDone()
    {
        handler().onConnected(true);
    }

    @Override
    protected void onHandshakeFailed()
    {
        final EndpointHandler listener = handler();
        reset();
        listener.onConnected(false);
    }

    @Override
    protected void onReadReady()
    {
        final int count = fill();
        if (count > 0 && null != in() && 0 == in().space())
        {
            // the buffer came back full: more is waiting than one of its size can carry
            bulk(true);
        }
        handler().onInput();
    }

    @Override
    protected void onInputFilled()
    {
        if (null != in())
        {
            handler().onInput();
        }
    }

    @Override
    public HttpMessage message()
    {
        return null;
    }

    @Override
    public boolean hasHead()
    {
        return true;
    }

    @Override
    public void unpinHead()
    {
        // bare bytes have no head
    }

    @Override
    public PooledBuffer input()
    {
        return in();
    }

    @Override
    public int inputOffset()
    {
        return null == in() ? 0 : in().head();
    }

    @Override
    public int inputLength()
    {
        return null == in() ? 0 : in().length();
    }

    @Override
    public long inputKnownToFollow()
    {
        return 0;
    }

    @Override
    public void consumeInput(final int count)
    {
        in().consume(count);
        releaseEmptyInput();
    }

    @Override
    public boolean isInputEnded()
    {
        return isPeerClosed() && 0 == inputLength();
    }

    @Override
    public boolean isInputBroken()
    {
        return isReadFailed();
    }

    @Override
    public void resumeInput()
    {
        wantRead(true);
    }

    @Override
    public int sendHead(final HttpMessage head)
    {
        throw new IllegalStateException("bare bytes have no heads");
    }

    @Override
    public int sendData(final PooledBuffer source, final int offset, final int length, final long following)
    {
        return sendThrough(source, offset, length);
    }

    @Override
    public void sendEnd(final HttpMessage trailers)
    {
        if (!isNeverHalfClosed)
        {
            closeOutput();
        }
    }

    /**
     * Before or while connecting: how it ends when the peer did not end it first.
     *
     * @param isLingering whether the peer gets what is on its way, and then the end of our output; without that all
     *                    ends with a reset.
     */
    public void lingering(final boolean isLingering)
    {
        isNeverHalfClosed = !isLingering;
        channel().resetOnClose(isLingering);
    }

    @Override
    public void finish()
    {
        closeAfterFlush();
    }
}
