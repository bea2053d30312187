/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.transport.nio.NioPoller;
import io.fairlead.engine.transport.nio.NioTransport;

/** Whatever is thrown while a connection is served ends that connection; the loop serves the next one. */
class LoopFaultTest
{
    private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final EventLoop loop = new EventLoop(0, "faulty-loop", new NioPoller(this::tell), faults::add);
    private final BufferPool buffers = new BufferPool(1024, 64);
    private final Thread thread = new Thread(loop, "faulty-loop");
    private int port;
    private volatile boolean isTellingBroken;

    /** Echoes what it reads, unless it is a name of something to throw. */
    private final class Echo implements ChannelHandler
    {
        private final Channel channel;

        private Echo(final Channel channel)
        {
            this.channel = channel;
        }

        @Override
        public void onConnected(final boolean isConnected)
        {
            throw new AssertionError("accepted connections are connected");
        }

        @Override
        public void onReadable()
        {
            final PooledBuffer buffer = buffers.tryTake();
            final int count = channel.read(buffer);
            if (count > 0)
            {
                final String text = buffer.memory().getStringWithoutLengthAscii(0, count);
                buffer.release();
                throwing(text);
                reply(text);
            }
            else
            {
                buffer.release();
                channel.close();
            }
        }

        private void reply(final String text)
        {
            final PooledBuffer buffer = buffers.tryTake();
            buffer.produced(buffer.memory().putStringWithoutLengthAscii(0, text));
            channel.write(buffer, 0, buffer.length());
            buffer.release();
        }

        @Override
        public void onWritable()
        {
            throw new AssertionError("nothing waits to be written");
        }

        @Override
        public void onFault(final Throwable cause)
        {
            channel.close();
        }
    }

    private void tell(final Throwable fault)
    {
        if (isTellingBroken)
        {
            throw new NoClassDefFoundError("on purpose, while told of " + fault);
        }
        faults.add(fault);
    }

    private static void throwing(final String text)
    {
        switch (text)
        {
            case "exception" -> throw new IllegalStateException("on purpose");
            case "memory" -> throw new OutOfMemoryError("on purpose");
            case "stack" -> recurse(1);
            case "linkage" -> throw new NoClassDefFoundError("on purpose");
            default ->
            {
                // an ordinary message
            }
        }
    }

    private static int recurse(final int depth)
    {
        return recurse(depth + 1) + 1;
    }

    @BeforeEach
    void serve() throws IOException
    {
        final ServerSocketChannel socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = ((InetSocketAddress)socket.getLocalAddress()).getPort();
        loop.execute(() -> new NioTransport().listen(loop, socket, 16, new AcceptHandler()
        {
            @Override
            public AcceptHandler recipient()
            {
                return this;
            }

            @Override
            public EventLoop loop()
            {
                return loop;
            }

            @Override
            public void onAccept(final Channel channel)
            {
                channel.handler(new Echo(channel));
                channel.wantRead(true);
            }

            @Override
            public boolean reserve()
            {
                return true;
            }

            @Override
            public void unreserve()
            {
                // nothing is counted
            }

            @Override
            public void onAcceptPaused(final String error)
            {
                faults.add(new IOException(error));
            }
        }));
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException
    {
        loop.stop();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertTrue(!thread.isAlive());
        assertEquals(0, buffers.inUse());
    }

    private String exchange(final String text) throws IOException
    {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port))
        {
            socket.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            final byte[] answer = new byte[64];
            final int count = socket.getInputStream().read(answer);
            return count < 0 ? "closed" : new String(answer, 0, count, java.nio.charset.StandardCharsets.US_ASCII);
        }
    }

    @Test
    @Timeout(30)
    void shouldServeTheNextConnectionWhateverWasThrownInTheLast() throws IOException
    {
        for (final String kind : new String[]{"exception", "memory", "stack", "linkage"})
        {
            final int before = faults.size();
            assertEquals("closed", exchange(kind), kind);
            assertEquals("hello", exchange("hello"), "after " + kind);
            assertEquals(before + 1, faults.size(), kind);
        }
    }

    @Test
    @Timeout(30)
    void shouldEndTheConnectionAndServeOthersThoughTheFaultCannotBeTold() throws IOException
    {
        isTellingBroken = true;
        assertEquals("closed", exchange("exception"));
        assertEquals("hello", exchange("hello"));
        assertTrue(faults.stream().allMatch(NoClassDefFoundError.class::isInstance), faults::toString);
        assertEquals(1, faults.size());
    }
}
