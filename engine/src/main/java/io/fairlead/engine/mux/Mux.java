/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

import java.net.SocketAddress;

import org.agrona.DirectBuffer;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;
import io.fairlead.engine.transport.ConnectTuning;

/**
 * What the muxes of one-stream protocols share: a channel, a buffer for input that is lent only while bytes lie in it,
 * a buffer for output that could not be written at once, and the order in which a connection ends. Loop-confined.
 */
public abstract class Mux extends StreamEndpoint implements ChannelHandler
{
    /** Data up to this length is copied behind queued output rather than gathered from two buffers. */
    private static final int COPY_LIMIT = 4096;

    private final LoopContext context;
    private final BufferWaiter inputWaiter = new BufferWaiter()
    {
        @Override
        protected void onBuffer()
        {
            if (!isClosed)
            {
                resumeInput();
            }
        }
    };
    private final BufferWaiter outputWaiter = new BufferWaiter()
    {
        @Override
        protected void onBuffer()
        {
            if (!isClosed && null != handler())
            {
                handler().onOutputReady();
            }
        }
    };
    private Channel channel;
    private Handshake handshake;
    private PooledBuffer in;
    private PooledBuffer out;
    private long bytesRead;
    private long bytesQueued;
    private boolean isReadWanted;
    private boolean isPeerClosed;
    private boolean isReadFailed;
    private boolean isWriteBlocked;
    private boolean isWriteFailed;
    private boolean isClosingOutput;
    private boolean isOutputClosed;
    private boolean isClosingAfterFlush;
    private boolean isClosed;
    private boolean isBulk;
    private boolean isConnecting;
    private boolean isInputPinned;

    /**
     * A mux without a channel yet.
     *
     * @param context of the loop.
     */
    protected Mux(final LoopContext context)
    {
        this.context = context;
    }

    /**
     * Loop's resources.
     *
     * @return context.
     */
    public final LoopContext context()
    {
        return context;
    }

    /**
     * Take over an accepted connection.
     *
     * @param accepted  the channel.
     * @param preceding a dialogue to hold first, or null.
     */
    public final void accept(final Channel accepted, final Handshake preceding)
    {
        channel = accepted;
        handshake = preceding;
        channel.handler(this);
    }

    /**
     * Start to connect; the outcome comes by {@link EndpointHandler#onConnected(boolean)}.
     *
     * @param target    address.
     * @param tuning    options to set first.
     * @param following a dialogue to hold once connected, or null.
     */
    public final void connect(final SocketAddress target, final ConnectTuning tuning, final Handshake following)
    {
        isConnecting = true;
        handshake = following;
        channel = context.transport().connect(context.loop(), target, tuning, this);
    }

    /**
     * Go on with the connection of a mux of another loop, between messages; that mux is over.
     *
     * @param previous was detached by {@link #detach()} on its own loop.
     */
    protected final void takeOver(final Mux previous)
    {
        channel = previous.channel;
        isBulk = previous.isBulk;
        channel.attach(context.loop(), this);
    }

    /** Let go of the channel, which another loop's mux goes on with; nothing may be buffered. */
    protected final void detach()
    {
        isClosed = true;
        channel.detach();
        onClosed();
    }

    /**
     * The connection's channel.
     *
     * @return channel.
     */
    public final Channel channel()
    {
        return channel;
    }

    // ---- input

    /**
     * Input buffer.
     *
     * @return buffer, null while none is lent.
     */
    protected final PooledBuffer in()
    {
        return in;
    }

    /** Give the input buffer back when nothing lies in it. */
    protected final void releaseEmptyInput()
    {
        if (null != in && in.isEmpty() && !isInputPinned)
        {
            context.release(in);
            in = null;
        }
    }

    /**
     * Keep the input buffer and the offsets in it as they are, because slices refer to them.
     *
     * @param isPinned false when nothing refers to consumed bytes any more.
     */
    protected final void pinInput(final boolean isPinned)
    {
        isInputPinned = isPinned;
        releaseEmptyInput();
    }

