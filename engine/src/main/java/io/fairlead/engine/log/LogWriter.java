/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.function.LongSupplier;

import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.IpSockets;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.WallTime;

/**
 * Sends records. The text is written once; each destination's header is put right in front of it, and the line end
 * behind it:
 * <pre>
 *  |          room for headers         | text                       | LF |
 *                    | header of one   |
 * </pre>
 * Never waits, allocates nothing once the buffers have the size the destinations ask for, and counts what a full socket
 * or ring refused. One thread, normally a loop; others share a {@link ProcessLog}.
 */
public final class LogWriter implements AutoCloseable
{
    private static final int INITIAL_HEADER_ROOM = 512;
    private static final int NO_SOCKET = -1;
    private static final byte[] NO_STRUCTURED_DATA = {'-'};

    private final LogService service;
    private final LongSupplier clock;
    private final DropCounter drops;
    private final LogTime time = new LogTime(new WallTime());
    private UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private ByteWriter text = new ByteWriter(buffer);
    private ByteWriter structuredData = new ByteWriter(buffer);
    private int textStart;
    private int textCapacity;
    private int inetSocket = NO_SOCKET;
    private int inet6Socket = NO_SOCKET;
    private int unixSocket = NO_SOCKET;

    /**
     * A writer without sockets; they are opened when the first record needs them.
     *
     * @param service of the process.
     * @param clock   wall clock, microseconds since 1970 UTC.
     * @param drops   where dropped records are counted.
     */
    public LogWriter(final LogService service, final LongSupplier clock, final DropCounter drops)
    {
        this.service = service;
        this.clock = clock;
        this.drops = drops;
    }

    /**
     * Send a record to all destinations that take its level.
     *
     * @param targets destinations.
     * @param level   severity, 0 to 7.
     * @param source  text; trailing line ends are removed.
     * @param offset  of its first byte.
     * @param length  in bytes.
     */
    public void send(
        final LogTargets targets, final int level, final DirectBuffer source, final int offset, final int length)
    {
        if (!targets.isEmpty())
        {
            final ByteWriter out = begin(targets);
            out.put(source, offset, length);
            send(targets, level);
        }
    }

    /**
     * Begin a record that is written in place.
     *
     * @param targets where it will go.
     * @return empty writer with room for the longest text; followed by {@link #send(LogTargets, int)}.
     */
    public ByteWriter begin(final LogTargets targets)
    {
        reserve(targets);
        structuredData.region(0, 0);
        return text.region(textStart, textStart + textCapacity);
    }

    /**
     * Structured data of the record that was begun; without it there is a minus sign.
     *
     * @return empty writer.
     */
    public ByteWriter beginStructuredData()
    {
        return structuredData.clear();
    }

    /**
     * Send the record that was begun and written in place. Nothing is sent without a text.
     *
     * @param targets destinations.
     * @param level   severity, 0 to 7.
     */
    public void send(final LogTargets targets, final int level)
    {
        int length = text.length();
        if (0 == length)
        {
            return;
        }
        while (length > 0 && isLineEnd(buffer.getByte(textStart + length - 1)))
        {
            length--;
        }
        final long nowUs = clock.getAsLong();
        final int sdLength = trimmedStructuredData();
        for (int i = 0; i < targets.size(); i++)
        {
            final LogTarget target = targets.get(i);
            if (target.takes(level))
            {
                send(target, level, length, sdLength, nowUs);
            }
        }
    }

    private static boolean isLineEnd(final byte b)
    {
        return '\n' == b || 0 == b;
    }

    private int trimmedStructuredData()
    {
        int length = structuredData.length();
        while (length > 0 && ' ' == structuredData.buffer().getByte(length - 1))
        {
            length--;
        }
        return length;
    }

