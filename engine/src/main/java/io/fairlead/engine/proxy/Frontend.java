/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.atomic.AtomicInteger;

import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.http1.Http1Settings;

/** A frontend at run time: immutable but for the count of its connections. Any thread. */
public final class Frontend
{
    private final ProxySettings settings;
    private final CounterObject object;
    private final FrontendCounters counters;
    private final Http1Settings http1;
    private final int maxConnections;
    private final AtomicInteger connections = new AtomicInteger();
    private final ForwardingHeaders forwardFor;
    private final ForwardingHeaders originalTo;
    private final ErrorAnswers errorAnswers;
    private Backend defaultBackend;
    private Backend ownBackend;
    private AccessLog log = AccessLog.NONE;

    Frontend(
        final ProxySettings settings, final CounterObject object, final Http1Settings http1, final int maxConnections)
    {
        this.settings = settings;
        this.object = object;
        this.counters = new FrontendCounters(object);
        this.http1 = http1;
        this.maxConnections = maxConnections;
        this.forwardFor = Backend.headers(settings.forwarding.forwardFor);
        this.originalTo = Backend.headers(settings.forwarding.originalTo);
        this.errorAnswers = new ErrorAnswers(settings);
    }

    ForwardingHeaders forwardFor()
    {
        return forwardFor;
    }

    ForwardingHeaders originalTo()
    {
        return originalTo;
    }

    AccessLog log()
    {
        return log;
    }

    void log(final AccessLog value)
    {
        log = value;
    }

    /** What to answer for an error: the backend's page, else ours; null to close without an answer. */
    LocalAnswer errorAnswer(final Backend backend, final int status)
    {
        final LocalAnswer ofBackend = null == backend ? null : backend.errorAnswers().special(status);
        return null != ofBackend ? ofBackend : errorAnswers.answer(status);
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

    /**
     * Name of the section.
     *
     * @return name.
     */
    public String name()
    {
        return settings.name;
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

    FrontendCounters counters()
    {
        return counters;
    }

    Http1Settings http1()
    {
        return http1;
    }

    /**
     * Whether it speaks HTTP.
     *
     * @return false for bare TCP.
     */
    public boolean isHttp()
    {
        return ProxySettings.Mode.HTTP == settings.mode;
    }

    /**
     * Limit of connections.
     *
     * @return {@code maxconn}.
     */
    public int maxConnections()
    {
        return maxConnections;
    }

    /**
     * Connections of all loops.
     *
     * @return count.
     */
    public int connections()
    {
        return connections.get();
    }

    int addConnection()
    {
        return connections.incrementAndGet();
    }

    int removeConnection()
    {
        return connections.decrementAndGet();
    }

    /**
     * Where requests go that no rule sends elsewhere.
     *
     * @return backend; null when there is none.
     */
    public Backend defaultBackend()
    {
        return defaultBackend;
    }

    void backends(final Backend newDefault, final Backend own)
    {
        defaultBackend = newDefault;
        ownBackend = own;
    }

    /**
     * Backend half of a {@code listen} section.
     *
     * @return backend; null for a pure frontend.
     */
    public Backend ownBackend()
    {
        return ownBackend;
    }
}
