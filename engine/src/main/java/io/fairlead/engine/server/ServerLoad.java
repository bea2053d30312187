/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Fields before the load, so that no other object's fields share its cache lines. */
abstract class LoadPaddingBefore
{
    long b0, b1, b2, b3, b4, b5, b6, b7;
}

/** The load of one server or backend. */
abstract class LoadFields extends LoadPaddingBefore
{
    volatile int served;
    volatile int queued;
    volatile int sessions;
}

/**
 * What a server (or a backend) is doing now, counted by all loops: requests it serves, requests that wait for it,
 * sessions that are bound to it. Alone on its cache lines. Any thread.
 */
public final class ServerLoad extends LoadFields
{
    private static final VarHandle SERVED;
    private static final VarHandle QUEUED;
    private static final VarHandle SESSIONS;

    static
    {
        try
        {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            SERVED = lookup.findVarHandle(LoadFields.class, "served", int.class);
            QUEUED = lookup.findVarHandle(LoadFields.class, "queued", int.class);
            SESSIONS = lookup.findVarHandle(LoadFields.class, "sessions", int.class);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new ExceptionInInitializerError(ex);
        }
    }

    long a0, a1, a2, a3, a4, a5, a6, a7;

    /**
     * Requests being served.
     *
     * @return count.
     */
    public int served()
    {
        return served;
    }

    /**
     * Requests that wait.
     *
     * @return count.
     */
    public int queued()
    {
        return queued;
    }

    /**
     * Streams bound to it, served or not ({@code scur}).
     *
     * @return count.
     */
    public int sessions()
    {
        return sessions;
    }

    /**
     * Serve one more request, whatever the limit.
     *
     * @return count with this one.
     */
    public int addServed()
    {
        return (int)SERVED.getAndAdd(this, 1) + 1;
    }

    /**
     * Serve one more request if there is room.
     *
     * @param limit most requests at once.
     * @return false when full.
     */
    public boolean tryAddServed(final int limit)
    {
        int current = served;
        while (current < limit)
        {
            final int witness = (int)SERVED.compareAndExchange(this, current, current + 1);
            if (witness == current)
            {
                return true;
            }
            current = witness;
        }
        return false;
    }

    /**
     * One request less is served.
     *
     * @return count that remains.
     */
    public int removeServed()
    {
        return (int)SERVED.getAndAdd(this, -1) - 1;
    }

    /**
     * More or fewer requests wait.
     *
     * @param delta change.
     * @return count after it.
     */
    public int addQueued(final int delta)
    {
        return (int)QUEUED.getAndAdd(this, delta) + delta;
    }

    /**
     * More or fewer streams are bound.
     *
     * @param delta change.
     * @return count after it.
     */
    public int addSessions(final int delta)
    {
        return (int)SESSIONS.getAndAdd(this, delta) + delta;
    }
}
