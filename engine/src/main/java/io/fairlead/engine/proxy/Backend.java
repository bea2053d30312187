/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.balance.LoadBalancer;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.sample.BackendView;
import io.fairlead.engine.server.BackendServers;

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
        this.isAborting = ProxySettings.Mode.HTTP == settings.mode ?
            !settings.negatedOptions.contains(ProxyOption.ABORTONCLOSE) : settings.has(ProxyOption.ABORTONCLOSE);
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
        return settings.queueTimeoutMs;
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
