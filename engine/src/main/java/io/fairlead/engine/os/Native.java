/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one door to native code. C functions whose arguments are integers and pointers all take them in registers, eight
 * bytes each, so one handle of seven longs calls any of them: {@code syscall(2)} with its number, and a few functions
 * of the C library that do more than a system call. One shape means one linking, at the first use of this class.
 */
final class Native
{
    static final boolean IS_AARCH64 = "aarch64".equals(System.getProperty("os.arch"));

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURE_LAYOUT = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET =
        CAPTURE_LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle CALL = LINKER.downcallHandle(
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.captureCallState("errno"));
    private static final MemorySegment SYSCALL = function("syscall");
    private static final ThreadLocal<Scratch> SCRATCH = new ThreadLocal<>() // a lambda would be linked at start-up
    {
        @Override
        protected Scratch initialValue()
        {
            return new Scratch();
        }
    };

    /**
     * Memory of one thread for the arguments of a call in progress. Content does not survive the next call that uses
     * scratch memory.
     */
    static final class Scratch
    {
        static final int LENGTH = 1024;

        final MemorySegment errno;
        final MemorySegment memory;
        final long address;
        final UnsafeBuffer buffer;
        /** Where the C library keeps errno for this thread; valid only right after a call that changes no state. */
        final long errnoAddress;

        Scratch()
        {
            final MemorySegment all = Arena.ofAuto().allocate(CAPTURE_LAYOUT.byteSize() + Long.BYTES + LENGTH, 16);
            errno = all.asSlice(0, CAPTURE_LAYOUT.byteSize());
            memory = all.asSlice((CAPTURE_LAYOUT.byteSize() + 7) & -8, LENGTH);
            address = memory.address();
            buffer = new UnsafeBuffer(address, LENGTH);
            errnoAddress = call(this, function("__errno_location"), 0, 0, 0, 0, 0, 0, 0);
        }

        /** Puts text and a NUL. The caller has checked the length. */
        long putString(final int offset, final byte[] bytes)
        {
            buffer.putBytes(offset, bytes);
            buffer.putByte(offset + bytes.length, (byte)0);
            return address + offset;
        }
    }

    private Native()
    {
    }

    static Scratch scratch()
    {
        return SCRATCH.get();
    }

    static MemorySegment function(final String name)
    {
        final Optional<MemorySegment> address = LINKER.defaultLookup().find(name);
        if (address.isEmpty())
        {
            throw new UnsatisfiedLinkError(name);
        }
        return address.get();
    }

    /** A system call: what the kernel returns, or the negative errno. */
    static long syscall(final Scratch scratch, final int number, final long a, final long b, final long c)
    {
        return syscall(scratch, number, a, b, c, 0, 0, 0);
    }

    /** A system call: what the kernel returns, or the negative errno. */
    static long syscall(
        final Scratch scratch,
        final int number,
        final long a,
        final long b,
        final long c,
        final long d,
        final long e,
        final long f)
    {
        final long result = call(scratch, SYSCALL, number, a, b, c, d, e, f);
        return -1 == result ? -errno(scratch) : result;
    }

    /**
     * A function of the C library, its result as the register held it: cut it to int where the function returns int.
     */
    static long call(
        final Scratch scratch,
        final MemorySegment function,
        final long a,
        final long b,
        final long c,
        final long d,
        final long e,
        final long f,
        final long g)
    {
        try
        {
            return (long)CALL.invokeExact(function, scratch.errno, a, b, c, d, e, f, g);
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

    static int errno(final Scratch scratch)
    {
        return scratch.errno.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    }

    /** Reads a NUL-terminated string of the C library, at most 256 bytes. */
    static String string(final long address)
    {
        return 0 == address ? "" : MemorySegment.ofAddress(address).reinterpret(256).getString(0);
    }

    static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static MemorySegment cString(final Arena arena, final String text)
    {
        return arena.allocateFrom(text);
    }

    static MemorySegment pointers(final Arena arena, final String... texts)
    {
        final MemorySegment array = arena.allocate(ADDRESS, texts.length + 1L);
        for (int i = 0; i < texts.length; i++)
        {
            array.setAtIndex(ADDRESS, i, cString(arena, texts[i]));
        }
        array.setAtIndex(ADDRESS, texts.length, MemorySegment.NULL);
        return array;
    }

    /** System call numbers; the two architectures share almost none. */
    static final class Call
    {
        static final int ACCEPT4 = of(288, 242);
        static final int BIND = of(49, 200);
        static final int CHDIR = of(80, 49);
        static final int CLOSE = of(3, 57);
        static final int CONNECT = of(42, 203);
        static final int DUP = of(32, 23);
        static final int DUP3 = of(292, 24);
        static final int EXECVE = of(59, 221);
        static final int FCHMODAT = of(268, 53);
        static final int FCHOWNAT = of(260, 54);
        static final int FCNTL = of(72, 25);
        static final int GETEGID = of(108, 177);
        static final int GETEUID = of(107, 175);
        static final int GETPID = of(39, 172);
        static final int GETPPID = of(110, 173);
        static final int GETPEERNAME = of(52, 205);
        static final int GETPRIORITY = of(140, 141);
        static final int GETSOCKNAME = of(51, 204);
        static final int GETSOCKOPT = of(55, 209);
        static final int GETTID = of(186, 178);
        static final int KILL = of(62, 129);
        static final int LINKAT = of(265, 37);
        static final int LISTEN = of(50, 201);
        static final int PIPE2 = of(293, 59);
        static final int PPOLL = of(271, 73);
        static final int PRCTL = of(157, 167);
        static final int PRLIMIT64 = of(302, 261);
        static final int READ = of(0, 63);
        static final int RECVFROM = of(45, 207);
        static final int RECVMSG = of(47, 212);
        static final int RENAMEAT = of(264, 38);
        static final int SCHED_GETAFFINITY = of(204, 123);
        static final int SCHED_SETAFFINITY = of(203, 122);
        static final int SENDMSG = of(46, 211);
        static final int SENDTO = of(44, 206);
        static final int SETPRIORITY = of(141, 140);
        static final int SETSID = of(112, 157);
        static final int SETSOCKOPT = of(54, 208);
        static final int SHUTDOWN = of(48, 210);
        static final int SOCKET = of(41, 198);
        static final int SOCKETPAIR = of(53, 199);
        static final int UMASK = of(95, 166);
        static final int OPENAT = of(257, 56);
        static final int UNLINKAT = of(263, 35);
        static final int WAIT4 = of(61, 260);
        static final int WRITE = of(1, 64);

        private Call()
        {
        }

        private static int of(final int amd64, final int aarch64)
        {
            return IS_AARCH64 ? aarch64 : amd64;
        }
    }
}
