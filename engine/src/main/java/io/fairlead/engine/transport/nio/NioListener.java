/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.os.Descriptors;
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

    private final EventLoop loop;
    private final ServerSocketChannel socket;
    private final AcceptHandler handler;
    private final SelectionKey key;
    private final int maxAccept;
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
    private boolean isWanted = true;

    NioListener(final EventLoop loop, final ServerSocketChannel socket, final int maxAccept,
        final AcceptHandler handler)
    {
        this.loop = loop;
        this.socket = socket;
        this.maxAccept = maxAccept;
        this.handler = handler;
        if (socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT))
        {
            // handed down to the accepted connections
            SocketOptions.noDelay(Descriptors.of(socket), true);
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
        for (int i = 0; i < maxAccept && isWanted; i++)
        {
            if (!handler.reserve())
            {
                return;
            }
            final SocketChannel accepted;
            try
            {
                accepted = socket.accept();
                if (null == accepted)
                {
                    handler.unreserve();
                    return;
                }
            }
            catch (final IOException ex)
            {
                handler.unreserve();
                final String reason = NioChannel.reason(ex);
                if (Exhaustion.is(reason))
                {
                    pause();
                    handler.onAcceptPaused(reason);
                    return;
                }
                // the client gave up before it was accepted: nothing to serve
                continue;
            }
            serve(accepted);
        }
    }

    private void serve(final SocketChannel accepted)
    {
        try
        {
            accepted.configureBlocking(false);
        }
        catch (final IOException ex)
        {
            // reset by the client in the meantime; the first read tells
            assert null != ex;
        }
        final AcceptHandler recipient = handler.recipient();
        if (recipient == handler)
        {
            handler.onAccept(new NioChannel(loop, accepted, null));
        }
        else
        {
            final EventLoop other = recipient.loop();
            other.execute(() -> recipient.onAccept(new NioChannel(other, accepted, null)));
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
        return Descriptors.of(socket);
    }
}
