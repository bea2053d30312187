/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import com.sun.management.ThreadMXBean;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SocketIoTest
{
    private static final int LENGTH = 64;
    private static final ThreadMXBean ALLOCATION = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH));
    private SocketChannel peer;
    private SocketChannel own;

    @BeforeEach
    void connect() throws IOException
    {
        try (ServerSocketChannel listener = ServerSocketChannel.open())
        {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            peer = SocketChannel.open(listener.getLocalAddress());
            own = listener.accept();
        }
    }

    @AfterEach
    void disconnect() throws IOException
    {
        peer.close();
        own.close();
    }

    private int receive(final int offset, final int length)
    {
        return SocketIo.receive(Descriptors.of(own), buffer, offset, length);
    }

    /** What comes next, however long the loopback takes. */
    private int receiveSome(final int offset, final int length)
    {
        int result = receive(offset, length);
        while (-Errno.EAGAIN == result)
        {
            Thread.yield();
            result = receive(offset, length);
        }
        return result;
    }

    private int send(final int offset, final int length)
    {
        return SocketIo.send(Descriptors.of(own), buffer, offset, length);
    }

    @Test
    void shouldSayThatThereIsNothingYetThoughTheSocketMayBlock()
    {
        assertEquals(-Errno.EAGAIN, receive(0, LENGTH));
    }

    @Test
    void shouldReceiveToItsPlaceAndSendFromThere() throws IOException
    {
        peer.write(ByteBuffer.wrap("hello".getBytes(US_ASCII)));
        assertEquals(5, receiveSome(10, LENGTH - 10));
        assertEquals("hello", buffer.getStringWithoutLengthAscii(10, 5));
        assertEquals(0, buffer.getByte(15));
        assertEquals(4, send(11, 4));
        final ByteBuffer answer = ByteBuffer.allocate(4);
        while (answer.hasRemaining() && peer.read(answer) >= 0)
        {
            // until all four are here
        }
        assertEquals("ello", new String(answer.array(), US_ASCII));
    }

    @Test
    void shouldTellTheEndFromNothing() throws IOException
    {
        peer.shutdownOutput();
        assertEquals(0, receiveSome(0, LENGTH));
    }

    @Test
    void shouldTellAResetThoughTheSocketTellsItOnce() throws IOException
    {
        peer.setOption(StandardSocketOptions.SO_LINGER, 0);
        peer.close();
        assertEquals(-Errno.ECONNRESET, receiveSome(0, LENGTH));
        assertEquals(-Errno.EPIPE, send(0, 1));
    }

    @Test
    void shouldFillThePipeAndSayThatThereIsNoRoom()
    {
        int result = 1;
        for (int i = 0; i < 10_000_000 && result > 0; i++)
        {
            result = send(0, LENGTH);
        }
        assertEquals(-Errno.EAGAIN, result);
    }

    @Test
    void shouldAllocateNothing() throws IOException
    {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10 && least > 0; i++)
        {
            final long before = ALLOCATION.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < 1000; k++)
            {
                receive(0, LENGTH);
            }
            send(0, 1);
            least = Math.min(least, ALLOCATION.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    @Test
    void shouldTouchNothingOutsideTheBuffer()
    {
        assertThrows(IndexOutOfBoundsException.class, () -> receive(1, LENGTH));
        assertThrows(IndexOutOfBoundsException.class, () -> send(-1, 2));
    }
}
