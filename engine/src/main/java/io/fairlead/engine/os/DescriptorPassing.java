/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.fairlead.engine.os.Native.Call;

/**
 * Passing descriptors to another process over a UNIX stream socket (SCM_RIGHTS), and on top of it the exchange by which
 * a new process takes the listening sockets of an old one: {@code -x}, {@code expose-fd listeners}, command {@code
 * _getsocks}. Compatible with HAProxy 2.3 and later in both roles. Blocking, for start-up and the control thread.
 * <pre>
 *  new process                          old process
 *  "_getsocks\n"            ->
 *                           &lt;-          int32: number of sockets (connection closed instead when there are none)
 *                           &lt;-          up to 252 descriptors and for each of them:
 *                                       u8 length, namespace, u8 length, interface, int32 0
 *  int32: acknowledgement   ->
 *                           &lt;-          the next 252 ...
 * </pre>
 * Numbers are in the byte order of the machine.
 */
public final class DescriptorPassing
{
    /** Most descriptors in one message. */
    public static final int MAX_DESCRIPTORS = 252;

    /**
     * A listening socket on its way between processes.
     *
     * @param fd            the descriptor.
     * @param namespace     network namespace it was made in, empty for the usual one.
     * @param interfaceName device it is bound to, empty when none.
     */
    public record PassedSocket(int fd, String namespace, String interfaceName)
    {
    }

    private static final String REQUEST = "_getsocks\n";
    private static final int MAX_SOCKETS = 1 << 20;
    private static final int TIMEOUT_MS = 1000;
    private static final int MAX_PAYLOAD_LENGTH = MAX_DESCRIPTORS * (1 + 4096 + 1 + 16 + Integer.BYTES);
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;

    private static final int IOV_POINTER_OFFSET = 16;
    private static final int IOV_COUNT_OFFSET = 24;
    private static final int CONTROL_POINTER_OFFSET = 32;
    private static final int CONTROL_LENGTH_OFFSET = 40;
    private static final int IOV_OFFSET = 56;
    private static final int IOV_LENGTH_OFFSET = 64;
    private static final int CONTROL_OFFSET = 72;
    private static final int CONTROL_HEADER_LENGTH = 16;

    private DescriptorPassing()
    {
    }

    /**
     * Sends bytes and descriptors in one message.
     *
     * @param socket  UNIX socket, blocking.
     * @param payload at least one byte.
     * @param fds     at most {@link #MAX_DESCRIPTORS}; stay open here.
     * @return bytes sent or a negated errno.
     */
    public static int send(final int socket, final byte[] payload, final int[] fds)
    {
        if (fds.length > MAX_DESCRIPTORS)
        {
            return -Errno.E2BIG;
        }
        try (Arena arena = Arena.ofConfined())
        {
            final MemorySegment message = message(arena, payload.length, fds.length);
            MemorySegment.copy(
                payload, 0, dataOf(message, fds.length), ValueLayout.JAVA_BYTE, 0, payload.length);
            if (fds.length > 0)
            {
                message.set(ValueLayout.JAVA_LONG, CONTROL_OFFSET, CONTROL_HEADER_LENGTH + 4L * fds.length);
                message.set(ValueLayout.JAVA_INT, CONTROL_OFFSET + 8, SOL_SOCKET);
                message.set(ValueLayout.JAVA_INT, CONTROL_OFFSET + 12, SCM_RIGHTS);
                MemorySegment.copy(
                    fds, 0, message, ValueLayout.JAVA_INT, CONTROL_OFFSET + CONTROL_HEADER_LENGTH, fds.length);
            }
            return (int)retried(Call.SENDMSG, socket, message.address(), MSG_NOSIGNAL);
        }
    }

    /**
     * Receives one message with its descriptors, closed on exec.
     *
     * @param socket  UNIX socket, blocking.
     * @param payload receives the bytes.
     * @param fds     receives the descriptors; at most {@link #MAX_DESCRIPTORS} are looked for.
     * @param fdCount element 0 receives how many came.
     * @return bytes received, 0 at the end of the stream, or a negated errno.
     */
    public static int receive(final int socket, final byte[] payload, final int[] fds, final int[] fdCount)
    {
        final int room = Math.min(fds.length, MAX_DESCRIPTORS);
        fdCount[0] = 0;
        try (Arena arena = Arena.ofConfined())
        {
            final MemorySegment message = message(arena, payload.length, room);
            final long result = retried(Call.RECVMSG, socket, message.address(), MSG_CMSG_CLOEXEC);
            if (result <= 0)
            {
                return (int)result;
            }
            MemorySegment.copy(
                dataOf(message, room), ValueLayout.JAVA_BYTE, 0, payload, 0, (int)result);
            final long controlLength = message.get(ValueLayout.JAVA_LONG, CONTROL_LENGTH_OFFSET);
            if (controlLength >= CONTROL_HEADER_LENGTH &&
                SOL_SOCKET == message.get(ValueLayout.JAVA_INT, CONTROL_OFFSET + 8) &&
                SCM_RIGHTS == message.get(ValueLayout.JAVA_INT, CONTROL_OFFSET + 12))
            {
                final long length = message.get(ValueLayout.JAVA_LONG, CONTROL_OFFSET) - CONTROL_HEADER_LENGTH;
                fdCount[0] = (int)Math.min(length / Integer.BYTES, room);
                MemorySegment.copy(
                    message, ValueLayout.JAVA_INT, CONTROL_OFFSET + CONTROL_HEADER_LENGTH, fds, 0, fdCount[0]);
            }
            return (int)result;
        }
    }

