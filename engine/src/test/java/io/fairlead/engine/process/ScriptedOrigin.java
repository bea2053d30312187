/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A server that gives every request the same answer and says what it was sent. */
final class ScriptedOrigin implements AutoCloseable
{
    private static final int V2_HEADER_LENGTH = 16;

    /** What an origin received. */
    record Seen(int port, String bytes)
    {
    }

    private final ServerSocket socket;
    private final BlockingQueue<Seen> seen;
    private final boolean isHttp;
    private volatile byte[] answer = {};

    ScriptedOrigin(final BlockingQueue<Seen> seen, final boolean isHttp) throws IOException
    {
        this.seen = seen;
        this.isHttp = isHttp;
        socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port()
    {
        return socket.getLocalPort();
    }

    void answer(final byte[] bytes)
    {
        answer = bytes;
    }

    private void accept()
    {
        try
        {
            while (true)
            {
                final Socket accepted = socket.accept();
                Thread.ofVirtual().start(() -> serve(accepted));
            }
        }
        catch (final IOException ex)
        {
            // closed: the test is over
        }
    }

    private void serve(final Socket accepted)
    {
        try (accepted)
        {
            while (true)
            {
                final String request = isHttp ? http(accepted.getInputStream()) : bare(accepted.getInputStream());
                if (request.isEmpty())
                {
                    return;
                }
                seen.add(new Seen(port(), request));
                accepted.getOutputStream().write(answer);
                if (!isHttp)
                {
                    return;
                }
            }
        }
        catch (final IOException ex)
        {
            // the balancer closed; what was received stays known
        }
    }

    /** What is there at once. */
    private static String bare(final InputStream in) throws IOException
    {
        final byte[] bytes = new byte[16_384];
        int length = in.read(bytes);
        while (length > 0 && new String(bytes, 0, length, ISO_8859_1).matches("PROXY [^\n]*\r\n"))
        {
            length += in.read(bytes, length, bytes.length - length);
        }
        return length <= 0 ? "" : new String(bytes, 0, length, ISO_8859_1);
    }

    /** A request with its body, and the PROXY header in front of it. */
    private static String http(final InputStream in) throws IOException
    {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        int skipped = 0;
        for (int next = in.read(); next >= 0; next = in.read())
        {
            all.write(next);
            if (V2_HEADER_LENGTH == all.size() && '\r' == all.toByteArray()[0])
            {
                final byte[] head = all.toByteArray();
                all.writeBytes(in.readNBytes((head[14] & 0xFF) << 8 | head[15] & 0xFF));
                skipped = all.size();
            }
            final String text = all.toString(ISO_8859_1);
            if ('\n' == next && text.length() > skipped && text.endsWith("\r\n\r\n") && text.indexOf('\r') > 0)
            {
                all.writeBytes(in.readNBytes(contentLength(text)));
                return all.toString(ISO_8859_1);
            }
        }
        return "";
    }

    static int contentLength(final String head)
    {
        final String lower = head.toLowerCase(Locale.ROOT);
        final int at = lower.indexOf("\ncontent-length: ");
        return at < 0 ? 0 : Integer.parseInt(lower.substring(at + 17, lower.indexOf('\r', at + 17)).trim());
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
