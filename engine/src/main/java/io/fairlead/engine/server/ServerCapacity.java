/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * How much a server serves and how much it may: the limit that follows load and {@code slowstart}, and the places that
 * requests take and give back. Limits change on the conductor; places are taken by all loops. Allocates nothing.
 */
public final class ServerCapacity
{
    private static final int PERCENT = 100;

    private final Server server;
    private final ServerLoad load = new ServerLoad();
    private volatile int maxConn;
    private volatile int minConn;
    private volatile LoadListener listener;

    ServerCapacity(final Server server, final ServerSettings settings)
    {
        this.server = server;
        maxConn = Math.max(settings.maxConn, settings.minConn);
        minConn = 0 == settings.minConn ? maxConn : settings.minConn;
    }

    /**
     * Requests being served. Any thread.
     *
     * @return count.
     */
    public int served()
    {
        return load.served;
    }

    /**
     * Requests that wait for this server. Any thread.
     *
     * @return count.
     */
    public int queued()
    {
        return load.queued;
    }

    /**
     * Streams bound to it, served or not ({@code scur}). Any thread.
     *
     * @return count.
     */
    public int sessions()
    {
        return load.sessions;
    }

    /**
     * More or fewer streams are bound to it. Any loop.
     *
     * @param delta change.
     * @return count after it.
     */
    public int addSessions(final int delta)
    {
        return load.addSessions(delta);
    }

    /**
     * Most requests at once, before {@code minconn} and {@code slowstart}. Any thread.
     *
     * @return limit, 0 for none.
     */
    public int maxConn()
    {
        return maxConn;
    }

    /**
     * Change the limit at run time. Conductor.
     *
     * @param value limit, 0 for none.
     */
    public void maxConn(final int value)
    {
        maxConn = value;
    }

    /** Change the limit; a limit that did not depend on the load does not do so afterwards. */
    void limits(final int value)
    {
        if (minConn == maxConn)
        {
            minConn = value;
        }
        maxConn = value;
    }

    /**
     * Most requests at once now: grows from {@code minconn} to {@code maxconn} with the load of the backend up to
     * {@code fullconn}, and during {@code slowstart}. Any thread.
     * Source: configuration.txt 5.2 "minconn".
     *
     * @param nowMs monotonic clock, milliseconds.
     * @return limit, 0 for none.
     */
    public int limitNow(final long nowMs)
    {
        final int limit = maxConn;
        if (0 == limit)
        {
            return 0;
        }
        final int least = minConn;
        final int full = server.backend().fullConn();
        final int current = server.backend().load().sessions();
        int max = limit;
        if (least != limit && current < full)
        {
            max = Math.max(least, (int)((long)current * limit / full));
        }
        if (OperationalState.STARTING == server.state())
        {
            final long startSeconds = server.history().lastChangeMs() / 1000;
            final long seconds = nowMs / 1000 - startSeconds;
            final long slowStartSeconds = server.settings().slowStartSeconds();
            if (seconds >= 0 && seconds < slowStartSeconds)
            {
                max = (int)Math.max(1, max * (PERCENT * seconds / slowStartSeconds) / PERCENT);
            }
        }
        return max;
    }

    /**
     * Whether the server can serve one more request at once: below its limit and nobody waiting. Any thread.
     *
     * @param nowMs monotonic clock, milliseconds.
     * @return false when the request would have to wait.
     */
    public boolean hasRoom(final long nowMs)
    {
        return 0 == maxConn || (0 == load.queued && load.served < limitNow(nowMs));
    }

    /**
     * Take a place if there is one. Any loop; {@link #release()} gives it back.
     *
     * @param nowMs monotonic clock, milliseconds.
     * @return false when the server is at its limit.
     */
    public boolean tryAcquire(final long nowMs)
    {
        final int limit = limitNow(nowMs);
        if (0 == limit)
        {
            acquire();
            return true;
        }
        if (load.tryAddServed(limit))
        {
            onAcquired();
            return true;
        }
        return false;
    }

    /**
     * Take a place whatever the limit. Any loop; {@link #release()} gives it back.
     *
     * @return requests being served with this one.
     */
    public int acquire()
    {
        final int served = load.addServed();
        onAcquired();
        return served;
    }

    private void onAcquired()
    {
        if (server.backend().isCountingServed())
        {
            server.backend().load().addServed();
        }
        onLoadChange();
    }

    /**
     * Give a place back. Any loop.
     *
     * @return requests still being served.
     */
    public int release()
    {
        final int served = load.removeServed();
        if (server.backend().isCountingServed())
        {
            server.backend().load().removeServed();
        }
        onLoadChange();
        return served;
    }

    /**
     * More or fewer requests wait for this server. Any loop.
     *
     * @param delta change.
     * @return count after it.
     */
    public int addQueued(final int delta)
    {
        final int queued = load.addQueued(delta);
        onLoadChange();
        return queued;
    }

    private void onLoadChange()
    {
        final LoadListener interested = listener;
        if (null != interested)
        {
            interested.onLoadChange(server);
        }
    }

    /**
     * Who wants to hear of load changes. Set by the balancer before traffic.
     *
     * @param interested called on the loop of the change; null for nobody.
     */
    public void listener(final LoadListener interested)
    {
        listener = interested;
    }
}
