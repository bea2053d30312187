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

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.fairlead.engine.buffer.NetAddress;

class UnixSocketsTest
{
    @TempDir
    private Path directory;

    private static void exchange(final SocketChannel client, final SocketChannel server) throws IOException
    {
        client.configureBlocking(true);
        server.configureBlocking(true);
        client.write(ByteBuffer.wrap(new byte[]{1, 2}));
        final ByteBuffer in = ByteBuffer.allocate(8);
        assertEquals(2, server.read(in));
        server.write(in.flip());
        in.clear();
        assertEquals(2, client.read(in));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldServeAbstractSocketsThroughChannels(final boolean isPadded) throws IOException
    {
        final String name = "fairlead-test-" + ProcessHandle.current().pid() + "-" + isPadded;
        final byte[] address = UnixSockets.abstractAddress(name, isPadded);
        assertEquals(isPadded ? 110 : 3 + name.length(), address.length);
        try (ServerSocketChannel listener = UnixSockets.listenAbstract(address, 10);
            Selector selector = Selector.open())
        {
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            final NetAddress local = new NetAddress();
            assertEquals(0, Descriptors.socketName(Descriptors.of(listener), local));
            assertEquals("abns@" + name, local.toString());
            assertEquals("cannot bind UNIX socket (already in use)",
                assertThrows(IOException.class, () -> UnixSockets.listenAbstract(address, 10)).getMessage());
            final int fd = UnixSockets.connect(address);
            try (SocketChannel client = Descriptors.adoptConnection(fd))
            {
                assertEquals(1, selector.select(10_000));
                try (SocketChannel server = listener.accept())
                {
                    exchange(client, server);
                }
            }
            assertEquals(-Errno.ECONNREFUSED, UnixSockets.connect(UnixSockets.abstractAddress(name, !isPadded)));
        }
    }

    @Test
    void shouldListenAtPathWithModeAndOwnerAndReplaceAnOlderSocket() throws IOException
    {
        final Path path = directory.resolve("x.sock");
        try (ServerSocketChannel old = ServerSocketChannel.open(StandardProtocolFamily.UNIX))
        {
            old.bind(UnixDomainSocketAddress.of(path));
            final int owner = 0 == ProcessControl.userId() ? 65_534 : -1;
            try (ServerSocketChannel listener = UnixSockets.listenAtPath(path.toString(), 10, 0600, owner, owner);
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
                SocketChannel server = listener.accept())
            {
                exchange(client, server);
                assertEquals("rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
                if (-1 != owner)
                {
                    assertEquals(owner, Files.getAttribute(path, "unix:uid"));
                    assertEquals(owner, Files.getAttribute(path, "unix:gid"));
                }
            }
        }
        try (Stream<Path> files = Files.list(directory))
        {
            assertEquals(1, files.count());
        }
    }

    @Test
    void shouldRefusePathsInHaproxysWords()
    {
        assertEquals("name too long for UNIX socket (limit usually 97)",
            assertThrows(IOException.class, () ->
                UnixSockets.listenAtPath("/" + "x".repeat(105), 1, 0, -1, -1)).getMessage());
        assertEquals("cannot bind UNIX socket (No such file or directory)",
            assertThrows(IOException.class, () -> UnixSockets.listenAtPath("/nosuchdir/s", 1, 0, -1, -1)).getMessage());
        assertFalse(UnixSockets.connect(UnixSockets.pathAddress("/nosuchdir/s")) >= 0);
    }

    @Test
    void shouldSendDatagramsWithoutWaiting() throws IOException
    {
        final byte[] address = UnixSockets.pathAddress(directory.resolve("log").toString());
        final int receiver = UnixSockets.datagramSocket();
        assertEquals(0, UnixSockets.bind(receiver, address));
        final int sender = UnixSockets.datagramSocket();
        final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
        direct.putStringWithoutLengthAscii(7, "<30>hello");
        assertEquals(9, UnixSockets.sendDatagram(sender, address, direct, 7, 9));
        final byte[] in = new byte[100];
        assertEquals(9, Descriptors.read(receiver, in, 0, 100));
        assertEquals("<30>hello", new String(in, 0, 9, StandardCharsets.US_ASCII));
        int result = 0;
        for (int i = 0; i < 10_000 && result >= 0; i++)
        {
            result = UnixSockets.sendDatagram(sender, address, direct, 0, 4096);
        }
        assertEquals(-Errno.EAGAIN, result);
        Descriptors.close(receiver);
        assertEquals(-Errno.ECONNREFUSED, UnixSockets.sendDatagram(sender, address, direct, 0, 1));
        Descriptors.close(sender);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotifyServiceManager(final boolean isAbstract) throws IOException
    {
        final String name = isAbstract ? "@fairlead-notify-" + ProcessHandle.current().pid() :
            directory.resolve("n").toString();
        final int receiver = UnixSockets.datagramSocket();
        assertEquals(0, UnixSockets.bind(receiver,
            isAbstract ? UnixSockets.abstractAddress(name.substring(1), false) : UnixSockets.pathAddress(name)));
        assertEquals(1, ServiceNotifier.notify(name, "READY=1\nSTATUS=Ready.\n"));
        final byte[] in = new byte[100];
        final int length = Descriptors.read(receiver, in, 0, 100);
        assertEquals("READY=1\nSTATUS=Ready.\n", new String(in, 0, length, StandardCharsets.US_ASCII));
        Descriptors.close(receiver);
        assertEquals(0, ServiceNotifier.notify(null, "READY=1"));
        assertEquals(-Errno.EAFNOSUPPORT, ServiceNotifier.notify("relative", "READY=1"));
        assertTrue(ServiceNotifier.notify(name, "READY=1") < 0);
    }
}
