/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.os.ChannelShortcuts;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Exhaustion;
import io.fairlead.engine.transport.Listener;

/**
 * A listening socket on one selector. When the system has no descriptor or memory for a connection, accepting pauses
 * instead of spinning on a socket that stays ready.
 */
final class NioListener implements Listener, NioPoller.Ready
{
    private static final int PAUSE_MS = 100;
    /** Bursts of connections taken at most before the socket is closed. */
    private static final int DRAIN_ROUNDS = 1024;

    private final EventLoop loop;
    private final ServerSocketChannel socket;
    private final AcceptHandler handler;
    private final SelectionKey key;
    private final int maxAccept;
    private boolean isDrained;
    private final Timer resume = new Timer()
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            applyInterest();
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            // the fault has been reported; the next wantAccept sets the interest again
        }
    };
    private final int fd;
    private final ProtocolFamily family;
    private int burst = 1;
    private long crowdedMs;
    private boolean isWanted = true;

    NioListener(final EventLoop loop, final ServerSocketChannel socket, final int maxAccept,
        final AcceptHandler handler)
    {
        this.loop = loop;
        this.socket = socket;
        this.maxAccept = maxAccept;
        this.handler = handler;
        fd = Descriptors.of(socket);
        if (socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT))
        {
            family = StandardProtocolFamily.INET;
            // handed down to the accepted connections
            SocketOptions.noDelay(fd, true);
        }
        else
        {
            family = StandardProtocolFamily.UNIX;
        }
        try
        {
            socket.configureBlocking(false);
            key = socket.register(((NioPoller)loop.poller()).selector(), SelectionKey.OP_ACCEPT, this);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void onReady(final int readyOps)
    {
        final int limit = burst;
        for (int i = 0; i < limit && isWanted; i++)
        {
            if (!handler.reserve())
            {
                return;
            }
            final NetAddress peer = new NetAddress();
            final int accepted = ChannelShortcuts.accept(fd, peer);
            if (accepted >= 0)
            {
                serve(accepted, peer);
                continue;
            }
            handler.unreserve();
            if (-Errno.EAGAIN == accepted)
            {
                burst = Math.max(1, i);
                isDrained = true;
                return;
            }
            final String reason = Errno.text(-accepted);
            if (Exhaustion.is(reason))
            {
                pause();
                handler.onAcceptPaused(reason);
                return;
            }
            // the client gave up before it was accepted: nothing to serve
        }
        expectMore();
    }

    /** As many were waiting as were taken: take more at once next time, if that is as soon as now. */
    private void expectMore()
    {
        final long nowMs = loop.clock().nowMs();
        if (nowMs == crowdedMs)
        {
            burst = Math.min(maxAccept, 2 * burst);
        }
        crowdedMs = nowMs;
    }

    private void serve(final int accepted, final NetAddress peer)
    {
        final SocketChannel channel;
        try
        {
            channel = ChannelShortcuts.accepted(accepted, family);
        }
        catch (final IOException ex)
        {
            loop.faults().onFault(ex);
            handler.unreserve();
            return;
        }
        final AcceptHandler recipient = handler.recipient();
        if (recipient == handler)
        {
            handler.onAccept(new NioChannel(loop, channel, peer));
        }
        else
        {
            final EventLoop other = recipient.loop();
            other.execute(() -> recipient.onAccept(new NioChannel(other, channel, peer)));
        }
    }

    @Override
    public void drain()
    {
        isDrained = false;
        for (int i = 0; i < DRAIN_ROUNDS && !isDrained && isWanted && key.isValid(); i++)
        {
            burst = maxAccept;
            onReady(SelectionKey.OP_ACCEPT);
        }
    }

    private void pause()
    {
        key.interestOps(0);
        loop.timers().schedule(resume, loop.clock().nowMs() + PAUSE_MS);
    }

    private void applyInterest()
    {
        if (key.isValid())
        {
            key.interestOps(isWanted ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    @Override
    public void onFault(final Throwable cause)
    {
        // reported by the poller; a connection that could not be served is gone, the listener goes on
    }

    @Override
    public void wantAccept(final boolean wanted)
    {
        isWanted = wanted;
        if (!resume.isScheduled())
        {
            applyInterest();
        }
    }

    @Override
    public void close()
    {
        isWanted = false;
        loop.timers().cancel(resume);
        try
        {
            socket.close();
        }
        catch (final IOException ex)
        {
            loop.faults().onFault(ex);
        }
    }

    @Override
    public int descriptor()
    {
        return fd;
    }
}