    /**
     * Move over input bytes that were dealt with.
     *
     * @param count bytes from the head.
     */
    protected final void consumeIn(final int count)
    {
        if (isInputPinned)
        {
            in.skip(count);
        }
        else
        {
            in.consume(count);
            releaseEmptyInput();
        }
    }

    /**
     * Whether the next input buffer should be a large one.
     *
     * @param value true while much data is expected.
     */
    protected final void bulk(final boolean value)
    {
        isBulk = value;
    }

    /**
     * Whether input is read into large buffers.
     *
     * @return true while much data is expected.
     */
    protected final boolean isBulk()
    {
        return isBulk;
    }

    /**
     * Say whether input is wanted.
     *
     * @param isWanted true to hear of it.
     */
    protected final void wantRead(final boolean isWanted)
    {
        if (isWanted != isReadWanted && !isClosed && !(isWanted && (isPeerClosed || isReadFailed)))
        {
            isReadWanted = isWanted;
            channel.wantRead(isWanted);
        }
    }

    /**
     * Read once into the input buffer. When there is no room or no buffer, reading stops until {@link #resumeInput()}.
     *
     * @return bytes read; 0 when there was nothing, no room, or the end, which the state tells.
     */
    protected final int fill()
    {
        if (isPeerClosed || isReadFailed || isClosed)
        {
            return 0;
        }
        if (null == in)
        {
            in = isBulk ? context.largeBuffers().tryTake() : context.buffers().tryTake();
            if (null == in)
            {
                wantRead(false);
                context.awaitBuffer(inputWaiter);
                return 0;
            }
        }
        if (0 == in.space())
        {
            makeRoom();
        }
        if (0 == in.space())
        {
            if (isInputPinned || 0 == in.head())
            {
                wantRead(false);
                return 0;
            }
            in.compact();
        }
        final int count = channel.read(in);
        if (count > 0)
        {
            bytesRead += count;
            return count;
        }
        if (Channel.END == count)
        {
            wantRead(false);
            isPeerClosed = true;
        }
        else if (Channel.FAILED == count)
        {
            wantRead(false);
            isPeerClosed = true;
            isReadFailed = true;
        }
        releaseEmptyInput();
        return 0;
    }

    /** The input buffer is full: throw away what nobody needs, if there is any. */
    protected void makeRoom()
    {
        // most protocols leave nothing between their bytes
    }

    @Override
    public final void onReadable()
    {
        if (null != handshake)
        {
            fill();
            if (!advanceHandshake())
            {
                return;
            }
            if (isConnecting)
            {
                return;
            }
            onInputFilled();
            return;
        }
        onReadReady();
    }

    private boolean advanceHandshake()
    {
        final int result = null == in && !isPeerClosed ?
            Handshake.NEED_MORE : handshake.onInput(in, isPeerClosed);
        if (Handshake.NEED_MORE == result && !isPeerClosed)
        {
            releaseEmptyInput();
            return false;
        }
        handshake = null;
        releaseEmptyInput();
        if (isConnecting)
        {
            connected(Handshake.DONE == result);
        }
        else if (Handshake.DONE != result)
        {
            onHandshakeFailed();
            return false;
        }
        else
        {
            onHandshakeDone();
        }
        return !isClosed;
    }

    /** The dialogue before the protocol was held; what follows it may be in the input buffer. */
    protected abstract void onHandshakeDone();

    /** The client did not keep to the dialogue. */
    protected abstract void onHandshakeFailed();

    /** The channel can be read and no handshake is under way. */
    protected abstract void onReadReady();

    /** Bytes behind a handshake may lie in the input buffer. */
    protected abstract void onInputFilled();

    @Override
    public final boolean isPeerClosed()
    {
        return isPeerClosed;
    }

    @Override
    public final boolean isReset()
    {
        return isReadFailed;
    }

    /**
     * Whether reading ended with an error rather than an orderly end.
     *
     * @return true after a read error.
     */
    protected final boolean isReadFailed()
    {
        return isReadFailed;
    }

    @Override
    public final long bytesIn()
    {
        return bytesRead;
    }

    @Override
    public final long bytesOut()
    {
        return bytesQueued;
    }

