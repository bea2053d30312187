/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies go through the filters of a running daemon and come out as they were, once decoded. */
class CompressionTest
{
    private static final long SEED = Long.getLong("fairlead.seed", System.nanoTime());
    private static final String CONFIG = """
        global
            nbthread 1
        defaults
            mode http
            timeout client 20s
            timeout server 20s
            timeout connect 5s
        listen response
            bind 127.0.0.1:"${PORT_RESPONSE}"
            compression algo gzip deflate
            server s 127.0.0.1:"${PORT_ORIGIN}"
        listen both
            bind 127.0.0.1:"${PORT_BOTH}"
            filter comp-req
            filter comp-res
            compression algo gzip
            compression algo-req gzip
            server s 127.0.0.1:"${PORT_ORIGIN}"
        listen pieces
            bind 127.0.0.1:"${PORT_PIECES}"
            filter trace quiet random-forwarding
            filter compression
            filter trace quiet random-forwarding max-fwd 5000
            compression algo gzip
            compression algo-req gzip
            compression direction both
            server s 127.0.0.1:"${PORT_ORIGIN}"
        listen limited
            bind 127.0.0.1:"${PORT_LIMITED}"
            filter bwlim-in in default-limit 100k default-period 1s
            filter bwlim-out out default-limit 10k default-period 1s min-size 1k
            http-request set-bandwidth-limit in
            http-response set-bandwidth-limit out limit int(50000) period 500ms if { hdr(content-type) text/plain }
            server s 127.0.0.1:"${PORT_ORIGIN}"
        listen told
            bind 127.0.0.1:"${PORT_TOLD}"
            filter trace name NAME hexdump
            server s 127.0.0.1:"${PORT_ORIGIN}"
        """;

    private static Echo origin;
    private static LiveBalancer balancer;
    private final Random random = new Random(SEED);

    /** Answers with the body it got, decoded, in random pieces; by its path without saying how long it is. */
    private static final class Echo implements AutoCloseable
    {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        private Echo() throws IOException
        {
            Thread.ofPlatform().daemon().start(this::accept);
        }

        private void accept()
        {
            try
            {
                while (true)
                {
                    final Socket client = socket.accept();
                    Thread.ofPlatform().daemon().start(() -> serve(client));
                }
            }
            catch (final IOException ex)
            {
                // closed
            }
        }

        private static void serve(final Socket client)
        {
            try (client)
            {
                final InputStream in = client.getInputStream();
                String head = head(in);
                while (!head.isEmpty())
                {
                    final byte[] body = decode(head, body(head, in));
                    final boolean isCut = head.contains("/cut");
                    client.getOutputStream().write(chunked("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n", body,
                        new Random(body.length), isCut));
                    if (isCut)
                    {
                        return;
                    }
                    head = head(in);
                }
            }
            catch (final IOException ex)
            {
                // the peer is gone
            }
        }

