/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

import org.agrona.DirectBuffer;

import io.fairlead.engine.os.Native.Call;
import io.fairlead.engine.os.Native.Scratch;

/**
 * UNIX sockets as HAProxy makes them: stream sockets in the abstract name space, path sockets that replace an older one
 * without a gap, and datagram sockets. An address is the kernel's {@code sockaddr_un} as bytes, made once and kept:
 * <pre>
 *  0        2                                                110
 *  | family | path, NUL                                      |
 *  | family | NUL, name, NULs up to the end                  |   abns@name
 *  | family | NUL, name |                                        abnsz@name
 * </pre>
 */
public final class UnixSockets
{
    /** Longest path or padded abstract name, in bytes, NUL included. */
    public static final int PATH_LENGTH = 108;

    private static final int FAMILY_LENGTH = 2;
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int AT_FDCWD = -100;
    private static final int ADDRESS_OFFSET = 0;
    private static final int SECOND_PATH_OFFSET = 512;
    private static final int SHUT_WR = 1;

    private UnixSockets()
    {
    }

    /**
     * Address of a socket in the file system.
     *
     * @param path absolute or relative to the current directory.
     * @return the address, or null when the path is too long.
     */
    public static byte[] pathAddress(final String path)
    {
        final byte[] name = Native.utf8(path);
        return name.length >= PATH_LENGTH ? null : address(name, 0, FAMILY_LENGTH + name.length + 1);
    }

    /**
     * Address of a socket in the abstract name space.
     *
     * @param name     without the leading NUL.
     * @param isPadded true for {@code abns@}, whose names fill the whole structure; false for {@code abnsz@}.
     * @return the address, or null when the name is too long.
     */
    public static byte[] abstractAddress(final String name, final boolean isPadded)
    {
        final byte[] bytes = Native.utf8(name);
        if (bytes.length >= PATH_LENGTH)
        {
            return null;
        }
        return address(bytes, 1, FAMILY_LENGTH + (isPadded ? PATH_LENGTH : 1 + bytes.length));
    }

    private static byte[] address(final byte[] name, final int offset, final int length)
    {
        final byte[] address = new byte[length];
        address[0] = AF_UNIX;
        System.arraycopy(name, 0, address, FAMILY_LENGTH + offset, name.length);
        return address;
    }