    /** Start counting bytes anew, for the next stream. */
    protected final void resetByteCounts()
    {
        bytesRead = null == in ? 0 : in.length();
        bytesQueued = 0;
    }

    // ---- output

    /**
     * Output buffer to encode into, taken from the pool if there is none.
     *
     * @param room wanted behind its tail.
     * @return buffer with that room; null when there is none now, and {@code onOutputReady} will follow.
     */
    protected final PooledBuffer outWithRoom(final int room)
    {
        if (null == out)
        {
            out = context.buffers().tryTake();
            if (null == out)
            {
                context.awaitBuffer(outputWaiter);
                return null;
            }
        }
        if (out.space() < room && out.head() > 0)
        {
            out.compact();
        }
        if (out.space() < room)
        {
            return null;
        }
        return out;
    }

    /**
     * Count bytes that were encoded behind the output buffer's tail.
     *
     * @param count bytes.
     */
    protected final void queued(final int count)
    {
        out.produced(count);
        bytesQueued += count;
    }

    /**
     * Queue bytes in front of everything else, before the stream sends anything.
     *
     * @param bytes  such as a PROXY header.
     * @param offset of the first.
     * @param length number.
     * @return false when there was no buffer.
     */
    public final boolean queuePrefix(final DirectBuffer bytes, final int offset, final int length)
    {
        final PooledBuffer target = outWithRoom(length);
        if (null == target)
        {
            return false;
        }
        target.memory().putBytes(target.tail(), bytes, offset, length);
        target.produced(length);
        return true;
    }

    /**
     * Send data behind what is queued, copying only what is small.
     *
     * @param source buffer.
     * @param offset of the first byte.
     * @param length number of bytes.
     * @return bytes taken.
     */
    protected final int sendThrough(final PooledBuffer source, final int offset, final int length)
    {
        if (isWriteBlocked || isWriteFailed || isClosed || isConnecting)
        {
            return 0;
        }
        final int taken;
        if (null == out || out.isEmpty())
        {
            taken = channel.write(source, offset, length);
            if (taken < 0)
            {
                failOutput();
                return 0;
            }
        }
        else if (length <= COPY_LIMIT && out.space() >= length)
        {
            out.memory().putBytes(out.tail(), source.memory(), offset, length);
            out.produced(length);
            bytesQueued += length;
            return length;
        }
        else
        {
            final int queuedLength = out.length();
            final int written = channel.write(out, out.head(), queuedLength, source, offset, length);
            if (written < 0)
            {
                failOutput();
                return 0;
            }
            out.consume(Math.min(written, queuedLength));
            releaseEmptyOutput();
            taken = Math.max(0, written - queuedLength);
        }
        bytesQueued += taken;
        if (taken < length)
        {
            blockOutput();
        }
        return taken;
    }

    private void blockOutput()
    {
        if (!isWriteBlocked)
        {
            isWriteBlocked = true;
            channel.wantWrite(true);
        }
    }

    /** What was sent makes no sense: send nothing more, as if the connection did not take it. */
    protected final void breakOutput()
    {
        failOutput();
    }

    private void failOutput()
    {
        isWriteFailed = true;
        dropOutput();
        if (isWriteBlocked)
        {
            isWriteBlocked = false;
            channel.wantWrite(false);
        }
    }

    private void releaseEmptyOutput()
    {
        if (null != out && out.isEmpty())
        {
            context.release(out);
            out = null;
        }
    }

    private void dropOutput()
    {
        if (null != out)
        {
            context.release(out);
            out = null;
        }
    }

    @Override
    public final boolean flush()
    {
        if (isClosed || isWriteFailed)
        {
            return true;
        }
        if (isWriteBlocked || isConnecting)
        {
            return isFlushed();
        }
        beforeFlush();
        if (null != out && !out.isEmpty())
        {
            final int written = channel.write(out, out.head(), out.length());
            if (written < 0)
            {
                failOutput();
                return true;
            }
            out.consume(written);
            if (!out.isEmpty())
            {
                blockOutput();
                return false;
            }
        }
        releaseEmptyOutput();
        onFlushed();
        return true;
    }

