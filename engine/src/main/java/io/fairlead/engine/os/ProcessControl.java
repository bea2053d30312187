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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.fairlead.engine.os.Native.Call;
import io.fairlead.engine.os.Native.Scratch;

/**
 * The process and its threads as the kernel sees them: identity, limits, processors, names, signals, children. For
 * start-up and the control thread. Results are 0 or more, or a negated errno, unless an exception is declared.
 */
public final class ProcessControl
{
    /** A resource limit. */
    public enum Resource
    {
        /** Size of a core file, bytes. */
        CORE(4),
        /** Number of descriptors. */
        OPEN_FILES(7),
        /** Locked memory, bytes. */
        LOCKED_MEMORY(8),
        /** Address space, bytes. */
        ADDRESS_SPACE(9);

        private final int number;

        Resource(final int number)
        {
            this.number = number;
        }
    }

    /** Value of a limit that does not limit. */
    public static final long UNLIMITED = -1;

    /**
     * A resource limit's two values; {@link #UNLIMITED} is infinity.
     *
     * @param soft in force.
     * @param hard what soft may be raised to.
     */
    public record Limit(long soft, long hard)
    {
    }

    /** Result of {@link #waitFor} when the child still runs. */
    public static final int STILL_RUNNING = -1;

    private static final int PR_SET_PDEATHSIG = 1;
    private static final int PR_GET_DUMPABLE = 3;
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_SET_KEEPCAPS = 8;
    private static final int PR_SET_NAME = 15;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int PR_GET_NO_NEW_PRIVS = 39;
    private static final int PRIO_PROCESS = 0;
    private static final int WNOHANG = 1;
    private static final int CAPSET = Native.IS_AARCH64 ? 91 : 126;
    private static final int CAPGET = Native.IS_AARCH64 ? 90 : 125;
    private static final int CAPABILITY_VERSION_3 = 0x2008_0522;
    private static final int AFFINITY_LENGTH = 128;
    private static final int MAX_NAME_LENGTH = 15;
    private static final int SPAWN_SETSIGMASK = 0x08;
    private static final int SPAWN_SETSID = 0x80;
    private static final int SPAWN_MEMORY_LENGTH = 512;

    private ProcessControl()
    {
    }

    /** This process. */
    public static int pid()
    {
        return plain(Call.GETPID);
    }

    /** The parent of this process. */
    public static int parentPid()
    {
        return plain(Call.GETPPID);
    }

    /** The calling thread, as the kernel numbers threads. */
    public static int threadId()
    {
        return plain(Call.GETTID);
    }

    /** Effective user of the calling thread. */
    public static int userId()
    {
        return plain(Call.GETEUID);
    }

    /** Effective group of the calling thread. */
    public static int groupId()
    {
        return plain(Call.GETEGID);
    }

    private static int plain(final int call)
    {
        return (int)Native.syscall(Native.scratch(), call, 0, 0, 0);
    }

    /**
     * Names the process: the name of its main thread, which tools such as {@code ps} and {@code killall} show. Any
     * thread may call.
     *
     * @param name cut to 15 bytes.
     * @throws IOException when /proc refuses.
     */
    public static void name(final String name) throws IOException
    {
        Files.write(Path.of("/proc/self/task/" + pid() + "/comm"), cutName(name));
    }

    /**
     * Names the calling thread.
     *
     * @param name cut to 15 bytes.
     * @return 0 or a negated errno.
     */
    public static int threadName(final String name)
    {
        final Scratch scratch = Native.scratch();
        return prctl(PR_SET_NAME, scratch.putString(0, cutName(name)));
    }

    private static byte[] cutName(final String name)
    {
        final byte[] bytes = Native.utf8(name);
        return Arrays.copyOf(bytes, Math.min(bytes.length, MAX_NAME_LENGTH));
    }

    /**
     * Allows or forbids core dumps and tracing (PR_SET_DUMPABLE).
     *
     * @param isDumpable wanted.
     * @return 0 or a negated errno.
     */
    public static int dumpable(final boolean isDumpable)
    {
        return prctl(PR_SET_DUMPABLE, isDumpable ? 1 : 0);
    }

    /** Whether the process is dumpable. */
    public static boolean isDumpable()
    {
        return 1 == prctl(PR_GET_DUMPABLE, 0);
    }

