/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import java.util.concurrent.atomic.AtomicLong;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.LogRingSettings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a ring keeps, sends on, drops and tells. The servers are real sockets. */
@Timeout(60)
class LogRingTest
{
    private static final int TIMEOUT_MS = 20_000;
    private static final int SMALL = 400;

    private final LogRingSettings settings = new LogRingSettings("r");
    private ServerSocket server;
    private final AtomicLong drops = new AtomicLong();
    private LogRing ring;

    @BeforeEach
    void listen() throws IOException
    {
        server = new ServerSocket();
        server.setReceiveBufferSize(4096);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setSoTimeout(TIMEOUT_MS);
    }

    @AfterEach
    void close() throws IOException
    {
        if (null != ring)
        {
            ring.close();
        }
        server.close();
    }

    private void sendOn(final boolean isOctetCounted)
    {
        final AddressSpec address = new AddressSpec();
        address.text = "127.0.0.1:" + server.getLocalPort();
        address.form = AddressSpec.Form.IP;
        address.address.inet(0x7F000001, server.getLocalPort());
        final LogRingSettings.Target target = new LogRingSettings.Target("s", address);
        target.isOctetCounted = isOctetCounted;
        settings.targets.add(target);
    }

    private void open()
    {
        ring = new LogRing(settings, drops::addAndGet);
        ring.start();
    }

    private boolean offer(final String text)
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
        return ring.offer(bytes, 0, bytes.capacity());
    }

    private String all()
    {
        final StringBuilder out = new StringBuilder();
        ring.read(ring.begin(false), Integer.MAX_VALUE / 2, '\n', out);
        return out.toString();
    }

    private static BufferedReader reader(final Socket socket) throws IOException
    {
        socket.setSoTimeout(TIMEOUT_MS);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    @Test
    void shouldKeepTheLatestRecords()
    {
        settings.length = SMALL;
        open();
        for (int i = 0; i < 200; i++)
        {
            assertTrue(offer("record " + i));
        }
        final String kept = all();
        assertTrue(kept.endsWith("record 198\nrecord 199\n"), kept);
        assertTrue(kept.length() > SMALL / 2 && kept.length() <= SMALL, kept);
        assertEquals(0, ring.dropped());
    }

    @Test
    void shouldCutRecordsToTheLengthOfTheRing()
    {
        settings.maxLength = 10;
        open();
        offer("0123456789abcdef");
        assertEquals("0123456789\n", all());
    }

    @Test
    void shouldSendLines() throws IOException
    {
        sendOn(false);
        open();
        offer("one");
        offer("two");
        try (Socket socket = server.accept(); BufferedReader reader = reader(socket))
        {
            offer("three");
            assertEquals("one", reader.readLine());
            assertEquals("two", reader.readLine());
            assertEquals("three", reader.readLine());
        }
    }

    @Test
    void shouldCountOctets() throws IOException
    {
        sendOn(true);
        open();
        offer("one");
        offer("three");
        try (Socket socket = server.accept())
        {
            socket.setSoTimeout(TIMEOUT_MS);
            assertEquals("3 one5 three", new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void shouldConnectAgainAndGoOnBehindWhatWasSent() throws IOException
    {
        sendOn(false);
        open();
        try (Socket socket = server.accept(); BufferedReader reader = reader(socket))
        {
            offer("one");
            assertEquals("one", reader.readLine());
        }
        try (Socket socket = server.accept(); BufferedReader reader = reader(socket))
        {
            offer("two");
            assertEquals("two", reader.readLine());
        }
    }

    @Test
    void shouldDropAndCountAndTellWhenAServerTakesNothing() throws IOException
    {
        settings.length = 65536;
        sendOn(false);
        open();
        final String text = "x".repeat(1000);
        try (Socket socket = server.accept(); BufferedReader reader = reader(socket))
        {
            offer("first");
            assertEquals("first", reader.readLine(), "from here on nothing is overwritten that was not sent");
            int offered = 0;
            while (ring.dropped() < 100)
            {
                offer(text);
                offered++;
                assertTrue(offered < 1_000_000, "nothing was dropped");
            }
            String line = reader.readLine();
            while (!line.endsWith("dropped"))
            {
                assertEquals(text, line);
                offer(text);
                line = reader.readLine();
            }
            assertTrue(line.matches("\\d+ events? dropped"), line);
        }
    }
}
