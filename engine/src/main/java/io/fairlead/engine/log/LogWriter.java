/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.function.LongSupplier;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.IpSockets;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.WallTime;

/**
 * Sends records. The text is written once ({@link LogPage}); each destination's header is put right in front of it. A
 * destination with a {@code log-profile} may get a text of its own. Never waits, allocates nothing once the pages have
 * the size the destinations ask for, and counts what a full socket or ring refused. One thread, normally a loop; others
 * share a {@link ProcessLog}.
 */
public final class LogWriter implements AutoCloseable
{
    private static final int NO_SOCKET = -1;
    private static final byte[] NO_STRUCTURED_DATA = {'-'};

    private final LogService service;
    private final LongSupplier clock;
    private final DropCounter drops;
    private final LogTime time = new LogTime(new WallTime());
    private final LogPage page = new LogPage();
    private final LogPage ownPage = new LogPage();
    private final SyslogHeader syslogHeader = new SyslogHeader(time);
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
        return page.begin(targets);
    }

    /**
     * Structured data of the record that was begun; without it there is a minus sign.
     *
     * @return empty writer.
     */
    public ByteWriter beginStructuredData()
    {
        return page.beginStructuredData();
    }

    /**
     * Send the record that was begun and written in place. Nothing is sent without a text.
     *
     * @param targets destinations.
     * @param level   severity, 0 to 7.
     */
    public void send(final LogTargets targets, final int level)
    {
        send(targets, level, null, null, null);
    }

    /**
     * Send the record that was begun and written in place, where a profile has nothing else to say.
     *
     * @param targets destinations.
     * @param level   severity, 0 to 7.
     * @param origin  the moment it is written at; null for a record that is not about traffic.
     * @param profile that takes the place of the destinations' own; null for theirs.
     * @param ctx     the traffic it is about; null with the origin.
     */
    public void send(
        final LogTargets targets, final int level, final LogOrigin origin, final LogProfile profile,
        final FetchContext ctx)
    {
        final long nowUs = clock.getAsLong();
        for (int i = 0; i < targets.size(); i++)
        {
            final LogTarget target = targets.get(i);
            if (target.takes(level))
            {
                final LogProfile own = null == profile ? target.profile : profile;
                final LogProfile.Step step = null == own || null == origin ? null : own.step(origin);
                if (null != step)
                {
                    send(targets, target, own, step, level, ctx, nowUs);
                }
                else
                {
                    send(target, target.headerEnd(own), page, page, level, nowUs);
                }
            }
        }
    }

    /** Write what a profile wants instead, and send that. */
    private void send(
        final LogTargets targets, final LogTarget target, final LogProfile profile, final LogProfile.Step step,
        final int level, final FetchContext ctx, final long nowUs)
    {
        if (step.isDropped)
        {
            return;
        }
        final boolean hasText = null != step.format && !step.format.isEmpty();
        final boolean hasData = null != step.structuredData && !step.structuredData.isEmpty();
        final ByteWriter out = ownPage.begin(targets);
        if (hasText)
        {
            step.format.eval(ctx, out);
        }
        if (hasData)
        {
            step.structuredData.eval(ctx, ownPage.beginStructuredData());
        }
        send(target, target.headerEnd(profile), hasText ? ownPage : page, hasData ? ownPage : page, level, nowUs);
    }

    private void send(
        final LogTarget target, final byte[] headerEnd, final LogPage textPage, final LogPage dataPage, final int level,
        final long nowUs)
    {
        if (textPage.isEmpty())
        {
            return;
        }
        final UnsafeBuffer buffer = textPage.buffer();
        final int start = putHeader(target, headerEnd, textPage, dataPage, level, nowUs);
        final int lineEnd = target.isRing() ? 0 : 1;
        final int end = Math.min(textPage.textStart() + textPage.textLength(), start + target.maxLength - lineEnd);
        final byte covered = buffer.getByte(end);
        buffer.putByte(end, (byte)'\n');
        final int length = end + lineEnd - start;
        // written out here, not shared with those below: the compiler keeps the usual way to the kernel free of garbage
        final int result = switch (target.way)
        {
            case INET -> datagram(inetSocket(false), target.socketAddress, buffer, start, length);
            case INET6 -> datagram(inetSocket(true), target.socketAddress, buffer, start, length);
            case UNIX -> datagram(unixSocket(), target.socketAddress, buffer, start, length);
            case SINK -> target.sink.offer(buffer, start, length) ? 0 : -Errno.EAGAIN;
            case BACKEND ->
            {
                deliverOrDrop(
                    target.chosen(buffer, textPage.textStart(), textPage.textLength()), buffer, start, length);
                yield 0;
            }
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

    /**
     * Send on a message of somebody else to all destinations that take its level.
     *
     * @param targets destinations.
     * @param message taken apart as far as it could be.
     */
    void forward(final LogTargets targets, final SyslogMessage message)
    {
        if (0 == message.textLength())
        {
            return;
        }
        final long nowUs = clock.getAsLong();
        int textLength = message.textLength();
        while (textLength > 0 && LogPage.isLineEnd(message.buffer().getByte(message.textStart() + textLength - 1)))
        {
            textLength--;
        }
        for (int i = 0; i < targets.size(); i++)
        {
            final LogTarget target = targets.get(i);
            if (target.takes(message.level()))
            {
                page.begin(targets);
                final UnsafeBuffer buffer = page.buffer();
                final ByteWriter out = page.record(target.maxLength - 1);
                syslogHeader.put(out, message, target, nowUs);
                out.put(message.buffer(), message.textStart(), textLength);
                buffer.putByte(out.position(), (byte)'\n');
                final int length = out.length() + (target.isRing() ? 0 : 1);
                if (LogTarget.Way.BACKEND != target.way)
                {
                    deliver(target, buffer, out.start(), length);
                    continue;
                }
                deliverOrDrop(
                    target.chosen(message.buffer(), message.textStart(), textLength), buffer, out.start(), length);
            }
        }
    }

    private void deliverOrDrop(final LogTarget target, final UnsafeBuffer buffer, final int start, final int length)
    {
        if (null == target)
        {
            drops.onDropped();
        }
        else
        {
            deliver(target, buffer, start, length);
        }
    }

    private void deliver(final LogTarget target, final UnsafeBuffer buffer, final int start, final int length)
    {
        final int result = switch (target.way)
        {
            case INET -> datagram(inetSocket(false), target.socketAddress, buffer, start, length);
            case INET6 -> datagram(inetSocket(true), target.socketAddress, buffer, start, length);
            case UNIX -> datagram(unixSocket(), target.socketAddress, buffer, start, length);
            case SINK -> target.sink.offer(buffer, start, length) ? 0 : -Errno.EAGAIN;
            case BACKEND -> -Errno.EAGAIN; // a server is no backend
        };
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
    private int putHeader(
        final LogTarget target, final byte[] headerEnd, final LogPage textPage, final LogPage dataPage, final int level,
        final long nowUs)
    {
        final UnsafeBuffer buffer = textPage.buffer();
        final byte[] priority = target.priority(level);
        final int sdLength = target.hasStructuredData ? dataPage.structuredDataLength() : 0;
        final int sdRoom = !target.hasStructuredData ? 0 : 0 == sdLength ? NO_STRUCTURED_DATA.length + 1 : sdLength + 1;
        final int timeLength = switch (target.time)
        {
            case NONE -> 0;
            case LEGACY -> LogTime.LEGACY_LENGTH;
            case ISO -> LogTime.ISO_LENGTH;
        };
        final int start = textPage.textStart() - priority.length - timeLength - headerEnd.length - sdRoom;
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
                buffer.putBytes(position, dataPage.structuredData(), 0, sdLength);
            }
            else
            {
                buffer.putBytes(position, NO_STRUCTURED_DATA);
            }
            buffer.putByte(textPage.textStart() - 1, (byte)' ');
        }
        return start;
    }

    private static int datagram(
        final int socket, final byte[] address, final UnsafeBuffer buffer, final int start, final int length)
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