    /**
     * Gives up, for the calling thread and those it starts, the gain of rights by executing programs
     * (PR_SET_NO_NEW_PRIVS). There is no way back.
     *
     * @return 0 or a negated errno.
     */
    public static int noNewPrivileges()
    {
        return prctl(PR_SET_NO_NEW_PRIVS, 1);
    }

    /** Whether {@link #noNewPrivileges} holds for the calling thread. */
    public static boolean isNoNewPrivileges()
    {
        return 1 == prctl(PR_GET_NO_NEW_PRIVS, 0);
    }

    /**
     * Sends this process a signal when the thread that started it ends (PR_SET_PDEATHSIG).
     *
     * @param signal number, 0 for none.
     * @return 0 or a negated errno.
     */
    public static int parentDeathSignal(final int signal)
    {
        return prctl(PR_SET_PDEATHSIG, signal);
    }

    /**
     * Lets the calling thread keep its permitted capabilities over {@link #userId(int)} (PR_SET_KEEPCAPS).
     *
     * @return 0 or a negated errno.
     */
    public static int keepCapabilities()
    {
        return prctl(PR_SET_KEEPCAPS, 1);
    }

    private static int prctl(final int option, final long value)
    {
        return (int)Native.syscall(Native.scratch(), Call.PRCTL, option, value, 0);
    }

