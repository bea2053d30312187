/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.LogTargetSettings.Format;
import io.fairlead.engine.log.LogForwarderContext.HostField;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.IpSockets;
import io.fairlead.engine.os.UnixSockets;

/** Messages come in over real sockets and leave for a real receiver. */
class LogForwarderTest
{
    private static final String OLD = "<134>Nov 22 14:06:11 ";

    private final LogService service = new LogService(new LogContext(1, "haproxy", null, 0, true));
    private final AtomicLong received = new AtomicLong();
    private final NetAddress stream = new NetAddress();
    private final NetAddress datagram = new NetAddress();
    private LogReceiver receiver;
    private LogForwarder forwarder;

    @BeforeEach
    void openReceiver() throws IOException
    {
        receiver = new LogReceiver(false);
    }

    @AfterEach
    void close()
    {
        forwarder.close();
        receiver.close();
        service.close();
    }

    private void start(final int maxConnections, final int idleMs)
    {
        final int listening = bound(IpSockets.streamSocket(false), stream);
        assertEquals(0, UnixSockets.listen(listening, 8));
        forwarder = new LogForwarder(new LogForwarderContext(
            "syslog", service.targets(List.of(receiver.target(Format.UNSPECIFIED)), null),
            new LogWriter(service, ProcessLog::epochUs, () -> { }), received::addAndGet, new int[]{listening},
            new int[]{bound(IpSockets.datagramSocket(false), datagram)}, maxConnections, idleMs, 16384, HostField.FILL,
            false, false));
        forwarder.start();
    }

    private static int bound(final int fd, final NetAddress address)
    {
        assertEquals(0, UnixSockets.bind(fd, IpSockets.address(new NetAddress().inet(0x7F000001, 0))));
        assertEquals(0, Descriptors.socketName(fd, address));
        return fd;
    }

    private Socket client() throws IOException
    {
        final Socket socket = new Socket(InetAddress.getLoopbackAddress(), stream.port());
        socket.setSoTimeout(5000);
        return socket;
    }

    private static void send(final Socket client, final String text) throws IOException
    {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldSendOnWhatComesByDatagramAndByBothFramings() throws IOException
    {
        start(10, 0);
        try (DatagramSocket sender = new DatagramSocket(); Socket client = client())
        {
            final byte[] text = (OLD + "h a[1]: one").getBytes(StandardCharsets.US_ASCII);
            sender.send(new DatagramPacket(text, text.length, InetAddress.getLoopbackAddress(), datagram.port()));
            assertEquals(OLD + "h a[1]: one\n", receiver.next());
            send(client, OLD + "h two\r\n32 " + OLD + "h line\nthree" + "<1>x"); // 32 bytes end inside the word
            assertEquals(OLD + "h two\n", receiver.next());
            assertEquals(OLD + "h line\nthre\n", receiver.next());
            // "e<1>x" is no beginning of a message
            assertEquals(-1, client.getInputStream().read());
        }
        forwarder.close();
        assertEquals(3, received.get());
    }

    @Test
    void shouldServeFurtherClientsOnceThereIsRoom() throws IOException
    {
        start(1, 0);
        try (Socket first = client(); Socket second = client())
        {
            send(second, OLD + "h second\n");
            send(first, OLD + "h first\n");
            assertEquals(OLD + "h first\n", receiver.next());
            first.shutdownOutput();
            assertEquals(OLD + "h second\n", receiver.next());
        }
    }

    @Test
    void shouldCloseAClientThatSaysNothing() throws IOException
    {
        start(10, 50);
        try (Socket client = client())
        {
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void shouldFinishItsClientsWhenItListensNoMore() throws IOException
    {
        start(10, 0);
        try (Socket client = client())
        {
            send(client, OLD + "h before\n");
            assertEquals(OLD + "h before\n", receiver.next());
            forwarder.stopListening();
            send(client, OLD + "h after\n");
            assertEquals(OLD + "h after\n", receiver.next());
            assertTrue(forwarder.clients() > 0);
        }
    }
}
