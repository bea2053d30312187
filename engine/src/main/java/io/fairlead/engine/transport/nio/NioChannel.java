/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport.nio;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Task;
import io.fairlead.engine.os.ChannelShortcuts;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.SocketIo;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;
import io.fairlead.engine.transport.ConnectTuning;

/** A connection over a {@link SocketChannel}, TCP or UNIX. */
final class NioChannel extends Channel implements NioPoller.Ready
{
    /** What NIO says of a peer that reset the connection, which others compare with. */
    private static final String RESET = "Connection reset";

    private EventLoop loop;
    private final SocketChannel socket;
    /** Of the socket; names something else once that is closed. */
    private final int descriptor;
    private final ByteBuffer[] gather = new ByteBuffer[2];
    private ChannelHandler handler;
    private NetAddress peer;
    private ConnectTuning tuning = ConnectTuning.NONE;
    private SelectionKey key;
    private int interest;
    private boolean isOpen = true;
    private boolean isConnecting;
    private boolean isResetOnClose;
    private boolean isEndTold;
    private boolean isSilenced;

    NioChannel(final EventLoop loop, final SocketChannel socket, final NetAddress peer)
    {
        this(loop, socket, (ChannelHandler)null);
        this.peer = peer;
    }

    NioChannel(final EventLoop loop, final SocketChannel socket, final ChannelHandler handler)
    {
        this.loop = loop;
        this.socket = socket;
        descriptor = null == socket ? -1 : Descriptors.of(socket);
        this.handler = handler;
    }

    /** What is to hear of the end. */
    void tuning(final ConnectTuning value)
    {
        tuning = value;
    }

    /**
     * Begin to wait for the outcome of a connect that was started.
     *
     * @param isConnected the connection is there already.
     * @param failure     null, or why it cannot be made.
     */
    void startConnecting(final boolean isConnected, final String failure)
    {
        if (isConnected || null != failure)
        {
            if (null != failure)
            {
                error(failure);
            }
            loop.queue(new Outcome(null == failure));
        }
        else
        {
            isConnecting = true;
            interest(SelectionKey.OP_CONNECT);
        }
    }

    /** The outcome of a connect that was known at once, told in the next pass. */
    private final class Outcome extends Task
    {
        private final boolean isConnected;

        private Outcome(final boolean isConnected)
        {
            this.isConnected = isConnected;
        }

        @Override
        protected void run(final long nowMs)
        {
            if (isOpen)
            {
                handler.onConnected(isConnected);
            }
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            NioChannel.this.onFault(cause);
        }
    }

    @Override
    public void onReady(final int readyOps)
    {
        if (isConnecting)
        {
            finishConnecting();
            return;
        }
        if (0 != (readyOps & SelectionKey.OP_READ))
        {
            handler.onReadable();
        }
        if (0 != (readyOps & SelectionKey.OP_WRITE) && isOpen)
        {
            handler.onWritable();
        }
    }

    private void finishConnecting()
    {
        final int result = ChannelShortcuts.finishConnect(socket);
        if (result < 0)
        {
            error(Errno.text(-result));
            isResetOnClose = false;
            isConnecting = false;
            handler.onConnected(false);
            return;
        }
        isConnecting = false;
        interest &= ~SelectionKey.OP_CONNECT;
        handler.onConnected(true);
        // one change of interest for whatever the handler asked for
        if (isOpen && interest != key.interestOps())
        {
            key.interestOps(interest);
        }
    }

    @Override
    public void onFault(final Throwable cause)
    {
        if (isOpen && null != handler)
        {
            handler.onFault(cause);
        }
        close();
    }

    @Override
    public int read(final PooledBuffer buffer)
    {
        final int space = buffer.space();
        if (!isOpen || 0 == space)
        {
            return isOpen ? 0 : FAILED;
        }
        final int count = SocketIo.receive(descriptor, buffer.memory(), buffer.tail(), space);
        if (count > 0)
        {
            buffer.produced(count);
            return count;
        }
        if (0 == count)
        {
            isResetOnClose = false;
            return END;
        }
        return -Errno.EAGAIN == count ? 0 : failed(-Errno.ECONNRESET == count ? RESET : Errno.text(-count));
    }

    private int failed(final String reason)
    {
        error(reason);
        isResetOnClose = false;
        return FAILED;
    }

    @Override
    public int write(final PooledBuffer buffer, final int offset, final int length)
    {
        if (!isOpen || 0 == length)
        {
            return isOpen ? 0 : FAILED;
        }
        final int count = SocketIo.send(descriptor, buffer.memory(), offset, length);
        return count >= 0 ? count : -Errno.EAGAIN == count ? 0 : failed(Errno.text(-count));
    }

