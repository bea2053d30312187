/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.Set;

import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.mux.Handshake;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.Listener;

/**
 * One bind line on one loop: accepts connections within the limits and begins their sessions. Loop-confined but for
 * what the frontend shares.
 */
final class BindPoint implements AcceptHandler
{
    private static final int BACKLOG = 4096;

    private final Worker worker;
    private Frontend frontend;
    private BindSettings settings;
    private int socketIndex;
    private int distanceToCounters;
    private final BindGroup group;
    private final ConnectionLimit ownLimit;
    private final Runnable resume = this::resume;
    private final Timer retry = new Retry();
    private final int processConnections;
    private final int processConnectionsTotal;
    private Listener listener;
    private Session first;
    private boolean isPaused;
    private boolean isClosed;
    private boolean isSuspended;

    BindPoint(
        final Worker worker,
        final Frontend frontend,
        final BindSettings settings,
        final int socketIndex,
        final ProcessAddresses process,
        final BindGroup group,
        final ConnectionLimit ownLimit)
    {
        this.ownLimit = ownLimit;
        this.group = group;
        this.worker = worker;
        this.frontend = frontend;
        this.settings = settings;
        this.socketIndex = socketIndex;
        distanceToCounters = frontend.distanceToCounters(settings, socketIndex);
        this.processConnections = process.connections();
        this.processConnectionsTotal = process.connectionsTotal();
        if (null != group)
        {
            group.add(this);
        }
    }

    void listener(final Listener value)
    {
        listener = value;
    }

    Worker worker()
    {
        return worker;
    }

    Frontend frontend()
    {
        return frontend;
    }

    BindSettings settings()
    {
        return settings;
    }

    /** Connections that the sockets of a line may have at a time. */
    static int limitOf(final BindSettings settings)
    {
        return settings.maxConn > 0 ? settings.maxConn : Integer.MAX_VALUE;
    }

    /** Another generation took the address over: serve it from now on. Loop only. */
    void reload(final Frontend newFrontend, final BindSettings newSettings, final int newIndex)
    {
        final int former = frontend.counters().sessionsCurrent + distanceToCounters;
        final boolean wasCounted = 0 != distanceToCounters;
        distanceToCounters = newFrontend.distanceToCounters(newSettings, newIndex);
        moveSessions(wasCounted ? former : 0, 0 == distanceToCounters ? 0 :
            newFrontend.counters().sessionsCurrent + distanceToCounters);
        socketIndex = newIndex;
        frontend = newFrontend;
        settings = newSettings;
        ownLimit.limit(limitOf(newSettings));
        Session session = first;
        while (null != session)
        {
            final Session following = session.next();
            session.onReload();
            session = following;
        }
        unsuspend();
        resume();
    }

    /** Those that are open are counted as the socket's by its new generation. */
    private void moveSessions(final int from, final int to)
    {
        for (Session session = first; null != session && from != to; session = session.next())
        {
            if (0 != from)
            {
                worker.counters().decrement(from);
            }
            if (0 != to)
            {
                worker.counters().increment(to);
            }
        }
    }

    /** Number of the socket. */
    int id()
    {
        return settings.socketId(socketIndex);
    }

    /** Count for the socket alone, if it is counted apart; the column is one of the present frontend. */
    void countApart(final int column, final long amount)
    {
        if (0 != distanceToCounters)
        {
            worker.counters().add(column + distanceToCounters, amount);
        }
    }

    /** A session goes on under this point's frontend. */
    void onSessionMoved(final Frontend from, final Frontend to)
    {
        final LoopCounters counters = worker.counters();
        counters.decrement(from.counters().sessionsCurrent);
        counters.increment(to.counters().sessionsCurrent);
        if (to.isHttp())
        {
            counters.decrement(from.counters().h1OpenConnections);
            counters.increment(to.counters().h1OpenConnections);
        }
        from.connectionLimit().remove();
        counters.max(to.counters().sessionsMax, to.connectionLimit().add());
    }

    boolean isHandshakeNeeded()
    {
        return settings.isAcceptProxy || settings.isAcceptNetscalerCip;
    }

