/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.Arrays;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/**
 * {@code hash-type consistent}: the hash goes to the nearest point of a {@link HashRing}; few keys move when a server
 * comes or goes. With {@code hash-balance-factor} a server that has more than its share of the requests is passed over
 * (consistent hashing with bounded loads, arXiv 1608.01350), with {@code hash-preserve-affinity} one that is full.
 */
final class RingHash extends HashBalancer
{
    private static final int PERCENT = 100;

    private final RingGroups rings;
    private final int balanceFactorPercent;
    private final boolean isLeavingFull;
    private final boolean isLeavingFullQueue;
    private volatile long[] weightBefore;

    RingHash(final BackendServers servers, final HashKey key, final BalanceSettings settings)
    {
        super(servers, key);
        rings = new RingGroups(servers);
        balanceFactorPercent = settings.hashBalanceFactor;
        isLeavingFull = "maxconn".equals(settings.hashPreserveAffinity);
        isLeavingFullQueue = "maxqueue".equals(settings.hashPreserveAffinity);
        weightBefore = new long[servers.slotCount()];
        if (0 != balanceFactorPercent)
        {
            servers.countServed();
        }
    }

    @Override
    public void onStart()
    {
        rings.onStart();
        long active = 0;
        long backup = 0;
        for (int i = 0; i < servers().size(); i++)
        {
            final Server server = servers().get(i);
            weightBefore[i] = server.isBackup() ? backup : active;
            if (server.isUsable() && server.isBackup())
            {
                backup += server.effectiveWeight();
            }
            else if (server.isUsable())
            {
                active += server.effectiveWeight();
            }
        }
    }

    @Override
    public void onAdd(final Server server)
    {
        // as in HAProxy, its share is the first one
        weightBefore = Arrays.copyOf(weightBefore, servers().slotCount());
        weightBefore[server.index()] = 0;
    }

    @Override
    public void onRemove(final Server server)
    {
        rings.onRemove(server);
    }

    @Override
    public void onChange(final Server server, final boolean wasUsable, final int previousWeight)
    {
        rings.onChange(server);
    }

    @Override
    Server lookUp(final int hash, final BalanceContext context)
    {
        final HashRing ring = rings.current();
        if (null == ring)
        {
            return servers().firstBackup();
        }
        int position = ring.nearest(hash);
        if (HashRing.NONE == position)
        {
            return null;
        }
        boolean isSecondRound = false;
        while (isPassedOver(ring.server(position), context))
        {
            int next = ring.following(position);
            if (HashRing.NONE == next)
            {
                if (isSecondRound)
                {
                    break;
                }
                isSecondRound = true;
                next = ring.first();
                if (HashRing.NONE == next)
                {
                    return null;
                }
            }
            position = next;
        }
        return ring.server(position);
    }

    private boolean isPassedOver(final Server server, final BalanceContext context)
    {
        if (server == context.serverToAvoid() || (0 != balanceFactorPercent && !isWithinShare(server)))
        {
            return true;
        }
        if ((!isLeavingFull && !isLeavingFullQueue) || 0 == server.capacity().maxConn())
        {
            return false;
        }
        final int limit = server.capacity().limitNow(context.nowMs());
        if (isLeavingFull)
        {
            return server.capacity().served() >= limit;
        }
        final int queueLimit = server.settings().maxQueue;
        return 0 != queueLimit && server.capacity().served() + server.capacity().queued() >= limit + queueLimit;
    }

    /** All requests, this one included, times the factor, dealt out by weight, at least one each. */
    private boolean isWithinShare(final Server server)
    {
        final long totalWeight = Math.max(1, servers().totalWeight());
        final long places = ((servers().load().served() + 1L) * balanceFactorPercent + PERCENT - 1) / PERCENT;
        final long rest = places % totalWeight;
        final long weight = server.effectiveWeight();
        final long before = weightBefore[server.index()];
        final long share = weight * (places / totalWeight) +
            (before + weight) * rest / totalWeight - before * rest / totalWeight;
        return server.capacity().served() < Math.max(1, share);
    }

    @Override
    Server next(final BalanceContext context)
    {
        final HashRing ring = rings.current();
        return null == ring ? servers().firstBackup() : ring.next(context);
    }
}
