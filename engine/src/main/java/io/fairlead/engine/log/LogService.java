/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.LogRingSettings;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.os.Errno;

/**
 * Everything about logs that a process has once: its name in records, and the destinations with threads of their own,
 * shared by all proxies and by successive configurations. Any thread.
 */
public final class LogService implements AutoCloseable
{
    private static final int STDERR = 2;

    private static final int BUILT_IN_LENGTH = 1 << 20;

    private final List<LogRing> rings = new ArrayList<>();
    private volatile Map<String, LogRoute> routes = Map.of();
    private volatile Set<String> streamBackends = Set.of();
    private volatile LongConsumer ringDrops = count ->
    {
        // nobody counts yet
    };
    private final List<LogRing> retired = new ArrayList<>();
    private final LogContext context;
    private final Map<String, LogSink> sinks = new HashMap<>();
    private final AtomicBoolean isFailureReported = new AtomicBoolean();
    private final RuntimeMessages messages;
    private boolean isClosed;

    /**
     * A service without destinations.
     *
     * @param context of the process.
     */
    public LogService(final LogContext context)
    {
        this.context = context;
        messages = new RuntimeMessages(this, context.isQuiet());
    }

    /**
     * Make the destinations of a proxy, or of the global section, ready.
     *
     * @param settings {@code log} lines, {@code log global} already resolved.
     * @param tag      {@code log-tag} of the proxy; null to use the process's.
     * @return the destinations.
     * @throws IllegalArgumentException when an address cannot be used; the message says why.
     */
    public LogTargets targets(final List<LogTargetSettings> settings, final String tag)
    {
        return targets(settings, tag, Map.of());
    }

    /**
     * Make the destinations of a proxy ready, with the profiles they name.
     *
     * @param settings {@code log} lines, {@code log global} already resolved.
     * @param tag      {@code log-tag} of the proxy; null to use the process's.
     * @param profiles {@code log-profile} sections by name.
     * @return the destinations.
     * @throws IllegalArgumentException when an address cannot be used; the message says why.
     */
    public LogTargets targets(
        final List<LogTargetSettings> settings, final String tag, final Map<String, LogProfile> profiles)
    {
        return settings.isEmpty() ? LogTargets.NONE :
            new LogTargets(settings, null == tag ? context.tag() : tag, profiles, this);
    }

    /**
     * Lines on stderr after start-up.
     *
     * @return messages that never hold up their sender.
     */
    public RuntimeMessages messages()
    {
        return messages;
    }

    String hostName()
    {
        return context.hostName();
    }

    long pid()
    {
        return context.pid();
    }

    int sendBufferLength()
    {
        return context.sendBufferLength();
    }

    LogSink standardError()
    {
        return descriptor(STDERR);
    }

    synchronized LogSink descriptor(final int descriptor)
    {
        final String key = "fd@" + descriptor;
        final LogSink open = sinks.get(key);
        return null != open ? open : started(key, new DescriptorSink(descriptor));
    }

    synchronized LogSink stream(final AddressSpec address)
    {
        final LogSink open = sinks.get(address.text);
        return null != open ? open : started(address.text, new StreamSink(address));
    }

    /**
     * Have the rings of a configuration. Those that are as they were stay; the others take their place, and live on for
     * the streams that still know them.
     *
     * @param settings all {@code ring} sections.
     */
    public synchronized void rings(final Collection<LogRingSettings> settings)
    {
        final List<LogRing> next = new ArrayList<>();
        for (final LogRingSettings wanted : settings)
        {
            LogRing ring = null;
            for (final LogRing known : rings)
            {
                ring = known.settings().fingerprint().equals(wanted.fingerprint()) ? known : ring;
            }
            next.add(null == ring ? started(new LogRing(wanted, count -> ringDrops.accept(count))) : ring);
        }
        for (final LogRing known : rings)
        {
            if (isBuiltIn(known.name()))
            {
                next.addFirst(known);
            }
            else if (!next.contains(known))
            {
                retired.add(known);
            }
        }
        rings.clear();
        rings.addAll(next);
    }

    /**
     * Have the backends of a configuration that records may go to.
     *
     * @param newRoutes by name.
     * @param streams   names of those whose servers take streams.
     */
    public void routes(final Map<String, LogRoute> newRoutes, final Set<String> streams)
    {
        streamBackends = Set.copyOf(streams);
        routes = Map.copyOf(newRoutes);
    }

    LogRoute route(final String name)
    {
        return routes.get(name);
    }

    boolean isStreamBackend(final String name)
    {
        return streamBackends.contains(name);
    }

    /**
     * Make the way to a server of such a backend ready.
     *
     * @param settings address or ring.
     * @return the way.
     */
    public LogDestination destination(final LogTargetSettings settings)
    {
        return new LogDestination(new LogTarget(settings, 0, "", null, this));
    }

    private LogRing started(final LogRing ring)
    {
        if (!isClosed)
        {
            ring.start();
        }
        return ring;
    }

    /**
     * Rings in the order of their sections.
     *
     * @return those that were made ready.
     */
    public synchronized List<LogRing> rings()
    {
        return List.copyOf(rings);
    }

    /**
     * Whether a ring is there without a section.
     *
     * @param name of a ring.
     * @return true for the two HAProxy has too.
     */
    public static boolean isBuiltIn(final String name)
    {
        return "buf0".equals(name) || "dpapi".equals(name);
    }

    /** Ring of that name, which was looked up before. */
    synchronized LogRing ring(final String name)
    {
        for (final LogRing known : rings)
        {
            if (known.name().equals(name))
            {
                return known;
            }
        }
        if (!isBuiltIn(name))
        {
            throw new IllegalArgumentException("uses unknown ring named '" + name + '\'');
        }
        final LogRingSettings settings = new LogRingSettings(name);
        settings.format = LogTargetSettings.Format.TIMED;
        settings.length = BUILT_IN_LENGTH;
        final LogRing made = started(new LogRing(settings, count -> ringDrops.accept(count)));
        rings.add(made);
        return made;
    }

    /**
     * Say where records are counted that a ring took and then had no room for.
     *
     * @param counter told how many; on the ring's thread, or that of the runtime API.
     */
    public void ringDrops(final LongConsumer counter)
    {
        ringDrops = counter;
    }

    private LogSink started(final String key, final LogSink sink)
    {
        if (!isClosed)
        {
            sinks.put(key, sink);
            sink.start();
        }
        return sink;
    }

    /** A record could not be sent, for another reason than a full queue. Said once; further ones are only counted. */
    void onSendFailure(final int targetNumber, final int errno)
    {
        if (isFailureReported.compareAndSet(false, true))
        {
            messages.alert("sendmsg()/writev() failed in logger #" + targetNumber + ": " + Errno.text(errno) +
                " (errno=" + errno + ')');
        }
    }

    /** Write what waits and end all threads; takes two seconds at most for each destination that does not move. */
    @Override
    public void close()
    {
        final List<LogSink> open;
        final List<LogRing> openRings = new ArrayList<>();
        synchronized (this)
        {
            isClosed = true;
            openRings.addAll(rings);
            openRings.addAll(retired);
            open = List.copyOf(sinks.values());
            sinks.clear();
        }
        for (final LogSink sink : open)
        {
            sink.close();
        }
        openRings.forEach(LogRing::close);
    }
}
