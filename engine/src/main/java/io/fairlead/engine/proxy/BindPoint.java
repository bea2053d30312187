/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.Set;

import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.mux.Handshake;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.Listener;

/**
 * One bind line on one loop: accepts connections within the limits and begins their sessions. Loop-confined but for
 * what the frontend shares.
 */
final class BindPoint implements AcceptHandler
{
    private final Worker worker;
    private Frontend frontend;
    private BindSettings settings;
    private final BindGroup group;
    private final int processConnections;
    private final int processConnectionsTotal;
    private Listener listener;
    private Session first;
    private int sessionCount;
    private boolean isPaused;
    private boolean isClosed;

    BindPoint(
        final Worker worker,
        final Frontend frontend,
        final BindSettings settings,
        final ProcessAddresses process,
        final BindGroup group)
    {
        this.group = group;
        this.worker = worker;
        this.frontend = frontend;
        this.settings = settings;
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

    /** Another generation took the address over: serve it from now on. Loop only. */
    void reload(final Frontend newFrontend, final BindSettings newSettings)
    {
        frontend = newFrontend;
        settings = newSettings;
        Session session = first;
        while (null != session)
        {
            final Session following = session.next();
            session.onReload();
            session = following;
        }
        resume();
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
        from.removeConnection();
        counters.max(to.counters().sessionsMax, to.addConnection());
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

    @Override
    public void onAccept(final Channel channel)
    {
        final LoopCounters counters = worker.counters();
        final FrontendCounters columns = frontend.counters();
        final int ofProcess = worker.limits().addConnection();
        final int ofFrontend = frontend.addConnection();
        sessionCount++;
        worker.onSessionStart();
        counters.increment(processConnections);
        counters.increment(processConnectionsTotal);
        counters.increment(columns.connections);
        counters.increment(columns.sessionsTotal);
        counters.increment(columns.sessionsCurrent);
        counters.max(columns.sessionsMax, ofFrontend);
        final long nowMs = worker.loop().clock().machineMs();
        counters.rate(columns.sessionRate, columns.sessionRateMax, 1, nowMs);
        counters.rate(columns.connectionRate, columns.connectionRateMax, 1, nowMs);
        final ProcessAddresses process = worker.addresses();
        counters.rate(process.connectionRate(), process.connectionMax(), 1, nowMs);
        counters.rate(process.sessionRate(), process.sessionMax(), 1, nowMs);
        if (frontend.isHttp())
        {
            counters.increment(columns.h1Connections);
            counters.increment(columns.h1OpenConnections);
            counters.increment(columns.h1Sessions);
        }
        final Session session = new Session(worker, this, channel);
        link(session);
        if (ofProcess >= worker.limits().maxConnections() || ofFrontend >= frontend.maxConnections() ||
            settings.maxConn > 0 && sessionCount >= settings.maxConn)
        {
            if (null != listener)
            {
                pause();
            }
            else
            {
                group.pause();
            }
        }
        session.start();
    }

    @Override
    public void onAcceptPaused(final String error)
    {
        worker.counters().increment(frontend.counters().socketErrors);
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
        sessionCount--;
        worker.onSessionEnd();
        final LoopCounters counters = worker.counters();
        final Frontend served = session.frontend();
        counters.decrement(processConnections);
        counters.decrement(served.counters().sessionsCurrent);
        if (served.isHttp())
        {
            counters.decrement(served.counters().h1OpenConnections);
        }
        served.removeConnection();
        worker.limits().removeConnection();
        worker.limits().onRoom();
        if (isClosed && null == first)
        {
            worker.remove(this);
        }
    }

    /** Accept no more until there is room. Loop only, where the listening socket is. */
    void pause()
    {
        if (!isPaused && !isClosed)
        {
            isPaused = true;
            listener.wantAccept(false);
            worker.limits().awaitRoom(this);
        }
    }

    /** A connection ended somewhere: accept again if the limits allow it. Loop only. */
    void resume()
    {
        if (!isPaused || isClosed)
        {
            return;
        }
        if (worker.limits().connections() < worker.limits().maxConnections() &&
            frontend.connections() < frontend.maxConnections() &&
            (0 == settings.maxConn || sessionCount < settings.maxConn))
        {
            isPaused = false;
            listener.wantAccept(true);
        }
        else
        {
            worker.limits().awaitRoom(this);
        }
    }

    /** Close the listening socket; sessions go on, those that are idle end. */
    void stopListening()
    {
        if (!isClosed)
        {
            isClosed = true;
            if (null != listener)
            {
                listener.close();
            }
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

    int sessionCount()
    {
        return sessionCount;
    }
}
