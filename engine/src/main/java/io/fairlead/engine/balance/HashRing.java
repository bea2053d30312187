/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.server.Server;

/**
 * Points of servers on a circle of 2^32 values, sixteen for each unit of weight; a hash belongs to the nearest point.
 * The points of all servers of a group are laid out once, up or down, and never change; a point counts only while its
 * server is usable and its number is below the server's effective weight, so that going down, coming back and slow
 * start move nothing.
 */
final class HashRing
{
    static final int NONE = -1;

    private static final int ID_STRIDE = Server.MAX_WEIGHT * Scales.DYNAMIC;

    private final Server[] servers;
    private final int[] serverKeys;
    private final int[] pointCounts;
    /** Keys in rising order, sign flipped so that signed comparison orders them as unsigned. */
    private final int[] keys;
    private final int[] owners;
    private final short[] numbers;
    private final AtomicInteger last = new AtomicInteger(NONE);

    /**
     * Lay out the points of some servers.
     *
     * @param servers in configuration order.
     */
    HashRing(final Server[] servers)
    {
        this.servers = servers;
        serverKeys = new int[servers.length];
        pointCounts = new int[servers.length];
        int count = 0;
        for (int i = 0; i < servers.length; i++)
        {
            serverKeys[i] = serverKey(servers[i]);
            pointCounts[i] = Math.max(servers[i].settings().weight, servers[i].weight()) * Scales.DYNAMIC;
            count += pointCounts[i];
        }
        final long[] points = new long[count];
        int point = 0;
        final int[] pointOwners = new int[count];
        final short[] pointNumbers = new short[count];
        for (int i = 0; i < servers.length; i++)
        {
            for (int number = 0; number < pointCounts[i]; number++)
            {
                pointOwners[point] = i;
                pointNumbers[point] = (short)number;
                final long key = HashFunction.avalanche(serverKeys[i] + number) & 0xFFFF_FFFFL;
                points[point] = key << 31 | point; // equal keys keep the order of servers
                point++;
            }
        }
        Arrays.sort(points);
        keys = new int[count];
        owners = new int[count];
        numbers = new short[count];
        for (int i = 0; i < count; i++)
        {
            final int origin = (int)points[i] & Integer.MAX_VALUE;
            keys[i] = (int)(points[i] >>> 31) ^ Integer.MIN_VALUE;
            owners[i] = pointOwners[origin];
            numbers[i] = pointNumbers[origin];
        }
    }

    /** Whether the ring has all the points a server needs, at the right places. */
    boolean isCurrentFor(final Server server)
    {
        for (int i = 0; i < servers.length; i++)
        {
            if (servers[i] == server)
            {
                return server.weight() * Scales.DYNAMIC <= pointCounts[i] && serverKey(server) == serverKeys[i];
            }
        }
        return false;
    }

    /** Goes on where another ring stood. */
    HashRing continueFrom(final HashRing other)
    {
        final int position = other.last.get();
        if (NONE != position)
        {
            last.set(Math.min(keys.length - 1, lowerBound(other.keys[position])));
        }
        return this;
    }

    /** The key a server's points are computed from: of its id, or of what {@code hash-key} names when that is known. */
    static int serverKey(final Server server)
    {
        final String hashKey = server.settings().hashKey;
        final NetAddress address = server.address();
        if (("addr".equals(hashKey) || "addr-port".equals(hashKey)) && address.isIp())
        {
            final int seed = "addr-port".equals(hashKey) ? HashFunction.avalanche(address.port()) : 0;
            return NetAddress.INET == address.family() ?
                HashFunction.avalanche(seed + Integer.reverseBytes(address.ipv4())) :
                XxHash32.hash(address.toInetAddress().getAddress(), seed);
        }
        if ("guid".equals(hashKey) && null != server.settings().guid)
        {
            return XxHash32.hash(server.settings().guid.getBytes(UTF_8), 0);
        }
        return "id32".equals(hashKey) ?
            HashFunction.avalanche(Integer.reverseBytes(server.id())) : server.id() * ID_STRIDE;
    }

    /**
     * The point nearest to a hash among those that count.
     *
     * @return position, or {@link #NONE} when no point counts.
     */
    int nearest(final int hash)
    {
        final int flipped = hash ^ Integer.MIN_VALUE;
        final int start = lowerBound(flipped);
        int after = following(start - 1);
        if (NONE == after)
        {
            after = first();
        }
        if (NONE == after)
        {
            return NONE;
        }
        final int before = preceding(start);
        final int distanceBefore = flipped - keys[before];
        final int distanceAfter = keys[after] - flipped;
        return Integer.compareUnsigned(distanceBefore, distanceAfter) <= 0 ? before : after;
    }

    Server server(final int position)
    {
        return servers[owners[position]];
    }

    /** The first point that counts, or NONE. */
    int first()
    {
        return following(-1);
    }

    /** The next point that counts, without going round; NONE at the end. */
    int following(final int position)
    {
        for (int i = position + 1; i < keys.length; i++)
        {
            if (counts(i))
            {
                return i;
            }
        }
        return NONE;
    }

    /** The point before a position that counts, going round; one is known to exist. */
    private int preceding(final int position)
    {
        int i = position;
        for (int n = 0; n < keys.length; n++)
        {
            i = 0 == i ? keys.length - 1 : i - 1;
            if (counts(i))
            {
                break;
            }
        }
        return i;
    }

    private boolean counts(final int position)
    {
        final Server server = servers[owners[position]];
        return server.isUsable() && numbers[position] < server.effectiveWeight();
    }

    private int lowerBound(final int flipped)
    {
        int low = 0;
        int high = keys.length;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (keys[middle] < flipped)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /**
     * A server changed: a walk that stood on a point that no longer counts goes on to the next one that does.
     * Conductor.
     */
    void onChange()
    {
        final int position = last.get();
        if (NONE != position && !counts(position))
        {
            final int next = following(position);
            last.compareAndSet(position, NONE == next ? first() : next);
        }
    }

    /**
     * The server of the next point in turn with room; the one to avoid only if it is the only one; null when all are
     * full.
     */
    Server next(final BalanceContext context)
    {
        while (true)
        {
            final int before = last.get();
            int position = before;
            int stop = before;
            Server found = null;
            int foundAt = NONE;
            do
            {
                position = following(position);
                if (NONE == position)
                {
                    position = first();
                }
                if (NONE == position)
                {
                    return null;
                }
                if (NONE == stop)
                {
                    stop = position;
                }
                final Server server = server(position);
                if (server.hasRoom(context.nowMs()))
                {
                    found = server;
                    foundAt = position;
                    if (server != context.serverToAvoid())
                    {
                        break;
                    }
                }
            }
            while (position != stop);
            if (last.compareAndSet(before, foundAt))
            {
                return found;
            }
        }
    }
}
