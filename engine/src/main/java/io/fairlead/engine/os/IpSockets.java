/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.os.Native.Call;

/**
 * IP sockets that belong to no channel: datagrams sent from a loop, streams written by a thread of their own. An
 * address is the kernel's {@code sockaddr_in} or {@code sockaddr_in6} as bytes, made once and kept; sending and
 * connecting with it is done by {@link UnixSockets}, which looks at no family.
 */
public final class IpSockets
{
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_NONBLOCK = 0x800;

    private IpSockets()
    {
    }

    /**
     * Kernel form of an address.
     *
     * @param address of family INET or INET6, with its port.
     * @return the bytes; empty for other families.
     */
    public static byte[] address(final NetAddress address)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[NetAddress.SOCKADDR_INET6_LENGTH]);
        final byte[] bytes = new byte[address.putSockaddr(buffer, 0)];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    /**
     * A new datagram socket, non-blocking, closed on exec.
     *
     * @param isV6 whether for IPv6.
     * @return a descriptor or a negated errno.
     */
    public static int datagramSocket(final boolean isV6)
    {
        return socket(isV6, SOCK_DGRAM);
    }

    /**
     * A new stream socket, non-blocking, closed on exec.
     *
     * @param isV6 whether for IPv6.
     * @return a descriptor or a negated errno.
     */
    public static int streamSocket(final boolean isV6)
    {
        return socket(isV6, SOCK_STREAM);
    }

    private static int socket(final boolean isV6, final int type)
    {
        return (int)Native.syscall(
            Native.scratch(), Call.SOCKET, isV6 ? AF_INET6 : AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    }
}