    /** One block of memory: msghdr, iovec, control message, data. */
    private static MemorySegment message(final Arena arena, final int dataLength, final int fdCount)
    {
        final int controlLength = controlLength(fdCount);
        final MemorySegment message = arena.allocate((long)CONTROL_OFFSET + controlLength + dataLength, 8);
        final long address = message.address();
        message.set(ValueLayout.JAVA_LONG, IOV_POINTER_OFFSET, address + IOV_OFFSET);
        message.set(ValueLayout.JAVA_LONG, IOV_COUNT_OFFSET, 1);
        message.set(ValueLayout.JAVA_LONG, CONTROL_POINTER_OFFSET, 0 == fdCount ? 0 : address + CONTROL_OFFSET);
        message.set(ValueLayout.JAVA_LONG, CONTROL_LENGTH_OFFSET, controlLength);
        message.set(ValueLayout.JAVA_LONG, IOV_OFFSET, address + CONTROL_OFFSET + controlLength);
        message.set(ValueLayout.JAVA_LONG, IOV_LENGTH_OFFSET, dataLength);
        return message;
    }

    private static MemorySegment dataOf(final MemorySegment message, final int fdCount)
    {
        return message.asSlice((long)CONTROL_OFFSET + controlLength(fdCount));
    }

    private static int controlLength(final int fdCount)
    {
        return 0 == fdCount ? 0 : CONTROL_HEADER_LENGTH + ((Integer.BYTES * fdCount + 7) & -8);
    }

    private static long retried(final int call, final int socket, final long address, final int flags)
    {
        long result;
        do
        {
            result = Native.syscall(Native.scratch(), call, socket, address, flags);
        }
        while (-Errno.EINTR == result);
        return result;
    }

    /**
     * Answers {@code _getsocks}: sends the sockets to the process at the other end. The connection is made blocking
     * meanwhile.
     *
     * @param connection UNIX stream socket on which the command came.
     * @param sockets    to pass; they stay open here.
     * @throws IOException with HAProxy's words when the exchange breaks.
     */
    public static void sendListeners(final int connection, final List<PassedSocket> sockets) throws IOException
    {
        if (sockets.isEmpty())
        {
            return;
        }
        Descriptors.nonBlocking(connection, false);
        SocketOptions.receiveTimeout(connection, TIMEOUT_MS);
        try
        {
            if (Integer.BYTES != send(connection, nativeInt(sockets.size()), new int[0]))
            {
                throw new IOException("Failed to send the number of sockets to send");
            }
            final byte[] acknowledgement = new byte[Integer.BYTES];
            for (int from = 0; from < sockets.size(); from += MAX_DESCRIPTORS)
            {
                final List<PassedSocket> batch =
                    sockets.subList(from, Math.min(from + MAX_DESCRIPTORS, sockets.size()));
                final byte[] payload = payload(batch);
                if (payload.length != send(connection, payload, batch.stream().mapToInt(PassedSocket::fd).toArray()))
                {
                    throw new IOException("Failed to transfer sockets");
                }
                if (Descriptors.read(connection, acknowledgement, 0, Integer.BYTES) <= 0)
                {
                    throw new IOException("Unexpected error while transferring sockets");
                }
            }
        }
        finally
        {
            SocketOptions.receiveTimeout(connection, 0);
            Descriptors.nonBlocking(connection, true);
        }
    }

    /**
     * Asks an old process for its listening sockets ({@code -x path}).
     *
     * @param path of its {@code stats socket} that has {@code expose-fd listeners}.
     * @return what it sent, descriptors open and closed on exec; the caller closes those it has no use for.
     * @throws IOException with HAProxy's words.
     */
    public static List<PassedSocket> receiveListeners(final String path) throws IOException
    {
        final byte[] address = UnixSockets.pathAddress(path);
        final int socket = null == address ? -Errno.E2BIG : UnixSockets.connect(address);
        if (socket < 0)
        {
            throw new IOException("Failed to connect to the old process socket '" + path + "'");
        }
        try
        {
            Descriptors.nonBlocking(socket, false);
            return receiveListeners(socket);
        }
        finally
        {
            Descriptors.close(socket);
        }
    }

