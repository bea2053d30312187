/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.command.CommandRegistrar;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.transport.nio.NioPoller;
import io.fairlead.engine.transport.nio.NioTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(30)
class CliServerTest
{
    private final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
    private final EventLoop loop = new EventLoop(0, "conductor", new NioPoller(faults::add), faults::add);
    private final BufferPool buffers = new BufferPool(16384, 4);
    private final Thread thread = new Thread(loop, "conductor");
    private CliServer server;
    private SocketAddress tcp;
    private SocketAddress unix;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception
    {
        final KeywordRegistry registry = new KeywordRegistry();
        new CommandRegistrar().register(registry);
        server = new CliServer(
            loop, buffers, new CliTable(registry), new CliFixture(CliLevel.ADMIN), 2, (text) -> { });
        final ServerSocketChannel tcpSocket = ServerSocketChannel.open();
        tcpSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        tcp = tcpSocket.getLocalAddress();
        final ServerSocketChannel unixSocket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        unix = UnixDomainSocketAddress.of(directory.resolve("s.sock"));
        unixSocket.bind(unix);
        final NioTransport transport = new NioTransport();
        server.listen(transport, tcpSocket, settings(CliLevel.USER, 10_000));
        server.listen(transport, unixSocket, settings(CliLevel.ADMIN, 10_000));
        thread.start();
    }

    @AfterEach
    void stop() throws Exception
    {
        onLoop(() -> server.close());
        assertEquals(0, onLoop(() -> { }));
        loop.stop();
        thread.join();
        assertTrue(faults.isEmpty(), faults.toString());
    }

    @Test
    void shouldAnswerAClientThatClosedItsSide() throws Exception
    {
        try (SocketChannel client = SocketChannel.open(tcp))
        {
            client.write(bytes("show version;show cli level\n"));
            client.shutdownOutput();
            assertEquals("3.4.0\n\nuser\n\n", readAll(client));
        }
    }

    @Test
    void shouldServeUnixSockets() throws Exception
    {
        try (SocketChannel client = SocketChannel.open(unix))
        {
            client.write(bytes("show cli level\n"));
            assertEquals("admin\n\n", readAll(client));
        }
    }

    @Test
    void shouldGoOnInInteractiveMode() throws Exception
    {
        try (SocketChannel client = SocketChannel.open(tcp))
        {
            client.write(bytes("prompt i\n"));
            assertEquals("\n", readPart(client, 1));
            client.write(bytes("show version\n"));
            assertEquals("3.4.0\n\n", readPart(client, 7));
            client.write(bytes("quit\n"));
            assertEquals("", readAll(client));
        }
    }

    @Test
    void shouldSendLongAnswersToASlowReader() throws Exception
    {
        final StringBuilder chain = new StringBuilder("show stat typed desc");
        for (int i = 0; i < 40; i++)
        {
            chain.append(";show stat typed desc");
        }
        try (SocketChannel client = SocketChannel.open(unix))
        {
            client.write(bytes(chain + "\n"));
            client.shutdownOutput();
            final String first = readPart(client, 100);
            final String answer = first + readAll(client);
            final int length = answer.length() / 41;
            assertEquals(answer.length(), 41 * length);
            assertEquals(answer.substring(0, length), answer.substring(40 * length));
        }
    }

    @Test
    void shouldServeAsManyClientsAsAllowedAndTheOthersLater() throws Exception
    {
        try (SocketChannel one = SocketChannel.open(tcp); SocketChannel two = SocketChannel.open(unix))
        {
            one.write(bytes("prompt i\n"));
            two.write(bytes("prompt i\n"));
            assertEquals("\n", readPart(one, 1));
            assertEquals("\n", readPart(two, 1));
            try (SocketChannel three = SocketChannel.open(tcp))
            {
                three.write(bytes("show version\n"));
                assertEquals(2, onLoop(() -> { }));
                one.write(bytes("quit\n"));
                assertEquals("", readAll(one));
                assertEquals("3.4.0\n\n", readAll(three));
            }
        }
    }

    @Test
    void shouldDropAnIdleClient() throws Exception
    {
        try (SocketChannel client = SocketChannel.open(unix))
        {
            client.write(bytes("prompt i;set timeout cli 1\n"));
            final long startNs = System.nanoTime();
            assertEquals("\n\n", readAll(client));
            assertTrue(System.nanoTime() - startNs >= 900_000_000L);
        }
    }

    @Test
    void shouldNotDropAClientThatWaits() throws Exception
    {
        try (SocketChannel client = SocketChannel.open(unix))
        {
            client.write(bytes("set timeout cli 1;wait 1500;show version\n"));
            assertEquals("\nDone.\n\n3.4.0\n\n", readAll(client));
        }
    }

    @Test
    void shouldEndTheWaitOfAClientThatLeft() throws Exception
    {
        try (SocketChannel client = SocketChannel.open(unix))
        {
            client.write(bytes("prompt i\n"));
            assertEquals("\n", readPart(client, 1));
            client.write(bytes("wait 1h\n"));
            client.shutdownOutput();
            assertEquals("Interrupted.\n\n", readAll(client));
        }
    }

    private static CliSettings settings(final CliLevel level, final long timeoutMs)
    {
        return new CliSettings(level, CliSeverity.NONE, 16384, 128 * 1024, timeoutMs);
    }

    /* Run on the loop and return the number of connections then. */
    private int onLoop(final Runnable action) throws Exception
    {
        final CompletableFuture<Integer> done = new CompletableFuture<>();
        loop.execute(() ->
        {
            action.run();
            done.complete(server.connectionCount());
        });
        return done.get();
    }

    private static ByteBuffer bytes(final String text)
    {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String readPart(final SocketChannel client, final int length) throws IOException
    {
        final ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && 0 <= client.read(buffer))
        {
            Thread.onSpinWait();
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    private static String readAll(final SocketChannel client) throws IOException
    {
        final StringBuilder text = new StringBuilder();
        final ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (0 <= client.read(buffer))
        {
            text.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
            buffer.clear();
        }
        return text.toString();
    }
}
