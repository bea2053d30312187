/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;

/**
 * Ports of a {@code source} line that says a range, lent to one connection each: the one that was free for longest is
 * next. Any thread.
 */
final class PortRange
{
    private final ManyToManyConcurrentArrayQueue<Integer> free;

    PortRange(final int low, final int high)
    {
        free = new ManyToManyConcurrentArrayQueue<>(Math.max(2, high - low + 1));
        for (int port = low; port <= high; port++)
        {
            free.offer(port);
        }
    }

    /** A port that no connection has; null when all are lent. */
    Integer tryTake()
    {
        return free.poll();
    }

    void giveBack(final Integer port)
    {
        free.offer(port);
    }
}
