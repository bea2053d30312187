/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.nio.charset.StandardCharsets;

/**
 * A server of a backend, shared by all loops. It has itself what decides whether it takes traffic: state, flags of
 * administrators, weight. Each further side of it is an object of its own:
 * <pre>
 *   settings   what was configured             health, agent  what checks say
 *   location   where it is                     errors         what traffic shows of it
 *   capacity   how much it serves and may      history        how long and how often it was down
 *   demand     its connections, used and idle  attachment     what the owner of the traffic keeps with it
 * </pre>
 * State, weight and location change on the conductor only ({@link ServerMonitor}); loops read them as single volatile
 * values. Requests and connections are counted by all.
 */
public final class Server
{
    /** Highest weight a user can give. */
    public static final int MAX_WEIGHT = 256;

    private static final int PERCENT = 100;

    private final BackendServers backend;
    private final ServerSettings settings;
    private final int index;
    private final ServerLocation location;
    private final ServerCapacity capacity;
    private final ConnectionDemand demand = new ConnectionDemand();
    private final Health health;
    private final Health agent;
    private final ErrorStreak errors = new ErrorStreak(this);
    private final ServerHistory history = new ServerHistory();

    private volatile OperationalState state = OperationalState.RUNNING;
    private volatile int adminFlags;
    private volatile int userWeight;
    private volatile int effectiveWeight;
    private volatile boolean isUsable;
    private volatile Server tracked;
    private boolean isPinned;
    private int countersBase = -1;
    private Object attachment;

