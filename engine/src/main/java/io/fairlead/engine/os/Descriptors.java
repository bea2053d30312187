/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.os.Native.Call;
import io.fairlead.engine.os.Native.Scratch;

/**
 * File descriptors as numbers: those behind NIO channels, channels made from inherited or received ones, and the plain
 * calls on them. Results are 0 or more, or a negated errno. Reaching into channels needs {@code java.base/sun.nio.ch}
 * and {@code java.base/java.io} opened.
 */
public final class Descriptors
{
    /** Something can be read, or a connection accepted; for {@link #poll}. */
    public static final int POLL_IN = 1;
    /** Something can be written; for {@link #poll}. */
    public static final int POLL_OUT = 4;
    /** An error is pending; a result of {@link #poll}. */
    public static final int POLL_ERROR = 8;
    /** The peer hung up; a result of {@link #poll}. */
    public static final int POLL_HANG_UP = 16;

    /** What an inherited descriptor turns out to be. */
    public enum Kind
    {
        /** A listening stream socket. */
        LISTENER,
        /** A connected stream socket. */
        CONNECTION,
        /** A datagram socket. */
        DATAGRAM,
        /** A stream socket that neither listens nor is connected. */
        UNCONNECTED,
        /** Not a socket, or not open. */
        OTHER
    }

    private static final int AT_FDCWD = -100;
    private static final int O_RDWR = 2;
    private static final int F_GETFD = 1;
    private static final int F_SETFD = 2;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int FD_CLOEXEC = 1;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_NONBLOCK = 0x800;
    private static final int SOCKADDR_MAX_LENGTH = 128;
    private static final int SOL_SOCKET = 1;
    private static final int SO_TYPE = 3;
    private static final int SO_ACCEPTCONN = 30;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int COPY_CHUNK = Scratch.LENGTH;

    /** Reflection into NIO, done when a number is first asked for. */
    private static final class ChannelNumber
    {
        static final MethodHandle OF = find();

        private static MethodHandle find()
        {
            try
            {
                final Method method = Class.forName("sun.nio.ch.SelChImpl").getDeclaredMethod("getFDVal");
                method.setAccessible(true);
                return MethodHandles.lookup().unreflect(method)
                    .asType(MethodType.methodType(int.class, SelectableChannel.class));
            }
            catch (final ReflectiveOperationException ex)
            {
                throw new ExceptionInInitializerError(ex);
            }
        }
    }

    private static final int SHUT_RD = 0;

    private Descriptors()
    {
    }

