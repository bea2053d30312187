/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.IpSockets;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;

/**
 * Records for a stream: TCP, or a UNIX stream socket. Records wait in the ring while there is no connection; one is
 * tried once a second. What was being written when a connection broke is lost.
 */
final class StreamSink extends LogSink
{
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int WAIT_MS = 100;
    private static final int CONNECT_LIMIT_MS = 1000;
    private static final int EINPROGRESS = 115;
    private static final int NO_SOCKET = -1;

    private final byte[] address;
    private final int family;
    private int socket = NO_SOCKET;
    private long nextTryNs = System.nanoTime();

    StreamSink(final AddressSpec spec)
    {
        super("log-" + spec.text, true);
        family = spec.isUnix() ? NetAddress.UNIX : spec.address.family();
        address = spec.isUnix() ? LogTarget.unixAddress(spec) : IpSockets.address(spec.address);
    }

    @Override
    boolean isReady()
    {
        if (NO_SOCKET == socket && System.nanoTime() - nextTryNs >= 0)
        {
            connect();
            nextTryNs = System.nanoTime() + RETRY_NS;
        }
        if (NO_SOCKET == socket && isClosing())
        {
            broken();
        }
        return NO_SOCKET != socket;
    }

    private void connect()
    {
        final int fd = NetAddress.UNIX == family ? UnixSockets.streamSocket() :
            IpSockets.streamSocket(NetAddress.INET6 == family);
        if (fd < 0)
        {
            return;
        }
        int result = UnixSockets.connect(fd, address);
        if (-EINPROGRESS == result)
        {
            final int ready = Descriptors.poll(fd, Descriptors.POLL_OUT, CONNECT_LIMIT_MS);
            result = ready > 0 ? SocketOptions.takeError(fd) : -1;
        }
        if (0 == result)
        {
            socket = fd;
        }
        else
        {
            Descriptors.close(fd);
        }
    }

    @Override
    void write(final UnsafeBuffer bytes, final int length)
    {
        int done = 0;
        while (done < length && NO_SOCKET != socket)
        {
            final int result = Descriptors.write(socket, bytes.addressOffset() + done, length - done);
            if (result >= 0)
            {
                done += result;
            }
            else if (-Errno.EAGAIN == result && !isClosing())
            {
                Descriptors.poll(socket, Descriptors.POLL_OUT, WAIT_MS);
            }
            else if (-Errno.EINTR != result)
            {
                onClosed();
            }
        }
    }

    @Override
    void onClosed()
    {
        if (NO_SOCKET != socket)
        {
            Descriptors.close(socket);
            socket = NO_SOCKET;
        }
    }
}
