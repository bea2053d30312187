/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections to a server are in use and idle, and how many it seems to need: what says whether one more is
 * worth keeping. HAProxy's estimate: the most used between two purges, falling by half towards what is used later. Any
 * thread.
 */
public final class ConnectionDemand
{
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger reserved = new AtomicInteger();
    private final AtomicInteger mostUsed = new AtomicInteger();
    private final AtomicInteger needed = new AtomicInteger();
    private long roundMs;
    private int round;
    private int excess;
    private int idleAtRound;

    /** A connection is made, or taken from the idle ones by {@link #onTaken()}. */
    public void onOpened()
    {
        raise(used.incrementAndGet());
    }

    private void raise(final int now)
    {
        raise(mostUsed, now);
        raise(needed, now);
    }

    /**
     * A connection is to be made, unless there are as many as there may be, used and idle.
     *
     * @param limit of all connections, those that wait for their only client among them.
     * @return false when there is no room for it.
     */
    public boolean tryOpen(final int limit)
    {
        final int now = used.incrementAndGet();
        if (now + idle.get() + reserved.get() > limit)
        {
            used.decrementAndGet();
            return false;
        }
        raise(now);
        return true;
    }

    private static void raise(final AtomicInteger mark, final int value)
    {
        int current = mark.get();
        while (value > current && !mark.compareAndSet(current, value))
        {
            current = mark.get();
        }
    }

    /** A connection in use is closed. */
    public void onClosed()
    {
        used.decrementAndGet();
    }

    /** A connection in use becomes idle. */
    public void onKept()
    {
        idle.incrementAndGet();
        used.decrementAndGet();
    }

    /** A connection in use becomes idle, for one client only. */
    public void onReserved()
    {
        reserved.incrementAndGet();
        used.decrementAndGet();
    }

    /** The client uses its idle connection again. */
    public void onUnreserved()
    {
        onOpened();
        reserved.decrementAndGet();
    }

    /** An idle connection of one client is closed. */
    public void onReservedClosed()
    {
        reserved.decrementAndGet();
    }

    /** An idle connection is used again. */
    public void onTaken()
    {
        // in this order another thread counts it twice for a moment, but never misses it
        onOpened();
        idle.decrementAndGet();
    }

    /** An idle connection is closed. */
    public void onIdleClosed()
    {
        idle.decrementAndGet();
    }

    /**
     * Whether a connection in use, which is still counted, should be kept.
     *
     * @param isFirst whether its loop has no other idle one that would do.
     * @param limit   {@code pool-max-conn}; negative for none.
     * @param spare   {@code pool-low-conn}, how many more than needed are kept.
     * @return true to keep it.
     */
    public boolean isWorthKeeping(final boolean isFirst, final int limit, final int spare)
    {
        final int waiting = idle.get();
        if (limit >= 0 && waiting >= limit)
        {
            return false;
        }
        final int busy = used.get();
        return isFirst || busy + waiting <= Math.max(busy, needed.get()) + spare;
    }

    /**
     * The moment to purge has come for one loop: the first to come so late begins a round.
     *
     * @param nowMs   monotonic time.
     * @param delayMs between rounds.
     * @return number of the round; what it has to close is told by {@link #share}.
     */
    public synchronized int purge(final long nowMs, final long delayMs)
    {
        if (0 == round || nowMs - roundMs >= delayMs)
        {
            final int most = mostUsed.get();
            final int busy = used.get();
            idleAtRound = idle.get();
            final int tooMany = busy + idleAtRound - Math.max(most, needed.get());
            excess = Math.max(0, tooMany / 2 + (tooMany & 1));
            needed.set(Math.max(most, (needed.get() + most) / 2));
            mostUsed.set(busy);
            roundMs = nowMs;
            round++;
        }
        return round;
    }

    /**
     * How many a loop is to close in this round.
     *
     * @param count of its idle connections.
     * @return its share.
     */
    public synchronized int share(final int count)
    {
        return excess <= 0 || 0 == idleAtRound ? 0 : Math.min(count, excess * count / idleAtRound + 1);
    }

    /** Idle connections, of all loops. */
    public int idle()
    {
        return idle.get();
    }

    /** The most that were used since the last purge. */
    public int mostUsed()
    {
        return mostUsed.get();
    }

    /** How many seem to be needed. */
    public int needed()
    {
        return needed.get();
    }
}
