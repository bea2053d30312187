/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.LogRingSettings;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.IpSockets;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;

/**
 * Sends the records of a ring to one server, over one connection that is made again at most once a second. Never waits:
 * what the server does not take stays in the ring. What was handed to a connection that broke is lost. The ring's
 * thread only, but for {@link #pin}.
 */
final class RingForwarder
{
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int FRAMES_LENGTH = 2 * LogSink.MAX_RECORD_LENGTH;
    private static final int DIGITS = 8;
    private static final int EINPROGRESS = 115;
    private static final int NO_SOCKET = -1;
    private static final int SCRATCH_LENGTH = 1024;

    private final LogRing ring;
    private final LogRingSettings.Target target;
    private final byte[] address;
    private final boolean isV6;
    private final long connectTimeoutNs;
    private final long serverTimeoutNs;
    private final byte[] frames = new byte[FRAMES_LENGTH];
    private final byte[] scratch = new byte[SCRATCH_LENGTH];
    private int socket = NO_SOCKET;
    private boolean isConnected;
    private boolean isBlocked;
    private int sent;
    private int framed;
    private long position = -1;
    private long nextTryNs = System.nanoTime();
    private long sinceNs;

    RingForwarder(final LogRing ring, final LogRingSettings settings, final LogRingSettings.Target target)
    {
        this.ring = ring;
        this.target = target;
        isV6 = NetAddress.INET6 == target.address.address.family();
        address = IpSockets.address(target.address.address);
        connectTimeoutNs = TimeUnit.MILLISECONDS.toNanos(settings.connectTimeoutMs);
        serverTimeoutNs = TimeUnit.MILLISECONDS.toNanos(settings.serverTimeoutMs);
    }

    /** Position that must stay in the ring; called under the ring's lock. */
    long pin()
    {
        return position < 0 ? Long.MAX_VALUE : position;
    }

    /** Whether a connection is being made, or does not take more right now. */
    boolean isWaiting()
    {
        return NO_SOCKET != socket && (!isConnected || isBlocked);
    }

    int doWork(final long nowNs)
    {
        if (NO_SOCKET == socket)
        {
            if (nowNs - nextTryNs < 0)
            {
                return 0;
            }
            nextTryNs = nowNs + RETRY_NS;
            connect(nowNs);
        }
        if (NO_SOCKET != socket && !isConnected)
        {
            awaitConnection(nowNs);
        }
        return isConnected ? exchange(nowNs) : 0;
    }

    private void connect(final long nowNs)
    {
        final int fd = IpSockets.streamSocket(isV6);
        if (fd < 0)
        {
            return;
        }
        final int result = UnixSockets.connect(fd, address);
        if (0 != result && -EINPROGRESS != result)
        {
            Descriptors.close(fd);
            return;
        }
        socket = fd;
        sinceNs = nowNs;
    }

    private void awaitConnection(final long nowNs)
    {
        if (Descriptors.poll(socket, Descriptors.POLL_OUT, 0) > 0)
        {
            if (0 != SocketOptions.takeError(socket))
            {
                close();
                return;
            }
            isConnected = true;
            isBlocked = false;
            sinceNs = nowNs;
            synchronized (ring)
            {
                position = position < 0 ? ring.begin(false) : position;
            }
        }
        else if (connectTimeoutNs > 0 && nowNs - sinceNs > connectTimeoutNs)
        {
            close();
        }
    }

    private int exchange(final long nowNs)
    {
        final int got = Descriptors.read(socket, scratch, 0, scratch.length);
        if (0 == got || got < 0 && -Errno.EAGAIN != got && -Errno.EINTR != got)
        {
            close();
            return 1;
        }
        if (sent == framed)
        {
            sent = 0;
            framed = 0;
            synchronized (ring)
            {
                position = ring.frame(position, target.isOctetCounted, this);
            }
        }
        if (sent == framed)
        {
            isBlocked = false;
            sinceNs = nowNs;
            return 0;
        }
        final int result = Descriptors.write(socket, frames, sent, framed - sent);
        if (result > 0)
        {
            sent += result;
            sinceNs = nowNs;
            isBlocked = false;
            return 1;
        }
        if (-Errno.EAGAIN != result && -Errno.EINTR != result ||
            serverTimeoutNs > 0 && nowNs - sinceNs > serverTimeoutNs)
        {
            close();
            return 0;
        }
        isBlocked = true;
        return 0;
    }

    byte[] frames()
    {
        return frames;
    }

    /** Room for a record: offset its text goes to; negative when there is none. */
    int beginFrame(final int length, final boolean isOctetCounted)
    {
        if (framed + DIGITS + length + 1 > frames.length)
        {
            return -1;
        }
        if (isOctetCounted)
        {
            final byte[] prefix = (length + " ").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(prefix, 0, frames, framed, prefix.length);
            framed += prefix.length;
        }
        return framed;
    }

    void endFrame(final int length, final boolean isOctetCounted)
    {
        framed += length;
        if (!isOctetCounted)
        {
            frames[framed] = '\n';
            framed++;
        }
    }

    void close()
    {
        if (NO_SOCKET != socket)
        {
            Descriptors.close(socket);
            socket = NO_SOCKET;
        }
        isConnected = false;
        isBlocked = false;
        sent = 0;
        framed = 0;
    }
}
