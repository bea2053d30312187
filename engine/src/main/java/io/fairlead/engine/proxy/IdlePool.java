/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.IdleConnection;
import io.fairlead.engine.server.ConnectionDemand;

/**
 * One loop's idle connections to one server, the most recent first. Those that served several requests are kept apart,
 * since {@code http-reuse aggressive} trusts them with a client's first request. Loop-confined.
 */
final class IdlePool implements IdleConnection.Owner
{
    private final Worker worker;
    private final ServerTarget target;
    private IdleConnection newest;
    private IdleConnection oldest;
    private IdleConnection newestSafe;
    private IdleConnection oldestSafe;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger safeCount = new AtomicInteger();
    private int round;
    private boolean isWatched;

    IdlePool(final Worker worker, final ServerTarget target)
    {
        this.worker = worker;
        this.target = target;
    }

    int count()
    {
        return count.getPlain();
    }

    /** How many another loop may hope for. Any thread. */
    int shownCount(final boolean isProvenOnly)
    {
        return isProvenOnly ? safeCount.getOpaque() : count.getOpaque();
    }

    Worker worker()
    {
        return worker;
    }

    private void count(final boolean isSafe, final int change)
    {
        count.setOpaque(count.getPlain() + change);
        if (isSafe)
        {
            safeCount.setOpaque(safeCount.getPlain() + change);
        }
    }

    /**
     * Keep a connection for later.
     *
     * @param connection that just ended an exchange.
     */
    void add(final HttpBackMux connection)
    {
        final boolean isSafe = isSafe(connection);
        connection.previousIdle(null);
        connection.nextIdle(isSafe ? newestSafe : newest);
        if (isSafe)
        {
            if (null == newestSafe)
            {
                oldestSafe = connection;
            }
            else
            {
                newestSafe.previousIdle(connection);
            }
            newestSafe = connection;
        }
        else
        {
            if (null == newest)
            {
                oldest = connection;
            }
            else
            {
                newest.previousIdle(connection);
            }
            newest = connection;
        }
        count(isSafe, 1);
        worker.counters().increment(gauge(isSafe));
        worker.counters().decrement(target.counters().usedConnections);
        target.server().demand().onKept();
        connection.becomeIdle(this);
        if (!isWatched)
        {
            isWatched = true;
            worker.watchIdle(this);
        }
    }

    /**
     * Take a connection for a request.
     *
     * @param isProvenOnly take only one that has been reused before.
     * @param key what sets the request's connections apart; null for nothing.
     * @return connection or null.
     */
    HttpBackMux take(final boolean isProvenOnly, final ConnectionKey key)
    {
        IdleConnection connection = isProvenOnly ? null : match(newest, key);
        if (null == connection)
        {
            connection = match(newestSafe, key);
        }
        if (null == connection)
        {
            return null;
        }
        onTaken(connection);
        connection.becomeBusy();
        return (HttpBackMux)connection;
    }

    private void onTaken(final IdleConnection connection)
    {
        remove(connection);
        target.server().demand().onTaken();
        worker.counters().increment(target.counters().usedConnections);
    }

    /**
     * Let go of a connection for another loop, which counts as in use from now on.
     *
     * @param isProvenOnly let go only of one that has been reused before.
     * @param key          what sets the other's connections apart; null for nothing.
     * @return connection, of no loop; null when there is none.
     */
    HttpBackMux giveAway(final boolean isProvenOnly, final byte[] key)
    {
        IdleConnection connection = isProvenOnly ? null : match(newest, key);
        if (null == connection)
        {
            connection = match(newestSafe, key);
        }
        if (null == connection)
        {
            return null;
        }
        onTaken(connection);
        ((HttpBackMux)connection).leaveLoop();
        return (HttpBackMux)connection;
    }

    private static IdleConnection match(final IdleConnection first, final byte[] key)
    {
        IdleConnection connection = first;
        while (null != connection && !Arrays.equals(key, ((HttpBackMux)connection).key()))
        {
            connection = connection.nextIdle();
        }
        return connection;
    }

