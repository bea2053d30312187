/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.Arrays;
import java.util.List;

/**
 * The servers of one backend in configuration order, with what all of them share: counts of those that can be chosen,
 * the scale of weights, the load of the backend. The conductor changes counts and scale; loops read them.
 * <p>
 * Servers that come and go at run time change two snapshots, which loops read without a lock:
 * <pre>
 *   list    configuration order, servers added later at the end; for those who walk over all
 *   slots   by {@link Server#index()}, which never changes while the server is there; empty ones are null and used again
 * </pre>
 */
public final class BackendServers
{
    private final String kind;
    private final String name;
    private final boolean isAllBackups;
    private final int fullConn;
    private volatile Server[] list;
    private volatile Server[] slots;
    private final ServerLoad load = new ServerLoad();

    private int weightScale = 1;
    private int weightDivisor = 1;
    private boolean isDynamicWeight;
    private boolean isLoggingChecks;
    private boolean isCountingServed;
    private int activeWeight;
    private int backupWeight;
    private volatile int activeCount;
    private volatile int backupCount;
    private volatile Server firstBackup;
    private volatile int totalWeight;
    private final ServerHistory history = new ServerHistory();
    private BalanceUpdates balancer;
    private ServerChangeListener changeListener;
    private Object attachment;

    /**
     * Servers of a backend, none started yet.
     *
     * @param kind         {@code backend} or {@code proxy} as messages call it: HAProxy says {@code proxy} for a listen
     *     section.
     * @param name         of the section.
     * @param isAllBackups {@code option allbackups}.
     * @param fullConn     {@code fullconn}, sessions of the backend at which servers reach {@code maxconn}; 0 is read
     *     as 1.
     * @param settings     of the servers in configuration order.
     */
    public BackendServers(
        final String kind,
        final String name,
        final boolean isAllBackups,
        final int fullConn,
        final List<ServerSettings> settings)
    {
        this.kind = kind;
        this.name = name;
        this.isAllBackups = isAllBackups;
        this.fullConn = Math.max(1, fullConn);
        final Server[] servers = new Server[settings.size()];
        for (int i = 0; i < servers.length; i++)
        {
            servers[i] = new Server(this, settings.get(i), i);
        }
        list = servers;
        slots = servers;
    }

    /**
     * What messages call the section.
     *
     * @return {@code backend} or {@code proxy}.
     */
    public String kind()
    {
        return kind;
    }

    /**
     * Name of the section.
     *
     * @return name.
     */
    public String name()
    {
        return name;
    }

    /**
     * Number of servers.
     *
     * @return count.
     */
    public int size()
    {
        return list.length;
    }

    /**
     * A server by its place. For the conductor, and before traffic; loops take {@link #all()}.
     *
     * @param index from 0, in configuration order.
     * @return server.
     */
    public Server get(final int index)
    {
        return list[index];
    }

    /**
     * All servers as they are now. Any thread.
     *
     * @return servers in configuration order, those added later at the end; never changed, not to be changed.
     */
    public Server[] all()
    {
        return list;
    }

    /**
     * Number of slots, empty ones included. Any thread.
     *
     * @return one more than the highest {@link Server#index()}.
     */
    public int slotCount()
    {
        return slots.length;
    }

    /**
     * The server of a slot. Any thread.
     *
     * @param index as {@link Server#index()} tells.
     * @return server; null when it was removed.
     */
    public Server slot(final int index)
    {
        return slots[index];
    }

    /**
     * Make a server that is not there yet: {@link ServerMonitor#add} lets it in. Conductor.
     *
     * @param settings with a name and a number that no other server has.
     * @return server in a free slot.
     */
    public Server prepare(final ServerSettings settings)
    {
        final Server[] current = slots;
        int index = 0;
        while (index < current.length && null != current[index])
        {
            index++;
        }
        return new Server(this, settings, index);
    }

    void add(final Server server)
    {
        final Server[] before = slots;
        final Server[] grown = Arrays.copyOf(before, Math.max(before.length, server.index() + 1));
        grown[server.index()] = server;
        slots = grown;
        final Server[] longer = Arrays.copyOf(list, list.length + 1);
        longer[longer.length - 1] = server;
        list = longer;
    }

    void remove(final Server server)
    {
        final Server[] emptied = slots.clone();
        emptied[server.index()] = null;
        list = Arrays.stream(list).filter(other -> other != server).toArray(Server[]::new);
        slots = emptied;
    }

    /**
     * A server by its name.
     *
     * @param serverName name.
     * @return server, or null.
     */
    public Server byName(final String serverName)
    {
        for (final Server server : list)
        {
            if (server.name().equals(serverName))
            {
                return server;
            }
        }
        return null;
    }

    /**
     * A server by its number.
     *
     * @param id as configured or given.
     * @return server, or null.
     */
    public Server byId(final int id)
    {
        for (final Server server : list)
        {
            if (server.id() == id)
            {
                return server;
            }
        }
        return null;
    }

    /**
     * Whether all backup servers share the traffic ({@code option allbackups}).
     *
     * @return false when only the first usable one serves.
     */
    public boolean isAllBackups()
    {
        return isAllBackups;
    }

    /**
     * Sessions of the backend at which servers reach their {@code maxconn}.
     *
     * @return at least 1.
     */
    public int fullConn()
    {
        return fullConn;
    }

    /**
     * Load of the backend: {@code sessions} are those bound to it ({@code scur}), {@code queued} those in its own
     * queue, {@code served} the sum over its servers after {@link #countServed()}. Any thread.
     *
     * @return load.
     */
    public ServerLoad load()
    {
        return load;
    }

    /**
     * Let each server that takes or releases a request count it for the backend too. By a balancer that needs the sum.
     */
    public void countServed()
    {
        isCountingServed = true;
    }

