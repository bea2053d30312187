/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.fairlead.engine.buffer.NetAddress;

class SocketOptionsTest
{
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private ServerSocketChannel listener;
    private SocketChannel client;
    private int listenerFd;
    private int clientFd;

    @BeforeEach
    void open() throws IOException
    {
        listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        listenerFd = Descriptors.of(listener);
        client = SocketChannel.open(StandardProtocolFamily.INET);
        clientFd = Descriptors.of(client);
    }

    @AfterEach
    void close() throws IOException
    {
        listener.close();
        client.close();
    }

    private SocketChannel connected() throws IOException
    {
        listener.bind(new InetSocketAddress(LOOPBACK, 0));
        client.connect(listener.getLocalAddress());
        return listener.accept();
    }

    private void assumeRoot()
    {
        assumeTrue(0 == ProcessControl.userId(), "needs root");
    }

    @Test
    void shouldBindToDevice() throws IOException
    {
        assumeRoot();
        assertEquals(0, SocketOptions.bindToDevice(listenerFd, "lo"));
        assertEquals("lo", SocketOptions.boundDevice(listenerFd));
        assertEquals("", SocketOptions.boundDevice(clientFd));
        assertEquals(-Errno.ENODEV, SocketOptions.bindToDevice(clientFd, "nosuchdev0"));
        assertEquals(-Errno.EINVAL, SocketOptions.bindToDevice(clientFd, "x".repeat(100)));
        connected().close();
    }

