/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.io.ByteArrayOutputStream;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;

/** A connection whose peer is a script: what the peer sends is given, what it is sent is kept. */
final class ScriptedChannel extends Channel
{
    private final ScriptedPoller poller;
    private final NetAddress local;
    private final NetAddress remote;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private ChannelHandler handler;
    private byte[] input = {};
    private int inputOffset;
    private boolean isConnecting;
    private boolean isInputEnded;
    private boolean isEndTold;
    private boolean wantsRead;
    private boolean isOpen = true;
    private boolean isReset;
    private boolean isResetOnClose;
    private boolean isSilent;

    ScriptedChannel(
        final ScriptedPoller poller, final ChannelHandler handler, final NetAddress local, final NetAddress remote)
    {
        this.poller = poller;
        this.handler = handler;
        this.local = local;
        this.remote = remote;
    }

    /** The connection comes about in the next pass. */
    void connect()
    {
        isConnecting = true;
        poller.ready(this);
    }

    /** The peer sends something. */
    void receive(final byte[] bytes)
    {
        final byte[] all = new byte[input.length - inputOffset + bytes.length];
        System.arraycopy(input, inputOffset, all, 0, input.length - inputOffset);
        System.arraycopy(bytes, 0, all, input.length - inputOffset, bytes.length);
        input = all;
        inputOffset = 0;
        poller.ready(this);
    }

    /** The peer sends no more. */
    void endInput()
    {
        isInputEnded = true;
        poller.ready(this);
    }

    /** What the peer was sent since the last call. */
    byte[] takeWritten()
    {
        final byte[] bytes = written.toByteArray();
        written.reset();
        return bytes;
    }

    boolean hasWritten()
    {
        return written.size() > 0;
    }

    boolean isConnected()
    {
        return isOpen && !isConnecting;
    }

    /** Whether it was closed by a reset. */
    boolean isReset()
    {
        return isReset;
    }

    /** Whether its peer is left without any word of the end. */
    boolean isSilent()
    {
        return isSilent;
    }

    @Override
    public void resetOnClose(final boolean isEndTold)
    {
        isResetOnClose = true;
    }

    @Override
    public void lingerOnClose()
    {
        isResetOnClose = false;
    }

    @Override
    public void silence(final int hops)
    {
        isSilent = true;
    }

    private boolean hasInput()
    {
        return inputOffset < input.length || isInputEnded && !isEndTold;
    }

    /** Called by the poller. */
    void deliver()
    {
        if (!isOpen)
        {
            return;
        }
        if (isConnecting)
        {
            isConnecting = false;
            handler.onConnected(true);
        }
        else if (wantsRead && hasInput())
        {
            handler.onReadable();
        }
        if (isOpen && wantsRead && hasInput())
        {
            poller.ready(this);
        }
    }

    @Override
    public int read(final PooledBuffer buffer)
    {
        final int count = Math.min(buffer.space(), input.length - inputOffset);
        if (0 == count)
        {
            isEndTold |= isInputEnded;
            return isInputEnded ? END : 0;
        }
        buffer.memory().putBytes(buffer.tail(), input, inputOffset, count);
        buffer.produced(count);
        inputOffset += count;
        return count;
    }

    @Override
    public int write(final PooledBuffer buffer, final int offset, final int length)
    {
        append(buffer, offset, length);
        return length;
    }

    @Override
    public int write(
        final PooledBuffer first, final int firstOffset, final int firstLength,
        final PooledBuffer second, final int secondOffset, final int secondLength)
    {
        append(first, firstOffset, firstLength);
        append(second, secondOffset, secondLength);
        return firstLength + secondLength;
    }

    private void append(final PooledBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.memory().getBytes(offset, bytes);
        written.writeBytes(bytes);
    }

    @Override
    public void wantRead(final boolean isWanted)
    {
        wantsRead = isWanted;
        if (isWanted && hasInput())
        {
            poller.ready(this);
        }
    }

    @Override
    public void wantWrite(final boolean isWanted)
    {
        // there is always room: no write is ever short
    }

    @Override
    public void handler(final ChannelHandler newHandler)
    {
        handler = newHandler;
    }

    @Override
    public void shutdownOutput()
    {
        // the peer's end comes when its script says so
    }

    @Override
    public void close()
    {
        isReset |= isOpen && isResetOnClose;
        isOpen = false;
    }

    @Override
    public void abort()
    {
        isReset |= isOpen;
        isOpen = false;
    }

    @Override
    public boolean isOpen()
    {
        return isOpen;
    }

    @Override
    public void localAddress(final NetAddress out)
    {
        out.copyFrom(local);
    }

    @Override
    public void remoteAddress(final NetAddress out)
    {
        out.copyFrom(remote);
    }

    @Override
    public int descriptor()
    {
        return -1;
    }
}
