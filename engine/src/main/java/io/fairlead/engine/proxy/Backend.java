/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.fairlead.engine.balance.LoadBalancer;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.sample.BackendView;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A backend at run time: its servers, the algorithm that chooses one, the queue of those that found none free. Any
 * thread.
 */
public final class Backend implements BackendView
{
    private final ProxySettings settings;
    private final CounterObject object;
    private final BackendCounters counters;
    private final BackendServers servers;
    private final LoadBalancer balancer;
    private final HttpOptions http;
    private final PendingQueue queue = new PendingQueue();
    private final BackendGate gate;
    private final ForwardedHeader forwarded;
    private final ForwardingHeaders forwardFor;
    private final ForwardingHeaders originalTo;
    private final UnsafeBuffer nameBytes;
    private final boolean isAborting;
    private final byte[] cookieName;
    private ServerTarget dispatch;
    private boolean isCookieDynamic;
    private String dynamicCookieKey;

    Backend(
        final ProxySettings settings,
        final CounterObject object,
        final BackendServers servers,
        final LoadBalancer balancer,
        final HttpOptions http)
    {
        this.settings = settings;
        this.object = object;
        this.counters = new BackendCounters(object);
        this.servers = servers;
        this.balancer = balancer;
        this.http = http;
        this.gate = ProxySettings.Kind.BACKEND == settings.kind && settings.maxConn > 0 ?
            new BackendGate(settings.maxConn) : null;
        this.forwarded = null == settings.forwarding.forwarded ? null :
            new ForwardedHeader(settings.forwarding.forwarded);
        this.forwardFor = headers(settings.forwarding.forwardFor);
        this.originalTo = headers(settings.forwarding.originalTo);
        this.nameBytes = new UnsafeBuffer(settings.name.getBytes(StandardCharsets.ISO_8859_1));
        this.cookieName = CookieSettings.bytes(settings.cookie.name);
        this.isAborting = ProxySettings.Mode.HTTP == settings.mode ?
            !settings.negatedOptions.contains(ProxyOption.ABORTONCLOSE) : settings.has(ProxyOption.ABORTONCLOSE);
    }

    @Override
    public long tarpitTimeoutMs()
    {
        return settings.tarpitTimeoutMs > 0 ? settings.tarpitTimeoutMs : settings.connectTimeoutMs;
    }

    @Override
    public long freeConnections()
    {
        return room(false);
    }

    @Override
    public long connectionSlots()
    {
        return room(true);
    }

    /* Connections usable servers still take, and places in their queues; -1 when one of them has no limit. */
    private long room(final boolean isQueueCounted)
    {
        long room = 0;
        for (final Server server : servers.all())
        {
            if (isQueueCounted ? !server.isUp() : !server.isUsable())
            {
                continue;
            }
            final int queueLimit = isQueueCounted ? server.settings().maxQueue : 0;
            if (0 == server.capacity().maxConn() || isQueueCounted && 0 == queueLimit)
            {
                return -1;
            }
            room += Math.max(0, server.capacity().maxConn() - server.capacity().sessions()) +
                (isQueueCounted ? queueLimit - ((ServerTarget)server.attachment()).queued() : 0);
        }
        return room;
    }

    /** What {@code dispatch} or {@code transparent} connects to when no rule or cookie names a server; null. */
    ServerTarget dispatch()
    {
        return dispatch;
    }

    /** Connect without choosing among servers. Before traffic. */
    void dispatch(final ServerTarget target)
    {
        dispatch = target;
    }

    /** Name of the persistence cookie, or null. */
    byte[] cookieName()
    {
        return cookieName;
    }

