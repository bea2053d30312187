/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.Arrays;

import io.fairlead.engine.server.Server;

/**
 * The order in which weighted round robin visits the servers of one group, as HAProxy 3.4 does it; made and used by one
 * thread at a time.
 * <p>
 * A round has as many positions as the sum of the effective weights. A server that was visited at position p comes
 * again at p + round / weight; the remainder of that division is collected and adds a position each time it fills up.
 * Three ordered sets hold the servers:
 * <pre>
 *   fresh    not visited in this round yet, heaviest first; fills the positions nobody claims
 *   timed    waiting for a position in this round, by position, heavier first
 *   later    done with this round, heaviest first; becomes fresh when the round is over
 * </pre>
 * Equal keys keep the order of insertion. A visit can be taken back, the last one first, so that visits planned ahead
 * can be revised when a server changes or is full.
 */
final class Rotation
{
    /** No server. */
    static final int NONE = -1;

    private static final int MAX_EFFECTIVE_WEIGHT = Server.MAX_WEIGHT * Scales.DYNAMIC;

    private static final int TIMED = 2;
    private static final int ABSENT = -1;

    private int[] weights;
    private int[] nextPositions;
    private int[] remainders;
    private int[] places;
    private long[] orders;
    private int[] slots;
    private final ServerHeap[] sets;
    private int[] skipped;
    private final Visit[] visits;

    private int fresh;
    private int position;
    private int roundLength;
    private int nextRoundLength;
    private long insertionCount;
    private int memberCount;

    /** What one visit changed, to take it back. */
    private static final class Visit
    {
        private int server;
        private int place;
        private long key;
        private long order;
        private int nextPosition;
        private int remainder;
        private int fresh;
        private int position;
        private int roundLength;
    }

    /** Says which servers a search passes over. */
    @FunctionalInterface
    interface Filter
    {
        /** The server may be chosen. */
        int TAKE = 0;
        /** It cannot serve now. */
        int SKIP = 1;
        /** It is taken only if no other can serve. */
        int AVOID = 2;

        /**
         * Judge a server.
         *
         * @param server index.
         * @return one of the constants.
         */
        int judge(int server);
    }

    /**
     * An empty group.
     *
     * @param capacity    highest server index plus one.
     * @param visitMemory visits that can be taken back, a power of two.
     */
    Rotation(final int capacity, final int visitMemory)
    {
        weights = new int[capacity];
        nextPositions = new int[capacity];
        remainders = new int[capacity];
        places = new int[capacity];
        Arrays.fill(places, ABSENT);
        skipped = new int[capacity];
        orders = new long[capacity];
        slots = new int[capacity];
        sets = new ServerHeap[]{
            new ServerHeap(orders, slots), new ServerHeap(orders, slots), new ServerHeap(orders, slots)};
        visits = new Visit[visitMemory];
    }

    /** Makes room for a server that is new in its slot. */
    void prepare(final int server)
    {
        final int before = weights.length;
        if (server >= before)
        {
            final int capacity = Math.max(server + 1, before + before / 2);
            weights = Arrays.copyOf(weights, capacity);
            nextPositions = Arrays.copyOf(nextPositions, capacity);
            remainders = Arrays.copyOf(remainders, capacity);
            places = Arrays.copyOf(places, capacity);
            Arrays.fill(places, before, capacity, ABSENT);
            skipped = Arrays.copyOf(skipped, capacity);
            orders = Arrays.copyOf(orders, capacity);
            slots = Arrays.copyOf(slots, capacity);
            for (final ServerHeap set : sets)
            {
                set.grow(orders, slots);
            }
        }
        remainders[server] = 0;
    }

    /** Number of servers in the group. */
    int memberCount()
    {
        return memberCount;
    }

    /**
     * Add a server before the first round begins.
     *
     * @param server index.
     * @param weight effective weight, above 0.
     */
    void addInitially(final int server, final int weight)
    {
        weights[server] = weight;
        memberCount++;
        nextRoundLength += weight;
        roundLength = nextRoundLength;
        position = nextRoundLength;
        putByWeight(fresh, server);
    }

    /**
     * Add a server that came up: it waits its turn from now on.
     *
     * @param server index.
     * @param weight effective weight, above 0.
     */
    void add(final int server, final int weight)
    {
        weights[server] = weight;
        memberCount++;
        nextRoundLength += weight;
        placeFromNow(server);
    }

    /**
     * Remove a server that can no longer be chosen.
     *
     * @param server index.
     */
    void remove(final int server)
    {
        take(server);
        memberCount--;
        nextRoundLength -= weights[server];
        places[server] = ABSENT;
    }

    /**
     * Change the weight of a server: it waits its turn from now on.
     *
     * @param server index.
     * @param weight effective weight, above 0.
     */
    void weigh(final int server, final int weight)
    {
        nextRoundLength += weight - weights[server];
        weights[server] = weight;
        take(server);
        if (places[server] == fresh)
        {
            remainders[server] = 0;
        }
        placeFromNow(server);
    }

    private void placeFromNow(final int server)
    {
        nextPositions[server] =
            position + Integer.divideUnsigned(nextRoundLength + roundLength - position, weights[server]);
        putByPosition(server);
    }

