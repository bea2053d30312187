/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.proxy;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A connection whose peer is a script: what it sends is given by {@link #receive}, what it is sent is kept, and a peer
 * that is a server answers each write with its response.
 */
final class MemoryChannel extends Channel
{
    private static final int LOOPBACK = 0x7F000001;

    boolean isReady;
    MemoryChannel nextReady;
    private final MemoryPoller poller;
    private final UnsafeBuffer answer;
    private final UnsafeBuffer written;
    private final int peerPort;
    private ChannelHandler handler;
    private UnsafeBuffer input;
    private int inputOffset;
    private int writtenLength;
    private int requestLength;
    private boolean isConnecting;
    private boolean wantsRead;
    private boolean isOpen = true;

    /* answer: what a server sends for a request; null for a client. */
    MemoryChannel(
        final MemoryPoller poller, final ChannelHandler handler, final UnsafeBuffer answer, final UnsafeBuffer written,
        final int peerPort)
    {
        this.poller = poller;
        this.handler = handler;
        this.answer = answer;
        this.written = written;
        this.peerPort = peerPort;
    }

    /** The connection comes about in the next pass. */
    void connect()
    {
        isConnecting = true;
        poller.ready(this);
    }

    /** The peer sends something; nothing of before may be unread. */
    void receive(final UnsafeBuffer bytes)
    {
        if (null != input)
        {
            throw new IllegalStateException("the input before was not read");
        }
        input = bytes;
        inputOffset = 0;
        poller.ready(this);
    }

    /** Bytes written since the last call of {@link #forgetWritten()}. */
    int writtenLength()
    {
        return writtenLength;
    }

    void forgetWritten()
    {
        writtenLength = 0;
    }

    /** What a client was sent, or the request a server was sent last, as text. */
    String writtenText()
    {
        return written.getStringWithoutLengthAscii(0, null == answer ? writtenLength : requestLength);
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
        else if (wantsRead && null != input)
        {
            handler.onReadable();
            if (null != input && wantsRead && isOpen)
            {
                poller.ready(this);
            }
        }
    }

    @Override
    public int read(final PooledBuffer buffer)
    {
        if (null == input)
        {
            return 0;
        }
        final int count = Math.min(buffer.space(), input.capacity() - inputOffset);
        buffer.memory().putBytes(buffer.tail(), input, inputOffset, count);
        buffer.produced(count);
        inputOffset += count;
        if (inputOffset == input.capacity())
        {
            input = null;
        }
        return count;
    }

    @Override
    public int write(final PooledBuffer buffer, final int offset, final int length)
    {
        append(buffer, offset, length);
        onWritten();
        return length;
    }

    @Override
    public int write(
        final PooledBuffer first, final int firstOffset, final int firstLength,
        final PooledBuffer second, final int secondOffset, final int secondLength)
    {
        append(first, firstOffset, firstLength);
        append(second, secondOffset, secondLength);
        onWritten();
        return firstLength + secondLength;
    }

    private void append(final PooledBuffer buffer, final int offset, final int length)
    {
        written.putBytes(writtenLength, buffer.memory(), offset, length);
        writtenLength += length;
    }

    private void onWritten()
    {
        if (null != answer)
        {
            requestLength = writtenLength;
            writtenLength = 0;
            receive(answer);
        }
    }

    @Override
    public void wantRead(final boolean isWanted)
    {
        wantsRead = isWanted;
        if (isWanted && null != input)
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
        close();
    }

    @Override
    public void close()
    {
        isOpen = false;
    }

    @Override
    public void abort()
    {
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
        out.inet(LOOPBACK, 8080);
    }

    @Override
    public void remoteAddress(final NetAddress out)
    {
        out.inet(LOOPBACK, peerPort);
    }

    @Override
    public int descriptor()
    {
        return -1;
    }
}
