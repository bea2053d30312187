/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.io.IOException;

/** Error numbers of the kernel and their texts. Calls of this package return 0 or more, or one of these negated. */
public final class Errno
{
    /** Operation not permitted. */
    public static final int EPERM = 1;
    /** No such file or directory. */
    public static final int ENOENT = 2;
    /** No such process. */
    public static final int ESRCH = 3;
    /** Interrupted by a signal. */
    public static final int EINTR = 4;
    /** Bad file descriptor. */
    public static final int EBADF = 9;
    /** No child processes. */
    public static final int ECHILD = 10;
    /** Would block. */
    public static final int EAGAIN = 11;
    /** Permission denied. */
    public static final int EACCES = 13;
    /** File exists. */
    public static final int EEXIST = 17;
    /** No such device. */
    public static final int ENODEV = 19;
    /** Invalid argument. */
    public static final int EINVAL = 22;
    /** Too many open files in the system. */
    public static final int ENFILE = 23;
    /** Too many open files in the process. */
    public static final int EMFILE = 24;
    /** Broken pipe. */
    public static final int EPIPE = 32;
    /** Argument too long. */
    public static final int E2BIG = 7;
    /** Not a socket. */
    public static final int ENOTSOCK = 88;
    /** Protocol option not available. */
    public static final int ENOPROTOOPT = 92;
    /** Operation not supported. */
    public static final int EOPNOTSUPP = 95;
    /** Address family not supported. */
    public static final int EAFNOSUPPORT = 97;
    /** Address in use. */
    public static final int EADDRINUSE = 98;
    /** Address not available. */
    public static final int EADDRNOTAVAIL = 99;
    /** Connection reset by peer. */
    public static final int ECONNRESET = 104;
    /** No buffer space. */
    public static final int ENOBUFS = 105;
    /** Not connected. */
    public static final int ENOTCONN = 107;
    /** Connection refused. */
    public static final int ECONNREFUSED = 111;
    /** Connecting goes on. */
    public static final int EINPROGRESS = 115;

    private Errno()
    {
    }

    /**
     * The C library's text for an error, such as {@code Address already in use}; allocates.
     *
     * @param errno positive, or a negative result of a call.
     * @return the text.
     */
    public static String text(final int errno)
    {
        return Native.string(
            Native.call(Native.scratch(), Native.function("strerror"), Math.abs(errno), 0, 0, 0, 0, 0, 0));
    }

    /**
     * Turns a failed call of start-up code into an exception.
     *
     * @param what   was tried; begins the message.
     * @param result of the call: 0 or more passes, a negated errno throws.
     * @return the result.
     * @throws IOException saying {@code what: text of the errno}.
     */
    public static int check(final String what, final long result) throws IOException
    {
        if (result < 0)
        {
            throw new IOException(what + ": " + text((int)result));
        }
        return (int)result;
    }
}