    /**
     * Visit the next server whatever its load, in a way that can be taken back.
     *
     * @param number of the visit; the memory holds the last ones only.
     * @return index, or {@link #NONE} when the group is empty.
     */
    int visit(final long number)
    {
        if (0 == memberCount)
        {
            return NONE;
        }
        final Visit visit = visitFor(number);
        visit.fresh = fresh;
        visit.position = position;
        visit.roundLength = roundLength;
        beginRoundIfNone();
        int server = candidate();
        if (NONE == server)
        {
            beginRound();
            server = candidate();
        }
        visit.server = server;
        visit.place = places[server];
        visit.key = sets[places[server]].key(server);
        visit.order = sets[places[server]].order(server);
        visit.nextPosition = nextPositions[server];
        visit.remainder = remainders[server];
        claim(server);
        putByPosition(server);
        return server;
    }

    private Visit visitFor(final long number)
    {
        final int slot = (int)number & (visits.length - 1);
        if (null == visits[slot])
        {
            visits[slot] = new Visit();
        }
        return visits[slot];
    }

    /**
     * Take back the visit made last of those not taken back yet.
     *
     * @param number it was made with.
     */
    void takeBack(final long number)
    {
        final Visit visit = visits[(int)number & (visits.length - 1)];
        final int server = visit.server;
        take(server);
        fresh = visit.fresh;
        position = visit.position;
        roundLength = visit.roundLength;
        nextPositions[server] = visit.nextPosition;
        remainders[server] = visit.remainder;
        places[server] = visit.place;
        sets[visit.place].add(server, visit.key, visit.order);
    }

    /**
     * Visit the next server that may be chosen. Those passed over lose their position as if they had been visited.
     *
     * @param filter says which are passed over.
     * @return index, or {@link #NONE} when all are passed over.
     */
    int search(final Filter filter)
    {
        boolean isNewRound = false;
        int avoided = NONE;
        int skippedCount = 0;
        int found = NONE;
        while (NONE == found)
        {
            beginRoundIfNone();
            int server = candidate();
            if (NONE == server)
            {
                if (isNewRound)
                {
                    break;
                }
                isNewRound = true;
                beginRound();
                server = candidate();
                if (NONE == server)
                {
                    break;
                }
            }
            claim(server);
            final int judgement = filter.judge(server);
            if (Filter.TAKE == judgement)
            {
                found = server;
            }
            else
            {
                if (Filter.AVOID == judgement)
                {
                    avoided = server;
                }
                skipped[skippedCount++] = server;
            }
        }
        if (NONE == found)
        {
            found = avoided;
        }
        if (NONE != found)
        {
            putByPosition(found);
        }
        putBackSkipped(skippedCount, found, isNewRound);
        return found;
    }

    /** The last one passed over goes back first. In a new round places are lost and only weights count. */
    private void putBackSkipped(final int skippedCount, final int found, final boolean isNewRound)
    {
        for (int i = skippedCount - 1; i >= 0; i--)
        {
            final int server = skipped[i];
            if (server == found)
            {
                continue;
            }
            if (isNewRound)
            {
                putByWeight(fresh, server);
            }
            else
            {
                putByPosition(server);
            }
        }
    }

    private void beginRoundIfNone()
    {
        if (0 == roundLength)
        {
            roundLength = nextRoundLength;
            position = nextRoundLength;
        }
    }

    private void beginRound()
    {
        fresh = 1 - fresh;
        roundLength = nextRoundLength;
        position = nextRoundLength;
    }

    /** A server whose position has come, else one that was not visited yet, else the one that waits the shortest. */
    private int candidate()
    {
        final int timed = sets[TIMED].first();
        if (NONE != timed && Integer.compareUnsigned(nextPositions[timed], position) <= 0)
        {
            return timed;
        }
        final int first = sets[fresh].first();
        return NONE != first ? first : timed;
    }

    /** The server takes this position: compute its next one and take it out of its set. */
    private void claim(final int server)
    {
        if (places[server] == fresh)
        {
            nextPositions[server] = 0;
            remainders[server] = 0;
        }
        if (0 == nextPositions[server])
        {
            nextPositions[server] = position;
        }
        final int weight = weights[server];
        nextPositions[server] += nextRoundLength / weight;
        remainders[server] += nextRoundLength % weight;
        if (remainders[server] >= weight)
        {
            remainders[server] -= weight;
            nextPositions[server]++;
        }
        take(server);
        position++;
    }

    private void take(final int server)
    {
        sets[places[server]].remove(server);
    }

    private void putByWeight(final int place, final int server)
    {
        places[server] = place;
        sets[place].add(server, MAX_EFFECTIVE_WEIGHT - weights[server], insertionCount++);
    }

    private void putByPosition(final int server)
    {
        final int next = nextPositions[server];
        if (Integer.compareUnsigned(next, 2 * roundLength) >= 0 ||
            Integer.compareUnsigned(next, roundLength + nextRoundLength) >= 0)
        {
            nextPositions[server] = next - roundLength;
            putByWeight(1 - fresh, server);
            return;
        }
        final long key = Server.MAX_WEIGHT * (next & 0xFFFF_FFFFL) +
            (MAX_EFFECTIVE_WEIGHT + remainders[server] - weights[server]) / Scales.DYNAMIC;
        places[server] = TIMED;
        sets[TIMED].add(server, key, insertionCount++);
    }
}
