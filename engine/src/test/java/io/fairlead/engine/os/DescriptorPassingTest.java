/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.fairlead.engine.os.DescriptorPassing.PassedSocket;

class DescriptorPassingTest
{
    private final int[] pair = new int[2];

    @BeforeEach
    void open()
    {
        assertEquals(0, UnixSockets.streamPair(pair));
    }

    @AfterEach
    void close()
    {
        Descriptors.close(pair[0]);
        Descriptors.close(pair[1]);
    }

    @Test
    void shouldPassDescriptorsWithBytes()
    {
        final int[] pipe = new int[2];
        Descriptors.pipe(pipe, false);
        assertEquals(3, DescriptorPassing.send(pair[0], new byte[]{4, 5, 6}, pipe));
        final byte[] payload = new byte[100];
        final int[] fds = new int[10];
        final int[] count = new int[1];
        assertEquals(3, DescriptorPassing.receive(pair[1], payload, fds, count));
        assertEquals(2, count[0]);
        assertEquals(5, payload[1]);
        Descriptors.write(fds[1], new byte[]{42}, 0, 1);
        assertEquals(1, Descriptors.read(pipe[0], payload, 0, 1));
        assertEquals(42, payload[0]);
        assertEquals(1, DescriptorPassing.send(pair[0], new byte[]{1}, new int[0]));
        assertEquals(1, DescriptorPassing.receive(pair[1], payload, fds, count));
        assertEquals(0, count[0]);
        for (final int fd : new int[]{pipe[0], pipe[1], fds[0], fds[1]})
        {
            Descriptors.close(fd);
        }
        assertEquals(-Errno.E2BIG, DescriptorPassing.send(pair[0], new byte[]{1}, new int[253]));
    }

    private CompletableFuture<Void> answer(final List<PassedSocket> sockets)
    {
        return CompletableFuture.runAsync(() ->
        {
            final byte[] request = new byte[100];
            assertEquals("_getsocks\n", new String(request, 0, Descriptors.read(pair[0], request, 0, 100)));
            try
            {
                DescriptorPassing.sendListeners(pair[0], sockets);
            }
            catch (final IOException ex)
            {
                throw new java.io.UncheckedIOException(ex);
            }
        });
    }

    @Test
    void shouldPassMoreListenersThanFitOneMessage() throws Exception
    {
        try (ServerSocketChannel listener = ServerSocketChannel.open())
        {
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            final List<PassedSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 600; i++)
            {
                sockets.add(
                    new PassedSocket(Descriptors.of(listener), 1 == i % 7 ? "blue" : "", 0 == i % 3 ? "lo" : ""));
            }
            final CompletableFuture<Void> sender = answer(sockets);
            final List<PassedSocket> received = DescriptorPassing.receiveListeners(pair[1]);
            sender.get();
            assertEquals(600, received.size());
            for (int i = 0; i < 600; i++)
            {
                assertEquals(sockets.get(i).namespace(), received.get(i).namespace());
                assertEquals(sockets.get(i).interfaceName(), received.get(i).interfaceName());
                if (599 != i)
                {
                    assertEquals(0, Descriptors.close(received.get(i).fd()));
                }
            }
            try (ServerSocketChannel adopted = Descriptors.adoptListener(received.get(599).fd());
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel accepted = adopted.accept())
            {
                assertEquals(client.getLocalAddress(), accepted.getRemoteAddress());
            }
        }
    }

    @Test
    void shouldReportABrokenExchangeAndKeepNoDescriptor() throws Exception
    {
        final int before = Descriptors.openCount();
        Descriptors.write(pair[0], new byte[]{2, 0, 0, 0}, 0, 4);
        assertEquals(2, DescriptorPassing.send(pair[0], new byte[]{9, 9}, new int[]{1, 1}));
        final IOException error = assertThrows(IOException.class, () -> DescriptorPassing.receiveListeners(pair[1]));
        assertTrue(error.getMessage().startsWith("Inconsistency"), error.getMessage());
        assertEquals(before, Descriptors.openCount());
    }

    @Test
    void shouldSayWhenTheOldProcessSendsNone() throws Exception
    {
        Descriptors.close(pair[0]);
        assertEquals("Failed to get the number of sockets to be transferred !",
            assertThrows(IOException.class, () -> DescriptorPassing.receiveListeners(pair[1])).getMessage());
        assertEquals("Failed to connect to the old process socket '/nosuch'",
            assertThrows(IOException.class, () -> DescriptorPassing.receiveListeners("/nosuch")).getMessage());
    }
}
