/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.loop.EventLoop;

/**
 * A byte stream to one peer, non-blocking. One concrete class in a process for plain sockets, so that calls stay
 * monomorphic. Loop-confined.
 */
public abstract class Channel
{
    /** {@link #read} found the end of the peer's output. */
    public static final int END = -1;

    /** {@link #read} or {@link #write} failed; see {@link #error()}. */
    public static final int FAILED = -2;

    private String error = "";

    /**
     * Read into the free room behind the tail.
     *
     * @param buffer to append to; must have room.
     * @return bytes read, 0 when nothing is there now, {@link #END} or {@link #FAILED}.
     */
    public abstract int read(PooledBuffer buffer);

    /**
     * Write a piece of a buffer; the buffer's offsets stay as they are.
     *
     * @param buffer to write from.
     * @param offset of the first byte.
     * @param length number of bytes.
     * @return bytes written, maybe fewer than length or 0 when the socket is full, or {@link #FAILED}.
     */
    public abstract int write(PooledBuffer buffer, int offset, int length);

    /**
     * Write pieces of two buffers with one call.
     *
     * @param first        to write from first.
     * @param firstOffset  of its first byte.
     * @param firstLength  its number of bytes.
     * @param second       to write from next.
     * @param secondOffset of its first byte.
     * @param secondLength its number of bytes.
     * @return bytes written of both together, or {@link #FAILED}.
     */
    public abstract int write(
        PooledBuffer first, int firstOffset, int firstLength, PooledBuffer second, int secondOffset, int secondLength);

    /**
     * Whether {@link ChannelHandler#onReadable()} is wanted.
     *
     * @param isWanted true to hear of input.
     */
    public abstract void wantRead(boolean isWanted);

    /**
     * Whether {@link ChannelHandler#onWritable()} is wanted.
     *
     * @param isWanted true to hear of room.
     */
    public abstract void wantWrite(boolean isWanted);

    /**
     * Change who hears of events.
     *
     * @param handler the new owner.
     */
    public abstract void handler(ChannelHandler handler);

    /** Send everything, then tell the peer that no more will come. */
    public abstract void shutdownOutput();

    /** Close the connection; no handler is called any more. Closing twice is harmless. */
    public abstract void close();

    /**
     * Have {@link #close()} end the connection in an orderly way. Without this a TCP connection made here ends with a
     * reset, unless the peer ended it first.
     */
    public void lingerOnClose()
    {
    }

    /**
     * Have {@link #close()} end the connection with a reset, unless the peer ended it first.
     *
     * @param isEndTold whether the end of our output is sent before, so that the peer still gets what is on its way.
     */
    public void resetOnClose(final boolean isEndTold)
    {
    }

    /**
     * Let the peer hear nothing any more of a connection that is about to be closed: by TCP_REPAIR or, where that is
     * not allowed, by a reset that does not go far. Source: configuration.txt 4.4 "silent-drop".
     *
     * @param hops how far the reset may go, 1 to 255; 0 for no reset at all.
     */
    public void silence(final int hops)
    {
    }

    /**
     * Leave this loop without closing: no handler is called any more, until {@link #attach} on another loop. The loop's
     * poller may need one more pass to forget the channel, so it must not be attached before that.
     */
    public void detach()
    {
        throw new UnsupportedOperationException();
    }

    /**
     * Go on, on another loop than before.
     *
     * @param loop    the calling loop, which owns the channel from now on.
     * @param handler hears of events.
     */
    public void attach(final EventLoop loop, final ChannelHandler handler)
    {
        throw new UnsupportedOperationException();
    }

    /** Close with a reset instead of an orderly end, dropping what is unsent. */
    public abstract void abort();

    /**
     * Whether the channel has not been closed.
     *
     * @return true until {@link #close()} or {@link #abort()}.
     */
    public abstract boolean isOpen();

    /**
     * Our address.
     *
     * @param out set to the address, or cleared when it is not known.
     */
    public abstract void localAddress(NetAddress out);

    /**
     * The peer's address.
     *
     * @param out set to the address, or cleared when it is not known.
     */
    public abstract void remoteAddress(NetAddress out);

    /**
     * File descriptor for options that only the operating system's own calls can set.
     *
     * @return descriptor, or -1 when the channel has none.
     */
    public abstract int descriptor();

    /**
     * Why the last operation failed, in the operating system's words.
     *
     * @return text; empty when nothing failed.
     */
    public final String error()
    {
        return error;
    }

    /**
     * Note why an operation failed.
     *
     * @param text in the operating system's words.
     */
    protected final void error(final String text)
    {
        error = null == text ? "unknown error" : text;
    }
}
