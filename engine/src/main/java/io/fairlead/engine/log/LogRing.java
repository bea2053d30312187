/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import io.fairlead.engine.config.LogRingSettings;

/**
 * A {@code ring}: records arrive from any thread through an inlet nobody waits at, and are kept in a store under a lock
 * that only the ring's own thread and the runtime API take. That thread also sends them on to servers
 * ({@link RingForwarder}); what a server that was once reached has not got yet is not pushed out, new records are
 * dropped instead, counted, and the count is told in the ring itself once there is room.
 */
public final class LogRing implements LogOutlet, Runnable
{
    private static final int INLET_LENGTH = 8 * LogSink.MAX_RECORD_LENGTH;
    private static final int MESSAGE_TYPE = 1;
    private static final int READ_LIMIT = 256;
    private static final int DRAIN_LIMIT = 64;
    private static final long ACTIVE_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONG_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LINGER_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long CLOSE_LIMIT_MS = 2000;

    private final LogRingSettings settings;
    private final ManyToOneRingBuffer inlet = new ManyToOneRingBuffer(new UnsafeBuffer(
        BufferUtil.allocateDirectAligned(INLET_LENGTH + RingBufferDescriptor.TRAILER_LENGTH, 64)));
    private final MessageHandler handler = this::onRecord;
    private final RingStore store;
    private final RingForwarder[] forwarders;
    private final AtomicLong pendingDrops = new AtomicLong();
    private final LongConsumer drops;
    private long newDrops;
    private final Thread thread;
    private volatile boolean isSleeping;
    private volatile boolean isClosing;

    LogRing(final LogRingSettings settings, final LongConsumer drops)
    {
        this.drops = drops;
        this.settings = settings;
        store = new RingStore(settings.length);
        forwarders = new RingForwarder[settings.targets.size()];
        for (int i = 0; i < forwarders.length; i++)
        {
            forwarders[i] = new RingForwarder(this, settings, settings.targets.get(i));
        }
        thread = new Thread(this, "ring-" + settings.name);
        thread.setDaemon(true);
    }

    void start()
    {
        thread.start();
    }

    LogRingSettings settings()
    {
        return settings;
    }

    /**
     * Name of its section.
     *
     * @return unique in the process.
     */
    public String name()
    {
        return settings.name;
    }

    /**
     * What it is for.
     *
     * @return {@code description} of its section.
     */
    public String description()
    {
        return settings.description;
    }

    /**
     * Records dropped since the ring last said so itself.
     *
     * @return count.
     */
    public long dropped()
    {
        return pendingDrops.get();
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length > LogSink.MAX_RECORD_LENGTH || !inlet.write(MESSAGE_TYPE, buffer, offset, length))
        {
            pendingDrops.incrementAndGet();
            return false;
        }
        if (isSleeping)
        {
            LockSupport.unpark(thread);
        }
        return true;
    }

    /** Take in what has arrived. */
    synchronized int drain()
    {
        newDrops = 0;
        final int count = inlet.read(handler, READ_LIMIT);
        if (newDrops > 0)
        {
            drops.accept(newDrops);
        }
        return count;
    }

    private void onRecord(final int type, final MutableDirectBuffer source, final int offset, final int length)
    {
        final long pin = pin();
        final int kept = settings.maxLength > 0 ? Math.min(length, settings.maxLength) : length;
        final long untold = pendingDrops.get();
        if (untold > 0 && announce(untold, pin))
        {
            pendingDrops.addAndGet(-untold);
        }
        if (pendingDrops.get() > 0 || !store.append(source, offset, kept, pin))
        {
            pendingDrops.incrementAndGet();
            newDrops++;
        }
    }

    private boolean announce(final long count, final long pin)
    {
        final byte[] text = (1 == count ? "1 event dropped" : count + " events dropped")
            .getBytes(StandardCharsets.US_ASCII);
        return store.append(new UnsafeBuffer(text), 0, text.length, pin);
    }

    private long pin()
    {
        long pin = Long.MAX_VALUE;
        for (final RingForwarder forwarder : forwarders)
        {
            pin = Math.min(pin, forwarder.pin());
        }
        return pin;
    }

    /**
     * Where to begin to read.
     *
     * @param isNew whether records that are there already are of no interest.
     * @return position for {@link #read}.
     */
    public synchronized long begin(final boolean isNew)
    {
        drainAll();
        return isNew ? store.newest() : store.oldest();
    }

    private void drainAll()
    {
        int rounds = 0;
        while (rounds < DRAIN_LIMIT && drain() > 0)
        {
            rounds++;
        }
    }

    /**
     * Read records. What was pushed out meanwhile is left out.
     *
     * @param from  position.
     * @param limit chars to stop behind.
     * @param end   char behind each record.
     * @param out   where to, a char per byte.
     * @return position of the next record; the same as before when there is none.
     */
    public synchronized long read(final long from, final int limit, final char end, final StringBuilder out)
    {
        drainAll();
        final int stop = out.length() + limit;
        long position = Math.max(from, store.oldest());
        while (position < store.newest() && out.length() < stop)
        {
            final byte[] text = new byte[store.lengthAt(position)];
            store.copy(position, text, 0, text.length);
            out.append(new String(text, StandardCharsets.ISO_8859_1)).append(end);
            position = store.next(position);
        }
        return position;
    }

    /** Put records into frames for a server, as many as there is room for; tells where that ended. */
    synchronized long frame(final long from, final boolean isOctetCounted, final RingForwarder forwarder)
    {
        long position = Math.max(from, store.oldest());
        while (position < store.newest())
        {
            final int length = store.lengthAt(position);
            final int at = forwarder.beginFrame(length, isOctetCounted);
            if (at < 0)
            {
                break;
            }
            store.copy(position, forwarder.frames(), at, length);
            forwarder.endFrame(length, isOctetCounted);
            position = store.next(position);
        }
        return position;
    }

    @Override
    public void run()
    {
        long closingNs = 0;
        while (true)
        {
            final long nowNs = System.nanoTime();
            int work = drain();
            boolean isBusy = false;
            for (final RingForwarder forwarder : forwarders)
            {
                work += forwarder.doWork(nowNs);
                isBusy |= forwarder.isWaiting();
            }
            if (isClosing)
            {
                closingNs = 0 == closingNs ? nowNs : closingNs;
                if (0 == work && (!isBusy || nowNs - closingNs > LINGER_NS))
                {
                    break;
                }
            }
            if (0 == work)
            {
                sleep(isBusy ? ACTIVE_SLEEP_NS : forwarders.length > 0 ? LONG_SLEEP_NS : 0);
            }
        }
        for (final RingForwarder forwarder : forwarders)
        {
            forwarder.close();
        }
    }

    private void sleep(final long limitNs)
    {
        isSleeping = true;
        if (0 == inlet.size() && !isClosing)
        {
            if (limitNs > 0)
            {
                LockSupport.parkNanos(this, limitNs);
            }
            else
            {
                LockSupport.park(this);
            }
        }
        else if (isClosing)
        {
            LockSupport.parkNanos(this, ACTIVE_SLEEP_NS);
        }
        isSleeping = false;
    }

    /** Send on what can be sent and end the thread; gives up soon. */
    void close()
    {
        isClosing = true;
        LockSupport.unpark(thread);
        try
        {
            thread.join(CLOSE_LIMIT_MS);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }
}
