/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;
import io.fairlead.engine.transport.ConnectTuning;

import static java.nio.ByteOrder.BIG_ENDIAN;

/**
 * A connection to a name server. Each message is preceded by its length in two bytes. Closes when nothing is asked, or
 * nothing is answered, for five seconds. Conductor only. Source: RFC 7766, RFC 1035 section 4.2.2.
 */
final class DnsConnection implements ChannelHandler
{
    private static final int PIPELINE_LIMIT = 4;
    private static final int IDLE_MS = 5000;
    private static final int LENGTH_BYTES = 2;

    private final StreamNameserver nameserver;
    private final ResolverContext context;
    private final PooledBuffer output;
    private final PooledBuffer input;
    private final Watch watch = new Watch();
    private Channel channel;
    private UnsafeBuffer message = new UnsafeBuffer(new byte[ResolversSettings.MIN_PAYLOAD_SIZE]);
    private int headerBytes;
    private int length;
    private int received;
    private int onTheWay;
    private boolean isConnected;
    private boolean isClosed;

    private DnsConnection(final StreamNameserver nameserver, final PooledBuffer output, final PooledBuffer input)
    {
        this.nameserver = nameserver;
        this.context = nameserver.resolvers().context();
        this.output = output;
        this.input = input;
    }

    /** Closes what is idle, or does not connect in time. */
    private final class Watch extends Timer
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            close();
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            close();
        }
    }

    /** Begin to connect; null when there are no buffers. */
    static DnsConnection open(final StreamNameserver nameserver)
    {
        final ResolverContext context = nameserver.resolvers().context();
        final PooledBuffer output = context.buffers().tryTake();
        final PooledBuffer input = context.buffers().tryTake();
        if (null == output || null == input)
        {
            if (null != output)
            {
                output.release();
            }
            return null;
        }
        final DnsConnection connection = new DnsConnection(nameserver, output, input);
        connection.watch(nameserver.resolvers().settings().resolveMs);
        connection.channel = context.transport()
            .connect(context.loop(), nameserver.settings().address(), ConnectTuning.NONE, connection);
        return connection;
    }

    private void watch(final long delayMs)
    {
        context.loop().timers().schedule(watch, context.nowMs() + delayMs);
    }

    boolean hasRoom()
    {
        return onTheWay < PIPELINE_LIMIT && output.space() >= LENGTH_BYTES + DnsQuery.MAX_LENGTH;
    }

    /** Send a question; {@link #hasRoom()} has said that it can be sent. */
    void ask(final byte[] query)
    {
        onTheWay++;
        output.memory().putShort(output.tail(), (short)query.length, BIG_ENDIAN);
        output.memory().putBytes(output.tail() + LENGTH_BYTES, query);
        output.produced(LENGTH_BYTES + query.length);
        if (isConnected)
        {
            watch(IDLE_MS);
            flush();
        }
    }

    @Override
    public void onConnected(final boolean hasSucceeded)
    {
        if (!hasSucceeded)
        {
            close();
            return;
        }
        isConnected = true;
        watch(IDLE_MS);
        channel.wantRead(true);
        flush();
    }

    @Override
    public void onWritable()
    {
        flush();
    }

    private void flush()
    {
        if (output.isEmpty())
        {
            return;
        }
        final int written = channel.write(output, output.head(), output.length());
        if (written < 0)
        {
            close();
            return;
        }
        output.consume(written);
        channel.wantWrite(!output.isEmpty());
        if (output.isEmpty())
        {
            output.clear();
        }
    }

    @Override
    public void onReadable()
    {
        while (!isClosed)
        {
            input.clear();
            final int count = channel.read(input);
            if (count < 0)
            {
                close();
                return;
            }
            if (0 == count)
            {
                return;
            }
            for (int i = input.head(); i < input.tail() && !isClosed; i++)
            {
                take(input.memory().getByte(i));
            }
        }
    }

    private void take(final byte b)
    {
        if (headerBytes < LENGTH_BYTES)
        {
            length = length << Byte.SIZE | b & 0xFF;
            headerBytes++;
            received = 0;
        }
        else
        {
            if (message.capacity() == received)
            {
                message = new UnsafeBuffer(Arrays.copyOf(message.byteArray(), 2 * received));
            }
            message.putByte(received++, b);
        }
        if (LENGTH_BYTES == headerBytes && received == length)
        {
            onMessage();
        }
    }

    private void onMessage()
    {
        headerBytes = 0;
        length = 0;
        onTheWay = Math.max(0, onTheWay - 1);
        watch(IDLE_MS);
        nameserver.onMessage(message, received);
        nameserver.dispatch();
    }

    @Override
    public void onFault(final Throwable cause)
    {
        close();
    }

    void close()
    {
        if (!isClosed)
        {
            isClosed = true;
            context.loop().timers().cancel(watch);
            channel.close();
            output.release();
            input.release();
            nameserver.onClosed(this);
        }
    }
}