        @Override
        public void close() throws IOException
        {
            socket.close();
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException
    {
        origin = new Echo();
        balancer = LiveBalancer.start(CONFIG, List.of(), Map.of("PORT_ORIGIN", origin.socket.getLocalPort()));
    }

    @AfterAll
    static void stop() throws IOException
    {
        balancer.close();
        origin.close();
    }

    private static String head(final InputStream in) throws IOException
    {
        final StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n"))
        {
            final int b = in.read();
            if (b < 0)
            {
                return "";
            }
            head.append((char)b);
        }
        return head.toString();
    }

    private static byte[] body(final String head, final InputStream in) throws IOException
    {
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (!head.contains("transfer-encoding: chunked"))
        {
            return new byte[0];
        }
        while (true)
        {
            final StringBuilder line = new StringBuilder();
            while (!line.toString().endsWith("\r\n"))
            {
                final int b = in.read();
                if (b < 0)
                {
                    throw new IOException("cut");
                }
                line.append((char)b);
            }
            final int length = Integer.parseInt(line.toString().trim(), 16);
            body.writeBytes(in.readNBytes(length));
            in.readNBytes(2);
            if (0 == length)
            {
                return body.toByteArray();
            }
        }
    }

    private static byte[] decode(final String head, final byte[] body) throws IOException
    {
        final InputStream raw = new ByteArrayInputStream(body);
        return head.contains("content-encoding: gzip") ? new GZIPInputStream(raw).readAllBytes() :
            head.contains("content-encoding: deflate") ? new InflaterInputStream(raw).readAllBytes() : body;
    }

    private static byte[] chunked(final String head, final byte[] body, final Random random, final boolean isCut)
    {
        final ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes((head + "transfer-encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        for (int at = 0; at < body.length;)
        {
            final int part = Math.min(body.length - at, 1 + random.nextInt(0 == random.nextInt(3) ? 40000 : 200));
            message.writeBytes((Integer.toHexString(part) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            message.write(body, at, part);
            message.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            at += part;
        }
        message.writeBytes((isCut ? "ff\r\n" : "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return message.toByteArray();
    }

    private byte[] text(final int length)
    {
        final byte[] text = new byte[length];
        final boolean isRandom = random.nextBoolean();
        for (int i = 0; i < length; i++)
        {
            text[i] = (byte)(isRandom ? random.nextInt() : "a lot of the same of it ".charAt(i % (20 + i / 999 % 5)));
        }
        return text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT_RESPONSE gzip", "PORT_RESPONSE deflate", "PORT_RESPONSE br", "PORT_BOTH gzip",
        "PORT_PIECES gzip", "PORT_PIECES br"})
    void shouldCarryBodiesOfAnySize(final String way) throws IOException
    {
        final String port = way.split(" ")[0];
        final String coding = way.split(" ")[1];
        try (Socket client = balancer.connect(port))
        {
            for (final int length : new int[]{1, 10, 1000, 16384, 16400, 100000, 1000000, random.nextInt(300000)})
            {
                final byte[] body = text(length);
                client.getOutputStream().write(chunked("POST / HTTP/1.1\r\nhost: x\r\naccept-encoding: " + coding +
                    "\r\n", body, random, false));
                final String head = head(client.getInputStream());
                final byte[] got = body(head, client.getInputStream());

                assertEquals(!"br".equals(coding), head.contains("content-encoding: " + coding), head);
                assertArrayEquals(body, decode(head, got), way + ' ' + length + " seed " + SEED);
            }
        }
    }

    @Test
    void shouldSendWhatCameBeforeTheServerBroke() throws IOException
    {
        try (Socket client = balancer.connect("PORT_BOTH"))
        {
            client.getOutputStream().write(chunked("POST /cut HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip\r\n",
                text(5000), random, false));
            final InputStream in = client.getInputStream();
            assertTrue(head(in).contains("content-encoding: gzip"));
            int count = 0;
            while (in.read() >= 0)
            {
                count++;
            }
            assertTrue(count > 20, "nothing of what came before the server was gone");
        }
    }

    @Test
    void shouldHoldDataBackAsLimitsSay() throws IOException
    {
        try (Socket client = balancer.connect("PORT_LIMITED"))
        {
            final byte[] body = text(150000);
            final long before = System.nanoTime();
            client.getOutputStream().write(chunked("POST / HTTP/1.1\r\nhost: x\r\n", body, random, false));
            final String head = head(client.getInputStream());
            assertArrayEquals(body, body(head, client.getInputStream()), "seed " + SEED);

            // what is beyond the first 100 KiB waits for the rest of its second, and each 50,000 bytes for 500 ms
            assertTrue(System.nanoTime() - before > 1_200_000_000L, "too fast");
        }
    }

    @Test
    void shouldTellWhatPasses() throws IOException, InterruptedException
    {
        try (Socket client = balancer.connect("PORT_TOLD"))
        {
            client.getOutputStream().write(chunked(
                "POST /told HTTP/1.1\r\nhost: x\r\n", "hello".getBytes(StandardCharsets.US_ASCII), random, false));
            body(head(client.getInputStream()), client.getInputStream());
        }
        balancer.await("the end of the stream", () -> words().contains("trace_detach "));
        final List<String> told = words().lines().filter(line -> line.contains("[NAME/told "))
            .map(line -> line.replaceAll(".*] ", "").replaceAll(" *: .*", "").strip()).distinct().toList();

        assertEquals(List.of("trace_attach", "trace_stream_start", "trace_chn_start_analyze",
            "trace_stream_set_backend", "trace_http_headers"), told.subList(2, 7), String.join("\n", told));
        assertTrue(words().contains(
            " trace_http_headers       : channel=REQUEST    - mode=HTTP  (backend)\tPOST /told"));
        assertTrue(words().contains("\t0x000000: "), words());
    }

    private static String words()
    {
        try
        {
            return balancer.words();
        }
        catch (final IOException ex)
        {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    @Test
    void shouldGiveEncodersBackWhenStreamsBreak() throws IOException
    {
        for (int i = 0; i < 200; i++)
        {
            try (Socket client = balancer.connect("PORT_BOTH"))
            {
                final byte[] message = chunked("POST / HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip\r\n",
                    text(100000), random, false);
                client.getOutputStream().write(message, 0, 1 + random.nextInt(message.length));
            }
        }
        shouldCarryBodiesOfAnySize("PORT_BOTH gzip");
    }
}