    private static IdleConnection match(final IdleConnection first, final ConnectionKey key)
    {
        IdleConnection connection = first;
        while (null != connection && !isMatch(((HttpBackMux)connection).key(), key))
        {
            connection = connection.nextIdle();
        }
        return connection;
    }

    private static boolean isMatch(final byte[] found, final ConnectionKey wanted)
    {
        return null == wanted ? null == found : wanted.isSame(found);
    }

    private static boolean isSafe(final IdleConnection connection)
    {
        return ((HttpBackMux)connection).requestCount() > 1;
    }

    private int gauge(final boolean isSafe)
    {
        return isSafe ? target.counters().safeConnections : target.counters().idleConnections;
    }

    private void remove(final IdleConnection connection)
    {
        final IdleConnection next = connection.nextIdle();
        final IdleConnection previous = connection.previousIdle();
        final boolean isSafe = isSafe(connection);
        if (null != next)
        {
            next.previousIdle(previous);
        }
        else if (isSafe)
        {
            oldestSafe = previous;
        }
        else
        {
            oldest = previous;
        }
        if (null != previous)
        {
            previous.nextIdle(next);
        }
        else if (isSafe)
        {
            newestSafe = next;
        }
        else
        {
            newest = next;
        }
        connection.nextIdle(null);
        connection.previousIdle(null);
        count(isSafe, -1);
        worker.counters().decrement(gauge(isSafe));
    }

    @Override
    public void onIdleClosed(final IdleConnection connection)
    {
        remove(connection);
        onClosed();
    }

    private void onClosed()
    {
        target.server().demand().onIdleClosed();
        target.onIdleClosed(worker);
    }

    /** Close this loop's share of what is not needed, the oldest first. */
    void purge(final long nowMs)
    {
        final ConnectionDemand demand = target.server().demand();
        final int current = demand.purge(nowMs, purgeDelayMs());
        if (current == round)
        {
            return;
        }
        round = current;
        for (int i = demand.share(count()); i > 0 && count() > 0; i--)
        {
            discardOldest();
        }
    }

    private static boolean isOlder(final IdleConnection one, final IdleConnection other)
    {
        return null == other || null != one && one.idleSinceMs() <= other.idleSinceMs();
    }

    /** Whether another idle connection of this kind would be the first on this loop. */
    boolean isWanting(final HttpBackMux connection)
    {
        return 0 == safeCount.getPlain() && (isSafe(connection) || 0 == count());
    }

    /** Give every connection to another pool of this loop. */
    void moveTo(final IdlePool next)
    {
        while (null != oldest)
        {
            moveTo(next, oldest);
        }
        while (null != oldestSafe)
        {
            moveTo(next, oldestSafe);
        }
    }

    private void moveTo(final IdlePool next, final IdleConnection connection)
    {
        remove(connection);
        target.server().demand().onIdleClosed();
        next.target.server().demand().onOpened();
        worker.counters().increment(next.target.counters().usedConnections);
        next.add((HttpBackMux)connection);
    }

    /** Close every connection, for a server that went away or a process that stops. */
    void clear()
    {
        while (null != oldest)
        {
            discard(oldest);
        }
        while (null != oldestSafe)
        {
            discard(oldestSafe);
        }
    }

    /** Close the oldest connection, to make room for another; false when there is none. */
    boolean discardOldest()
    {
        if (0 == count())
        {
            return false;
        }
        discard(isOlder(oldest, oldestSafe) ? oldest : oldestSafe);
        return true;
    }

    private void discard(final IdleConnection connection)
    {
        remove(connection);
        connection.discard();
        onClosed();
    }

    /** The purge ended because nothing is left to purge. */
    void unwatch()
    {
        isWatched = false;
    }

    int purgeDelayMs()
    {
        return target.server().settings().poolPurgeDelayMs;
    }
}