    @Override
    public int write(
        final PooledBuffer first, final int firstOffset, final int firstLength,
        final PooledBuffer second, final int secondOffset, final int secondLength)
    {
        gather[0] = first.nio(firstOffset, firstLength);
        gather[1] = second.nio(secondOffset, secondLength);
        try
        {
            return (int)socket.write(gather, 0, 2);
        }
        catch (final IOException ex)
        {
            return failed(reason(ex));
        }
    }

    @Override
    public void wantRead(final boolean isWanted)
    {
        interest(isWanted ? interest | SelectionKey.OP_READ : interest & ~SelectionKey.OP_READ);
    }

    @Override
    public void wantWrite(final boolean isWanted)
    {
        interest(isWanted ? interest | SelectionKey.OP_WRITE : interest & ~SelectionKey.OP_WRITE);
    }

    private void interest(final int wanted)
    {
        if (wanted == interest && null != key || !isOpen)
        {
            return;
        }
        interest = wanted;
        if (null == key)
        {
            if (0 != wanted)
            {
                register(wanted);
            }
        }
        else
        {
            key.interestOps(wanted);
        }
    }

    private void register(final int wanted)
    {
        try
        {
            key = socket.register(((NioPoller)loop.poller()).selector(), wanted, this);
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("a channel cannot be registered: " + ex.getMessage(), ex);
        }
    }

    @Override
    public void handler(final ChannelHandler newHandler)
    {
        handler = newHandler;
    }

    @Override
    public void detach()
    {
        handler = null;
        interest = 0;
        if (null != key)
        {
            key.cancel();
            key = null;
        }
    }

    @Override
    public void attach(final EventLoop newLoop, final ChannelHandler newHandler)
    {
        loop = newLoop;
        handler = newHandler;
    }

    @Override
    public void shutdownOutput()
    {
        if (isSilenced)
        {
            return;
        }
        try
        {
            socket.shutdownOutput();
        }
        catch (final IOException ex)
        {
            error(reason(ex));
        }
    }

    @Override
    public void close()
    {
        if (!isOpen)
        {
            return;
        }
        isOpen = false;
        closeSocket();
        tuning.onClosed();
    }

    private void closeSocket()
    {
        if (null == socket)
        {
            return;
        }
        if (isResetOnClose && !isSilenced)
        {
            if (isEndTold && socket.isConnected())
            {
                shutdownOutput();
            }
            SocketOptions.resetOnClose(descriptor());
        }
        try
        {
            ChannelShortcuts.prepareClose(socket, key);
            socket.close();
        }
        catch (final IOException ex)
        {
            error(reason(ex));
        }
    }

    @Override
    public void lingerOnClose()
    {
        isResetOnClose = false;
    }

    @Override
    public void resetOnClose(final boolean isTold)
    {
        isResetOnClose = true;
        isEndTold = isTold;
    }

    @Override
    public void silence(final int hops)
    {
        final int fd = descriptor();
        final NetAddress remote = new NetAddress();
        remoteAddress(remote);
        final boolean isIpv6 = NetAddress.INET6 == remote.family();
        SocketOptions.quickAck(fd, true);
        SocketOptions.resetOnClose(fd);
        if (hops > 0 || SocketOptions.repair(fd) < 0)
        {
            SocketOptions.hopLimit(fd, isIpv6, Math.max(1, hops));
        }
        isSilenced = true;
    }

    @Override
    public void abort()
    {
        if (isOpen && null != socket)
        {
            // no such thing for a UNIX socket, which ignores it
            SocketOptions.resetOnClose(descriptor());
            isResetOnClose = false;
        }
        close();
    }

    @Override
    public boolean isOpen()
    {
        return isOpen;
    }

    @Override
    public void localAddress(final NetAddress out)
    {
        // asked of the system: NIO does not know it for a connection made here
        if (null == socket || Descriptors.socketName(descriptor(), out) < 0)
        {
            out.clear();
        }
    }

    @Override
    public void remoteAddress(final NetAddress out)
    {
        if (null != peer)
        {
            out.copyFrom(peer);
        }
        else if (null == socket || Descriptors.peerName(descriptor(), out) < 0)
        {
            out.clear();
        }
    }

    @Override
    public int descriptor()
    {
        return null == socket ? -1 : Descriptors.of(socket);
    }

    /**
     * The operating system's words for a failure.
     *
     * @param failure what NIO threw.
     * @return such as {@code Connection refused}.
     */
    static String reason(final Exception failure)
    {
        if (failure instanceof UnresolvedAddressException)
        {
            return "Name or service not known";
        }
        final String message = failure.getMessage();
        if (failure instanceof ConnectException && null == message)
        {
            return "Connection refused";
        }
        if (failure instanceof NoRouteToHostException && null == message)
        {
            return "No route to host";
        }
        return null == message ? failure.getClass().getSimpleName() : message;
    }
}