    private void send(
        final LogTarget target, final int level, final int textLength, final int sdLength, final long nowUs)
    {
        final int start = putHeader(target, level, sdLength, nowUs);
        final int end = Math.min(textStart + textLength, start + target.maxLength - 1);
        final byte covered = buffer.getByte(end);
        buffer.putByte(end, (byte)'\n');
        final int length = end + 1 - start;
        final int result = switch (target.way)
        {
            case INET -> datagram(inetSocket(false), target.socketAddress, start, length);
            case INET6 -> datagram(inetSocket(true), target.socketAddress, start, length);
            case UNIX -> datagram(unixSocket(), target.socketAddress, start, length);
            case SINK -> target.sink.offer(buffer, start, length) ? 0 : -Errno.EAGAIN;
        };
        buffer.putByte(end, covered);
        if (result < 0)
        {
            drops.onDropped();
            if (-Errno.EAGAIN != result)
            {
                service.onSendFailure(target.number, -result);
            }
        }
    }

    /** Put a header in front of the text; returns its offset. */
    private int putHeader(final LogTarget target, final int level, final int sdLength, final long nowUs)
    {
        final byte[] priority = target.priority(level);
        final byte[] headerEnd = target.headerEnd;
        final int sdRoom = !target.hasStructuredData ? 0 : 0 == sdLength ? NO_STRUCTURED_DATA.length + 1 : sdLength + 1;
        final int timeLength = switch (target.time)
        {
            case NONE -> 0;
            case LEGACY -> LogTime.LEGACY_LENGTH;
            case ISO -> LogTime.ISO_LENGTH;
        };
        final int start = textStart - priority.length - timeLength - headerEnd.length - sdRoom;
        int position = LogTarget.put(buffer, start, priority);
        if (LogTarget.Time.LEGACY == target.time)
        {
            position = LogTarget.put(buffer, position, time.legacy(nowUs));
        }
        else if (LogTarget.Time.ISO == target.time)
        {
            position = LogTarget.put(buffer, position, time.iso(nowUs));
        }
        position = LogTarget.put(buffer, position, headerEnd);
        if (sdRoom > 0)
        {
            if (sdLength > 0)
            {
                buffer.putBytes(position, structuredData.buffer(), 0, sdLength);
            }
            else
            {
                buffer.putBytes(position, NO_STRUCTURED_DATA);
            }
            buffer.putByte(textStart - 1, (byte)' ');
        }
        return start;
    }

    private int datagram(final int socket, final byte[] address, final int start, final int length)
    {
        return socket < 0 ? socket :
            UnixSockets.sendDatagram(socket, address, buffer.addressOffset() + start, length);
    }

    private int inetSocket(final boolean isV6)
    {
        final int open = isV6 ? inet6Socket : inetSocket;
        if (open >= 0)
        {
            return open;
        }
        final int socket = prepared(IpSockets.datagramSocket(isV6));
        if (isV6)
        {
            inet6Socket = socket;
        }
        else
        {
            inetSocket = socket;
        }
        return socket;
    }

    private int unixSocket()
    {
        if (unixSocket < 0)
        {
            unixSocket = prepared(UnixSockets.datagramSocket());
        }
        return unixSocket;
    }

    private int prepared(final int socket)
    {
        if (socket >= 0)
        {
            SocketOptions.receiveBuffer(socket, 0); // nothing is ever read from it
            if (service.sendBufferLength() > 0)
            {
                SocketOptions.sendBuffer(socket, service.sendBufferLength());
            }
        }
        return socket;
    }

    private void reserve(final LogTargets targets)
    {
        final int headerRoom = targets.maxHeaderLength() + 1 +
            (targets.wantsStructuredData() ? targets.maxLength() : 0);
        if (headerRoom > textStart || targets.maxLength() > textCapacity)
        {
            textStart = Math.max(textStart, Math.max(INITIAL_HEADER_ROOM, headerRoom));
            textCapacity = Math.max(textCapacity, targets.maxLength());
            buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(textStart + textCapacity + 1, Long.BYTES));
            text = new ByteWriter(buffer);
            structuredData = new ByteWriter(new UnsafeBuffer(new byte[textCapacity]));
        }
    }

    /** Close the sockets. A later record opens them again. */
    @Override
    public void close()
    {
        inetSocket = close(inetSocket);
        inet6Socket = close(inet6Socket);
        unixSocket = close(unixSocket);
    }

    private static int close(final int socket)
    {
        if (socket >= 0)
        {
            Descriptors.close(socket);
        }
        return NO_SOCKET;
    }
}
