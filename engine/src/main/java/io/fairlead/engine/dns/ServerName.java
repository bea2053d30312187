/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.server.AdminFlags;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMove;
import io.fairlead.engine.server.ServerOrders;
import io.fairlead.engine.server.StateCause;
import io.fairlead.engine.server.StateNotices;

/**
 * Keeps the address of a server as name servers tell it, from the name of its line or from one a service record gave
 * it. Conductor only.
 */
final class ServerName implements Requester
{
    /** Weights of service records go up to 65535, those of servers to 256. */
    private static final int WEIGHT_UNIT = 256;

    private final Server server;
    private final Resolvers resolvers;
    private final ServiceName service;
    private final Expiry expiry = new Expiry();
    private DnsName name;
    private Resolution resolution;
    private AnswerItem addressItem;
    private AnswerItem serviceItem;
    private boolean isResolutionOff;

    /**
     * A server with {@code resolvers}.
     *
     * @param server    whose address.
     * @param resolvers section to ask.
     * @param service   the service record it may be given a name by, or null.
     */
    ServerName(final Server server, final Resolvers resolvers, final ServiceName service)
    {
        this.server = server;
        this.resolvers = resolvers;
        this.service = service;
        this.name = null == server.location().hostName() ? null : DnsName.of(server.location().hostName());
    }