    boolean isCountingServed()
    {
        return isCountingServed;
    }

    /**
     * Usable servers that are no backups. Any thread.
     *
     * @return count.
     */
    public int activeCount()
    {
        return activeCount;
    }

    /**
     * Usable backup servers. Any thread.
     *
     * @return count.
     */
    public int backupCount()
    {
        return backupCount;
    }

    /**
     * The backup server that serves alone when no other can. Any thread.
     *
     * @return first usable backup, or null when there is none or all of them share.
     */
    public Server firstBackup()
    {
        return firstBackup;
    }

    /**
     * Servers that share the traffic now. Any thread.
     *
     * @return usable active servers, or those of the backups that serve.
     */
    public int usableCount()
    {
        final int active = activeCount;
        return active > 0 ? active : null != firstBackup ? 1 : backupCount;
    }

    /**
     * Sum of the effective weights of the servers that share the traffic. Any thread.
     *
     * @return 0 when nobody can serve.
     */
    public int totalWeight()
    {
        return totalWeight;
    }

    /**
     * Total weight in units of the user's. Any thread.
     *
     * @return weight, rounded up.
     */
    public int shownTotalWeight()
    {
        return (totalWeight * weightDivisor + weightScale - 1) / weightScale;
    }

    /**
     * Whether anybody can be chosen. Any thread.
     *
     * @return false means 503.
     */
    public boolean hasUsable()
    {
        return 0 != totalWeight;
    }

    /**
     * Steps of effective weight to one of the user's.
     *
     * @return 16 for algorithms whose weights can change, else 1.
     */
    public int weightScale()
    {
        return weightScale;
    }

    /**
     * What user weights are divided by first.
     *
     * @return their greatest common divisor for static algorithms, else 1.
     */
    public int weightDivisor()
    {
        return weightDivisor;
    }

    /**
     * Whether the algorithm follows changes of weight at run time, {@code slowstart} among them.
     *
     * @return true when it does.
     */
    public boolean isDynamicWeight()
    {
        return isDynamicWeight;
    }

    /**
     * Set the units of weight. By the balancer when it is made.
     *
     * @param scale     steps to one of the user's.
     * @param divisor   common divisor of the user's.
     * @param isDynamic whether weights may change at run time.
     */
    public void weightUnits(final int scale, final int divisor, final boolean isDynamic)
    {
        weightScale = scale;
        weightDivisor = divisor;
        isDynamicWeight = isDynamic;
    }

    /**
     * Whether each check that changes something is told ({@code option log-health-checks}).
     *
     * @return true when so.
     */
    public boolean isLoggingChecks()
    {
        return isLoggingChecks;
    }

    /**
     * Set whether checks are told. Before traffic.
     *
     * @param value {@code option log-health-checks}.
     */
    public void isLoggingChecks(final boolean value)
    {
        isLoggingChecks = value;
    }

    /**
     * What became of the backend as a whole: it is down while it has servers and none can be chosen.
     *
     * @return times and counts; any thread may read.
     */
    public ServerHistory history()
    {
        return history;
    }

    /**
     * Time without any usable server. Any thread.
     *
     * @param nowMs monotonic clock, milliseconds.
     * @return milliseconds.
     */
    public long downTimeMs(final long nowMs)
    {
        return history.downTimeMs(0 == list.length || 0 != activeCount + backupCount, nowMs);
    }

    /**
     * Whatever the owner of the traffic keeps with a backend.
     *
     * @return object set by {@link #attachment(Object)}, or null.
     */
    public Object attachment()
    {
        return attachment;
    }

    /**
     * Keep an object with this backend. Before traffic.
     *
     * @param value any object.
     */
    public void attachment(final Object value)
    {
        attachment = value;
    }

    /**
     * Set who places requests and who owns the traffic. Before traffic, before {@link ServerMonitor#start}.
     *
     * @param newBalancer       told of every change before the listener.
     * @param newChangeListener told of every change.
     */
    public void listeners(final BalanceUpdates newBalancer, final ServerChangeListener newChangeListener)
    {
        balancer = newBalancer;
        changeListener = newChangeListener;
    }

    BalanceUpdates balancer()
    {
        return balancer;
    }

    ServerChangeListener changeListener()
    {
        return changeListener;
    }

    /**
     * Count again who can serve, after one server changed. Conductor.
     *
     * @param server         with its new state.
     * @param wasUsable      before the change.
     * @param previousWeight its effective weight before the change.
     */
    void onChange(final Server server, final boolean wasUsable, final int previousWeight)
    {
        final boolean isUsable = server.isUsable();
        final int countDelta = (isUsable ? 1 : 0) - (wasUsable ? 1 : 0);
        final int weightDelta = (isUsable ? server.effectiveWeight() : 0) - (wasUsable ? previousWeight : 0);
        if (server.isBackup())
        {
            backupWeight += weightDelta;
            if (0 != countDelta)
            {
                backupCount += countDelta;
                firstBackup = isAllBackups ? null : findFirstBackup();
            }
        }
        else
        {
            activeWeight += weightDelta;
            activeCount += countDelta;
        }
        final Server backup = firstBackup;
        totalWeight = activeCount > 0 ? activeWeight : null == backup ? backupWeight : backup.effectiveWeight();
    }

    private Server findFirstBackup()
    {
        for (final Server server : list)
        {
            if (server.isBackup() && server.isUsable())
            {
                return server;
            }
        }
        return null;
    }

    /** The first server that can be chosen came. */
    void onUp(final long nowMs)
    {
        history.onUp(nowMs);
        history.lastChangeMs(nowMs);
    }

    /** The last server that could be chosen went. */
    void onDown(final long nowMs)
    {
        history.onDown();
        history.lastChangeMs(nowMs);
    }
}
