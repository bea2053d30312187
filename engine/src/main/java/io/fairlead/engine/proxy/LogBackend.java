/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.balance.BalanceContext;
import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.LogRingSettings;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.log.LogDestination;
import io.fairlead.engine.log.LogRoute;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.sample.ProcessContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerSettings;

/**
 * Spreads records over the servers of a backend of {@code mode log}: datagrams to their addresses, or a ring of its own
 * for each server that takes a stream. Any thread.
 */
final class LogBackend implements LogRoute
{
    private static final ThreadLocal<Chooser> CHOOSERS = ThreadLocal.withInitial(Chooser::new);

    private final Backend backend;
    private final LogService logs;
    private final Place[] places;

    /** What a thread needs to choose. */
    private static final class Chooser
    {
        private final BalanceContext balance = new BalanceContext();
        private final ProcessContext context = new ProcessContext(null);
    }

    /** A server and the way to the address it had last. */
    private static final class Place
    {
        private final Server server;
        private volatile Way way;

        private Place(final Server server)
        {
            this.server = server;
        }
    }

    private record Way(NetAddress address, LogDestination destination)
    {
    }

    LogBackend(final Backend backend, final LogService logs)
    {
        this.backend = backend;
        this.logs = logs;
        places = new Place[backend.servers().size()];
        for (int i = 0; i < places.length; i++)
        {
            places[i] = new Place(backend.servers().get(i));
        }
    }

    /** Whether the servers of a backend take streams. */
    static boolean isStream(final ProxySettings proxy)
    {
        return !proxy.servers.isEmpty() && !proxy.servers.getFirst().address.isDatagram;
    }

    /**
     * Rings of the servers that take streams.
     *
     * @param proxy of a section.
     * @return settings; empty unless it is of {@code mode log}.
     */
    static List<LogRingSettings> rings(final ProxySettings proxy)
    {
        final List<LogRingSettings> rings = new ArrayList<>();
        if (ProxySettings.Mode.LOG == proxy.mode && proxy.isBackend() && !proxy.isDisabled && isStream(proxy))
        {
            for (final ServerSettings server : proxy.servers)
            {
                final LogRingSettings ring = new LogRingSettings(proxy.name + '/' + server.name);
                ring.description = "created from log backend declared into '" + proxy.file + "' at line " +
                    server.line;
                ring.format = LogTargetSettings.Format.UNSPECIFIED;
                ring.connectTimeoutMs = Math.max(0, proxy.connectTimeoutMs);
                ring.serverTimeoutMs = Math.max(0, proxy.serverTimeoutMs);
                final LogRingSettings.Target target = new LogRingSettings.Target(server.name, server.address);
                target.isOctetCounted = "octet-count".equals(server.logProtocol);
                ring.targets.add(target);
                rings.add(ring);
            }
        }
        return rings;
    }

    @Override
    public LogDestination choose(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final Chooser chooser = CHOOSERS.get();
        final Sample text = chooser.context.scratch().pushSample();
        text.reset(Sample.OPT_FINAL).str(buffer, offset, length);
        chooser.balance.reset(null, null, chooser.context.nowMs()).traffic(chooser.context).record(text);
        final Server server = backend.balancer().choose(chooser.balance);
        chooser.context.scratch().popSample();
        return null == server ? null : destination(server);
    }

    private LogDestination destination(final Server server)
    {
        for (final Place place : places)
        {
            if (place.server == server)
            {
                final Way way = place.way;
                final NetAddress address = server.location().address();
                if (null != way && (null == way.address || way.address.equals(address)))
                {
                    return way.destination;
                }
                place.way = way(server, address);
                return null == place.way ? null : place.way.destination;
            }
        }
        return null;
    }

    private Way way(final Server server, final NetAddress address)
    {
        final LogTargetSettings settings = new LogTargetSettings();
        if (!server.settings().address.isDatagram)
        {
            settings.ringName = backend.settings().name + '/' + server.name();
            return new Way(null, logs.destination(settings));
        }
        settings.address = new AddressSpec();
        settings.address.form = server.settings().address.form;
        settings.address.path = server.settings().address.path;
        settings.address.isDatagram = true;
        if (AddressSpec.Form.IP == settings.address.form)
        {
            if (null == address || !address.isIp() || address.isAny())
            {
                return null;
            }
            settings.address.address.copyFrom(address);
        }
        return new Way(
            AddressSpec.Form.IP == settings.address.form ? new NetAddress().copyFrom(address) : null,
            logs.destination(settings));
    }
}