    Server(final BackendServers backend, final ServerSettings settings, final int index)
    {
        this.backend = backend;
        this.settings = settings;
        this.index = index;
        this.location = new ServerLocation(settings);
        this.capacity = new ServerCapacity(this, settings);
        this.health = new Health(settings.rise, settings.fall);
        this.agent = new Health(1, 1);
        this.userWeight = settings.weight;
        if (settings.isStandingUnknown)
        {
            health.health(0);
            agent.health(0);
        }
        health.port(settings.checkPort);
        if (null != settings.checkAddress)
        {
            health.address(settings.checkAddress.address);
        }
        agent.port(settings.agentPort);
        agent.address(settings.agentAddress);
        agent.request(settings.agentSend.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Where it is.
     *
     * @return address and name; any thread may read.
     */
    public ServerLocation location()
    {
        return location;
    }

    /**
     * How much it serves and may serve.
     *
     * @return limits and places, of all loops.
     */
    public ServerCapacity capacity()
    {
        return capacity;
    }

    /**
     * What traffic shows of it.
     *
     * @return errors in a row.
     */
    public ErrorStreak errors()
    {
        return errors;
    }

    /**
     * What became of it.
     *
     * @return times and counts; any thread may read.
     */
    public ServerHistory history()
    {
        return history;
    }

    /**
     * Its connections in use and idle.
     *
     * @return counts, of all loops.
     */
    public ConnectionDemand demand()
    {
        return demand;
    }

    /** Something else names this server, so that it cannot be removed any more. Conductor, or before traffic. */
    public void pin()
    {
        isPinned = true;
    }

    /**
     * Whether something else names this server: a rule, an expression, another server that tracks it.
     *
     * @return true when it cannot be removed at run time.
     */
    public boolean isPinned()
    {
        return isPinned;
    }

    /**
     * Name of the server.
     *
     * @return name, without the backend's.
     */
    public String name()
    {
        return settings.name;
    }

    /**
     * Number of the server in its backend ({@code id}).
     *
     * @return from 1.
     */
    public int id()
    {
        return settings.id;
    }

    /**
     * Slot in the backend: the same as long as the server is there.
     *
     * @return from 0.
     */
    public int index()
    {
        return index;
    }

    /**
     * What the configuration says.
     *
     * @return settings; not to be changed.
     */
    public ServerSettings settings()
    {
        return settings;
    }

    /**
     * The servers this one belongs to.
     *
     * @return backend.
     */
    public BackendServers backend()
    {
        return backend;
    }

    /**
     * Whether it serves only when no other can.
     *
     * @return true for a backup server.
     */
    public boolean isBackup()
    {
        return settings.isBackup;
    }

    /**
     * Whether balancing may choose it: up, not in maintenance or drain, of a weight above 0. Any thread.
     *
     * @return true when it takes new users.
     */
    public boolean isUsable()
    {
        return isUsable;
    }

    /**
     * Whether it is up, maybe for those who use it already only. Any thread.
     *
     * @return false when checks or administrators took it down.
     */
    public boolean isUp()
    {
        return OperationalState.STOPPED != state;
    }

    /**
     * Health apart from administration. Any thread.
     *
     * @return state.
     */
    public OperationalState state()
    {
        return state;
    }

    /**
     * What administrators, the configuration and tracked servers ask. Any thread.
     *
     * @return bits of {@link AdminFlags}.
     */
    public int adminFlags()
    {
        return adminFlags;
    }

    /**
     * Whether it is in maintenance for any reason. Any thread.
     *
     * @return true in maintenance.
     */
    public boolean isInMaintenance()
    {
        return 0 != (adminFlags & AdminFlags.MAINT);
    }

    /**
     * Whether it takes no new users although it is not down: drained, or of weight 0. Any thread.
     *
     * @return true when draining.
     */
    public boolean isDraining()
    {
        return 0 == userWeight || 0 != (adminFlags & AdminFlags.DRAIN);
    }

    /**
     * The weight as configured or set at run time. Any thread.
     *
     * @return 0 to 256.
     */
    public int weight()
    {
        return userWeight;
    }

    /**
     * The weight balancing uses now: the user's, scaled by the algorithm and reduced during {@code slowstart}. Any
     * thread.
     *
     * @return weight in units of the algorithm.
     */
    public int effectiveWeight()
    {
        return effectiveWeight;
    }

    /**
     * The effective weight in units of the user's, as {@code show stat} prints it. Any thread.
     *
     * @return weight, rounded up.
     */
    public int shownWeight()
    {
        final int scale = backend.weightScale();
        return (effectiveWeight * backend.weightDivisor() + scale - 1) / scale;
    }

    /**
     * Share of its weight the server gets during {@code slowstart}. Any thread.
     *
     * @return percent, 100 when not throttled.
     */
    public int throttlePercent()
    {
        final int weight = userWeight;
        if (0 == weight)
        {
            return PERCENT;
        }
        final int scale = backend.weightScale();
        return (PERCENT * backend.weightDivisor() * effectiveWeight + scale - 1) / (scale * weight);
    }

    /**
     * What health checks say. Any thread may read.
     *
     * @return results.
     */
    public Health health()
    {
        return health;
    }

    /**
     * What agent checks say. Any thread may read.
     *
     * @return results.
     */
    public Health agent()
    {
        return agent;
    }

    /**
     * The server whose state this one follows ({@code track}). Any thread.
     *
     * @return server, or null.
     */
    public Server tracked()
    {
        return tracked;
    }

    void tracked(final Server value)
    {
        tracked = value;
    }

    /**
     * Place of this server's columns in the counter file. Any thread.
     *
     * @return base to add a column's offset to, or -1 before it is set.
     */
    public int countersBase()
    {
        return countersBase;
    }

    /**
     * Set the place of the counters. Before traffic.
     *
     * @param value base in the counter file.
     */
    public void countersBase(final int value)
    {
        countersBase = value;
    }

    /**
     * Whatever the owner of the traffic keeps with a server, such as queues and idle connections.
     *
     * @return object set by {@link #attachment(Object)}, or null.
     */
    public Object attachment()
    {
        return attachment;
    }

    /**
     * Keep an object with this server. Before traffic.
     *
     * @param value any object.
     */
    public void attachment(final Object value)
    {
        attachment = value;
    }

    void commit(final OperationalState newState, final int newFlags, final int newWeight)
    {
        state = newState;
        adminFlags = newFlags;
        effectiveWeight = newWeight;
        isUsable = isUsable(newState, newFlags, newWeight);
    }

    static boolean isUsable(final OperationalState state, final int adminFlags, final int weight)
    {
        return 0 != weight && 0 == (adminFlags & (AdminFlags.MAINT | AdminFlags.DRAIN)) &&
            (OperationalState.RUNNING == state || OperationalState.STARTING == state);
    }

    void userWeight(final int value)
    {
        userWeight = value;
    }

    @Override
    public String toString()
    {
        return backend.name() + '/' + settings.name;
    }
}