    Handshake handshake(final Session session)
    {
        return isHandshakeNeeded() ? new ProxyHandshake(session) : null;
    }

    int handshakeTimeoutMs()
    {
        final ProxySettings proxy = frontend.settings();
        return Math.max(0, proxy.clientHandshakeTimeoutMs > 0 ? proxy.clientHandshakeTimeoutMs : proxy.clientTimeoutMs);
    }

    @Override
    public AcceptHandler recipient()
    {
        return null == group ? this : group.leastLoaded(this);
    }

    @Override
    public EventLoop loop()
    {
        return worker.loop();
    }

    // ---- room for connections

    @Override
    public boolean reserve()
    {
        final ProcessLimits limits = worker.limits();
        final long nowMs = worker.loop().clock().machineMs();
        final int waitMs = Math.max(limits.sessionRate().waitMs(nowMs),
            Math.max(limits.connectionRate().waitMs(nowMs), frontend.rateLimit().waitMs(nowMs)));
        if (waitMs > 0)
        {
            pause();
            worker.loop().timers().schedule(retry, worker.loop().clock().nowMs() + waitMs);
            return false;
        }
        if (0 == ownLimit.tryAdd())
        {
            pauseFor(ownLimit);
            return false;
        }
        if (0 == frontend.connectionLimit().tryAdd())
        {
            ownLimit.remove();
            pauseFor(frontend.connectionLimit());
            return false;
        }
        if (0 == limits.connectionLimit().tryAdd())
        {
            frontend.connectionLimit().remove();
            ownLimit.remove();
            pauseFor(limits.connectionLimit());
            return false;
        }
        return true;
    }

    @Override
    public void unreserve()
    {
        worker.limits().connectionLimit().remove();
        frontend.connectionLimit().remove();
        ownLimit.remove();
    }

    /** Connections of the listening socket this belongs to, those of other loops included. */
    int connections()
    {
        return ownLimit.count();
    }

    private void pauseFor(final ConnectionLimit limit)
    {
        pause();
        limit.await(this);
    }

    private void pause()
    {
        isPaused = true;
        listener.wantAccept(false);
    }

    /** A connection ended somewhere, or a limit was raised: try again. Any thread. */
    void scheduleResume()
    {
        worker.loop().execute(resume);
    }

    private void resume()
    {
        if (isPaused && !isClosed && !retry.isScheduled())
        {
            isPaused = false;
            listener.wantAccept(!isSuspended);
        }
    }

