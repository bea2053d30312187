/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;
import io.fairlead.engine.transport.ConnectTuning;
import io.fairlead.engine.transport.Listener;
import io.fairlead.engine.transport.Transport;

/** Connections that do what a test says. */
final class FakeTransport implements Transport
{
    final List<FakeChannel> channels = new ArrayList<>();
    int writeLimit = Integer.MAX_VALUE;

    @Override
    public Channel connect(
        final EventLoop loop, final SocketAddress target, final ConnectTuning tuning, final ChannelHandler handler)
    {
        final FakeChannel channel = new FakeChannel(target, handler);
        channels.add(channel);
        return channel;
    }

    @Override
    public Listener listen(
        final EventLoop loop, final ServerSocketChannel socket, final int maxAccept, final AcceptHandler handler)
    {
        throw new UnsupportedOperationException("nothing listens here");
    }

    FakeChannel last()
    {
        return channels.get(channels.size() - 1);
    }

    final class FakeChannel extends Channel
    {
        final SocketAddress target;
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        byte[] input = new byte[0];
        int inputOffset;
        boolean isEnded;
        boolean isOpen = true;
        boolean isReset;
        boolean wantsRead;
        boolean wantsWrite;
        private ChannelHandler handler;

        FakeChannel(final SocketAddress target, final ChannelHandler handler)
        {
            this.target = target;
            this.handler = handler;
        }

        void accept()
        {
            handler.onConnected(true);
        }

        void fail(final String text)
        {
            error(text);
            handler.onConnected(false);
        }

        void receive(final byte[] bytes)
        {
            final byte[] all = new byte[input.length - inputOffset + bytes.length];
            System.arraycopy(input, inputOffset, all, 0, input.length - inputOffset);
            System.arraycopy(bytes, 0, all, input.length - inputOffset, bytes.length);
            input = all;
            inputOffset = 0;
            if (wantsRead && isOpen)
            {
                handler.onReadable();
            }
        }

        void end()
        {
            isEnded = true;
            if (wantsRead && isOpen)
            {
                handler.onReadable();
            }
        }

        void drain()
        {
            if (wantsWrite && isOpen)
            {
                handler.onWritable();
            }
        }

        @Override
        public int read(final PooledBuffer buffer)
        {
            final int count = Math.min(buffer.space(), input.length - inputOffset);
            if (0 == count)
            {
                return isEnded ? END : 0;
            }
            buffer.memory().putBytes(buffer.tail(), input, inputOffset, count);
            buffer.produced(count);
            inputOffset += count;
            return count;
        }

        @Override
        public int write(final PooledBuffer buffer, final int offset, final int length)
        {
            final int count = Math.min(length, writeLimit);
            for (int i = 0; i < count; i++)
            {
                written.write(buffer.memory().getByte(offset + i));
            }
            return count;
        }

        @Override
        public int write(
            final PooledBuffer first, final int firstOffset, final int firstLength,
            final PooledBuffer second, final int secondOffset, final int secondLength)
        {
            return write(first, firstOffset, firstLength) + write(second, secondOffset, secondLength);
        }

        @Override
        public void wantRead(final boolean isWanted)
        {
            wantsRead = isWanted;
        }

        @Override
        public void wantWrite(final boolean isWanted)
        {
            wantsWrite = isWanted;
        }

        @Override
        public void handler(final ChannelHandler newHandler)
        {
            handler = newHandler;
        }

        @Override
        public void shutdownOutput()
        {
            wantsWrite = false;
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
            isReset = true;
        }

        @Override
        public boolean isOpen()
        {
            return isOpen;
        }

        @Override
        public void localAddress(final NetAddress out)
        {
            out.from(InetAddress.getLoopbackAddress(), 1111);
        }

        @Override
        public void remoteAddress(final NetAddress out)
        {
            out.from(target);
        }

        @Override
        public int descriptor()
        {
            return -1;
        }
    }
}
