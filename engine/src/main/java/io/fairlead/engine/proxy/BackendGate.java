/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The {@code maxconn} of a backend: how many streams may be inside at a time, those that wait for a server included,
 * and the queue of those outside. A stream that leaves hands its place to the first that waits. Any thread.
 * HAProxy reads this word in backends and ignores it with a warning; here it limits.
 */
final class BackendGate
{
    private final AtomicInteger inside = new AtomicInteger();
    private final PendingQueue queue = new PendingQueue(this);
    private final int limit;

    /* limit: at least 1. */
    BackendGate(final int limit)
    {
        this.limit = limit;
    }

    /** Streams that wait outside. */
    PendingQueue queue()
    {
        return queue;
    }

    /** Go in if there is room; {@link #leave()} ends the stay. */
    boolean tryEnter()
    {
        int seen = inside.get();
        while (seen < limit)
        {
            final int witness = inside.compareAndExchange(seen, seen + 1);
            if (witness == seen)
            {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    /** Leave, letting the first of those that wait in. */
    void leave()
    {
        if (queue.length() > 0 && queue.grant(null))
        {
            return;
        }
        inside.decrementAndGet();
        // someone may have queued after the look and before the decrement
        if (queue.length() > 0 && tryEnter() && !queue.grant(null))
        {
            inside.decrementAndGet();
        }
    }
}