    /**
     * The descriptor of a NIO channel. Allocates nothing. Valid until the channel is closed: a number kept longer may
     * name something else.
     *
     * @param channel a socket, server socket or datagram channel of the JDK.
     * @return the number.
     */
    public static int of(final SelectableChannel channel)
    {
        try
        {
            return (int)ChannelNumber.OF.invokeExact(channel);
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
     * Says what a descriptor is, for {@code fd@N} addresses.
     *
     * @param fd any number.
     * @return its kind.
     */
    public static Kind kind(final int fd)
    {
        final int type = SocketOptions.integer(fd, SOL_SOCKET, SO_TYPE);
        if (SOCK_DGRAM == type)
        {
            return Kind.DATAGRAM;
        }
        if (SOCK_STREAM != type)
        {
            return Kind.OTHER;
        }
        if (SocketOptions.integer(fd, SOL_SOCKET, SO_ACCEPTCONN) > 0)
        {
            return Kind.LISTENER;
        }
        return peerName(fd, new NetAddress()) >= 0 ? Kind.CONNECTION : Kind.UNCONNECTED;
    }

    /**
     * Makes a channel of a listening TCP or UNIX socket, which it owns from then on.
     *
     * @param fd bound and listening.
     * @return a channel in blocking mode.
     * @throws IOException when the descriptor is no such socket.
     */
    public static ServerSocketChannel adoptListener(final int fd) throws IOException
    {
        final ProtocolFamily family = family(fd);
        try
        {
            final Constructor<?> constructor =
                Class.forName("sun.nio.ch.ServerSocketChannelImpl").getDeclaredConstructor(
                SelectorProvider.class, ProtocolFamily.class, FileDescriptor.class, boolean.class);
            constructor.setAccessible(true);
            // The JDK reads the name of a bound socket; an abstract UNIX name is no path, so such a socket is presented
            // as unbound and then marked as bound to the unnamed address.
            final boolean isAbstract = StandardProtocolFamily.UNIX == family && isAbstract(fd);
            final ServerSocketChannel channel = (ServerSocketChannel)constructor.newInstance(
                SelectorProvider.provider(), family, fileDescriptor(fd), !isAbstract);
            if (isAbstract)
            {
                field(channel.getClass(), "localAddress").set(channel, UnixDomainSocketAddress.of(""));
            }
            channel.configureBlocking(true);
            return channel;
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IOException("cannot adopt listening socket " + fd, ex);
        }
    }

    /**
     * Makes a channel of a connected TCP or UNIX socket, which it owns from then on.
     *
     * @param fd connected.
     * @return a channel in blocking mode.
     * @throws IOException when the descriptor is no such socket.
     */
    public static SocketChannel adoptConnection(final int fd) throws IOException
    {
        final ProtocolFamily family = family(fd);
        try
        {
            final SocketAddress remote;
            if (StandardProtocolFamily.UNIX == family)
            {
                remote = UnixDomainSocketAddress.of("");
            }
            else
            {
                final NetAddress peer = new NetAddress();
                Errno.check("cannot adopt connection " + fd, peerName(fd, peer));
                remote = peer.toSocketAddress();
            }
            final Constructor<?> constructor = Class.forName("sun.nio.ch.SocketChannelImpl").getDeclaredConstructor(
                SelectorProvider.class, ProtocolFamily.class, FileDescriptor.class, SocketAddress.class);
            constructor.setAccessible(true);
            final SocketChannel channel = (SocketChannel)constructor.newInstance(
                SelectorProvider.provider(), family, fileDescriptor(fd), remote);
            channel.configureBlocking(true);
            return channel;
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IOException("cannot adopt connection " + fd, ex);
        }
    }

    /**
     * Makes a channel of a UDP socket. The socket moves to another number: the JDK's own constructor cannot send on an
     * IPv4 one, so a fresh channel of the right family is opened and its descriptor replaced.
     *
     * @param fd bound or not; closed afterwards.
     * @return a channel in blocking mode.
     * @throws IOException when the descriptor is no UDP socket.
     */
    public static DatagramChannel adoptDatagram(final int fd) throws IOException
    {
        final NetAddress local = new NetAddress();
        Errno.check("cannot adopt datagram socket " + fd, socketName(fd, local));
        if (!local.isIp())
        {
            throw new IOException("cannot adopt datagram socket " + fd + ": not a UDP socket");
        }
        final DatagramChannel channel = DatagramChannel.open(
            NetAddress.INET == local.family() ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try
        {
            Errno.check("cannot adopt datagram socket " + fd, dup2(fd, of(channel)));
            close(fd);
            if (0 != local.port())
            {
                field(channel.getClass(), "localAddress").set(channel, (InetSocketAddress)local.toSocketAddress());
            }
            channel.configureBlocking(true);
            return channel;
        }
        catch (final ReflectiveOperationException | IOException ex)
        {
            channel.close();
            throw new IOException("cannot adopt datagram socket " + fd, ex);
        }
    }

    /**
     * Have a listening socket listen no more, so that another process may; listening again undoes it.
     *
     * @param fd bound TCP socket.
     * @return 0 or a negated errno.
     */
    public static int stopListening(final int fd)
    {
        return (int)Native.syscall(Native.scratch(), Call.SHUTDOWN, fd, SHUT_RD, 0);
    }

    /**
     * Whether a socket is of the internet, be it version 4 or 6, rather than of the UNIX family.
     *
     * @param fd any bound socket.
     * @return false for UNIX sockets.
     */
    public static boolean isInternet(final int fd)
    {
        final NetAddress address = new NetAddress();
        socketName(fd, address);
        return NetAddress.UNIX != address.family();
    }

    /**
     * The local address of a socket.
     *
     * @param fd      any socket.
     * @param address receives it.
     * @return 0 or a negated errno.
     */
    public static int socketName(final int fd, final NetAddress address)
    {
        return name(Call.GETSOCKNAME, fd, address);
    }

    /**
     * The address of a connected socket's peer.
     *
     * @param fd      any socket.
     * @param address receives it.
     * @return 0 or a negated errno.
     */
    public static int peerName(final int fd, final NetAddress address)
    {
        return name(Call.GETPEERNAME, fd, address);
    }

    private static int name(final int call, final int fd, final NetAddress address)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, SOCKADDR_MAX_LENGTH);
        final long result = Native.syscall(scratch, call, fd, scratch.address + 8, scratch.address);
        if (0 == result)
        {
            final int length = Math.min(scratch.buffer.getInt(0), SOCKADDR_MAX_LENGTH);
            address.fromSockaddr(scratch.buffer, 8, length);
            if (NetAddress.UNIX == address.family() && length > Short.BYTES)
            {
                address.unix(unixName(scratch, 8 + Short.BYTES, length - Short.BYTES));
            }
        }
        return (int)result;
    }

    private static String unixName(final Scratch scratch, final int offset, final int length)
    {
        int end = length;
        if (0 == scratch.buffer.getByte(offset)) // abstract: padding is not part of what users call the name
        {
            while (end > 1 && 0 == scratch.buffer.getByte(offset + end - 1))
            {
                end--;
            }
        }
        else
        {
            end = 0;
            while (end < length && 0 != scratch.buffer.getByte(offset + end))
            {
                end++;
            }
        }
        final byte[] bytes = new byte[end];
        scratch.buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ProtocolFamily family(final int fd) throws IOException
    {
        final NetAddress local = new NetAddress();
        Errno.check("cannot adopt descriptor " + fd, socketName(fd, local));
        switch (local.family())
        {
            case NetAddress.INET:
                return StandardProtocolFamily.INET;
            case NetAddress.INET6:
                return StandardProtocolFamily.INET6;
            case NetAddress.UNIX:
                return StandardProtocolFamily.UNIX;
            default:
                throw new IOException("cannot adopt descriptor " + fd + ": address family not supported");
        }
    }

    private static boolean isAbstract(final int fd)
    {
        final NetAddress local = new NetAddress();
        return 0 == socketName(fd, local) && local.path().startsWith("\0");
    }

    private static FileDescriptor fileDescriptor(final int fd) throws ReflectiveOperationException
    {
        final Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
        constructor.setAccessible(true);
        return constructor.newInstance(fd);
    }

    private static Field field(final Class<?> type, final String name) throws NoSuchFieldException
    {
        final Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /**
     * Closes a descriptor that no channel owns.
     *
     * @param fd open.
     * @return 0 or a negated errno.
     */
    public static int close(final int fd)
    {
        return (int)Native.syscall(Native.scratch(), Call.CLOSE, fd, 0, 0);
    }

    /**
     * Duplicates a descriptor to the lowest free number; the copy survives exec.
     *
     * @param fd open.
     * @return the copy or a negated errno.
     */
    public static int dup(final int fd)
    {
        return (int)Native.syscall(Native.scratch(), Call.DUP, fd, 0, 0);
    }

    /**
     * Makes one number refer to what another refers to, closing what it referred to before. The copy survives exec.
     *
     * @param fd     open.
     * @param target any number.
     * @return target or a negated errno.
     */
    public static int dup2(final int fd, final int target)
    {
        return fd == target ? fd : (int)Native.syscall(Native.scratch(), Call.DUP3, fd, target, 0);
    }

    /**
     * Makes a pipe, both ends closed on exec.
     *
     * @param ends      receives the reading end and the writing end.
     * @param isBlocking whether reads and writes wait.
     * @return 0 or a negated errno.
     */
    public static int pipe(final int[] ends, final boolean isBlocking)
    {
        final Scratch scratch = Native.scratch();
        final long result =
            Native.syscall(scratch, Call.PIPE2, scratch.address, O_CLOEXEC | (isBlocking ? 0 : O_NONBLOCK), 0);
        ends[0] = scratch.buffer.getInt(0);
        ends[1] = scratch.buffer.getInt(4);
        return (int)result;
    }

    /**
     * Sets or clears non-blocking mode on a descriptor that no channel owns.
     *
     * @param fd            open.
     * @param isNonBlocking wanted mode.
     * @return 0 or a negated errno.
     */
    public static int nonBlocking(final int fd, final boolean isNonBlocking)
    {
        final Scratch scratch = Native.scratch();
        final long flags = Native.syscall(scratch, Call.FCNTL, fd, F_GETFL, 0);
        if (flags < 0)
        {
            return (int)flags;
        }
        return (int)Native.syscall(
            scratch, Call.FCNTL, fd, F_SETFL, isNonBlocking ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
    }

    /**
     * Says whether a descriptor closes when a program is executed.
     *
     * @param fd            open.
     * @param isCloseOnExec wanted.
     * @return 0 or a negated errno.
     */
    public static int closeOnExec(final int fd, final boolean isCloseOnExec)
    {
        return (int)Native.syscall(Native.scratch(), Call.FCNTL, fd, F_SETFD, isCloseOnExec ? FD_CLOEXEC : 0);
    }

    /**
     * Whether a descriptor is open and would stay so in a program that replaces this one.
     *
     * @param fd to look at.
     * @return false when it is closed, or closes on exec.
     */
    public static boolean isInheritable(final int fd)
    {
        return 0 == (Native.syscall(Native.scratch(), Call.FCNTL, fd, F_GETFD, 0) & FD_CLOEXEC);
    }

    /**
     * Open {@code /dev/null} for reading and writing.
     *
     * @return descriptor, or -errno.
     */
    public static int openNull()
    {
        final Scratch scratch = Native.scratch();
        return (int)Native.syscall(
            scratch, Call.OPENAT, AT_FDCWD, scratch.putString(0, Native.utf8("/dev/null")), O_RDWR);
    }

    /**
     * Whether a number refers to something.
     *
     * @param fd any number.
     * @return true when open.
     */
    public static boolean isOpen(final int fd)
    {
        return Native.syscall(Native.scratch(), Call.FCNTL, fd, F_GETFD, 0) >= 0;
    }

    /**
     * Reads once.
     *
     * @param fd     open for reading.
     * @param bytes  receives.
     * @param offset in bytes.
     * @param length wanted; at most 1024 are read at once.
     * @return bytes read, 0 at the end, or a negated errno.
     */
    public static int read(final int fd, final byte[] bytes, final int offset, final int length)
    {
        final Scratch scratch = Native.scratch();
        final long result = Native.syscall(scratch, Call.READ, fd, scratch.address, Math.min(length, COPY_CHUNK));
        if (result > 0)
        {
            scratch.buffer.getBytes(0, bytes, offset, (int)result);
        }
        return (int)result;
    }

    /**
     * Reads once, straight into native memory, such as a direct buffer.
     *
     * @param fd      open for reading.
     * @param address of the first byte.
     * @param length  wanted.
     * @return bytes read, 0 at the end, or a negated errno.
     */
    public static int read(final int fd, final long address, final int length)
    {
        return (int)Native.syscall(Native.scratch(), Call.READ, fd, address, length);
    }

    /**
     * Receives a datagram into native memory, such as a direct buffer, and tells who sent it.
     *
     * @param fd      datagram socket, non-blocking.
     * @param address of the first byte.
     * @param length  of the memory; what is longer is cut.
     * @param sender  receives the address; cleared when it has none.
     * @return bytes received or a negated errno.
     */
    public static int receive(final int fd, final long address, final int length, final NetAddress sender)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, SOCKADDR_MAX_LENGTH);
        final long result = Native.syscall(
            scratch, Call.RECVFROM, fd, address, length, 0, scratch.address + 8, scratch.address);
        sender.clear();
        final int senderLength = scratch.buffer.getInt(0);
        if (result >= 0 && senderLength >= NetAddress.SOCKADDR_INET_LENGTH)
        {
            sender.fromSockaddr(scratch.buffer, 8, Math.min(senderLength, SOCKADDR_MAX_LENGTH));
        }
        return (int)result;
    }

    /**
     * Writes once.
     *
     * @param fd     open for writing.
     * @param bytes  to write.
     * @param offset in bytes.
     * @param length wanted; at most 1024 are written at once.
     * @return bytes written or a negated errno.
     */
    public static int write(final int fd, final byte[] bytes, final int offset, final int length)
    {
        final Scratch scratch = Native.scratch();
        final int chunk = Math.min(length, COPY_CHUNK);
        scratch.buffer.putBytes(0, bytes, offset, chunk);
        return (int)Native.syscall(scratch, Call.WRITE, fd, scratch.address, chunk);
    }

    /**
     * Writes straight from native memory, such as a direct buffer.
     *
     * @param fd      open for writing.
     * @param address of the first byte.
     * @param length  in bytes.
     * @return bytes written or a negated errno.
     */
    public static int write(final int fd, final long address, final int length)
    {
        return (int)Native.syscall(Native.scratch(), Call.WRITE, fd, address, length);
    }

    /**
     * Waits for one descriptor.
     *
     * @param fd        open.
     * @param events    {@link #POLL_IN}, {@link #POLL_OUT} or both.
     * @param timeoutMs milliseconds, 0 for a look, negative for ever.
     * @return the events present, 0 when time passed, or a negated errno.
     */
    public static int poll(final int fd, final int events, final int timeoutMs)
    {
        final int[] result = {events};
        final int ready = poll(new int[]{fd}, result, timeoutMs);
        return ready > 0 ? result[0] : ready;
    }

    /**
     * Waits for several descriptors.
     *
     * @param fds       open.
     * @param events    wanted events of each; replaced by those present.
     * @param timeoutMs milliseconds, 0 for a look, negative for ever.
     * @return how many have events, 0 when time passed, or a negated errno.
     */
    public static int poll(final int[] fds, final int[] events, final int timeoutMs)
    {
        try (Arena arena = Arena.ofConfined())
        {
            final MemorySegment polled = arena.allocate(8L * fds.length + 16, 8);
            final MemorySegment time = polled.asSlice(8L * fds.length);
            time.set(ValueLayout.JAVA_LONG, 0, timeoutMs / 1000);
            time.set(ValueLayout.JAVA_LONG, 8, timeoutMs % 1000 * 1_000_000L);
            for (int i = 0; i < fds.length; i++)
            {
                polled.set(ValueLayout.JAVA_INT, 8L * i, fds[i]);
                polled.set(ValueLayout.JAVA_SHORT, 8L * i + 4, (short)events[i]);
            }
            final long result = Native.syscall(
                Native.scratch(), Call.PPOLL, polled.address(), fds.length, timeoutMs < 0 ? 0 : time.address());
            for (int i = 0; i < fds.length; i++)
            {
                events[i] = polled.get(ValueLayout.JAVA_SHORT, 8L * i + 6);
            }
            return (int)result;
        }
    }

    /**
     * The numbers open in this process, in order, the one used for looking left out.
     *
     * @return the numbers.
     * @throws IOException when /proc is not there.
     */
    public static int[] open() throws IOException
    {
        int[] numbers = new int[64];
        int count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd")))
        {
            for (final Path entry : entries)
            {
                if (count == numbers.length)
                {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = Integer.parseInt(entry.getFileName().toString());
            }
        }
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (isOpen(numbers[i]))
            {
                numbers[kept++] = numbers[i];
            }
        }
        Arrays.sort(numbers, 0, kept);
        return Arrays.copyOf(numbers, kept);
    }

    /**
     * How many descriptors are open in this process.
     *
     * @return the number.
     * @throws IOException when /proc is not there.
     */
    public static int openCount() throws IOException
    {
        return open().length;
    }
}
