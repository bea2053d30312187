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
 * The points of all servers of a group are laid out once, up or down, and never change. A point counts only while its
 * number is below the points its server may have now, so that going down, coming back and slow start move nothing.
 * <pre>
 *   point, one long:   63                 32 31            12 11        0
 *                     | key, sign flipped   | owner          | number    |
 * </pre>
 */
final class HashRing
{
    static final int NONE = -1;

    private static final int ID_STRIDE = Server.MAX_WEIGHT * Scales.DYNAMIC;
    private static final int KEY_SHIFT = 32;
    private static final int OWNER_SHIFT = 12;
    private static final int OWNER_MASK = (1 << KEY_SHIFT - OWNER_SHIFT) - 1;
    private static final int NUMBER_MASK = (1 << OWNER_SHIFT) - 1;

    private final Server[] servers;
    private final int[] serverKeys;
    private final int[] pointCounts;
    /** Points each server may have now: 0 while it cannot be chosen. */
    private final int[] countingPoints;
    private final long[] points;
    /** Where the points of each value of the highest key bits begin; about one point for each. */
    private final int[] bucketStarts;
    private final int bucketShift;
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
        countingPoints = new int[servers.length];
        int count = 0;
        for (int i = 0; i < servers.length; i++)
        {
            serverKeys[i] = serverKey(servers[i]);
            pointCounts[i] = Math.max(servers[i].settings().weight, servers[i].weight()) * Scales.DYNAMIC;
            countingPoints[i] = countingPoints(servers[i]);
            count += pointCounts[i];
        }
        points = new long[count];
        int point = 0;
        for (int i = 0; i < servers.length; i++)
        {
            for (int number = 0; number < pointCounts[i]; number++)
            {
                final long key = HashFunction.avalanche(serverKeys[i] + number) ^ Integer.MIN_VALUE;
                points[point++] = key << KEY_SHIFT | (long)i << OWNER_SHIFT | number;
            }
        }
        Arrays.sort(points);
        final int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, count - 1));
        bucketShift = Integer.SIZE - bits;
        bucketStarts = new int[(1 << bits) + 1];
        for (int i = 0; i < count; i++)
        {
            bucketStarts[bucket(key(i)) + 1] = i + 1;
        }
        for (int i = 1; i < bucketStarts.length; i++)
        {
            bucketStarts[i] = Math.max(bucketStarts[i], bucketStarts[i - 1]);
        }
    }

    private int indexOf(final Server server)
    {
        for (int i = 0; i < servers.length; i++)
        {
            if (servers[i] == server)
            {
                return i;
            }
        }
        return NONE;
    }

    /** Whether it has points of a server. */
    boolean contains(final Server server)
    {
        return NONE != indexOf(server);
    }

    private static int countingPoints(final Server server)
    {
        return server.isUsable() ? server.effectiveWeight() : 0;
    }

    /** Key of a point, sign flipped. */
    private int key(final int position)
    {
        return (int)(points[position] >> KEY_SHIFT);
    }

    private int bucket(final int flipped)
    {
        return (flipped ^ Integer.MIN_VALUE) >>> bucketShift;
    }

    private int owner(final int position)
    {
        return (int)(points[position] >>> OWNER_SHIFT) & OWNER_MASK;
    }

    /** Goes on where another ring stood. */
    HashRing continueFrom(final HashRing other)
    {
        final int position = other.last.get();
        if (NONE != position && 0 != points.length)
        {
            last.set(Math.min(points.length - 1, lowerBound(other.key(position))));
        }
        return this;
    }

    /** The key a server's points are computed from: of its id, or of what {@code hash-key} names when that is known. */
    static int serverKey(final Server server)
    {
        final String hashKey = server.settings().hashKey;
        final NetAddress address = server.location().address();
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
        final int distanceBefore = flipped - key(before);
        final int distanceAfter = key(after) - flipped;
        return Integer.compareUnsigned(distanceBefore, distanceAfter) <= 0 ? before : after;
    }

    Server server(final int position)
    {
        return servers[owner(position)];
    }

    /** The first point that counts, or NONE. */
    int first()
    {
        return following(NONE);
    }

    /** The next point that counts, without going round; NONE at the end. */
    int following(final int position)
    {
        for (int i = position + 1; i < points.length; i++)
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
        for (int n = 0; n < points.length; n++)
        {
            i = 0 == i ? points.length - 1 : i - 1;
            if (counts(i))
            {
                break;
            }
        }
        return i;
    }

    private boolean counts(final int position)
    {
        final long point = points[position];
        return (point & NUMBER_MASK) < countingPoints[(int)(point >>> OWNER_SHIFT) & OWNER_MASK];
    }

    /** The first point whose key is not below a value. */
    private int lowerBound(final int flipped)
    {
        final int bucket = bucket(flipped);
        int position = bucketStarts[bucket];
        final int end = bucketStarts[bucket + 1];
        while (position < end && key(position) < flipped)
        {
            position++;
        }
        return position;
    }

    /**
     * A server of this ring changed. A walk that stood on a point that no longer counts goes on to the next one that
     * does. Conductor.
     *
     * @return false when the server needs more points, or others, than there are: a new ring is needed.
     */
    boolean onChange(final Server server)
    {
        final int index = indexOf(server);
        if (NONE == index ||
            server.weight() * Scales.DYNAMIC > pointCounts[index] || serverKey(server) != serverKeys[index])
        {
            return false;
        }
        countingPoints[index] = countingPoints(server);
        final int position = last.get();
        if (NONE != position && !counts(position))
        {
            final int next = following(position);
            last.compareAndSet(position, NONE == next ? first() : next);
        }
        return true;
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
                if (server.capacity().hasRoom(context.nowMs()))
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
