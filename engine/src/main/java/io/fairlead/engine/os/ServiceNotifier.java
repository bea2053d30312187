/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells the service manager about this process, as sd_notify(3) describes: one datagram to the socket named by {@code
 * NOTIFY_SOCKET}.
 */
public final class ServiceNotifier
{
    private ServiceNotifier()
    {
    }

    /**
     * Sends a message such as {@code READY=1\nSTATUS=Ready.\n}.
     *
     * @param socketName value of {@code NOTIFY_SOCKET}: a path, or {@code @} and an abstract name; null when not under
     *                   a manager.
     * @param message    lines of {@code NAME=value}, at most 800 bytes.
     * @return 1 when sent, 0 when there is no manager, or a negated errno.
     */
    public static int notify(final String socketName, final String message)
    {
        if (null == socketName || socketName.isEmpty())
        {
            return 0;
        }
        if (message.isEmpty())
        {
            return -Errno.EINVAL;
        }
        final boolean isAbstract = socketName.startsWith("@");
        if (!isAbstract && !socketName.startsWith("/"))
        {
            return -Errno.EAFNOSUPPORT;
        }
        final byte[] address = isAbstract ?
            UnixSockets.abstractAddress(socketName.substring(1), false) : UnixSockets.pathAddress(socketName);
        if (null == address)
        {
            return -Errno.E2BIG;
        }
        final int fd = UnixSockets.datagramSocket();
        if (fd < 0)
        {
            return fd;
        }
        final byte[] bytes = Native.utf8(message);
        final int sent = UnixSockets.sendDatagram(fd, address, new UnsafeBuffer(bytes), 0, bytes.length);
        Descriptors.close(fd);
        return sent < 0 ? sent : 1;
    }
}
