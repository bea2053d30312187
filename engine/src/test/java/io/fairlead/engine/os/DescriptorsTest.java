/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.fairlead.engine.buffer.NetAddress;

class DescriptorsTest
{
    private static final InetAddress LOOPBACK_4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK_6 = InetAddress.ofLiteral("::1");

    private static InetSocketAddress anyPort(final ProtocolFamily family)
    {
        return new InetSocketAddress(StandardProtocolFamily.INET == family ? LOOPBACK_4 : LOOPBACK_6, 0);
    }

    @ParameterizedTest
    @EnumSource(value = StandardProtocolFamily.class, names = {"INET", "INET6"})
    void shouldAdoptListenerAndConnection(final StandardProtocolFamily family) throws IOException
    {
        final int listenerFd;
        final InetSocketAddress address;
        try (ServerSocketChannel original = ServerSocketChannel.open(family).bind(anyPort(family)))
        {
            address = (InetSocketAddress)original.getLocalAddress();
            listenerFd = Descriptors.dup(Descriptors.of(original));
        }
        assertEquals(Descriptors.Kind.LISTENER, Descriptors.kind(listenerFd));
        try (ServerSocketChannel adopted = Descriptors.adoptListener(listenerFd);
            SocketChannel client = SocketChannel.open(address))
        {
            assertEquals(address, adopted.getLocalAddress());
            assertEquals(listenerFd, Descriptors.of(adopted));
            try (Selector selector = Selector.open())
            {
                adopted.configureBlocking(false);
                adopted.register(selector, SelectionKey.OP_ACCEPT);
                assertEquals(1, selector.select(10_000));
            }
            final SocketChannel accepted = adopted.accept();
            final int copy = Descriptors.dup(Descriptors.of(accepted));
            accepted.close();
            assertEquals(Descriptors.Kind.CONNECTION, Descriptors.kind(copy));
            try (SocketChannel connection = Descriptors.adoptConnection(copy))
            {
                assertEquals(client.getLocalAddress(), connection.getRemoteAddress());
                client.write(ByteBuffer.wrap(new byte[]{1, 2, 3}));
                final ByteBuffer in = ByteBuffer.allocateDirect(16);
                assertEquals(3, connection.read(in));
                connection.write(in.flip());
                in.clear();
                assertEquals(3, client.read(in));
                final NetAddress peer = new NetAddress();
                assertEquals(0, Descriptors.peerName(copy, peer));
                assertEquals(client.getLocalAddress(), peer.toSocketAddress());
            }
            assertFalse(Descriptors.isOpen(copy));
        }
    }

    @ParameterizedTest
    @EnumSource(value = StandardProtocolFamily.class, names = {"INET", "INET6"})
    void shouldAdoptDatagramSocketThatReceivesAndSends(final StandardProtocolFamily family) throws IOException
    {
        final int fd;
        final InetSocketAddress address;
        try (DatagramChannel original = DatagramChannel.open(family).bind(anyPort(family)))
        {
            address = (InetSocketAddress)original.getLocalAddress();
            fd = Descriptors.dup(Descriptors.of(original));
        }
        assertEquals(Descriptors.Kind.DATAGRAM, Descriptors.kind(fd));
        try (DatagramChannel adopted = Descriptors.adoptDatagram(fd);
            DatagramChannel peer = DatagramChannel.open(family).bind(anyPort(family)))
        {
            assertEquals(address, adopted.getLocalAddress());
            peer.send(ByteBuffer.wrap(new byte[]{7}), address);
            final ByteBuffer in = ByteBuffer.allocateDirect(16);
            assertEquals(peer.getLocalAddress(), adopted.receive(in));
            assertEquals(1, adopted.send(in.flip(), peer.getLocalAddress()));
            in.clear();
            assertEquals(address, peer.receive(in));
        }
    }

    @Test
    void shouldTellWhatADescriptorIs() throws IOException
    {
        try (SocketChannel unconnected = SocketChannel.open())
        {
            assertEquals(Descriptors.Kind.UNCONNECTED, Descriptors.kind(Descriptors.of(unconnected)));
        }
        assertEquals(Descriptors.Kind.OTHER, Descriptors.kind(12_345));
    }

    @Test
    void shouldReadWriteAndPollPipes()
    {
        final int[] ends = new int[2];
        assertEquals(0, Descriptors.pipe(ends, false));
        final byte[] bytes = new byte[8];
        assertEquals(-Errno.EAGAIN, Descriptors.read(ends[0], bytes, 0, 8));
        assertEquals(0, Descriptors.poll(ends[0], Descriptors.POLL_IN, 0));
        assertEquals(3, Descriptors.write(ends[1], new byte[]{9, 8, 7}, 0, 3));
        assertEquals(Descriptors.POLL_IN, Descriptors.poll(ends[0], Descriptors.POLL_IN, -1));
        assertEquals(3, Descriptors.read(ends[0], bytes, 1, 7));
        assertArrayEquals(new byte[]{0, 9, 8, 7, 0, 0, 0, 0}, bytes);
        assertEquals(0, Descriptors.nonBlocking(ends[0], false));
        assertEquals(0, Descriptors.close(ends[1]));
        assertEquals(0, Descriptors.read(ends[0], bytes, 0, 8));
        assertEquals(Descriptors.POLL_HANG_UP, Descriptors.poll(ends[0], Descriptors.POLL_IN, 1_000));
        assertEquals(0, Descriptors.close(ends[0]));
        assertEquals(-Errno.EBADF, Descriptors.close(ends[0]));
    }

    @Test
    void shouldCountOpenDescriptors() throws IOException
    {
        final int copy = Descriptors.dup(1);
        assertTrue(Arrays.stream(Descriptors.open()).anyMatch((fd) -> fd == copy));
        assertTrue(Descriptors.openCount() >= 4);
        assertEquals(2, Descriptors.dup2(2, 2));
        Descriptors.close(copy);
        assertTrue(Arrays.stream(Descriptors.open()).noneMatch((fd) -> fd == copy));
    }

    @Test
    void shouldGiveTextsOfErrors()
    {
        assertEquals("Address already in use", Errno.text(-Errno.EADDRINUSE));
        assertNull(UnixSockets.pathAddress("x".repeat(108)));
    }
}
