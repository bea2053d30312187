/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A destination that may be slow: a bounded ring of finished records, and a thread that empties it. Any thread may
 * offer; who offers never waits, and wakes the thread only when it said that it would sleep. Records are gathered so
 * that many leave in one write.
 */
abstract class LogSink implements LogOutlet, Runnable
{
    /** Longest record the ring takes: {@code len 65535} needs no more. */
    static final int MAX_RECORD_LENGTH = 65536;

    private static final int RING_LENGTH = 8 * MAX_RECORD_LENGTH;
    private static final int MESSAGE_TYPE = 1;
    private static final int READ_LIMIT = 256;
    private static final int SHORT_ROUNDS = 20;
    private static final long SHORT_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CLOSE_LIMIT_MS = 2000;

    private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(new UnsafeBuffer(
        BufferUtil.allocateDirectAligned(RING_LENGTH + RingBufferDescriptor.TRAILER_LENGTH, 64)));
    private final UnsafeBuffer batch = new UnsafeBuffer(BufferUtil.allocateDirectAligned(MAX_RECORD_LENGTH, 64));
    private final MessageHandler handler = this::onRecord;
    private final boolean isBatching;
    private final Thread thread;
    private int batchLength;
    private volatile boolean isSleeping;
    private volatile boolean isClosing;
    private volatile boolean isBroken;

    LogSink(final String name, final boolean isBatching)
    {
        this.isBatching = isBatching;
        thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start()
    {
        thread.start();
    }

    @Override
    public final boolean offer(final DirectBuffer buffer, final int offset, final int length)
    {
        if (isBroken || length > MAX_RECORD_LENGTH || !ring.write(MESSAGE_TYPE, buffer, offset, length))
        {
            return false;
        }
        if (isSleeping)
        {
            LockSupport.unpark(thread);
        }
        return true;
    }

    @Override
    public final void run()
    {
        int idleRounds = 0;
        while (!isClosing || ring.size() > 0 && !isBroken)
        {
            if (!isReady())
            {
                sleepShortly();
            }
            else if (ring.read(handler, READ_LIMIT) > 0)
            {
                flush();
                idleRounds = 0;
            }
            else if (++idleRounds < SHORT_ROUNDS)
            {
                sleepShortly();
            }
            else
            {
                sleep();
            }
        }
        onClosed();
    }

    private void sleepShortly()
    {
        LockSupport.parkNanos(this, SHORT_SLEEP_NS);
    }

    private void sleep()
    {
        isSleeping = true;
        if (0 == ring.size() && !isClosing)
        {
            LockSupport.park(this);
        }
        isSleeping = false;
    }

    private void onRecord(final int type, final MutableDirectBuffer source, final int offset, final int length)
    {
        if (batchLength + length > batch.capacity())
        {
            flush();
        }
        batch.putBytes(batchLength, source, offset, length);
        batchLength += length;
        if (!isBatching)
        {
            flush();
        }
    }

    private void flush()
    {
        final int length = batchLength;
        batchLength = 0;
        if (length > 0 && !isBroken)
        {
            write(batch, length);
        }
    }

    /** Whether records can leave now; where not, they wait in the ring. */
    abstract boolean isReady();

    /** Write all of it, waiting as long as needed, but no longer than the closing allows. */
    abstract void write(UnsafeBuffer bytes, int length);

    /** Nothing will be written any more. */
    abstract void onClosed();

    /** The destination is gone for good: further records are dropped where they come from. */
    final void broken()
    {
        isBroken = true;
    }

    final boolean isClosing()
    {
        return isClosing;
    }

    /** Write what is in the ring and end the thread; gives up after two seconds. */
    final void close()
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