    /** A name from a former generation lasts only as long as a service record confirms it. */
    private final class Expiry extends Timer
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            release(nowMs);
            resolvers.context().move().apply();
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            // reported by the loop; the server stays as it is
            isResolutionOff = false;
        }
    }

    Server server()
    {
        return server;
    }

    Resolvers resolvers()
    {
        return resolvers;
    }

    DnsName name()
    {
        return name;
    }

    /** Begin to resolve the name of the configuration, or the one that was carried over. */
    void start(final long nowMs)
    {
        if (null != service)
        {
            service.start();
        }
        if (null == name)
        {
            return;
        }
        if (null != service)
        {
            // it has an address; without a confirmation it goes
            isResolutionOff = true;
            final ResolversSettings settings = resolvers.settings();
            resolvers.context().loop().timers()
                .schedule(expiry, nowMs + settings.resolveMs + (long)settings.retries * settings.retryMs);
        }
        else
        {
            link(nowMs);
        }
    }

    private void link(final long nowMs)
    {
        final int type = resolvers.context().families()
            .queryType(server.settings().resolve.isIpv4Preferred, nowMs);
        resolution = resolvers.link(this, name, type);
    }

    private void unlink()
    {
        if (null != resolution)
        {
            resolvers.unlink(this, resolution);
        }
    }

    @Override
    public void onUnlinked(final Resolution former)
    {
        resolution = null;
        leaveAddress();
    }

    @Override
    public boolean isPassing()
    {
        return false;
    }

    private void leaveAddress()
    {
        if (null != addressItem)
        {
            addressItem.servers().remove(this);
            addressItem = null;
        }
    }

    /** A check could not connect: the server may have moved. */
    void hasten()
    {
        if (null != resolution)
        {
            resolvers.hasten(resolution);
        }
    }

    /** Whether another server of the same backend has this address. */
    boolean isTakenByAnother(final AnswerItem item)
    {
        for (final ServerName other : item.servers())
        {
            if (other.server.backend() == server.backend())
            {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onAnswer(final Resolution answered, final Nameserver from)
    {
        if (null != service && isResolutionOff || answered != resolution || null != addressItem)
        {
            return;
        }
        final long nowMs = resolvers.context().nowMs();
        final NetAddress current = server.location().address();
        final AnswerItem chosen = AddressChoice.choose(answered.items(), server.settings().resolve,
            resolvers.context().families(), this, current, nowMs);
        if (null == chosen)
        {
            if (setDown(nowMs))
            {
                clearAddress(nowMs);
            }
            return;
        }
        addressItem = chosen;
        chosen.servers().add(this);
        final NetAddress address = chosen.record().address();
        if (current.isSameHost(address))
        {
            return;
        }
        if (null != from)
        {
            from.counters().update++;
        }
        move(new NetAddress().copyFrom(address).port(current.port()), ServerMove.Origin.RESOLUTION,
            null == from ? "DNS cache" : resolvers.name() + '/' + from.name(), nowMs);
    }

    @Override
    public boolean onFailure(final Resolution failed)
    {
        final long nowMs = resolvers.context().nowMs();
        if (!setDown(nowMs))
        {
            return true;
        }
        clearAddress(nowMs);
        leaveAddress();
        return false;
    }

    private void move(
        final NetAddress address, final ServerMove.Origin origin, final String updater, final long nowMs)
    {
        resolvers.context().move().move(server, address, origin, updater, nowMs);
    }

    private void clearAddress(final long nowMs)
    {
        final int port = server.location().address().port();
        move(new NetAddress().port(port), ServerMove.Origin.SILENT, null, nowMs);
    }

    /** Take the server out of service if its name has been without a good answer for long enough. */
    private boolean setDown(final long nowMs)
    {
        if (isInMaintenance())
        {
            return false;
        }
        if (null == resolution)
        {
            return null != service && setDown(StateCause.DNS_NO_ENTRY, nowMs);
        }
        final ResolversSettings settings = resolvers.settings();
        return switch (resolution.status)
        {
            case NONE -> false;
            case VALID -> setDown(StateCause.DNS_NO_ADDRESS, nowMs);
            case NO_NAME -> setDownAfter(settings.holdNoNameMs, StateCause.DNS_NO_NAME, nowMs);
            case TIMEOUT -> setDownAfter(settings.holdTimeoutMs, StateCause.DNS_TIMEOUT, nowMs);
            case REFUSED -> setDownAfter(settings.holdRefusedMs, StateCause.DNS_REFUSED, nowMs);
            default -> setDownAfter(settings.holdOtherMs, StateCause.DNS_UNSPECIFIED, nowMs);
        };
    }

    private boolean isInMaintenance()
    {
        return 0 != (server.adminFlags() & AdminFlags.RESOLUTION_MAINT);
    }

    private boolean setDownAfter(final int holdMs, final StateCause cause, final long nowMs)
    {
        return nowMs >= resolution.lastValidMs + holdMs && setDown(cause, nowMs);
    }

    private boolean setDown(final StateCause cause, final long nowMs)
    {
        resolvers.context().monitor().addAdminFlag(server, AdminFlags.RESOLUTION_MAINT, cause, nowMs);
        return true;
    }

    /** A record it uses is gone from the answers. */
    void onItemGone(final AnswerItem item, final long nowMs)
    {
        if (item == addressItem)
        {
            leaveAddress();
        }
        if (item == serviceItem)
        {
            release(nowMs);
        }
    }

    /** The service record names it no more: down, without name and address, and free for another record. */
    void release(final long nowMs)
    {
        resolvers.context().loop().timers().cancel(expiry);
        unlink();
        if (!isInMaintenance())
        {
            setDown(StateCause.DNS_NO_ENTRY, nowMs);
        }
        name = null;
        server.location().hostName(null);
        move(new NetAddress(), ServerMove.Origin.SILENT, null, nowMs);
        isResolutionOff = true;
        if (null != serviceItem)
        {
            serviceItem.servers().remove(this);
            serviceItem = null;
        }
        service.free(this);
    }

    /** Whether it lives by this service record. */
    boolean isServedBy(final ServiceName other)
    {
        return service == other;
    }

    /** A service record is its own: take port, address or name, and weight from it. */
    void follow(final AnswerItem item, final long nowMs)
    {
        isResolutionOff = false;
        resolvers.context().loop().timers().cancel(expiry);
        final DnsRecord record = item.record();
        final AnswerItem additional = item.address();
        if (null != additional)
        {
            isResolutionOff = true;
            unlink();
            move(new NetAddress().copyFrom(additional.record().address()).port(record.port()),
                ServerMove.Origin.RESOLUTION, "DNS additional record", nowMs);
        }
        else
        {
            final NetAddress sameHost = new NetAddress().copyFrom(server.location().address());
            move(sameHost.port(record.port()), ServerMove.Origin.SILENT, null, nowMs);
        }
        if (null == name)
        {
            rename(record.target().toString(), "SRV record", nowMs);
        }
        if (null == serviceItem)
        {
            serviceItem = item;
            item.servers().add(this);
        }
        if (!isResolutionOff && null == resolution)
        {
            link(nowMs);
        }
        if (!server.settings().resolve.isWeightIgnored)
        {
            // 0 stays 0, everything else is at least 1; an algorithm whose weights are fixed keeps them
            ServerOrders.weight(resolvers.context().monitor(), server,
                Integer.toString((item.weight() + WEIGHT_UNIT - 1) / WEIGHT_UNIT), nowMs);
        }
    }

    /**
     * Give the server another name, and tell so.
     *
     * @return what was told, or null when the name cannot be one.
     */
    String rename(final String newName, final String updater, final long nowMs)
    {
        final DnsName wanted = DnsName.of(newName);
        if (null == wanted)
        {
            return null;
        }
        final String text = server + " changed its FQDN from " +
            (null == server.location().hostName() ? "(null)" : server.location().hostName()) + " to " + newName +
                " by '" + updater + '\'';
        if (!wanted.equals(name) || null == resolution)
        {
            unlink();
            name = wanted;
            if (!isResolutionOff)
            {
                link(nowMs);
            }
        }
        server.location().hostName(newName);
        server.location().onRenamed();
        if (null != service)
        {
            resolvers.context().notices().log(server.backend(), StateNotices.NOTICE, text);
        }
        return text;
    }
}
