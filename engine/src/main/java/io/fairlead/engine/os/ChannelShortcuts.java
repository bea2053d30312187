/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;

import org.agrona.UnsafeApi;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.os.Native.Call;
import io.fairlead.engine.os.Native.Scratch;

/**
 * Ways past NIO that save system calls on sockets that come and go: NIO asks the kernel for what is known already, so
 * that a connection through it costs a dozen calls more than it needs. What a channel believes of itself is set
 * directly instead. Each call concerns one channel, used by one thread.
 */
public final class ChannelShortcuts
{
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int O_RDWR = 2;
    private static final int F_SETFL = 4;
    private static final int SOCKADDR_MAX_LENGTH = 128;
    private static final int ADDRESS_OFFSET = 8;
    // as sun.nio.ch.SocketChannelImpl numbers them
    private static final int UNCONNECTED = 0;
    private static final int CONNECTED = 2;

    /** Reflection into NIO, done when first needed. */
    private static final class Nio
    {
        static final MethodHandle CHANNEL;
        static final long NUMBER_OFFSET;
        static final long STATE_OFFSET;
        static final long NON_BLOCKING_OFFSET;
        static final long REGISTERED_OFFSET;

        static
        {
            try
            {
                final Class<?> type = Class.forName("sun.nio.ch.SocketChannelImpl");
                final Constructor<?> channel = type.getDeclaredConstructor(
                    SelectorProvider.class, ProtocolFamily.class, FileDescriptor.class, SocketAddress.class);
                channel.setAccessible(true);
                CHANNEL = MethodHandles.lookup().unreflectConstructor(channel).asType(MethodType.methodType(
                    SocketChannel.class, SelectorProvider.class, ProtocolFamily.class, FileDescriptor.class,
                    SocketAddress.class));
                NUMBER_OFFSET = offset(FileDescriptor.class, "fd");
                STATE_OFFSET = offset(type, "state");
                REGISTERED_OFFSET = offset(Class.forName("sun.nio.ch.SelectionKeyImpl"), "registeredEvents");
                NON_BLOCKING_OFFSET = offset(AbstractSelectableChannel.class, "nonBlocking");
            }
            catch (final ReflectiveOperationException ex)
            {
                throw new ExceptionInInitializerError(ex);
            }
        }

        private static long offset(final Class<?> type, final String name) throws NoSuchFieldException
        {
            final Field field = type.getDeclaredField(name);
            return UnsafeApi.objectFieldOffset(field);
        }
    }

    private ChannelShortcuts()
    {
    }

    /**
     * Accept a connection: non-blocking, closed on exec.
     *
     * @param listener descriptor of a listening socket.
     * @param peer     set to the address of who connects.
     * @return a descriptor or a negated errno.
     */
    public static int accept(final int listener, final NetAddress peer)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, SOCKADDR_MAX_LENGTH);
        final int fd = (int)Native.syscall(
            scratch, Call.ACCEPT4, listener, scratch.address + ADDRESS_OFFSET, scratch.address,
            SOCK_CLOEXEC | SOCK_NONBLOCK, 0, 0);
        if (fd >= 0)
        {
            peer.fromSockaddr(
                scratch.buffer, ADDRESS_OFFSET, Math.min(scratch.buffer.getInt(0), SOCKADDR_MAX_LENGTH));
        }
        return fd;
    }

    /**
     * A channel of what {@link #accept} gave, in non-blocking mode. It does not know the peer's address.
     *
     * @param fd     accepted; the channel owns it from then on.
     * @param family of the listening socket.
     * @return the channel.
     * @throws IOException when the connection is gone already; the descriptor is then closed.
     */
    public static SocketChannel accepted(final int fd, final ProtocolFamily family) throws IOException
    {
        try
        {
            // its constructor for a number would ask the system for the flags
            final FileDescriptor descriptor = new FileDescriptor();
            UnsafeApi.putInt(descriptor, Nio.NUMBER_OFFSET, fd);
            final SocketChannel channel = (SocketChannel)Nio.CHANNEL.invokeExact(
                SelectorProvider.provider(), family, descriptor, (SocketAddress)null);
            UnsafeApi.putBooleanVolatile(channel, Nio.NON_BLOCKING_OFFSET, true);
            return channel;
        }
        catch (final IOException ex)
        {
            Descriptors.close(fd);
            throw ex;
        }
        catch (final RuntimeException | Error ex)
        {
            throw ex;
        }
        catch (final Throwable ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * Make a fresh channel non-blocking.
     *
     * @param channel just opened, in blocking mode.
     */
    public static void nonBlocking(final SocketChannel channel)
    {
        Native.syscall(Native.scratch(), Call.FCNTL, Descriptors.of(channel), F_SETFL, O_RDWR | SOCK_NONBLOCK);
        UnsafeApi.putBooleanVolatile(channel, Nio.NON_BLOCKING_OFFSET, true);
    }

    /**
     * The outcome of connecting, once the socket is ready.
     *
     * @param channel being connected.
     * @return 0 for a connection, or a negated errno.
     */
    public static int finishConnect(final SocketChannel channel)
    {
        final int error = SocketOptions.takeError(Descriptors.of(channel));
        if (0 == error)
        {
            UnsafeApi.putIntVolatile(channel, Nio.STATE_OFFSET, CONNECTED);
        }
        return error;
    }

    /**
     * Keep {@link SocketChannel#close()} from telling the peer by shutdown what the close of the descriptor, which
     * follows in the selector's next pass, tells as well; and that pass from taking a descriptor out of the poll set
     * that leaves it by being closed.
     *
     * @param channel to be closed next.
     * @param key     its only registration; null for none.
     */
    public static void prepareClose(final SocketChannel channel, final SelectionKey key)
    {
        UnsafeApi.putIntVolatile(channel, Nio.STATE_OFFSET, UNCONNECTED);
        if (null != key)
        {
            UnsafeApi.putInt(key, Nio.REGISTERED_OFFSET, 0);
        }
    }
}