    /**
     * Name servers without a cookie of their own by a hash of their addresses, or stop that. Conductor, or before
     * traffic.
     *
     * @param isEnabled whether such cookies are wanted.
     * @return names of servers whose cookie is also that of another one, in order.
     */
    public List<String> dynamicCookies(final boolean isEnabled)
    {
        isCookieDynamic = isEnabled;
        final List<String> doubles = new ArrayList<>();
        final Set<String> values = new HashSet<>();
        for (int i = 0; i < servers.size(); i++)
        {
            final Server server = servers.get(i);
            final ServerTarget target = (ServerTarget)server.attachment();
            if (null == server.settings().cookie)
            {
                final String value = isEnabled ? DynamicCookie.of(dynamicCookieKey, server.location().address()) : null;
                target.cookie(CookieSettings.bytes(value));
                if (null != value && !values.add(value))
                {
                    doubles.add(server.name());
                }
            }
        }
        return doubles;
    }

    /**
     * Give a server that was added at run time the cookie that follows from its address, if such cookies are wanted.
     * Conductor.
     *
     * @param server of this backend.
     */
    public void nameByAddress(final Server server)
    {
        if (isCookieDynamic && null == server.settings().cookie)
        {
            ((ServerTarget)server.attachment()).cookie(
                CookieSettings.bytes(DynamicCookie.of(dynamicCookieKey, server.location().address())));
        }
    }

    /**
     * Change the key of dynamic cookies. Conductor, or before traffic.
     *
     * @param key secret shared by all balancers of the servers, or null.
     * @return as {@link #dynamicCookies}.
     */
    public List<String> dynamicCookieKey(final String key)
    {
        dynamicCookieKey = key;
        return dynamicCookies(isCookieDynamic);
    }

    static ForwardingHeaders headers(final ForwardingSettings.AddressHeader wanted)
    {
        return null == wanted ? null : new ForwardingHeaders(wanted);
    }

    ForwardedHeader forwarded()
    {
        return forwarded;
    }

    ForwardingHeaders forwardFor()
    {
        return forwardFor;
    }

    ForwardingHeaders originalTo()
    {
        return originalTo;
    }

    /** {@code option abortonclose}: requests of clients that left are given up. */
    boolean isAborting()
    {
        return isAborting;
    }

    /**
     * What the configuration says.
     *
     * @return settings.
     */
    public ProxySettings settings()
    {
        return settings;
    }

    @Override
    public UnsafeBuffer name()
    {
        return nameBytes;
    }

    @Override
    public int id()
    {
        return settings.id;
    }

    @Override
    public int usableServers()
    {
        return servers.usableCount();
    }

    @Override
    public long serverTimeoutMs()
    {
        return settings.serverTimeoutMs;
    }

    @Override
    public long connectTimeoutMs()
    {
        return settings.connectTimeoutMs;
    }

    @Override
    public long queueTimeoutMs()
    {
        return settings.queueTimeoutMs > 0 ? settings.queueTimeoutMs : settings.connectTimeoutMs;
    }

    @Override
    public long tunnelTimeoutMs()
    {
        return settings.tunnelTimeoutMs;
    }

    /**
     * Place in the counter file.
     *
     * @return object.
     */
    public CounterObject object()
    {
        return object;
    }

    BackendCounters counters()
    {
        return counters;
    }

    /**
     * Its servers.
     *
     * @return servers in order of the configuration.
     */
    public BackendServers servers()
    {
        return servers;
    }

    /**
     * Chooses servers.
     *
     * @return algorithm.
     */
    public LoadBalancer balancer()
    {
        return balancer;
    }

    HttpOptions http()
    {
        return http;
    }

    /** Limit of streams inside; null when there is none. */
    BackendGate gate()
    {
        return gate;
    }

    PendingQueue queue()
    {
        return queue;
    }

    @Override
    public boolean isHttp()
    {
        return ProxySettings.Mode.HTTP == settings.mode;
    }

    @Override
    public long connections()
    {
        return servers.load().sessions();
    }

    int addConnection()
    {
        return servers.load().addSessions(1);
    }

    int removeConnection()
    {
        return servers.load().addSessions(-1);
    }

    @Override
    public long queued()
    {
        return queue.length() + (null == gate ? 0 : gate.queue().length());
    }
}
