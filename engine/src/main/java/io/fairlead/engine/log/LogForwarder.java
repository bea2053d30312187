/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.UnixSockets;

/**
 * A {@code log-forward} section: takes syslog messages from datagram sockets and connections and sends them on. It has
 * a thread of its own, so that a flood of messages takes no time from the traffic. {@link #stopListening} and
 * {@link #close} may be called from any thread.
 */
public final class LogForwarder implements Runnable
{
    private static final int DATAGRAM_LIMIT = 64;
    private static final int READ_LIMIT = 16;
    private static final int MAX_WAIT_MS = 1000;
    private static final long CLOSE_LIMIT_MS = 2000;
    private static final int WAKE_LENGTH = 16;
    private static final int FAULT_WAIT_MS = 100;

    private final LogForwarderContext context;
    private final Thread thread;
    private final int[] wakeUp = new int[2];
    private final List<Client> clients = new ArrayList<>();
    private final UnsafeBuffer datagram;
    private final SyslogMessage message = new SyslogMessage();
    private final NetAddress sender = new NetAddress();
    private int[] fds = {};
    private int[] events = {};
    private boolean isListening = true;
    private long count;
    private boolean isOver;
    private volatile boolean isStopping;
    private volatile boolean isClosing;
    private volatile int clientCount;

    /** A connection of somebody who sends messages. */
    private static final class Client
    {
        private final int fd;
        private final SyslogFraming framing;
        private final NetAddress address = new NetAddress();
        private long deadlineNs;

        private Client(final int fd, final SyslogFraming framing)
        {
            this.fd = fd;
            this.framing = framing;
            Descriptors.peerName(fd, address);
        }
    }

    /**
     * A forwarder that does nothing yet.
     *
     * @param context what it is made of; the sockets are the forwarder's from here on.
     */
    public LogForwarder(final LogForwarderContext context)
    {
        this.context = context;
        datagram = buffer();
        Descriptors.pipe(wakeUp, false);
        thread = new Thread(this, "log-" + context.name());
        thread.setDaemon(true);
    }

