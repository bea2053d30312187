/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/** All {@code resolvers} sections of a generation with the servers that rely on them. Conductor only. */
public final class ResolverSet
{
    private static final String UPDATER = "stats socket command";

    private final ResolverContext context;
    private final Map<String, Resolvers> sections = new LinkedHashMap<>();
    private final Map<Server, ServerName> servers = new LinkedHashMap<>();

    /**
     * The sections of a configuration.
     *
     * @param all     sections in order.
     * @param context what they are built from.
     */
    public ResolverSet(final Iterable<ResolversSettings> all, final ResolverContext context)
    {
        this.context = context;
        for (final ResolversSettings settings : all)
        {
            sections.put(settings.name, new Resolvers(settings, context));
        }
    }

    /**
     * Keep the addresses of a backend's servers, as far as they ask for it. Before {@link #start()}.
     *
     * @param backend whose servers.
     */
    public void add(final BackendServers backend)
    {
        final Map<DnsName, ServiceName> ofBackend = new HashMap<>();
        for (int i = 0; i < backend.size(); i++)
        {
            final Server server = backend.get(i);
            final Resolvers resolvers = sections.get(server.settings().resolve.section);
            if (null == resolvers || null == server.location().hostName() && null == server.settings().serviceRecord)
            {
                continue;
            }
            ServiceName service = null;
            if (null != server.settings().serviceRecord)
            {
                final DnsName name = DnsName.of(server.settings().serviceRecord);
                service = ofBackend.get(name);
                if (null == service)
                {
                    service = new ServiceName(resolvers, name);
                    ofBackend.put(name, service);
                }
            }
            final ServerName name = new ServerName(server, resolvers, service);
            servers.put(server, name);
            if (null != service)
            {
                service.add(name);
            }
        }
    }

    /**
     * The sections.
     *
     * @return in order.
     */
    public Iterable<Resolvers> sections()
    {
        return sections.values();
    }

    /**
     * A section.
     *
     * @param name of it.
     * @return section, or null.
     */
    public Resolvers section(final String name)
    {
        return sections.get(name);
    }

    /** Begin to ask. */
    public void start()
    {
        final long nowMs = context.nowMs();
        servers.values().forEach(server -> server.start(nowMs));
        sections.values().forEach(Resolvers::start);
    }

    /** Another generation serves. */
    public void retire()
    {
        sections.values().forEach(Resolvers::retire);
    }

    /**
     * A connection to a server could not be made in time: its name may lead elsewhere by now.
     *
     * @param server that does not answer.
     */
    public void hasten(final Server server)
    {
        final ServerName name = servers.get(server);
        if (null != name)
        {
            name.hasten();
        }
    }

    /**
     * Whether the name of a server is resolved at run time.
     *
     * @param server any.
     * @return true with {@code resolvers}.
     */
    public boolean isResolved(final Server server)
    {
        return servers.containsKey(server);
    }

    /**
     * Give a server another name to be resolved ({@code set server fqdn}).
     *
     * @param server whose name.
     * @param name   any text.
     * @return what is to be told.
     */
    public String rename(final Server server, final String name)
    {
        final String by = " by '" + UPDATER + '\'';
        if (name.equals(server.location().hostName()))
        {
            return "no need to change the FDQN" + by;
        }
        if (name.length() > DnsName.MAX_LENGTH || !name.matches("[-A-Za-z0-9._]*"))
        {
            return "invalid fqdn '" + name + '\'' + by;
        }
        final String told = servers.get(server).rename(name, UPDATER, context.nowMs());
        return null == told ? "could not update " + server + " FQDN" + by : told;
    }
}
