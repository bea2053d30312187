/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A number of connections that may be open at a time, and the bind points that stopped accepting because of it. Any
 * thread.
 */
final class ConnectionLimit
{
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedQueue<BindPoint> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean isAwaited;
    private volatile int limit;

    /** A limit of so many connections; 0 lets none in. */
    ConnectionLimit(final int limit)
    {
        this.limit = limit;
    }

    int count()
    {
        return count.get();
    }

    int limit()
    {
        return limit;
    }

    /** Change the limit at run time; those that wait look again. */
    void limit(final int value)
    {
        limit = value;
        wake();
    }

    /**
     * Count one more connection if there is room.
     *
     * @return connections with this one, or 0 when there are too many already.
     */
    int tryAdd()
    {
        int seen = count.get();
        while (seen < limit)
        {
            final int witness = count.compareAndExchange(seen, seen + 1);
            if (witness == seen)
            {
                return seen + 1;
            }
            seen = witness;
        }
        return 0;
    }

    /**
     * Count one more connection, whatever the limit.
     *
     * @return connections with this one.
     */
    int add()
    {
        return count.incrementAndGet();
    }

    /** A connection ended. */
    void remove()
    {
        count.decrementAndGet();
        if (isAwaited)
        {
            wake();
        }
    }

    /** Have a bind point resume when a connection ends. */
    void await(final BindPoint point)
    {
        waiting.add(point);
        isAwaited = true;
        // a connection may have ended between the look at the count and here
        if (count.get() < limit)
        {
            wake();
        }
    }

    private void wake()
    {
        isAwaited = false;
        BindPoint point = waiting.poll();
        while (null != point)
        {
            point.scheduleResume();
            point = waiting.poll();
        }
    }
}
