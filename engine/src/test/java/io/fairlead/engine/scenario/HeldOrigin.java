/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An HTTP server that answers a request only when the test says so. */
final class HeldOrigin implements AutoCloseable
{
    private static final int LIMIT_S = 10;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final BlockingQueue<Socket> requests = new LinkedBlockingQueue<>();

    HeldOrigin() throws IOException
    {
        Thread.ofVirtual().start(this::accept);
    }

    private void accept()
    {
        while (!socket.isClosed())
        {
            try
            {
                final Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> read(connection));
            }
            catch (final IOException ex)
            {
                return; // closed at the end of the test
            }
        }
    }

    private void read(final Socket connection)
    {
        try
        {
            if (connection.getInputStream().read(new byte[4096]) > 0)
            {
                requests.add(connection);
            }
        }
        catch (final IOException ex)
        {
            // the balancer gave the connection up
            assert null != ex;
        }
    }

    int port()
    {
        return socket.getLocalPort();
    }

    /** The next request that arrived, or null when none does within a time. */
    Socket take(final long limitMs) throws InterruptedException
    {
        return requests.poll(limitMs, TimeUnit.MILLISECONDS);
    }

    /** The next request that arrives. */
    Socket take() throws InterruptedException, IOException
    {
        final Socket request = requests.poll(LIMIT_S, TimeUnit.SECONDS);
        if (null == request)
        {
            throw new IOException("no request arrived");
        }
        return request;
    }

    /** Answer and close. */
    static void answer(final Socket request) throws IOException
    {
        request.getOutputStream().write(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
        request.close();
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