    /**
     * A new stream socket, non-blocking, closed on exec.
     *
     * @return a descriptor or a negated errno.
     */
    public static int streamSocket()
    {
        return (int)Native.syscall(
            Native.scratch(), Call.SOCKET, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    }

    /**
     * A new datagram socket, non-blocking, closed on exec.
     *
     * @return a descriptor or a negated errno.
     */
    public static int datagramSocket()
    {
        return (int)Native.syscall(
            Native.scratch(), Call.SOCKET, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    }

    /**
     * Two connected stream sockets, blocking, closed on exec.
     *
     * @param ends receives the descriptors.
     * @return 0 or a negated errno.
     */
    public static int streamPair(final int[] ends)
    {
        final Scratch scratch = Native.scratch();
        final long result = Native.syscall(
            scratch, Call.SOCKETPAIR, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, scratch.address, 0, 0);
        ends[0] = scratch.buffer.getInt(0);
        ends[1] = scratch.buffer.getInt(4);
        return (int)result;
    }

    /**
     * Binds.
     *
     * @param fd      socket.
     * @param address from this class.
     * @return 0 or a negated errno.
     */
    public static int bind(final int fd, final byte[] address)
    {
        return withAddress(Call.BIND, fd, address);
    }

    /**
     * Connects; on UNIX sockets that is done at once or not at all.
     *
     * @param fd      socket.
     * @param address from this class.
     * @return 0 or a negated errno; EAGAIN when the listener's queue is full.
     */
    public static int connect(final int fd, final byte[] address)
    {
        return withAddress(Call.CONNECT, fd, address);
    }

    /**
     * A new connection, to be adopted with {@link Descriptors#adoptConnection}.
     *
     * @param address from this class.
     * @return a connected, non-blocking descriptor or a negated errno.
     */
    public static int connect(final byte[] address)
    {
        final int fd = streamSocket();
        if (fd < 0)
        {
            return fd;
        }
        final int result = connect(fd, address);
        if (result < 0)
        {
            Descriptors.close(fd);
            return result;
        }
        return fd;
    }

    /**
     * Listens.
     *
     * @param fd      bound stream socket.
     * @param backlog length of the queue.
     * @return 0 or a negated errno.
     */
    public static int listen(final int fd, final int backlog)
    {
        return (int)Native.syscall(Native.scratch(), Call.LISTEN, fd, backlog, 0);
    }

    /**
     * Accepts.
     *
     * @param fd listening stream socket.
     * @return a non-blocking descriptor or a negated errno.
     */
    public static int accept(final int fd)
    {
        return (int)Native.syscall(
            Native.scratch(), Call.ACCEPT4, fd, 0, 0, SOCK_CLOEXEC | SOCK_NONBLOCK, 0, 0);
    }

    /**
     * Tells the peer that nothing more will be sent.
     *
     * @param fd connected stream socket.
     * @return 0 or a negated errno.
     */
    public static int shutdownOutput(final int fd)
    {
        return (int)Native.syscall(Native.scratch(), Call.SHUTDOWN, fd, SHUT_WR, 0);
    }

    /**
     * Sends one datagram, never waiting and never raising a signal.
     *
     * @param fd          datagram socket.
     * @param address     of the receiver, from this class.
     * @param dataAddress native memory of the data, such as that of a direct buffer.
     * @param length      in bytes.
     * @return bytes sent or a negated errno; EAGAIN when the receiver's queue is full.
     */
    public static int sendDatagram(final int fd, final byte[] address, final long dataAddress, final int length)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putBytes(ADDRESS_OFFSET, address);
        return (int)Native.syscall(
            scratch, Call.SENDTO, fd, dataAddress, length, MSG_DONTWAIT | MSG_NOSIGNAL, scratch.address,
            address.length);
    }

    /**
     * As {@link #sendDatagram(int, byte[], long, int)}, from a buffer.
     *
     * @param fd      datagram socket.
     * @param address of the receiver, from this class.
     * @param data    direct, or at most 800 bytes on the heap.
     * @param offset  of the first byte.
     * @param length  in bytes.
     * @return bytes sent or a negated errno.
     */
    public static int sendDatagram(
        final int fd, final byte[] address, final DirectBuffer data, final int offset, final int length)
    {
        if (null == data.byteArray())
        {
            return sendDatagram(fd, address, data.addressOffset() + offset, length);
        }
        if (length > Scratch.LENGTH - 2 * PATH_LENGTH)
        {
            return -Errno.E2BIG;
        }
        final Scratch scratch = Native.scratch();
        scratch.buffer.putBytes(2 * PATH_LENGTH, data, offset, length);
        return sendDatagram(fd, address, scratch.address + 2 * PATH_LENGTH, length);
    }

    /**
     * Opens a listening socket in the file system the way HAProxy does: bound under a temporary name, given its owner
     * and mode, then renamed over the final name, so that a client always finds a socket.
     *
     * @param path    final name.
     * @param backlog length of the queue.
     * @param mode    permissions, 0 to leave them.
     * @param uid     owner, -1 to leave it.
     * @param gid     group, -1 to leave it.
     * @return a listening channel in blocking mode.
     * @throws IOException with HAProxy's words.
     */
    public static ServerSocketChannel listenAtPath(
        final String path, final int backlog, final int mode, final int uid, final int gid) throws IOException
    {
        final long pid = ProcessControl.pid();
        final String temporary = path + "." + pid + ".tmp";
        final String backup = path + "." + pid + ".bak";
        final byte[] address = pathAddress(temporary);
        if (null == address || null == pathAddress(backup))
        {
            throw new IOException("name too long for UNIX socket (limit usually 97)");
        }
        requireGone("error when trying to unlink previous UNIX socket", unlink(temporary));
        requireGone("error when trying to unlink previous UNIX socket", unlink(backup));
        requireGone("error when trying to preserve previous UNIX socket", twoPaths(Call.LINKAT, path, backup));
        final int fd = streamSocket();
        require("cannot create receiving socket", fd);
        try
        {
            final int bound = bind(fd, address);
            if (-Errno.EADDRINUSE == bound)
            {
                throw new IOException("cannot bind UNIX socket (already in use)");
            }
            require("cannot bind UNIX socket", bound);
            if (-1 != uid || -1 != gid)
            {
                require("cannot change UNIX socket ownership", chown(temporary, uid, gid));
            }
            if (0 != mode)
            {
                require("cannot change UNIX socket ownership", chmod(temporary, mode));
            }
            require("cannot switch final and temporary UNIX sockets", rename(temporary, path));
            if (listen(fd, backlog) < 0)
            {
                if (rename(backup, path) < 0)
                {
                    unlink(path);
                }
                throw new IOException("cannot listen to UNIX socket");
            }
            unlink(backup);
            return Descriptors.adoptListener(fd);
        }
        catch (final IOException ex)
        {
            Descriptors.close(fd);
            unlink(temporary);
            unlink(backup);
            throw ex;
        }
    }

    /**
     * Opens a listening socket in the abstract name space.
     *
     * @param address from {@link #abstractAddress}.
     * @param backlog length of the queue.
     * @return a listening channel in blocking mode.
     * @throws IOException with HAProxy's words.
     */
    public static ServerSocketChannel listenAbstract(final byte[] address, final int backlog) throws IOException
    {
        final int fd = streamSocket();
        require("cannot create receiving socket", fd);
        try
        {
            final int bound = bind(fd, address);
            if (-Errno.EADDRINUSE == bound)
            {
                throw new IOException("cannot bind UNIX socket (already in use)");
            }
            require("cannot bind UNIX socket", bound);
            if (listen(fd, backlog) < 0)
            {
                throw new IOException("cannot listen to UNIX socket");
            }
            return Descriptors.adoptListener(fd);
        }
        catch (final IOException ex)
        {
            Descriptors.close(fd);
            throw ex;
        }
    }

    /**
     * Removes a name from the file system.
     *
     * @param path at most 500 bytes.
     * @return 0 or a negated errno.
     */
    public static int unlink(final String path)
    {
        final Scratch scratch = Native.scratch();
        return (int)Native.syscall(scratch, Call.UNLINKAT, AT_FDCWD, scratch.putString(0, Native.utf8(path)), 0);
    }

    /**
     * Changes permissions.
     *
     * @param path at most 500 bytes.
     * @param mode as in chmod(2).
     * @return 0 or a negated errno.
     */
    public static int chmod(final String path, final int mode)
    {
        final Scratch scratch = Native.scratch();
        return (int)Native.syscall(scratch, Call.FCHMODAT, AT_FDCWD, scratch.putString(0, Native.utf8(path)), mode);
    }

    /**
     * Changes owner and group.
     *
     * @param path at most 500 bytes.
     * @param uid  new owner, -1 to leave it.
     * @param gid  new group, -1 to leave it.
     * @return 0 or a negated errno.
     */
    public static int chown(final String path, final int uid, final int gid)
    {
        final Scratch scratch = Native.scratch();
        return (int)Native.syscall(
            scratch, Call.FCHOWNAT, AT_FDCWD, scratch.putString(0, Native.utf8(path)), uid, gid, 0, 0);
    }

    private static int rename(final String from, final String to)
    {
        return twoPaths(Call.RENAMEAT, from, to);
    }

    private static int twoPaths(final int call, final String from, final String to)
    {
        final Scratch scratch = Native.scratch();
        final long first = scratch.putString(0, Native.utf8(from));
        final long second = scratch.putString(SECOND_PATH_OFFSET, Native.utf8(to));
        return (int)Native.syscall(scratch, call, AT_FDCWD, first, AT_FDCWD, second, 0, 0);
    }

    private static int withAddress(final int call, final int fd, final byte[] address)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putBytes(ADDRESS_OFFSET, address);
        return (int)Native.syscall(scratch, call, fd, scratch.address, address.length);
    }

    private static void requireGone(final String what, final int result) throws IOException
    {
        require(what, -Errno.ENOENT == result ? 0 : result);
    }

    private static void require(final String what, final int result) throws IOException
    {
        if (result < 0)
        {
            throw new IOException(what + " (" + Errno.text(result) + ")");
        }
    }
}