    /**
     * As {@link #receiveListeners(String)}, over a connection to the old process.
     *
     * @param connection UNIX stream socket, blocking; stays open.
     * @return what was sent.
     * @throws IOException with HAProxy's words.
     */
    public static List<PassedSocket> receiveListeners(final int connection) throws IOException
    {
        SocketOptions.receiveTimeout(connection, TIMEOUT_MS);
        final byte[] request = Native.utf8(REQUEST);
        final byte[] number = new byte[Integer.BYTES];
        if (request.length != send(connection, request, new int[0]) || !readFully(connection, number))
        {
            throw new IOException("Failed to get the number of sockets to be transferred !");
        }
        final int expected = MemorySegment.ofArray(number).get(ValueLayout.JAVA_INT_UNALIGNED, 0);
        if (expected < 0 || expected > MAX_SOCKETS)
        {
            throw new IOException("Failed to get the number of sockets to be transferred !");
        }
        final int[] fds = new int[expected];
        byte[] descriptions = new byte[0];
        int received = 0;
        boolean isComplete = false;
        try
        {
            final byte[] payload = new byte[MAX_PAYLOAD_LENGTH];
            final int[] batch = new int[MAX_DESCRIPTORS];
            final int[] count = new int[1];
            while (received < expected)
            {
                final int length = receive(connection, payload, batch, count);
                if (length <= 0)
                {
                    break;
                }
                if (received + count[0] > expected)
                {
                    closeAll(batch, count[0]);
                    throw new IOException("Got to many sockets !");
                }
                System.arraycopy(batch, 0, fds, received, count[0]);
                received += count[0];
                final int offset = descriptions.length;
                descriptions = Arrays.copyOf(descriptions, offset + length);
                System.arraycopy(payload, 0, descriptions, offset, length);
                send(connection, nativeInt(received), new int[0]);
            }
            if (received != expected)
            {
                throw new IOException("We didn't get the expected number of sockets (expecting " + expected +
                    " got " + received + ")");
            }
            final List<PassedSocket> sockets = parse(fds, descriptions);
            isComplete = true;
            return sockets;
        }
        finally
        {
            if (!isComplete)
            {
                closeAll(fds, received);
            }
        }
    }

    private static List<PassedSocket> parse(final int[] fds, final byte[] descriptions) throws IOException
    {
        final List<PassedSocket> sockets = new ArrayList<>(fds.length);
        int offset = 0;
        for (final int fd : fds)
        {
            final String namespace = nameAt(descriptions, offset);
            offset += 1 + Native.utf8(namespace).length;
            final String interfaceName = nameAt(descriptions, offset);
            offset += 1 + Native.utf8(interfaceName).length + Integer.BYTES;
            if (offset > descriptions.length)
            {
                throw new IOException("Inconsistency while transferring sockets");
            }
            sockets.add(new PassedSocket(fd, namespace, interfaceName));
        }
        return sockets;
    }

    private static String nameAt(final byte[] bytes, final int offset) throws IOException
    {
        final int length = offset < bytes.length ? bytes[offset] & 0xFF : Integer.MAX_VALUE;
        if (length > bytes.length - offset - 1)
        {
            throw new IOException("Inconsistency while transferring sockets");
        }
        return new String(bytes, offset + 1, length, StandardCharsets.ISO_8859_1);
    }

    private static byte[] payload(final List<PassedSocket> sockets)
    {
        byte[] payload = new byte[0];
        for (final PassedSocket socket : sockets)
        {
            final byte[] namespace = socket.namespace().getBytes(StandardCharsets.ISO_8859_1);
            final byte[] interfaceName = socket.interfaceName().getBytes(StandardCharsets.ISO_8859_1);
            int offset = payload.length;
            payload = Arrays.copyOf(payload, offset + 2 + namespace.length + interfaceName.length + Integer.BYTES);
            payload[offset++] = (byte)namespace.length;
            System.arraycopy(namespace, 0, payload, offset, namespace.length);
            offset += namespace.length;
            payload[offset++] = (byte)interfaceName.length;
            System.arraycopy(interfaceName, 0, payload, offset, interfaceName.length);
        }
        return payload;
    }

    private static byte[] nativeInt(final int value)
    {
        final byte[] bytes = new byte[Integer.BYTES];
        MemorySegment.ofArray(bytes).set(ValueLayout.JAVA_INT_UNALIGNED, 0, value);
        return bytes;
    }

    private static boolean readFully(final int fd, final byte[] bytes)
    {
        int done = 0;
        while (done < bytes.length)
        {
            final int count = Descriptors.read(fd, bytes, done, bytes.length - done);
            if (count <= 0 && -Errno.EINTR != count)
            {
                return false;
            }
            done += Math.max(count, 0);
        }
        return true;
    }

    private static void closeAll(final int[] fds, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            Descriptors.close(fds[i]);
        }
    }
}
