/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/**
 * Hands the visits of one {@link Rotation} to all loops in one common order.
 * <pre>
 *   ring      ... taken ... | taken | planned | planned | free ...
 *                                   ^ cursor            ^ limit
 * </pre>
 * A loop takes a ticket by adding 1 to the cursor and reads the ring: no lock as long as the plan reaches far enough.
 * Who comes to its end plans further, twice as far as last time. When the planned server is full, down or to be
 * avoided, and when the conductor changes a server, the plan beyond the cursor is taken back and the rotation decides
 * with full knowledge. With one loop the order is exactly that of the rotation; with several, tickets under way while a
 * plan is taken back keep the server they read.
 */
final class RotationFeed
{
    /** Tickets planned ahead at most. */
    private static final int LONGEST_PLAN = 32;
    private static final int RING_LENGTH = 64;
    private static final int RING_MASK = RING_LENGTH - 1;

    /** Words are 128 bytes apart, so that no two share a pair of cache lines. */
    private static final int CURSOR = 16;
    private static final int LIMIT = 32;
    private static final int WORDS_LENGTH = 48;
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final BackendServers servers;
    private final Rotation rotation;
    private final SpinLock lock = new SpinLock();
    private final long[] words = new long[WORDS_LENGTH];
    private final int[] ring = new int[RING_LENGTH];
    private final RoomFilter filter;
    /** The first ticket that may be taken back: those before it were followed by visits or changes that cannot. */
    private long floor;
    private int planLength;

    /**
     * A feed for a group without servers.
     *
     * @param servers of the backend.
     */
    RotationFeed(final BackendServers servers)
    {
        this.servers = servers;
        this.rotation = new Rotation(servers.slotCount(), RING_LENGTH);
        this.filter = new RoomFilter(servers);
    }

    /** Adds a server before traffic. */
    void addInitially(final Server server)
    {
        rotation.addInitially(server.index(), server.effectiveWeight());
    }

    /** Makes room for a server that was added. Conductor. */
    void onAdd(final Server server)
    {
        lock.lock();
        try
        {
            rotation.prepare(server.index());
        }
        finally
        {
            lock.unlock();
        }
    }

    /** Follows a change of a server. Conductor. */
    void onChange(final Server server, final boolean wasUsable)
    {
        lock.lock();
        try
        {
            takeBackPlan();
            floor = (long)WORDS.get(words, LIMIT);
            if (server.isUsable())
            {
                if (wasUsable)
                {
                    rotation.weigh(server.index(), server.effectiveWeight());
                }
                else
                {
                    rotation.add(server.index(), server.effectiveWeight());
                }
            }
            else if (wasUsable)
            {
                rotation.remove(server.index());
            }
        }
        finally
        {
            lock.unlock();
        }
    }

    /** The next server, or null when all are full or gone. */
    Server choose(final BalanceContext context)
    {
        final long ticket = (long)WORDS.getAndAdd(words, CURSOR, 1L);
        if (ticket >= (long)WORDS.getAcquire(words, LIMIT) && !plan(ticket))
        {
            return null;
        }
        final Server server = servers.slot(ring[(int)ticket & RING_MASK]);
        if (null != server && server != context.serverToAvoid() && server.isUsable() &&
            server.capacity().hasRoom(context.nowMs()))
        {
            return server;
        }
        return search(context, ticket);
    }

    private boolean plan(final long ticket)
    {
        lock.lock();
        try
        {
            long limit = (long)WORDS.get(words, LIMIT);
            if (limit > ticket)
            {
                return true;
            }
            planLength = Math.min(LONGEST_PLAN, Math.max(1, 2 * planLength));
            final long end = ticket + planLength;
            while (limit < end)
            {
                final int server = rotation.visit(limit);
                if (Rotation.NONE == server)
                {
                    WORDS.setVolatile(words, CURSOR, limit);
                    return false;
                }
                ring[(int)limit & RING_MASK] = server;
                limit++;
            }
            WORDS.setRelease(words, LIMIT, limit);
            return true;
        }
        finally
        {
            lock.unlock();
        }
    }

    private Server search(final BalanceContext context, final long ticket)
    {
        lock.lock();
        try
        {
            if (ticket >= floor && (long)WORDS.getVolatile(words, CURSOR) == ticket + 1)
            {
                WORDS.setVolatile(words, CURSOR, ticket); // nobody came after: this ticket is free again
            }
            takeBackPlan();
            planLength = 0;
            filter.context(context);
            final int server = rotation.search(filter);
            filter.context(null);
            floor = (long)WORDS.get(words, LIMIT);
            return Rotation.NONE == server ? null : servers.slot(server);
        }
        finally
        {
            lock.unlock();
        }
    }

    private void takeBackPlan()
    {
        long limit = (long)WORDS.get(words, LIMIT);
        final long cursor = (long)WORDS.getVolatile(words, CURSOR);
        if (cursor < limit)
        {
            WORDS.setVolatile(words, LIMIT, cursor);
        }
        while (limit > cursor)
        {
            limit--;
            rotation.takeBack(limit);
        }
    }
}
