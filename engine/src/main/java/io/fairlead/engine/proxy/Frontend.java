/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.log.TrafficLog;
import io.fairlead.engine.log.TrafficLogSettings;
import io.fairlead.engine.rules.CaptureSlots;
import io.fairlead.engine.sample.FrontendView;

/** A frontend at run time: immutable but for the count of its connections. Any thread. */
public final class Frontend implements FrontendView
{
    private final ProxySettings settings;
    private final CounterObject object;
    private final List<CountedSocket> sockets;
    private final FrontendCounters counters;
    private final HttpOptions http;
    private final ConnectionLimit connections;
    private final RateLimit sessionRate;
    private final UniqueIdHeader uniqueIdHeader;
    private final ForwardingHeaders forwardFor;
    private final ForwardingHeaders originalTo;
    private final UnsafeBuffer nameBytes;
    private final byte[] captureCookie;
    private final byte[][] requestCaptures;
    private final byte[][] responseCaptures;
    private boolean isRequestLineKept;
    private int requestLineLimit;
    private Backend defaultBackend;
    private Backend ownBackend;
    private BackendSwitch[] switches = {};
    private TrafficLog log = new TrafficLog(new TrafficLogSettings());
    private volatile FrontendState state = FrontendState.OPEN;

    Frontend(
        final ProxySettings settings, final CounterObject object, final List<CountedSocket> sockets,
        final HttpOptions http, final int maxConnections)
    {
        this.sockets = sockets;
        this.settings = settings;
        this.object = object;
        this.counters = new FrontendCounters(object);
        this.http = http;
        this.connections = new ConnectionLimit(maxConnections);
        this.sessionRate = new RateLimit(settings.rateLimitSessions);
        this.uniqueIdHeader = null == settings.uniqueIdHeader ? null : new UniqueIdHeader(settings.uniqueIdHeader);
        this.forwardFor = Backend.headers(settings.forwarding.forwardFor);
        this.originalTo = Backend.headers(settings.forwarding.originalTo);
        this.nameBytes = new UnsafeBuffer(settings.name.getBytes(StandardCharsets.ISO_8859_1));
        this.captureCookie = CookieSettings.bytes(settings.captureCookieName);
        this.requestCaptures = captureNames(true);
        this.responseCaptures = captureNames(false);
    }

    /**
     * Its sockets as they are counted apart.
     *
     * @return in the order of the configuration; empty without {@code option socket-stats}.
     */
    public List<CountedSocket> sockets()
    {
        return sockets;
    }

    /** How far behind the frontend's counters those of a socket lie; 0 when they are not counted apart. */
    int distanceToCounters(final BindSettings bind, final int index)
    {
        for (final CountedSocket socket : sockets)
        {
            if (socket.bind() == bind && socket.index() == index)
            {
                return socket.object().base() - object.base();
            }
        }
        return 0;
    }

    /** What the cookies to keep for the log begin with, or null. */
    byte[] captureCookie()
    {
        return captureCookie;
    }

    UniqueIdHeader uniqueIdHeader()
    {
        return uniqueIdHeader;
    }

    ForwardingHeaders forwardFor()
    {
        return forwardFor;
    }

    ForwardingHeaders originalTo()
    {
        return originalTo;
    }

    TrafficLog log()
    {
        return log;
    }

    void log(final TrafficLog value)
    {
        log = value;
    }

    private byte[][] captureNames(final boolean isRequest)
    {
        final CaptureSlots slots = settings.rules.captures;
        final byte[][] names = new byte[slots.count(isRequest)][];
        for (int i = 0; i < names.length; i++)
        {
            final String header = slots.slot(isRequest, i).header();
            names[i] = null == header ? null :
                header.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
        }
        return names;
    }

    /** Header captured into a slot; null when only rules fill it. */
    byte[] captureName(final boolean isRequest, final int slot)
    {
        return (isRequest ? requestCaptures : responseCaptures)[slot];
    }

    /** Whether the log record shows the request line. */
    boolean needsRequestLine()
    {
        return log.keepsRequestLine() || isRequestLineKept && !log.hasSteps();
    }

    /** Bytes of a request line that are kept. */
    int requestLineLimit()
    {
        return requestLineLimit;
    }

    /** {@code tune.http.logurilen}, and one for the end of a C string. */
    void requestLineLimit(final int length)
    {
        requestLineLimit = Math.max(0, length - 1);
    }

    /** Rules look at the request line as it was received. */
    void keepRequestLine()
    {
        isRequestLineKept = true;
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
    public long connections()
    {
        return connections.count();
    }

    @Override
    public long clientTimeoutMs()
    {
        return settings.clientTimeoutMs;
    }

    @Override
    public long tarpitTimeoutMs()
    {
        return settings.tarpitTimeoutMs > 0 ? settings.tarpitTimeoutMs : settings.connectTimeoutMs;
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

    HttpOptions http()
    {
        return http;
    }

    @Override
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
        return connections.limit();
    }

    /**
     * Change the limit of connections. Any thread.
     *
     * @param limit new {@code maxconn}.
     */
    public void maxConnections(final int limit)
    {
        connections.limit(limit);
    }

    /**
     * Limit of sessions in a second.
     *
     * @return {@code rate-limit sessions}, 0 for none.
     */
    public int sessionRateLimit()
    {
        return sessionRate.limit();
    }

    /**
     * Change the limit of sessions in a second. Any thread.
     *
     * @param limit new {@code rate-limit sessions}, 0 for none.
     */
    public void sessionRateLimit(final int limit)
    {
        sessionRate.limit(limit);
    }

    /**
     * Whether it accepts connections. Any thread.
     *
     * @return state.
     */
    public FrontendState state()
    {
        return state;
    }

    /**
     * Note whether it accepts connections; the loops are told apart from this. Conductor only.
     *
     * @param value new state.
     */
    public void state(final FrontendState value)
    {
        state = value;
    }

    ConnectionLimit connectionLimit()
    {
        return connections;
    }

    RateLimit rateLimit()
    {
        return sessionRate;
    }

    @Override
    public Backend defaultBackend()
    {
        return defaultBackend;
    }

    /** {@code use_backend} lines, ready to run. */
    BackendSwitch[] switches()
    {
        return switches;
    }

    void backends(final Backend newDefault, final Backend own, final BackendSwitch[] newSwitches)
    {
        switches = newSwitches;
        defaultBackend = newDefault;
        ownBackend = own;
    }

    /**
     * Backend half of a {@code listen} section.
     *
     * @return backend; null for a pure frontend.
     */
    @Override
    public Backend ownBackend()
    {
        return ownBackend;
    }
}