    /**
     * The capabilities the calling thread may use.
     *
     * @return one bit each, or a negated errno cast to long when not readable (never in practice).
     */
    public static long permittedCapabilities()
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, CAPABILITY_VERSION_3);
        scratch.buffer.putInt(4, 0);
        final long result = Native.syscall(scratch, CAPGET, scratch.address, scratch.address + 8, 0);
        return 0 == result ?
            (scratch.buffer.getInt(12) & 0xFFFF_FFFFL) | ((long)scratch.buffer.getInt(24) << 32) : result;
    }

    /**
     * Sets the effective and permitted capabilities of the calling thread; threads it starts inherit them ({@code
     * setcap}).
     *
     * @param capabilities one bit each.
     * @return 0 or a negated errno.
     */
    public static int capabilities(final long capabilities)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, CAPABILITY_VERSION_3);
        scratch.buffer.putInt(4, 0);
        scratch.buffer.putInt(8, (int)capabilities);
        scratch.buffer.putInt(12, (int)capabilities);
        scratch.buffer.putInt(16, 0);
        scratch.buffer.putInt(20, (int)(capabilities >>> 32));
        scratch.buffer.putInt(24, (int)(capabilities >>> 32));
        scratch.buffer.putInt(28, 0);
        return (int)Native.syscall(scratch, CAPSET, scratch.address, scratch.address + 8, 0);
    }

    /**
     * Reads a limit.
     *
     * @param resource which.
     * @return its values.
     * @throws IOException when the kernel refuses.
     */
    public static Limit limit(final Resource resource) throws IOException
    {
        final Scratch scratch = Native.scratch();
        Errno.check("getrlimit", Native.syscall(
            scratch, Call.PRLIMIT64, 0, resource.number, 0, scratch.address, 0, 0));
        return new Limit(scratch.buffer.getLong(0), scratch.buffer.getLong(8));
    }

    /**
     * Changes a limit.
     *
     * @param resource which.
     * @param soft     new value or {@link #UNLIMITED}.
     * @param hard     new value or {@link #UNLIMITED}; raising it needs rights.
     * @return 0 or a negated errno.
     */
    public static int limit(final Resource resource, final long soft, final long hard)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putLong(0, soft);
        scratch.buffer.putLong(8, hard);
        return (int)Native.syscall(scratch, Call.PRLIMIT64, 0, resource.number, scratch.address);
    }

    /**
     * Replaces the supplementary groups of the whole process.
     *
     * @param groups may be empty.
     * @return 0 or a negated errno.
     */
    public static int supplementaryGroups(final int... groups)
    {
        try (Arena arena = Arena.ofConfined())
        {
            final MemorySegment list = arena.allocateFrom(ValueLayout.JAVA_INT, groups);
            return library("setgroups", groups.length, list.address());
        }
    }

    /**
     * Changes the group of the whole process, all its threads included.
     *
     * @param gid new group.
     * @return 0 or a negated errno.
     */
    public static int groupId(final int gid)
    {
        return library("setgid", gid, 0);
    }

    /**
     * Gives a signal its usual effect, also when the process was started with the signal ignored.
     *
     * @param signal number.
     */
    public static void defaultSignal(final int signal)
    {
        library("signal", signal, 0);
    }

    /**
     * Changes the user of the whole process, all its threads included.
     *
     * @param uid new user.
     * @return 0 or a negated errno.
     */
    public static int userId(final int uid)
    {
        return library("setuid", uid, 0);
    }

    /**
     * A function of the C library that returns 0 or sets errno; these signal all threads, as the bare system calls do
     * not.
     */
    private static int library(final String name, final long a, final long b)
    {
        final Scratch scratch = Native.scratch();
        final int result = (int)Native.call(scratch, Native.function(name), a, b, 0, 0, 0, 0, 0);
        return result < 0 ? -Native.errno(scratch) : 0;
    }

    /**
     * The processors the calling thread may run on.
     *
     * @return a mask, 64 processors to a word.
     */
    public static long[] affinity()
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.setMemory(0, AFFINITY_LENGTH, (byte)0);
        final long length =
            Native.syscall(scratch, Call.SCHED_GETAFFINITY, 0, AFFINITY_LENGTH, scratch.address);
        final long[] mask = new long[Math.max(1, (int)(length / Long.BYTES))];
        for (int i = 0; i < mask.length && length > 0; i++)
        {
            mask[i] = scratch.buffer.getLong(i * Long.BYTES);
        }
        return mask;
    }

    /**
     * Moves the calling thread to some processors.
     *
     * @param mask 64 processors to a word, at most 1024.
     * @return 0 or a negated errno.
     */
    public static int affinity(final long... mask)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.setMemory(0, AFFINITY_LENGTH, (byte)0);
        for (int i = 0; i < Math.min(mask.length, AFFINITY_LENGTH / Long.BYTES); i++)
        {
            scratch.buffer.putLong(i * Long.BYTES, mask[i]);
        }
        return (int)Native.syscall(scratch, Call.SCHED_SETAFFINITY, 0, AFFINITY_LENGTH, scratch.address);
    }

    /**
     * How many processors the calling thread may run on.
     *
     * @return 1 or more.
     */
    public static int processorCount()
    {
        int count = 0;
        for (final long word : affinity())
        {
            count += Long.bitCount(word);
        }
        return Math.max(1, count);
    }

    /**
     * Sends a signal.
     *
     * @param pid    receiver; see kill(2) for 0 and negative numbers.
     * @param signal number; 0 only asks whether the process is there.
     * @return 0 or a negated errno.
     */
    public static int kill(final int pid, final int signal)
    {
        return (int)Native.syscall(Native.scratch(), Call.KILL, pid, signal, 0);
    }

    /**
     * Sets the file mode creation mask of the process.
     *
     * @param mask new one.
     * @return the old one.
     */
    public static int umask(final int mask)
    {
        return (int)Native.syscall(Native.scratch(), Call.UMASK, mask, 0, 0);
    }

    /**
     * Starts a session, leaving the terminal.
     *
     * @return the session or a negated errno.
     */
    public static int newSession()
    {
        return plain(Call.SETSID);
    }

    /**
     * Changes the current directory of the process.
     *
     * @param path at most 1000 bytes.
     * @return 0 or a negated errno.
     */
    public static int changeDirectory(final String path)
    {
        final Scratch scratch = Native.scratch();
        return (int)Native.syscall(scratch, Call.CHDIR, scratch.putString(0, Native.utf8(path)), 0, 0);
    }

    /**
     * Sets the nice value of a thread.
     *
     * @param threadId 0 for the calling thread.
     * @param nice     -20 to 19.
     * @return 0 or a negated errno.
     */
    public static int nice(final int threadId, final int nice)
    {
        return (int)Native.syscall(Native.scratch(), Call.SETPRIORITY, PRIO_PROCESS, threadId, nice);
    }

    /**
     * The nice value of a thread.
     *
     * @param threadId 0 for the calling thread.
     * @return -20 to 19.
     */
    public static int nice(final int threadId)
    {
        return 20 - (int)Native.syscall(Native.scratch(), Call.GETPRIORITY, PRIO_PROCESS, threadId, 0);
    }

    /**
     * Starts a program as a child that inherits chosen descriptors under their own numbers. Every other descriptor
     * above 2 is marked to close on exec, in this process, for good.
     *
     * @param program      path.
     * @param arguments    beginning with argument 0.
     * @param environment  {@code NAME=value} each.
     * @param inherited    descriptors the child gets besides 0, 1 and 2.
     * @param isNewSession whether the child leads its own session.
     * @return the child's process id.
     * @throws IOException when it cannot be started.
     */
    public static int spawn(
        final String program,
        final String[] arguments,
        final String[] environment,
        final int[] inherited,
        final boolean isNewSession) throws IOException
    {
        for (final int fd : Descriptors.open())
        {
            if (fd > 2)
            {
                Descriptors.closeOnExec(fd, true);
            }
        }
        try (Arena arena = Arena.ofConfined())
        {
            final long actions = arena.allocate(SPAWN_MEMORY_LENGTH, 16).address();
            final long attributes = arena.allocate(SPAWN_MEMORY_LENGTH, 16).address();
            final MemorySegment pid = arena.allocate(Long.BYTES, 8);
            spawnCall("posix_spawn_file_actions_init", actions, 0, 0);
            spawnCall("posix_spawnattr_init", attributes, 0, 0);
            try
            {
                for (final int fd : inherited)
                {
                    // duplicating a number onto itself is defined to clear close-on-exec in the child
                    spawnCall("posix_spawn_file_actions_adddup2", actions, fd, fd);
                }
                spawnCall("posix_spawnattr_setsigmask", attributes, arena.allocate(128, 8).address(), 0);
                spawnCall(
                    "posix_spawnattr_setflags", attributes, SPAWN_SETSIGMASK | (isNewSession ? SPAWN_SETSID : 0), 0);
                final int result = (int)Native.call(
                    Native.scratch(),
                    Native.function("posix_spawn"),
                    pid.address(),
                    Native.cString(arena, program).address(),
                    actions,
                    attributes,
                    Native.pointers(arena, arguments).address(),
                    Native.pointers(arena, environment).address(),
                    0);
                Errno.check("cannot start " + program, -result);
                return pid.get(ValueLayout.JAVA_INT, 0);
            }
            finally
            {
                spawnCall("posix_spawn_file_actions_destroy", actions, 0, 0);
                spawnCall("posix_spawnattr_destroy", attributes, 0, 0);
            }
        }
    }

    private static void spawnCall(final String name, final long a, final long b, final long c) throws IOException
    {
        Errno.check(name, -(int)Native.call(Native.scratch(), Native.function(name), a, b, c, 0, 0, 0, 0));
    }

    /**
     * Replaces this process's program by another, keeping pid and the descriptors that do not close on exec. Returns
     * only on failure.
     *
     * @param program     path.
     * @param arguments   beginning with argument 0.
     * @param environment {@code NAME=value} each.
     * @return a negated errno.
     */
    public static int exec(final String program, final String[] arguments, final String[] environment)
    {
        try (Arena arena = Arena.ofConfined())
        {
            return (int)Native.syscall(
                Native.scratch(),
                Call.EXECVE,
                Native.cString(arena, program).address(),
                Native.pointers(arena, arguments).address(),
                Native.pointers(arena, environment).address());
        }
    }

    /**
     * Collects a child started by {@link #spawn}.
     *
     * @param pid       child.
     * @param isWaiting whether to wait for its end.
     * @return its exit status, 128 plus the signal that ended it, or {@link #STILL_RUNNING}.
     * @throws IOException when it is no child.
     */
    public static int waitFor(final int pid, final boolean isWaiting) throws IOException
    {
        final Scratch scratch = Native.scratch();
        long result;
        do
        {
            result = Native.syscall(
                scratch, Call.WAIT4, pid, scratch.address, isWaiting ? 0 : WNOHANG, 0, 0, 0);
        }
        while (-Errno.EINTR == result);
        if (0 == Errno.check("wait", result))
        {
            return STILL_RUNNING;
        }
        final int status = scratch.buffer.getInt(0);
        return 0 == (status & 0x7F) ? (status >> 8) & 0xFF : 128 + (status & 0x7F);
    }
}
