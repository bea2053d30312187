/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/**
 * Servers spread over a table by weight, each weight unit one entry, as HAProxy's map-based algorithms see them.
 * Immutable.
 * <p>
 * Each server gains its weight per entry and pays the table's length when it gets one. An entry goes to the server that
 * has gained the most whole table lengths it has not paid yet, the first in configuration order among several. The
 * entries at which a server gains a whole length are known beforehand and filed in a calendar, so building takes time
 * in proportion to the entries.
 */
final class ServerMap
{
    static final ServerMap EMPTY = new ServerMap(new Server[0]);

    private static final int NONE = -1;

    private final Server[] entries;

    private ServerMap(final Server[] entries)
    {
        this.entries = entries;
    }

    /** Number of entries; 0 when nobody can serve. */
    int length()
    {
        return entries.length;
    }

    /** The server of an entry. */
    Server get(final int index)
    {
        return entries[index];
    }

    /** The table of those servers that share the traffic now. */
    static ServerMap of(final BackendServers servers)
    {
        final int length = servers.totalWeight();
        return 0 == length ? EMPTY : new ServerMap(new Builder(servers, length).build());
    }

    private static final class Builder
    {
        private final BackendServers servers;
        private final int length;
        private final boolean isBackup;
        private final int[] balances;
        private final long[] gains;
        private final int[] calendar;
        private final int[] nextOfDay;
        private final List<IndexSet> byBalance = new ArrayList<>();

        Builder(final BackendServers servers, final int length)
        {
            this.servers = servers;
            this.length = length;
            isBackup = 0 == servers.activeCount();
            balances = new int[servers.size()];
            gains = new long[servers.size()];
            nextOfDay = new int[servers.size()];
            calendar = new int[length + 1];
            Arrays.fill(calendar, NONE);
        }

        Server[] build()
        {
            for (int i = 0; i < servers.size(); i++)
            {
                final Server server = servers.get(i);
                if (server.isBackup() == isBackup && server.isUsable())
                {
                    setOf(0).set(i);
                    fileNextGain(i);
                }
            }
            final Server[] entries = new Server[length];
            if (1 == length)
            {
                entries[0] = servers.get(best()); // nobody has gained anything: the first one
                return entries;
            }
            for (int entry = 1; entry <= length; entry++)
            {
                collectGains(entry);
                final int best = best();
                entries[entry - 1] = servers.get(best);
                move(best, -1);
            }
            return entries;
        }

        private int best()
        {
            int top = byBalance.size() - 1;
            int first = byBalance.get(top).first();
            while (NONE == first)
            {
                top--;
                first = byBalance.get(top).first();
            }
            return first;
        }

        private void collectGains(final int entry)
        {
            int server = calendar[entry];
            while (NONE != server)
            {
                final int next = nextOfDay[server];
                final long weight = servers.get(server).effectiveWeight();
                final long gained = entry * weight / length;
                move(server, (int)(gained - gains[server]));
                gains[server] = gained;
                fileNextGain(server);
                server = next;
            }
        }

        /** The first entry at which the server has gained one more whole length. */
        private void fileNextGain(final int server)
        {
            final long weight = servers.get(server).effectiveWeight();
            final long entry = ((gains[server] + 1) * length + weight - 1) / weight;
            if (entry <= length)
            {
                nextOfDay[server] = calendar[(int)entry];
                calendar[(int)entry] = server;
            }
        }

        private void move(final int server, final int delta)
        {
            setOf(balances[server]).clear(server);
            balances[server] += delta;
            setOf(balances[server]).set(server);
        }

        /** Balances begin at -1. */
        private IndexSet setOf(final int balance)
        {
            while (byBalance.size() <= balance + 1)
            {
                byBalance.add(new IndexSet(servers.size()));
            }
            return byBalance.get(balance + 1);
        }
    }
}
