/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.ArrayList;
import java.util.List;

/**
 * A service record that gives names and ports to the servers of a template: each record has one server, records that
 * come take a free one, servers whose record goes are freed. Conductor only. Source: configuration.txt 5.3.1.
 */
final class ServiceName implements Requester
{
    private final Resolvers resolvers;
    private final DnsName name;
    private final List<ServerName> free = new ArrayList<>();
    private final List<ServerName> named = new ArrayList<>();
    private Resolution resolution;

    ServiceName(final Resolvers resolvers, final DnsName name)
    {
        this.resolvers = resolvers;
        this.name = name;
    }

    /** A server of its template: one that has a name from a former generation waits for its own record. */
    void add(final ServerName server)
    {
        (null == server.name() ? free : named).add(server);
    }

    /** Begin to ask, with the first server of its template. */
    void start()
    {
        if (null == resolution)
        {
            resolution = resolvers.link(this, name, RecordType.SRV);
        }
    }

    void free(final ServerName server)
    {
        named.remove(server);
        free.add(server);
    }

    /** A record is there, still or newly. */
    void onItem(final AnswerItem item, final long nowMs)
    {
        ServerName server = null;
        for (final ServerName candidate : item.servers())
        {
            if (candidate.isServedBy(this))
            {
                server = candidate;
                break;
            }
        }
        server = null == server ? takeNamed(item.record()) : server;
        if (null == server && !free.isEmpty())
        {
            server = free.removeFirst();
        }
        if (null != server)
        {
            server.follow(item, nowMs);
        }
    }

    private ServerName takeNamed(final DnsRecord record)
    {
        for (final ServerName server : named)
        {
            if (record.target().equals(server.name()) && server.server().location().address().port() == record.port())
            {
                named.remove(server);
                return server;
            }
        }
        return null;
    }

    @Override
    public void onAnswer(final Resolution answered, final Nameserver from)
    {
        // records are taken up one by one in onItem
    }

    @Override
    public boolean onFailure(final Resolution failed)
    {
        final ResolversSettings settings = resolvers.settings();
        final int holdMs = switch (failed.status)
        {
            case NO_NAME -> settings.holdNoNameMs;
            case TIMEOUT -> settings.holdTimeoutMs;
            case REFUSED -> settings.holdRefusedMs;
            default -> settings.holdOtherMs;
        };
        final long nowMs = resolvers.context().nowMs();
        if (nowMs < failed.lastValidMs + holdMs)
        {
            return true;
        }
        releaseAll(failed, nowMs);
        return false;
    }

    private void releaseAll(final Resolution failed, final long nowMs)
    {
        for (final AnswerItem item : failed.items().copy())
        {
            for (final ServerName server : List.copyOf(item.servers()))
            {
                if (server.isServedBy(this))
                {
                    server.release(nowMs);
                }
            }
        }
    }

    @Override
    public void onUnlinked(final Resolution former)
    {
        resolution = null;
        releaseAll(former, resolvers.context().nowMs());
    }

    @Override
    public boolean isPassing()
    {
        return false;
    }
}