    @Test
    void shouldBindForeignAddresses() throws IOException
    {
        assumeRoot();
        final InetSocketAddress foreign = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.77"), 0);
        assertThrows(IOException.class, () -> client.bind(foreign));
        assertFalse(SocketOptions.isForeignAddress(listenerFd, false));
        assertEquals(0, SocketOptions.foreignAddress(listenerFd, false));
        assertTrue(SocketOptions.isForeignAddress(listenerFd, false));
        listener.bind(foreign);
        assertEquals(0, SocketOptions.freeBind(clientFd, false));
        client.bind(foreign);
        try (ServerSocketChannel six = ServerSocketChannel.open(StandardProtocolFamily.INET6))
        {
            assertEquals(0, SocketOptions.transparent(Descriptors.of(six), true));
            six.bind(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::77"), 0));
        }
    }

    @Test
    void shouldLeavePortOpenUntilConnecting() throws IOException
    {
        listener.bind(new InetSocketAddress(LOOPBACK, 0));
        assertEquals(0, SocketOptions.bindAddressNoPort(clientFd, true));
        client.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0));
        final NetAddress local = new NetAddress();
        assertEquals(0, Descriptors.socketName(clientFd, local));
        assertEquals(0, local.port());
        client.connect(listener.getLocalAddress());
        assertEquals(0, Descriptors.socketName(clientFd, local));
        assertTrue(local.port() > 0);
        assertTrue(local.toString().startsWith("127.0.0.9:"));
    }

    @Test
    void shouldSetTcpOptions() throws IOException
    {
        assertEquals(0, SocketOptions.maxSegment(listenerFd, 1000));
        assertEquals(0, SocketOptions.deferAccept(listenerFd, 30));
        assertEquals(0, SocketOptions.fastOpen(listenerFd, 16));
        assertEquals(0, SocketOptions.deferAccept(listenerFd, 0));
        assertEquals(0, SocketOptions.userTimeout(clientFd, 12_345));
        assertEquals(12_345, SocketOptions.integer(clientFd, 6, 18));
        assertEquals(0, SocketOptions.congestionControl(clientFd, "reno"));
        assertEquals("reno", SocketOptions.congestionControl(clientFd));
        assertEquals(-Errno.ENOENT, SocketOptions.congestionControl(clientFd, "nosuchalgo"));
        assertEquals(0, SocketOptions.keepAlive(clientFd, 11, 12, 13));
        assertEquals(11, SocketOptions.integer(clientFd, 6, 4));
        assertEquals(12, SocketOptions.integer(clientFd, 6, 5));
        assertEquals(13, SocketOptions.integer(clientFd, 6, 6));
        assertEquals(0, SocketOptions.noDelay(clientFd, true));
        assertTrue(client.getOption(StandardSocketOptions.TCP_NODELAY));
        assertEquals(0, SocketOptions.cork(clientFd, true));
        assertEquals(0, SocketOptions.cork(clientFd, false));
        assertEquals(0, SocketOptions.quickAck(clientFd, false));
        assertEquals(0, SocketOptions.notSentLowWater(clientFd, 16_384));
        assertEquals(16_384, SocketOptions.integer(clientFd, 6, 25));
        try (SocketChannel accepted = connected())
        {
            assertTrue(SocketOptions.maxSegment(Descriptors.of(accepted)) <= 1000);
            assertTrue(SocketOptions.maxSegment(clientFd) <= 1000);
        }
    }

    @Test
    void shouldSetSocketAndIpOptions() throws IOException
    {
        assertEquals(0, SocketOptions.typeOfService(clientFd, false, 0x20));
        assertEquals(0x20, SocketOptions.typeOfService(clientFd, false));
        assertEquals(0, SocketOptions.priority(clientFd, 5));
        assertEquals(0, SocketOptions.receiveBuffer(clientFd, 10_000));
        assertEquals(20_000, SocketOptions.integer(clientFd, 1, 8));
        assertEquals(0, SocketOptions.sendBuffer(clientFd, 10_000));
        assertEquals(20_000, SocketOptions.integer(clientFd, 1, 7));
        assertEquals(0, SocketOptions.reuseAddress(clientFd, true));
        assertEquals(0, SocketOptions.reusePort(clientFd, true));
        assertTrue(client.getOption(StandardSocketOptions.SO_REUSEPORT));
        assertEquals(0, SocketOptions.linger(clientFd, true, 5));
        assertEquals(5, client.getOption(StandardSocketOptions.SO_LINGER));
        assertEquals(-Errno.EBADF, SocketOptions.noDelay(54_321, true));
        try (ServerSocketChannel six = ServerSocketChannel.open(StandardProtocolFamily.INET6))
        {
            final int fd = Descriptors.of(six);
            assertEquals(0, SocketOptions.v6Only(fd, true));
            assertTrue(SocketOptions.isV6Only(fd));
            assertEquals(0, SocketOptions.typeOfService(fd, true, 0x40));
            assertEquals(0x40, SocketOptions.typeOfService(fd, true));
        }
    }

    @Test
    void shouldMarkPackets()
    {
        assumeRoot();
        assertEquals(0, SocketOptions.mark(clientFd, 0x1234));
        assertEquals(0x1234, SocketOptions.integer(clientFd, 1, 36));
    }

    @Test
    void shouldResetOnClose() throws IOException
    {
        try (SocketChannel accepted = connected())
        {
            assertEquals(0, SocketOptions.resetOnClose(clientFd));
            client.close();
            assertThrows(IOException.class, () -> accepted.read(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void shouldReadTcpInfo() throws IOException
    {
        try (SocketChannel accepted = connected())
        {
            client.write(ByteBuffer.wrap(new byte[]{1}));
            accepted.read(ByteBuffer.allocate(1));
            final TcpInfo info = new TcpInfo();
            assertTrue(info.tryRead(clientFd));
            assertEquals(1, info.state());
            assertTrue(info.rttUs() > 0);
            assertTrue(info.rttVarianceUs() > 0);
            assertTrue(info.unacked() <= 1);
            assertEquals(0, info.lost() + info.sacked() + info.retransmitted() + info.forwardAcks());
            assertTrue(info.reordering() >= 3); // the system remembers what it learned of a peer
            assertFalse(info.tryRead(1));
            assertEquals(0, info.rttUs());
        }
    }

    @Test
    void shouldKeepSynPacket() throws IOException
    {
        assertEquals(0, SocketOptions.saveSyn(listenerFd, 1));
        try (SocketChannel accepted = connected())
        {
            final UnsafeBuffer packet = new UnsafeBuffer(new byte[512]);
            final int length = SocketOptions.savedSyn(Descriptors.of(accepted), packet, 0, 512);
            assertTrue(length >= 40);
            assertEquals(0x45, packet.getByte(0));
        }
    }

    @Test
    void shouldTakePendingError() throws IOException
    {
        listener.bind(new InetSocketAddress(LOOPBACK, 0));
        final InetSocketAddress nobody = (InetSocketAddress)listener.getLocalAddress();
        listener.close();
        assertThrows(ConnectException.class, () -> client.connect(nobody));
        try (SocketChannel another = SocketChannel.open(StandardProtocolFamily.INET))
        {
            another.configureBlocking(false);
            another.connect(nobody);
            Descriptors.poll(Descriptors.of(another), Descriptors.POLL_OUT, 10_000);
            assertEquals(-Errno.ECONNREFUSED, SocketOptions.takeError(Descriptors.of(another)));
            assertEquals(0, SocketOptions.takeError(Descriptors.of(another)));
        }
    }

    @Test
    void shouldSayWhenThereIsNoOriginalDestination() throws IOException
    {
        try (SocketChannel accepted = connected())
        {
            final NetAddress address = new NetAddress();
            final int result = SocketOptions.originalDestination(Descriptors.of(accepted), false, address);
            // without connection tracking the kernel knows none; with it and no NAT rule it says the real destination
            assertTrue(result < 0 && !address.isSet() || accepted.getLocalAddress().equals(address.toSocketAddress()));
        }
    }

    @Test
    void shouldSetFastOpenConnect()
    {
        assertEquals(0, SocketOptions.fastOpenConnect(clientFd));
    }

    @Test
    void shouldNotAllocate()
    {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final NetAddress name = new NetAddress();
        long leastBytes = Long.MAX_VALUE;
        for (int round = 0; round < 30 && leastBytes > 0; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 5_000; i++)
            {
                SocketOptions.noDelay(Descriptors.of(client), true);
                SocketOptions.resetOnClose(clientFd);
                Descriptors.socketName(clientFd, name);
            }
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(leastBytes < 1_000, leastBytes + " bytes");
    }
}
