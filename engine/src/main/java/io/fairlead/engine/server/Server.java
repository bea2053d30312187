/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;

/**
 * A server of a backend, shared by all loops: what was configured, where it is, whether it takes traffic, how much it
 * serves.
 * <p>
 * State, weight and address change on the conductor only ({@link ServerMonitor}); loops read them as single volatile
 * values. The load is counted by all.
 */
public final class Server
{
    /** Highest weight a user can give. */
    public static final int MAX_WEIGHT = 256;

    private static final int THROTTLE_FULL = 100;

    private final BackendServers backend;
    private final ServerSettings settings;
    private final int index;
    private final Health health;
    private final Health agent;
    private final ServerLoad load = new ServerLoad();

    private volatile ServerAddress address = ServerAddress.NONE;
    private volatile boolean isPortOfClient;
    private volatile String hostName;
    private boolean isRenamed;
    private volatile OperationalState state = OperationalState.RUNNING;
    private volatile int adminFlags;
    private volatile int userWeight;
    private volatile int effectiveWeight;
    private volatile int maxConn;
    private volatile int minConn;
    private volatile boolean isUsable;
    private volatile long lastChangeMs;
    private volatile long downTimeMs;
    private volatile long downTransitions;
    private volatile long failedChecks;
    private volatile long failedObservations;
    private final AtomicInteger consecutiveErrors = new AtomicInteger();
    private volatile LoadListener loadListener;
    private volatile ObservationListener observer;
    private volatile boolean isObservedAtLayer7;
    private volatile Server tracked;
    private int countersBase = -1;
    private Object attachment;
    private final ConnectionDemand demand = new ConnectionDemand();
    private boolean isPinned;
    private int revision;

