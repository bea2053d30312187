/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.RawBytes;
import io.fairlead.engine.os.Native.Scratch;

/**
 * Receiving and sending by {@code recv(2)} and {@code send(2)} without a change of the thread's state, which is most of
 * what such a call through NIO costs beside the kernel's share. No other thread can bring this one to a safepoint
 * meanwhile, so it is for calls that never wait, which a flag of each makes sure of, and for lengths that are copied in
 * microseconds.
 * <p>
 * Allocates nothing when bytes were moved or there was nothing to do. The linker's own capture of errno allocates in
 * code that is not fully compiled, so errno is read where the C library keeps it. Should the JVM have changed it in
 * between, then only from a failure to another: whatever is not {@link Errno#EAGAIN} is therefore tried again, with the
 * capture.
 */
public final class SocketIo
{
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final FunctionDescriptor SHAPE =
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MemorySegment RECV_FUNCTION = Native.function("recv");
    private static final MemorySegment SEND_FUNCTION = Native.function("send");
    private static final MethodHandle RECV = handle(RECV_FUNCTION);
    private static final MethodHandle SEND = handle(SEND_FUNCTION);

    private SocketIo()
    {
    }

    private static MethodHandle handle(final MemorySegment function)
    {
        return Linker.nativeLinker().downcallHandle(function, SHAPE, Linker.Option.critical(false));
    }

    /**
     * Receive.
     *
     * @param fd     of an open socket.
     * @param buffer direct, to receive into.
     * @param offset of the first byte.
     * @param length of the room, greater than 0.
     * @return bytes received, 0 at the end of the peer's data, or a negated errno: {@link Errno#EAGAIN} when there is
     * nothing now.
     * @throws IndexOutOfBoundsException when the room does not lie in the buffer.
     */
    public static int receive(final int fd, final UnsafeBuffer buffer, final int offset, final int length)
    {
        RawBytes.check(buffer, offset, offset + length);
        final long address = buffer.addressOffset() + offset;
        final long count;
        try
        {
            count = (long)RECV.invokeExact(fd, address, (long)length, MSG_DONTWAIT);
        }
        catch (final Throwable ex)
        {
            throw unexpected(ex);
        }
        return (int)(count >= 0 ? count : failure(RECV_FUNCTION, fd, address, length, MSG_DONTWAIT));
    }

    /**
     * Send; no signal is raised when the peer is gone.
     *
     * @param fd     of an open socket.
     * @param buffer direct, that holds the bytes.
     * @param offset of the first one.
     * @param length number of bytes, greater than 0.
     * @return bytes sent, or a negated errno: {@link Errno#EAGAIN} when there is no room now.
     * @throws IndexOutOfBoundsException when the bytes do not lie in the buffer.
     */
    public static int send(final int fd, final UnsafeBuffer buffer, final int offset, final int length)
    {
        RawBytes.check(buffer, offset, offset + length);
        final long address = buffer.addressOffset() + offset;
        final long count;
        try
        {
            count = (long)SEND.invokeExact(fd, address, (long)length, MSG_DONTWAIT | MSG_NOSIGNAL);
        }
        catch (final Throwable ex)
        {
            throw unexpected(ex);
        }
        return (int)(count >= 0 ? count :
            failure(SEND_FUNCTION, fd, address, length, MSG_DONTWAIT | MSG_NOSIGNAL));
    }

    /**
     * What a call failed of. A socket tells some errors once: a second try that finds the end, or another error, means
     * that the first was right; one that moves bytes, or finds that there is nothing to do, counts for itself.
     */
    private static long failure(
        final MemorySegment function, final int fd, final long address, final int length, final int flags)
    {
        final Scratch scratch = Native.scratch();
        final int first = UnsafeApi.getInt(scratch.errnoAddress);
        if (Errno.EAGAIN == first)
        {
            return -Errno.EAGAIN;
        }
        final long second = Native.call(scratch, function, fd, address, length, flags, 0, 0, 0);
        if (second > 0)
        {
            return second;
        }
        return -1 == second && Errno.EAGAIN == Native.errno(scratch) ? -Errno.EAGAIN : -first;
    }

    private static RuntimeException unexpected(final Throwable ex)
    {
        if (ex instanceof final Error error)
        {
            throw error;
        }
        return ex instanceof final RuntimeException exception ? exception : new IllegalStateException(ex);
    }
}
