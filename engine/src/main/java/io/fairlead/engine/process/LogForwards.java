/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.log.LogForwarder;
import io.fairlead.engine.log.LogForwarderContext;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.log.LogWriter;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.LogForwardSettings;
import io.fairlead.engine.proxy.LogForwardSockets;
import io.fairlead.engine.proxy.ProxyOption;

/**
 * The {@code log-forward} sections at work. A configuration's sockets are opened first ({@link #open}), and only when
 * all else is well do its forwarders take the place of those before ({@link #accept}). Starting thread, then conductor,
 * but for {@link #clients}.
 */
final class LogForwards
{
    private final LogService logs;
    private final Supplier<LogWriter> writers;
    private final LongConsumer received;
    private Map<String, Integer> sockets = new HashMap<>();
    private Map<String, Integer> nextSockets = new HashMap<>();
    private final Map<LogForwardSettings, LogForwardSockets> pending = new HashMap<>();
    private volatile List<LogForwarder> forwarders = List.of();
    private final List<LogForwarder> draining = new ArrayList<>();

    LogForwards(final LogService logs, final Supplier<LogWriter> writers, final LongConsumer received)
    {
        this.logs = logs;
        this.writers = writers;
        this.received = received;
    }

    /** Open the sockets of a configuration; what could not be opened. */
    List<Generation.BindFailure> open(final Configuration next)
    {
        final List<Generation.BindFailure> failures = new ArrayList<>();
        nextSockets = new HashMap<>();
        for (final LogForwardSettings section : next.logForwards.values())
        {
            final LogForwardSockets opened = new LogForwardSockets(section, next.global, sockets, nextSockets);
            failures.addAll(opened.failures());
            pending.put(section, opened);
        }
        return failures;
    }

    /** The configuration whose sockets were opened does not come into force. */
    void abandon()
    {
        pending.values().forEach(LogForwardSockets::close);
        pending.clear();
    }

    /** Forward what comes in on the sockets that were opened; forwarders before take nothing new. */
    void accept(final Configuration next)
    {
        draining.removeIf(old -> 0 == old.clients());
        final List<LogForwarder> before = forwarders;
        final List<LogForwarder> started = new ArrayList<>();
        for (final LogForwardSettings section : next.logForwards.values())
        {
            started.add(new LogForwarder(context(section, next)));
        }
        pending.clear();
        sockets = nextSockets;
        forwarders = started;
        started.forEach(LogForwarder::start);
        before.forEach(LogForwarder::stopListening);
        draining.addAll(before);
    }

    private LogForwarderContext context(final LogForwardSettings section, final Configuration next)
    {
        final GlobalSettings global = next.global;
        final LogForwardSockets opened = pending.get(section);
        return new LogForwarderContext(
            section.proxy.name, logs.targets(section.proxy.logs, null, next.logProfiles), writers.get(), received,
            opened.streams(), opened.datagrams(),
            section.proxy.maxConn > 0 ? section.proxy.maxConn : Integer.MAX_VALUE,
            Math.max(0, section.proxy.clientTimeoutMs), global.bufferSize, section.host,
            section.proxy.has(ProxyOption.DONT_PARSE_LOG), section.proxy.has(ProxyOption.ASSUME_RFC6587_NTF));
    }

    /** Connections that bring messages; any thread. */
    int clients()
    {
        int count = 0;
        for (final LogForwarder forwarder : forwarders)
        {
            count += forwarder.clients();
        }
        return count;
    }

    /** Take nothing new; any thread. */
    void stopListening()
    {
        forwarders.forEach(LogForwarder::stopListening);
    }

    /** End all of them; any thread. */
    void close()
    {
        forwarders.forEach(LogForwarder::close);
        draining.forEach(LogForwarder::close);
    }
}
