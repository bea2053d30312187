/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/** {@code balance random(draws)}: of some servers drawn by weight the one with the fewest requests for its weight. */
final class RandomDraws extends LoadBalancer
{
    private final RingGroups rings;
    private final int draws;

    RandomDraws(final BackendServers servers, final int draws)
    {
        super(servers);
        this.rings = new RingGroups(servers);
        this.draws = draws;
    }

    @Override
    public void onStart()
    {
        rings.onStart();
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
    public Server choose(final BalanceContext context)
    {
        if (!servers().hasUsable())
        {
            return null;
        }
        final HashRing ring = rings.current();
        Server best = null;
        if (null == ring)
        {
            best = servers().firstBackup();
        }
        else
        {
            for (int i = 0; i < draws; i++)
            {
                final Server drawn = draw(ring, context);
                if (null == best || isLessLoaded(drawn, best))
                {
                    best = drawn;
                }
            }
        }
        return null != best && best.capacity().hasRoom(context.nowMs()) ? best : null;
    }

    private static Server draw(final HashRing ring, final BalanceContext context)
    {
        int position = ring.nearest(context.nextRandom());
        boolean isSecondRound = false;
        while (HashRing.NONE != position && ring.server(position) == context.serverToAvoid())
        {
            final int next = ring.following(position);
            if (HashRing.NONE != next)
            {
                position = next;
            }
            else if (isSecondRound)
            {
                break;
            }
            else
            {
                isSecondRound = true;
                position = ring.first();
            }
        }
        return HashRing.NONE == position ? null : ring.server(position);
    }

    private static boolean isLessLoaded(final Server drawn, final Server best)
    {
        return null != drawn && drawn != best &&
            (long)drawn.capacity().served() * best.effectiveWeight() <=
            (long)best.capacity().served() * drawn.effectiveWeight();
    }
}