    /** Everything queued is about to be written: queue what belongs to it. */
    protected void beforeFlush()
    {
        // most protocols have no ends of their own
    }

    private void onFlushed()
    {
        if (isClosingOutput && !isOutputClosed && !isClosed)
        {
            isOutputClosed = true;
            channel.shutdownOutput();
        }
        if (isClosingAfterFlush)
        {
            close();
        }
    }

    @Override
    public final boolean isFlushed()
    {
        return null == out || out.isEmpty();
    }

    @Override
    public final boolean isOutputBroken()
    {
        return isWriteFailed;
    }

    @Override
    public final void onWritable()
    {
        if (isWriteBlocked)
        {
            isWriteBlocked = false;
            flush();
            if (!isWriteBlocked && !isClosed)
            {
                onOutputUnblocked();
                // whoever was told may have blocked the output again
                if (!isWriteBlocked && !isClosed)
                {
                    channel.wantWrite(false);
                }
            }
            else if (isWriteFailed && !isClosed)
            {
                onOutputUnblocked();
            }
        }
    }

    /** Output that had to wait was written. */
    protected void onOutputUnblocked()
    {
        final EndpointHandler listener = handler();
        if (null != listener)
        {
            listener.onOutputReady();
        }
        else if (isWriteFailed)
        {
            close();
        }
    }

    @Override
    public final void closeOutput()
    {
        isClosingOutput = true;
        if (isFlushed() && !isOutputClosed && !isClosed && !isConnecting)
        {
            isOutputClosed = true;
            channel.shutdownOutput();
        }
    }

    /**
     * Whether the end of our output was sent.
     *
     * @return true after {@link #closeOutput()} took effect.
     */
    protected final boolean isOutputClosed()
    {
        return isOutputClosed;
    }

    // ---- connecting and ending

    @Override
    public final void onConnected(final boolean isConnected)
    {
        if (isConnected && null != handshake)
        {
            isReadWanted = true;
            channel.wantRead(true);
            // a handshake that speaks first has queued its request as prefix
            isConnecting = false;
            flush();
            isConnecting = true;
            return;
        }
        connected(isConnected);
    }

    private void connected(final boolean isConnected)
    {
        isConnecting = false;
        final EndpointHandler listener = handler();
        if (!isConnected)
        {
            close();
        }
        if (null != listener)
        {
            listener.onConnected(isConnected);
        }
        else
        {
            close();
        }
    }

    /**
     * Whether the connection is still being made.
     *
     * @return true before {@link EndpointHandler#onConnected(boolean)}.
     */
    public final boolean isConnecting()
    {
        return isConnecting;
    }

    /**
     * Whether the connection is closed.
     *
     * @return true once nothing can be read or written.
     */
    public final boolean isClosed()
    {
        return isClosed;
    }

    /** Close once everything queued was written. */
    protected final void closeAfterFlush()
    {
        isClosingAfterFlush = true;
        if (isFlushed() || isWriteFailed)
        {
            close();
        }
        else
        {
            flush();
        }
    }

    /** Close with a reset unless the peer closed first: for bytes that nobody will read. */
    protected final void reset()
    {
        if (!isClosed && !isPeerClosed)
        {
            channel.abort();
        }
        close();
    }

    /** Close the channel and give back all buffers. */
    public final void close()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        channel.close();
        if (null != in)
        {
            context.release(in);
            in = null;
        }
        dropOutput();
        onClosed();
    }

    /** The connection is closed and its buffers are gone; called once. */
    protected void onClosed()
    {
        // most muxes hold nothing else
    }

    @Override
    public void abort()
    {
        close();
    }

    @Override
    public final String error()
    {
        return null == channel ? "" : channel.error();
    }

    @Override
    public final void onFault(final Throwable cause)
    {
        final EndpointHandler listener = handler();
        try
        {
            if (null != listener)
            {
                listener.onFault(cause);
            }
            else
            {
                onAbandoned();
            }
        }
        finally
        {
            close();
        }
    }

    /** Something was thrown while no stream was attached; the connection is about to be closed. */
    protected void onAbandoned()
    {
        // nobody else knows of most connections
    }
}