    Server(final BackendServers backend, final ServerSettings settings, final int index)
    {
        this.backend = backend;
        this.settings = settings;
        this.index = index;
        this.health = new Health(settings.rise, settings.fall);
        this.agent = new Health(1, 1);
        final AddressSpec configured = settings.address;
        this.isPortOfClient = null != configured && AddressSpec.Form.IP == configured.form &&
            AddressSpec.PortForm.ABSOLUTE != configured.portForm;
        this.hostName = null == configured || null != settings.serviceRecord ? null : configured.hostName;
        this.userWeight = settings.weight;
        this.maxConn = Math.max(settings.maxConn, settings.minConn);
        this.minConn = 0 == settings.minConn ? maxConn : settings.minConn;
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
     * Its connections in use and idle.
     *
     * @return counts, of all loops.
     */
    public ConnectionDemand demand()
    {
        return demand;
    }

    /**
     * Whether it was added at run time.
     *
     * @return false for a server of the configuration.
     */
    public boolean isDynamic()
    {
        return settings.isDynamic;
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
     * How many servers were removed before this one came, which tells it from an older one of its name ({@code srid}).
     *
     * @return 0 for servers of the configuration.
     */
    public int revision()
    {
        return revision;
    }

    /**
     * Set how many servers were removed before this one came. Conductor, before it is let in.
     *
     * @param value from 0.
     */
    public void revision(final int value)
    {
        revision = value;
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
     * Name of the backend.
     *
     * @return name.
     */
    public String backendName()
    {
        return backend.name();
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
     * Where it listens now. Any thread.
     *
     * @return both forms of the address, replaced together.
     */
    public ServerAddress resolved()
    {
        return address;
    }

    /**
     * Where it listens now, to read only. Any thread.
     *
     * @return address; family NONE when there is none.
     */
    public NetAddress address()
    {
        return address.address();
    }

    /**
     * Where it listens now, for connecting. Any thread.
     *
     * @return address made beforehand, or null when there is none.
     */
    public SocketAddress socketAddress()
    {
        return address.socketAddress();
    }

    /**
     * Move the server. Conductor, or before traffic.
     *
     * @param value where it listens from now on.
     */
    public void address(final ServerAddress value)
    {
        address = value;
    }

    /**
     * Move the server to an address with a port of its own. Conductor.
     *
     * @param value where it listens from now on.
     */
    void moveTo(final ServerAddress value)
    {
        address = value;
        isPortOfClient = false;
    }

    /**
     * Whether the port to connect to depends on the one the client came to. Any thread.
     *
     * @return false when the server has a port of its own.
     */
    public boolean isPortOfClient()
    {
        return isPortOfClient;
    }

    /**
     * Name that is resolved to its address. Any thread.
     *
     * @return name, or null when it has an address or waits for a service record.
     */
    public String hostName()
    {
        return hostName;
    }

    /**
     * Change the name that is resolved to its address. Conductor.
     *
     * @param value name, or null.
     */
    public void hostName(final String value)
    {
        hostName = value;
    }

    /** Its name is another one than the configuration's; shown from the next change of its flags on. Conductor. */
    public void onRenamed()
    {
        isRenamed = true;
    }

    /** Flags that come with every change of the others. */
    int standingFlags()
    {
        return isRenamed ? AdminFlags.NAME_CHANGED : 0;
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
            return THROTTLE_FULL;
        }
        final int scale = backend.weightScale();
        return (THROTTLE_FULL * backend.weightDivisor() * effectiveWeight + scale - 1) / (scale * weight);
    }

    /**
     * Most requests at once, before {@code minconn} and {@code slowstart}. Any thread.
     *
     * @return limit, 0 for none.
     */
    public int maxConn()
    {
        return maxConn;
    }

    /**
     * Change the limit at run time. Conductor.
     *
     * @param value limit, 0 for none.
     */
    public void maxConn(final int value)
    {
        maxConn = value;
    }

    /** Change the limit; a limit that did not depend on the load does not do so afterwards. */
    void limits(final int value)
    {
        if (minConn == maxConn)
        {
            minConn = value;
        }
        maxConn = value;
    }

    /**
     * Most requests at once now: grows from {@code minconn} to {@code maxconn} with the load of the backend up to
     * {@code fullconn}, and during {@code slowstart}. Any thread.
     * Source: configuration.txt 5.2 "minconn".
     *
     * @param nowMs monotonic clock, milliseconds.
     * @return limit, 0 for none.
     */
    public int dynamicMaxConn(final long nowMs)
    {
        final int limit = maxConn;
        if (0 == limit)
        {
            return 0;
        }
        final int least = minConn;
        final int full = backend.fullConn();
        final int current = backend.load().sessions();
        int max = limit;
        if (least != limit && current < full)
        {
            max = Math.max(least, (int)((long)current * limit / full));
        }
        if (OperationalState.STARTING == state)
        {
            final long startSeconds = lastChangeMs / 1000;
            final long seconds = nowMs / 1000 - startSeconds;
            final long slowStartSeconds = slowStartSeconds();
            if (seconds >= 0 && seconds < slowStartSeconds)
            {
                max = (int)Math.max(1, max * (THROTTLE_FULL * seconds / slowStartSeconds) / THROTTLE_FULL);
            }
        }
        return max;
    }

    /**
     * Whether the server can serve one more request at once: below its limit and nobody waiting. Any thread.
     *
     * @param nowMs monotonic clock, milliseconds.
     * @return false when the request would have to wait.
     */
    public boolean hasRoom(final long nowMs)
    {
        return 0 == maxConn || (0 == load.queued && load.served < dynamicMaxConn(nowMs));
    }

    /**
     * Length of {@code slowstart}.
     *
     * @return seconds, rounded up; 0 for none.
     */
    public int slowStartSeconds()
    {
        return (settings.slowStartMs + 999) / 1000;
    }

    /**
     * What the server is doing. Any thread.
     *
     * @return load; change {@code served} and {@code queued} through this server.
     */
    public ServerLoad load()
    {
        return load;
    }

    /**
     * Requests being served. Any thread.
     *
     * @return count.
     */
    public int served()
    {
        return load.served;
    }

    /**
     * Requests that wait for this server. Any thread.
     *
     * @return count.
     */
    public int queued()
    {
        return load.queued;
    }

    /**
     * Take a place if there is one. Any loop; {@link #release()} gives it back.
     *
     * @param nowMs monotonic clock, milliseconds.
     * @return false when the server is at its limit.
     */
    public boolean tryAcquire(final long nowMs)
    {
        final int limit = dynamicMaxConn(nowMs);
        if (0 == limit)
        {
            acquire();
            return true;
        }
        if (load.tryAddServed(limit))
        {
            if (backend.isCountingServed())
            {
                backend.load().addServed();
            }
            onLoadChange();
            return true;
        }
        return false;
    }

    /**
     * Take a place whatever the limit. Any loop; {@link #release()} gives it back.
     *
     * @return requests being served with this one.
     */
    public int acquire()
    {
        final int served = load.addServed();
        if (backend.isCountingServed())
        {
            backend.load().addServed();
        }
        onLoadChange();
        return served;
    }

    /**
     * Give a place back. Any loop.
     *
     * @return requests still being served.
     */
    public int release()
    {
        final int served = load.removeServed();
        if (backend.isCountingServed())
        {
            backend.load().removeServed();
        }
        onLoadChange();
        return served;
    }

    /**
     * More or fewer requests wait for this server. Any loop.
     *
     * @param delta change.
     * @return count after it.
     */
    public int addQueued(final int delta)
    {
        final int queued = load.addQueued(delta);
        onLoadChange();
        return queued;
    }

    private void onLoadChange()
    {
        final LoadListener listener = loadListener;
        if (null != listener)
        {
            listener.onLoadChange(this);
        }
    }

    /**
     * Who wants to hear of load changes. Set by the balancer before traffic.
     *
     * @param listener called on the loop of the change; null for nobody.
     */
    public void loadListener(final LoadListener listener)
    {
        loadListener = listener;
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
     * When the state last changed. Any thread.
     *
     * @return monotonic clock, milliseconds.
     */
    public long lastChangeMs()
    {
        return lastChangeMs;
    }

    /**
     * Time spent down. Any thread.
     *
     * @param nowMs monotonic clock, milliseconds.
     * @return milliseconds, those of the present outage included.
     */
    public long downTimeMs(final long nowMs)
    {
        return isUp() ? downTimeMs : downTimeMs + Math.max(0, nowMs - lastChangeMs);
    }

    /**
     * Times the server went from up to down ({@code chkdown}). Any thread.
     *
     * @return count.
     */
    public long downTransitions()
    {
        return downTransitions;
    }

    /**
     * Checks that failed while it was up ({@code chkfail}). Any thread.
     *
     * @return count.
     */
    public long failedChecks()
    {
        return failedChecks;
    }

    /**
     * Times errors in traffic reached {@code error-limit} ({@code hanafail}). Any thread.
     *
     * @return count.
     */
    public long failedObservations()
    {
        return failedObservations;
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

    /**
     * The {@code status} column of {@code show stat}: {@code UP}, {@code DOWN 1/2}, {@code MAINT}, {@code no check} and
     * so on.
     *
     * @return text; allocates.
     */
    public String statusText()
    {
        final int flags = adminFlags;
        Server root = this;
        while (null != root.tracked)
        {
            root = root.tracked;
        }
        if (0 != (flags & AdminFlags.RESOLUTION_MAINT))
        {
            return "MAINT (resolution)";
        }
        if (0 != (flags & AdminFlags.INHERITED_MAINT))
        {
            final Server via = null == tracked ? this : tracked;
            return "MAINT (via " + via.backendName() + '/' + via.name() + ')';
        }
        return 0 != (flags & AdminFlags.MAINT) ? "MAINT" : healthText(root, flags);
    }

    private String healthText(final Server root, final int flags)
    {
        final Health check = root.health;
        switch (state)
        {
            case STARTING, RUNNING ->
            {
                final boolean isFalling = check.isEnabled() && !check.isFullHealth();
                if (0 != (flags & AdminFlags.DRAIN))
                {
                    return root.agent.isEnabled() ? "DRAIN (agent)" : isFalling ? withHealth("DRAIN ", root) : "DRAIN";
                }
                return isFalling ? withHealth("UP ", root) : check.isEnabled() ? "UP" : "no check";
            }
            case STOPPING ->
            {
                final boolean isFull = (!health.isEnabled() && null == tracked) || check.health() == check.maximum();
                return isFull ? "NOLB" : withHealth("NOLB ", root);
            }
            default ->
            {
                if (root.agent.isEnabled() && 0 == root.agent.health())
                {
                    return "DOWN (agent)";
                }
                if (check.isEnabled() && 0 == check.health())
                {
                    return "DOWN";
                }
                return root.agent.isEnabled() || check.isEnabled() ? withHealth("DOWN ", root) : "DOWN";
            }
        }
    }

    private static String withHealth(final String word, final Server root)
    {
        final Health check = root.health;
        return root.isUp() ?
            word + (check.health() - check.rise() + 1) + '/' + check.fall() :
            word + check.health() + '/' + check.rise();
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

    void onUp(final long nowMs)
    {
        downTimeMs += Math.max(0, nowMs - lastChangeMs);
    }

    void onDown()
    {
        downTransitions = downTransitions + 1;
    }

    void lastChangeMs(final long nowMs)
    {
        lastChangeMs = nowMs;
    }

    /**
     * Traffic showed something of the server; counts only with {@code observe}. Any loop.
     *
     * @param seen what.
     */
    public void observe(final Observation seen)
    {
        final ObservationListener listener = observer;
        if (null == listener)
        {
            return;
        }
        if (seen.isGood(isObservedAtLayer7))
        {
            clearConsecutiveErrors();
        }
        else if (seen.isBad(isObservedAtLayer7))
        {
            final int errors = consecutiveErrors.incrementAndGet();
            if (errors >= settings.errorLimit)
            {
                listener.onTooManyErrors(this, errors, seen);
            }
        }
    }

    /**
     * Who hears of too many errors in traffic. Before traffic, for servers with {@code observe} and a check.
     *
     * @param listener called on the loop that saw the last error.
     */
    public void observer(final ObservationListener listener)
    {
        isObservedAtLayer7 = "layer7".equals(settings.observe);
        observer = listener;
    }

    /** Traffic or a check went well: errors in a row begin anew. Any thread; writes only when there are any. */
    public void clearConsecutiveErrors()
    {
        if (0 != consecutiveErrors.get())
        {
            consecutiveErrors.set(0);
        }
    }

    void onCheckFailed()
    {
        failedChecks = failedChecks + 1;
    }

    void onObservationFailed()
    {
        failedObservations = failedObservations + 1;
    }

    /** Forget the counters ({@code clear counters all}). Conductor. */
    public void clearCounters()
    {
        downTransitions = 0;
        failedChecks = 0;
        failedObservations = 0;
        downTimeMs = 0;
    }

    /** Go on with the times and counts of the server before it. */
    void inherit(final Server before)
    {
        lastChangeMs = before.lastChangeMs;
        downTimeMs = before.downTimeMs;
        downTransitions = before.downTransitions;
        failedChecks = before.failedChecks;
        failedObservations = before.failedObservations;
    }

    @Override
    public String toString()
    {
        return backend.name() + '/' + settings.name;
    }
}