    private UnsafeBuffer buffer()
    {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(context.maxLength(), Long.BYTES));
    }

    /** Begin to take messages. */
    public void start()
    {
        thread.start();
    }

    /**
     * Connections that are open.
     *
     * @return count, a moment ago.
     */
    public int clients()
    {
        return clientCount;
    }

    /** Take nothing new; connections that are open go on, and the thread ends with the last one. */
    public void stopListening()
    {
        isStopping = true;
        wake();
    }

    /** Close all connections and end the thread. */
    public void close()
    {
        isStopping = true;
        isClosing = true;
        wake();
        try
        {
            thread.join(CLOSE_LIMIT_MS);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    private void wake()
    {
        synchronized (wakeUp)
        {
            if (!isOver)
            {
                Descriptors.write(wakeUp[1], new byte[1], 0, 1);
            }
        }
    }

    @Override
    public void run()
    {
        while (!isClosing && (!isStopping || !clients.isEmpty()))
        {
            await();
            final long nowNs = System.nanoTime();
            serve(nowNs);
            closeIdle(nowNs);
            clientCount = clients.size();
            if (count > 0)
            {
                context.received().accept(count);
                count = 0;
            }
        }
        stopNow();
        clients.forEach(client -> Descriptors.close(client.fd));
        clientCount = 0;
        context.writer().close();
        synchronized (wakeUp)
        {
            isOver = true;
            closeAll(wakeUp);
        }
    }

    /** Wait until something can be read: what it is stands in {@link #events}. */
    private void await()
    {
        if (isStopping)
        {
            stopNow();
        }
        final boolean isFull = clients.size() >= context.maxConnections();
        final int streams = isListening && !isFull ? context.streams().length : 0;
        final int datagrams = isListening ? context.datagrams().length : 0;
        final int needed = 1 + datagrams + streams + clients.size();
        if (fds.length != needed)
        {
            fds = new int[needed];
            events = new int[needed];
        }
        int i = 0;
        fds[i++] = wakeUp[0];
        for (int j = 0; j < datagrams; j++)
        {
            fds[i++] = context.datagrams()[j];
        }
        for (final Client client : clients)
        {
            fds[i++] = client.fd;
        }
        for (int j = 0; j < streams; j++)
        {
            fds[i++] = context.streams()[j];
        }
        Arrays.fill(events, Descriptors.POLL_IN);
        if (Descriptors.poll(fds, events, waitMs()) < 0)
        {
            Arrays.fill(events, 0);
        }
    }

    private int waitMs()
    {
        if (0 == context.idleMs())
        {
            return MAX_WAIT_MS;
        }
        long wait = TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MS);
        final long nowNs = System.nanoTime();
        for (final Client client : clients)
        {
            wait = Math.min(wait, client.deadlineNs - nowNs);
        }
        return (int)Math.max(0, TimeUnit.NANOSECONDS.toMillis(wait) + 1);
    }

    private void serve(final long nowNs)
    {
        int i = 0;
        if (0 != events[i++])
        {
            Descriptors.read(wakeUp[0], new byte[WAKE_LENGTH], 0, WAKE_LENGTH);
        }
        final int datagrams = isListening ? context.datagrams().length : 0;
        for (int j = 0; j < datagrams; j++)
        {
            if (0 != events[i++])
            {
                receive(context.datagrams()[j]);
            }
        }
        final Iterator<Client> known = clients.iterator();
        while (known.hasNext())
        {
            final Client client = known.next();
            if (0 != events[i++] && !read(client, nowNs))
            {
                Descriptors.close(client.fd);
                known.remove();
            }
        }
        for (; i < events.length; i++)
        {
            if (0 != events[i])
            {
                accept(fds[i], nowNs);
            }
        }
    }

    private void accept(final int listener, final long nowNs)
    {
        while (clients.size() < context.maxConnections())
        {
            final int fd = UnixSockets.accept(listener);
            if (fd < 0)
            {
                if (-Errno.EAGAIN != fd && -Errno.EINTR != fd)
                {
                    Descriptors.poll(wakeUp[0], Descriptors.POLL_IN, FAULT_WAIT_MS);
                }
                return;
            }
            final Client client = new Client(fd, new SyslogFraming(buffer(), context.areAllLines()));
            client.deadlineNs = nowNs + TimeUnit.MILLISECONDS.toNanos(context.idleMs());
            clients.add(client);
        }
    }

    private void receive(final int fd)
    {
        for (int i = 0; i < DATAGRAM_LIMIT; i++)
        {
            final int length = Descriptors.receive(fd, datagram.addressOffset(), datagram.capacity(), sender);
            if (length < 0)
            {
                return;
            }
            forward(datagram, 0, length, sender);
        }
    }

    /** Take what a client sent; false when it is gone or is not understood. */
    private boolean read(final Client client, final long nowNs)
    {
        final SyslogFraming framing = client.framing;
        for (int i = 0; i < READ_LIMIT; i++)
        {
            final int tail = framing.tail();
            final int length = Descriptors.read(
                client.fd, framing.buffer().addressOffset() + tail, framing.buffer().capacity() - tail);
            if (-Errno.EAGAIN == length || -Errno.EINTR == length)
            {
                return true;
            }
            if (length <= 0)
            {
                return false;
            }
            client.deadlineNs = nowNs + TimeUnit.MILLISECONDS.toNanos(context.idleMs());
            framing.added(length);
            int found = framing.next();
            while (found >= 0)
            {
                forward(framing.buffer(), framing.start(), found, client.address);
                found = framing.next();
            }
            if (SyslogFraming.MALFORMED == found)
            {
                return false;
            }
        }
        return true;
    }

    private void forward(final UnsafeBuffer buffer, final int offset, final int length, final NetAddress from)
    {
        count++;
        if (context.isUnparsed())
        {
            message.raw(buffer, offset, length);
        }
        else
        {
            message.parse(buffer, offset, length);
            context.host().apply(message, from);
        }
        context.writer().forward(context.targets(), message);
    }

    private void closeIdle(final long nowNs)
    {
        if (context.idleMs() > 0)
        {
            clients.removeIf(client -> client.deadlineNs - nowNs < 0 && 0 == Descriptors.close(client.fd));
        }
    }

    private void stopNow()
    {
        if (isListening)
        {
            isListening = false;
            closeAll(context.streams());
            closeAll(context.datagrams());
        }
    }

    private static void closeAll(final int[] sockets)
    {
        for (final int fd : sockets)
        {
            Descriptors.close(fd);
        }
    }
}
