/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Task;
import io.fairlead.engine.transport.Transport;

/** What every connection of a loop shares: the loop itself, its transport and its pools of buffers. Loop-confined. */
public final class LoopContext
{
    private static final int WAKE_LIMIT = 64;

    private final EventLoop loop;
    private final Transport transport;
    private final BufferPool buffers;
    private final BufferPool largeBuffers;
    private final Task wake = new Task()
    {
        @Override
        protected void run(final long nowMs)
        {
            wakeWaiters();
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            retryWaiters();
        }
    };
    private BufferWaiter firstWaiter;
    private BufferWaiter lastWaiter;

    /**
     * Tie a loop to its resources.
     *
     * @param loop         the loop.
     * @param transport    opens its connections.
     * @param buffers      of {@code tune.bufsize} bytes each.
     * @param largeBuffers for bodies that come faster than the small ones can carry.
     */
    public LoopContext(
        final EventLoop loop, final Transport transport, final BufferPool buffers, final BufferPool largeBuffers)
    {
        this.loop = loop;
        this.transport = transport;
        this.buffers = buffers;
        this.largeBuffers = largeBuffers;
    }

    /**
     * The loop.
     *
     * @return loop that owns everything here.
     */
    public EventLoop loop()
    {
        return loop;
    }

    /**
     * Opens connections.
     *
     * @return transport of the process.
     */
    public Transport transport()
    {
        return transport;
    }

    /**
     * Pool of ordinary buffers.
     *
     * @return pool.
     */
    public BufferPool buffers()
    {
        return buffers;
    }

    /**
     * Pool of large buffers.
     *
     * @return pool.
     */
    public BufferPool largeBuffers()
    {
        return largeBuffers;
    }

    /**
     * Monotonic time.
     *
     * @return milliseconds, as of this pass.
     */
    public long nowMs()
    {
        return loop.clock().nowMs();
    }

    /**
     * Give a buffer back and let those who wait for one try again.
     *
     * @param buffer owned by the caller until now.
     */
    public void release(final PooledBuffer buffer)
    {
        buffer.release();
        if (null != firstWaiter)
        {
            loop.queue(wake);
        }
    }

    /**
     * Wait for a buffer to come back.
     *
     * @param waiter called once; it may wait again.
     */
    public void awaitBuffer(final BufferWaiter waiter)
    {
        if (waiter.isWaiting())
        {
            return;
        }
        waiter.isWaiting(true);
        waiter.next(null);
        if (null == lastWaiter)
        {
            firstWaiter = waiter;
        }
        else
        {
            lastWaiter.next(waiter);
        }
        lastWaiter = waiter;
    }

    private void wakeWaiters()
    {
        for (int i = 0; i < WAKE_LIMIT && null != firstWaiter; i++)
        {
            final BufferWaiter waiter = firstWaiter;
            firstWaiter = waiter.next();
            if (null == firstWaiter)
            {
                lastWaiter = null;
            }
            waiter.next(null);
            waiter.isWaiting(false);
            waiter.onBuffer();
            if (waiter.isWaiting())
            {
                // still none: the next release tries again
                return;
            }
        }
        retryWaiters();
    }

    private void retryWaiters()
    {
        if (null != firstWaiter)
        {
            loop.queue(wake);
        }
    }
}