    /** Ends the pause that a rate asked for. */
    private final class Retry extends Timer
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            resume();
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            // told by the loop; the next connection that ends tries again
        }
    }

    @Override
    public void onAcceptPaused(final String error)
    {
        worker.counters().increment(frontend.counters().socketErrors);
        ExhaustionLog.onAccept(worker, frontend, error);
    }

    // ---- sessions

    /** A client is here that came by no listening socket; there is always room for it. */
    void admit(final Channel channel)
    {
        ownLimit.tryAdd();
        frontend.connectionLimit().tryAdd();
        worker.limits().connectionLimit().tryAdd();
        onAccept(channel);
    }

    @Override
    public void onAccept(final Channel channel)
    {
        final LoopCounters counters = worker.counters();
        final FrontendCounters columns = frontend.counters();
        worker.onSessionStart();
        counters.increment(processConnections);
        counters.increment(processConnectionsTotal);
        counters.increment(columns.connections);
        counters.increment(columns.sessionsCurrent);
        counters.max(columns.sessionsMax, frontend.connectionLimit().count());
        if (0 != distanceToCounters)
        {
            countApart(columns.connections, 1);
            countApart(columns.sessionsCurrent, 1);
            counters.max(columns.sessionsMax + distanceToCounters, ownLimit.count());
        }
        final long nowMs = worker.loop().clock().machineMs();
        counters.rate(columns.connectionRate, columns.connectionRateMax, 1, nowMs);
        final ProcessAddresses process = worker.addresses();
        counters.rate(process.connectionRate(), process.connectionMax(), 1, nowMs);
        counters.rate(process.sessionRate(), process.sessionMax(), 1, nowMs);
        worker.limits().connectionRate().count(nowMs);
        worker.limits().sessionRate().count(nowMs);
        frontend.rateLimit().count(nowMs);
        final Session session = new Session(worker, this, channel);
        link(session);
        try
        {
            session.start();
        }
        catch (final Throwable fault)
        {
            worker.loop().faults().onFault(fault);
            session.onStartFault(fault);
        }
    }

    /** A session's handshake is over and no rule refused it. */
    void onSessionAccepted()
    {
        final LoopCounters counters = worker.counters();
        final FrontendCounters columns = frontend.counters();
        counters.increment(columns.sessionsTotal);
        countApart(columns.sessionsTotal, 1);
        counters.rate(columns.sessionRate, columns.sessionRateMax, 1, worker.loop().clock().machineMs());
        if (frontend.isHttp())
        {
            counters.increment(columns.h1Connections);
            counters.increment(columns.h1OpenConnections);
            counters.increment(columns.h1Sessions);
        }
    }

    private void link(final Session session)
    {
        session.next(first);
        if (null != first)
        {
            first.previous(session);
        }
        first = session;
    }

    void onSessionEnd(final Session session)
    {
        final Session before = session.previous();
        final Session after = session.next();
        if (null == before)
        {
            first = after;
        }
        else
        {
            before.next(after);
        }
        if (null != after)
        {
            after.previous(before);
        }
        session.next(null);
        session.previous(null);
        worker.onSessionEnd();
        final LoopCounters counters = worker.counters();
        final Frontend served = session.frontend();
        counters.decrement(processConnections);
        counters.decrement(served.counters().sessionsCurrent);
        countApart(frontend.counters().sessionsCurrent, -1);
        if (served.isHttp() && session.isCounted())
        {
            counters.decrement(served.counters().h1OpenConnections);
        }
        worker.limits().connectionLimit().remove();
        served.connectionLimit().remove();
        ownLimit.remove();
        if (isClosed && null == first)
        {
            worker.remove(this);
        }
    }

    /** Close the listening socket; sessions go on, those that are idle end. */
    void stopListening()
    {
        if (!isClosed)
        {
            try
            {
                // who has connected is served, unless the bind line is at its limits
                if (null != listener && !isSuspended)
                {
                    listener.drain();
                }
            }
            finally
            {
                isClosed = true;
                worker.loop().timers().cancel(retry);
                if (null != listener)
                {
                    listener.close();
                }
            }
        }
    }

    /** Listen no more until {@link #unsuspend}, so that another process may bind the address. Loop only. */
    void suspend()
    {
        if (!isClosed && !isSuspended && null != listener)
        {
            isSuspended = true;
            listener.wantAccept(false);
            if (Descriptors.isInternet(listener.descriptor()))
            {
                Descriptors.stopListening(listener.descriptor());
            }
        }
    }

    /** Listen again. Loop only. */
    void unsuspend()
    {
        if (!isClosed && isSuspended && null != listener)
        {
            isSuspended = false;
            if (Descriptors.isInternet(listener.descriptor()))
            {
                UnixSockets.listen(listener.descriptor(), settings.backlog > 0 ? settings.backlog : BACKLOG);
            }
            listener.wantAccept(!isPaused);
        }
    }

    /** Whether nothing is left to do: it accepts no more and serves nobody. */
    boolean isOver()
    {
        return isClosed && null == first;
    }

    /** End the sessions of some frontends now. */
    void killSessions(final Set<Frontend> frontends)
    {
        Session session = first;
        while (null != session)
        {
            final Session following = session.next();
            if (frontends.contains(session.frontend()))
            {
                session.kill();
            }
            session = following;
        }
    }

    void closeAfterResponses()
    {
        for (Session session = first; null != session; session = session.next())
        {
            session.closeAfterResponse();
        }
    }

    void closeIdleSessions()
    {
        Session session = first;
        while (null != session)
        {
            final Session following = session.next();
            session.closeWhenIdle();
            session = following;
        }
    }

    void killSessions()
    {
        Session session = first;
        while (null != session)
        {
            final Session following = session.next();
            session.kill();
            session = following;
        }
    }
}
