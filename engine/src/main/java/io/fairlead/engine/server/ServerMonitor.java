/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The only place where servers change state, flags, weight: applies a change, makes it visible to the loops, tells the
 * balancer and the owner of the traffic, and gives HAProxy's notices. Conductor only, or before traffic.
 */
public final class ServerMonitor
{
    private final ServerNotice notice;
    private final Map<Server, List<Server>> trackers = new HashMap<>();
    private WarmUpListener warmUps = WarmUpListener.NONE;

    /** Told when a server begins to warm up, so that its weight is raised step by step. */
    @FunctionalInterface
    public interface WarmUpListener
    {
        /** Nobody listens: the server stays at its first weight. */
        WarmUpListener NONE = (server, nowMs, delayMs) ->
        {
        };

        /**
         * Call {@link ServerMonitor#warmUp(Server, long)} after a while.
         *
         * @param server  that warms up.
         * @param nowMs   monotonic clock, milliseconds.
         * @param delayMs milliseconds until the next step.
         */
        void onWarmUp(Server server, long nowMs, long delayMs);

        /**
         * A server is gone.
         *
         * @param server that warms up no more.
         */
        default void onRemove(final Server server)
        {
            // nothing was kept for it
        }
    }

    /**
     * A monitor of any number of backends.
     *
     * @param notices where news go.
     */
    public ServerMonitor(final StateNotices notices)
    {
        notice = new ServerNotice(notices);
    }

    /**
     * Set who schedules the steps of {@code slowstart}.
     *
     * @param listener told when a server begins to warm up.
     */
    public void warmUps(final WarmUpListener listener)
    {
        warmUps = listener;
    }

    /**
     * Let a server follow another one ({@code track}). Before {@link #start}.
     *
     * @param server  that follows.
     * @param tracked that is followed.
     */
    public void track(final Server server, final Server tracked)
    {
        server.tracked(tracked);
        tracked.pin();
        // the last one first, as HAProxy links them
        trackers.computeIfAbsent(tracked, key -> new ArrayList<>()).addFirst(server);
    }

    /**
     * Let in a server that was made at run time: it begins in forced maintenance, as HAProxy's do. Conductor.
     *
     * @param server made by {@link BackendServers#prepare}, with an address and whatever its traffic needs.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void add(final Server server, final long nowMs)
    {
        server.history().lastChangeMs(nowMs);
        server.health().health(0);
        initialState(server);
        server.health().isPaused(server.settings().isDisabled);
        server.commit(OperationalState.STOPPED, AdminFlags.FORCED_MAINT, fullWeight(server));
        server.backend().add(server);
        if (null != server.backend().balancer())
        {
            server.backend().balancer().onAdd(server);
        }
    }

    /**
     * Let a server go. Conductor; streams that chose it a moment ago may still use it.
     *
     * @param server in maintenance, that no other tracks.
     */
    public void remove(final Server server)
    {
        final List<Server> others = trackers.get(server.tracked());
        if (null != others)
        {
            others.remove(server);
        }
        server.backend().remove(server);
        if (null != server.backend().balancer())
        {
            server.backend().balancer().onRemove(server);
        }
        warmUps.onRemove(server);
    }

    /**
     * Give the servers of a backend their first state and weight. After the balancer is made and before traffic.
     *
     * @param backend to start.
     * @param nowMs   monotonic clock, milliseconds.
     */
    public void start(final BackendServers backend, final long nowMs)
    {
        backend.history().lastChangeMs(nowMs);
        for (int i = 0; i < backend.size(); i++)
        {
            final Server server = backend.get(i);
            final boolean isDisabled = server.settings().isDisabled;
            if (server.settings().isUnresolved)
            {
                // its name had no address at the start and it may wait for one (init-addr none)
                server.commit(server.state(), server.adminFlags() | AdminFlags.RESOLUTION_MAINT, 0);
            }
            final OperationalState initial =
                isDisabled || server.isInMaintenance() ? OperationalState.STOPPED : initialState(server);
            if (isDisabled || server.isInMaintenance())
            {
                server.health().health(0);
            }
            final int flags = server.adminFlags() |
                (isDisabled ? AdminFlags.CONFIGURED_MAINT | AdminFlags.FORCED_MAINT : 0);
            server.history().lastChangeMs(nowMs);
            server.commit(null == initial ? OperationalState.RUNNING : initial, flags, fullWeight(server));
            backend.onChange(server, false, 0);
        }
        if (null != backend.balancer())
        {
            backend.balancer().onStart();
        }
    }

    /**
     * All backends are started: let tracked servers hand their admin state on, and from now on give notices.
     *
     * @param backends all of them.
     * @param nowMs    monotonic clock, milliseconds.
     */
    public void onStarted(final Iterable<BackendServers> backends, final long nowMs)
    {
        for (final BackendServers backend : backends)
        {
            for (int i = 0; i < backend.size(); i++)
            {
                final Server server = backend.get(i);
                if (null == server.tracked())
                {
                    propagateAdmin(server, nowMs);
                }
            }
        }
        notice.onStarted();
    }

    private void propagateAdmin(final Server server, final long nowMs)
    {
        for (final Server tracker : trackersOf(server))
        {
            if (0 != (server.adminFlags() & (AdminFlags.MAINT | AdminFlags.CONFIGURED_MAINT)))
            {
                addAdminFlag(tracker, AdminFlags.INHERITED_MAINT, StateCause.NONE, nowMs);
            }
            if (0 != (server.adminFlags() & AdminFlags.DRAIN))
            {
                addAdminFlag(tracker, AdminFlags.INHERITED_DRAIN, StateCause.NONE, nowMs);
            }
        }
    }

    private static boolean hasInitState(final Server server)
    {
        final String initState = server.settings().initState;
        return null != initState && !"none".equals(initState);
    }

    /** The configured first state with its health set, or null when {@code init-state} is not given. */
    private static OperationalState initialState(final Server server)
    {
        final String initState = server.settings().initState;
        final Health check = server.health();
        if (!hasInitState(server))
        {
            return null;
        }
        switch (initState)
        {
            case "fully-up" ->
            {
                check.health(check.maximum());
                return OperationalState.RUNNING;
            }
            case "up" ->
            {
                check.health(check.rise());
                return OperationalState.RUNNING;
            }
            case "down" ->
            {
                check.health(check.rise() - 1);
                return OperationalState.STOPPED;
            }
            case "fully-down" ->
            {
                check.health(0);
                return OperationalState.STOPPED;
            }
            default -> throw new IllegalArgumentException("init-state " + initState);
        }
    }

    /**
     * Take a server down unless it is down or in maintenance, and those that track it.
     *
     * @param server to stop.
     * @param cause  for the notice.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void stop(final Server server, final StateCause cause, final long nowMs)
    {
        if (server.isInMaintenance() || OperationalState.STOPPED == server.state())
        {
            return;
        }
        changeState(server, OperationalState.STOPPED, cause, nowMs);
        for (final Server tracker : trackersOf(server))
        {
            stop(tracker, StateCause.NONE, nowMs);
        }
    }

    /**
     * Bring a server up unless it is up or in maintenance, and those that track it.
     *
     * @param server to run.
     * @param cause  for the notice.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void run(final Server server, final StateCause cause, final long nowMs)
    {
        final OperationalState state = server.state();
        if (server.isInMaintenance() || OperationalState.STARTING == state || OperationalState.RUNNING == state)
        {
            return;
        }
        changeState(
            server, server.settings().slowStartSeconds() > 0 ? OperationalState.STARTING : OperationalState.RUNNING,
            cause, nowMs);
        for (final Server tracker : trackersOf(server))
        {
            run(tracker, StateCause.NONE, nowMs);
        }
    }

    /** Let a server that runs warm up as one that came up when it last changed. */
    void warmUpAgain(final Server server, final long nowMs)
    {
        if (!server.isInMaintenance() && OperationalState.STARTING != server.state())
        {
            changeState(server, OperationalState.STARTING, StateCause.NONE, nowMs);
        }
    }

    /**
     * Let a server keep its users but take no new ones, unless it does or is in maintenance, and those that track it.
     *
     * @param server to stop softly.
     * @param cause  for the notice.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void stopSoftly(final Server server, final StateCause cause, final long nowMs)
    {
        if (server.isInMaintenance() || OperationalState.STOPPING == server.state())
        {
            return;
        }
        changeState(server, OperationalState.STOPPING, cause, nowMs);
        for (final Server tracker : trackersOf(server))
        {
            stopSoftly(tracker, StateCause.NONE, nowMs);
        }
    }

    /**
     * Change the user's weight of a server.
     *
     * @param server whose weight.
     * @param weight 0 to 256.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void weight(final Server server, final int weight, final long nowMs)
    {
        server.userWeight(weight);
        recalculateWeight(server, nowMs);
    }

    /**
     * Change how many requests a server takes at once.
     *
     * @param server  whose limit.
     * @param maxConn requests, 0 for no limit.
     */
    public void maxConn(final Server server, final int maxConn)
    {
        server.capacity().limits(maxConn);
        apply(server, server.state(), server.adminFlags(), server.effectiveWeight(), ServerChangeListener.KEEP);
    }

    /**
     * A server listens elsewhere now: idle connections to where it was are of no use.
     *
     * @param server with its new address.
     */
    public void moved(final Server server)
    {
        apply(server, server.state(), server.adminFlags(), server.effectiveWeight(), ServerChangeListener.CLOSE_IDLE);
    }

    /**
     * A step of {@code slowstart}: raise the weight of a server that warms up, or let it run fully when its time is
     * over.
     *
     * @param server that warms up.
     * @param nowMs  monotonic clock, milliseconds.
     * @return milliseconds to the next step, or -1 when there is none.
     */
    public long warmUp(final Server server, final long nowMs)
    {
        if (server.isInMaintenance() || OperationalState.STARTING != server.state())
        {
            return -1;
        }
        recalculateWeight(server, nowMs);
        return OperationalState.STARTING == server.state() ? warmUpDelayMs(server) : -1;
    }

    /** In steps of 5 %, a second at least; both in seconds, as HAProxy's. */
    private static long warmUpDelayMs(final Server server)
    {
        return Math.max(1000, server.settings().slowStartSeconds() / 20);
    }

    private void recalculateWeight(final Server server, final long nowMs)
    {
        final BackendServers backend = server.backend();
        final int usableBefore = backend.activeCount() + backend.backupCount();
        final OperationalState previous = server.state();
        final OperationalState state = settled(server, previous, previous, nowMs);
        final int weight = weightFor(server, previous, state, nowMs);
        apply(server, state, server.adminFlags(), weight, ServerChangeListener.KEEP);
        account(server, previous, usableBefore, nowMs);
    }

    /** A server whose warm-up time is over runs. */
    private static OperationalState settled(
        final Server server, final OperationalState current, final OperationalState next, final long nowMs)
    {
        final long elapsedSeconds = nowMs / 1000 - server.history().lastChangeMs() / 1000;
        final boolean isOver = elapsedSeconds < 0 || elapsedSeconds >= server.settings().slowStartSeconds();
        return isOver && OperationalState.STOPPED != current && OperationalState.STARTING == next ?
            OperationalState.RUNNING : next;
    }

    int weightInState(final Server server, final OperationalState state, final long nowMs)
    {
        return weightFor(server, state, state, nowMs);
    }

    void resumeWarmUp(final Server server, final long nowMs)
    {
        warmUps.onWarmUp(server, nowMs, warmUpDelayMs(server));
    }

    private static int fullWeight(final Server server)
    {
        return scaled(server, server.backend().weightScale());
    }

    private static int scaled(final Server server, final int factor)
    {
        final int divisor = server.backend().weightDivisor();
        return (server.weight() * factor + divisor - 1) / divisor;
    }

    private static int weightFor(
        final Server server, final OperationalState current, final OperationalState next, final long nowMs)
    {
        final BackendServers backend = server.backend();
        if (OperationalState.STARTING != next || !backend.isDynamicWeight())
        {
            return fullWeight(server);
        }
        if (OperationalState.STOPPED == current)
        {
            return scaled(server, 1);
        }
        final long elapsedSeconds = nowMs / 1000 - server.history().lastChangeMs() / 1000;
        final int slowStart = server.settings().slowStartSeconds();
        return scaled(server, (int)((backend.weightScale() * elapsedSeconds + slowStart) / slowStart));
    }

    private void changeState(
        final Server server, final OperationalState next, final StateCause cause, final long nowMs)
    {
        final BackendServers backend = server.backend();
        final OperationalState previous = server.state();
        final boolean wasStopping =
            OperationalState.STOPPING == previous || 0 != (server.adminFlags() & AdminFlags.DRAIN);
        final int usableBefore = backend.activeCount() + backend.backupCount();
        final ServerSettings settings = server.settings();
        OperationalState state = next;
        int weight = server.effectiveWeight();
        int orders = ServerChangeListener.KEEP;
        final String word;
        if (OperationalState.STOPPED == next)
        {
            word = " is DOWN";
            orders = ordersWhenDown(settings);
        }
        else if (OperationalState.STOPPING == next)
        {
            word = " is stopping";
        }
        else
        {
            word = " is UP";
            state = settled(server, previous, next, nowMs);
            weight = weightFor(server, previous, state, nowMs);
            orders = ordersWhenUp(server, weight);
            if (OperationalState.STARTING == state)
            {
                warmUps.onWarmUp(server, nowMs, warmUpDelayMs(server));
            }
        }
        final int requeued = apply(server, state, server.adminFlags(), weight, orders);
        notice.begin(server).append(word);
        notice.appendCause(server, cause);
        notice.appendMore(server, state, requeued, false);
        notice.emit(backend, OperationalState.STOPPED == state && !wasStopping ? StateNotices.ALERT :
            StateNotices.NOTICE);
        account(server, previous, usableBefore, nowMs);
    }

    private static int ordersWhenDown(final ServerSettings settings)
    {
        return "shutdown-sessions".equals(settings.onMarkedDown) ?
            ServerChangeListener.SHUTDOWN_SESSIONS : ServerChangeListener.KEEP;
    }

    private static int ordersWhenUp(final Server server, final int weight)
    {
        return "shutdown-backup-sessions".equals(server.settings().onMarkedUp) && !server.isBackup() && 0 != weight ?
            ServerChangeListener.SHUTDOWN_BACKUP_SESSIONS : ServerChangeListener.KEEP;
    }

    /** Publish the new state, then tell the balancer and the owner of the traffic. */
    private int apply(
        final Server server, final OperationalState state, final int flags, final int weight, final int orders)
    {
        final OperationalState previous = server.state();
        final boolean wasUsable = server.isUsable();
        final int previousWeight = server.effectiveWeight();
        final BackendServers backend = server.backend();
        server.commit(state, flags, weight);
        if (wasUsable != server.isUsable() || previousWeight != weight)
        {
            backend.onChange(server, wasUsable, previousWeight);
            if (null != backend.balancer())
            {
                backend.balancer().onChange(server, wasUsable, previousWeight);
            }
        }
        return null == backend.changeListener() ?
            0 : backend.changeListener().onServerChange(server, previous, wasUsable, orders);
    }

    private void account(final Server server, final OperationalState previous, final int usableBefore, final long nowMs)
    {
        final BackendServers backend = server.backend();
        if (previous != server.state())
        {
            if (OperationalState.STOPPED == previous)
            {
                server.history().onUp(nowMs);
            }
            else if (OperationalState.STOPPED == server.state())
            {
                server.history().onDown();
            }
            server.history().lastChangeMs(nowMs);
        }
        final int usableNow = backend.activeCount() + backend.backupCount();
        if (0 != usableBefore && 0 == usableNow)
        {
            backend.onDown(nowMs);
            notice.emitNobodyLeft(backend);
        }
        else if (0 == usableBefore && 0 != usableNow)
        {
            backend.onUp(nowMs);
        }
    }

    /**
     * Set one flag of maintenance or drain and hand it on to those that track the server.
     *
     * @param server whose flags.
     * @param flag   one of {@link AdminFlags}.
     * @param cause  for the notice.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void addAdminFlag(final Server server, final int flag, final StateCause cause, final long nowMs)
    {
        final int before = server.adminFlags();
        if (0 != (before & flag))
        {
            return;
        }
        final int usableBefore = server.backend().activeCount() + server.backend().backupCount();
        final OperationalState previous = server.state();
        final int after = before | flag | server.location().standingFlags();
        if (0 == (before & AdminFlags.MAINT) && 0 != (after & AdminFlags.MAINT))
        {
            enterMaintenance(server, after, cause);
        }
        else
        {
            changeDrain(server, before, after, cause, nowMs);
        }
        account(server, previous, usableBefore, nowMs);
        final int group = 0 != (flag & AdminFlags.MAINT) ? AdminFlags.MAINT : AdminFlags.DRAIN;
        if (0 == (after & ~flag & group))
        {
            final int inherited = AdminFlags.MAINT == group ? AdminFlags.INHERITED_MAINT : AdminFlags.INHERITED_DRAIN;
            for (final Server tracker : trackersOf(server))
            {
                addAdminFlag(tracker, inherited, cause, nowMs);
            }
        }
    }

    /**
     * Clear one flag of maintenance or drain, on the servers that track this one too.
     *
     * @param server whose flags.
     * @param flag   one of {@link AdminFlags}.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void removeAdminFlag(final Server server, final int flag, final long nowMs)
    {
        final int before = server.adminFlags();
        if (0 == (before & flag))
        {
            return;
        }
        final int usableBefore = server.backend().activeCount() + server.backend().backupCount();
        final OperationalState previous = server.state();
        final int after = before & ~flag | server.location().standingFlags();
        if (0 != (before & AdminFlags.MAINT) && 0 == (after & AdminFlags.MAINT))
        {
            leaveMaintenance(server, before, after, nowMs);
        }
        else if (0 != (after & AdminFlags.MAINT))
        {
            remainInMaintenance(server, before, after);
        }
        changeDrain(server, before, after, StateCause.NONE, nowMs);
        account(server, previous, usableBefore, nowMs);
        final int group = 0 != (flag & AdminFlags.MAINT) ? AdminFlags.MAINT : AdminFlags.DRAIN;
        if (0 == (after & group))
        {
            final int inherited = AdminFlags.MAINT == group ? AdminFlags.INHERITED_MAINT : AdminFlags.INHERITED_DRAIN;
            for (final Server tracker : trackersOf(server))
            {
                removeAdminFlag(tracker, inherited, nowMs);
            }
        }
    }

    /**
     * Put a server into forced maintenance.
     *
     * @param server whose state.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void maintain(final Server server, final long nowMs)
    {
        addAdminFlag(server, AdminFlags.FORCED_MAINT, StateCause.NONE, nowMs);
        removeAdminFlag(server, AdminFlags.FORCED_DRAIN, nowMs);
    }

    /**
     * Put a server into forced drain.
     *
     * @param server whose state.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void drain(final Server server, final long nowMs)
    {
        addAdminFlag(server, AdminFlags.FORCED_DRAIN, StateCause.NONE, nowMs);
        removeAdminFlag(server, AdminFlags.FORCED_MAINT, nowMs);
    }

    /**
     * End forced maintenance and drain.
     *
     * @param server whose state.
     * @param nowMs  monotonic clock, milliseconds.
     */
    public void ready(final Server server, final long nowMs)
    {
        removeAdminFlag(server, AdminFlags.FORCED_DRAIN, nowMs);
        removeAdminFlag(server, AdminFlags.FORCED_MAINT, nowMs);
    }

    private void enterMaintenance(final Server server, final int flags, final StateCause cause)
    {
        final BackendServers backend = server.backend();
        final Health check = server.health();
        final boolean isForced = 0 != (flags & AdminFlags.FORCED_MAINT);
        if (check.isEnabled())
        {
            check.isPaused(true);
        }
        check.health(0);
        if (OperationalState.STOPPED == server.state())
        {
            apply(server, OperationalState.STOPPED, flags, server.effectiveWeight(), ServerChangeListener.CLOSE_IDLE);
            notice.begin(server).append(" was DOWN and now enters maintenance");
            notice.appendAdminCause(cause);
            notice.appendMore(server, OperationalState.STOPPED, -1, isForced);
            notice.emitUnlessStarting(backend, StateNotices.NOTICE);
            return;
        }
        final boolean wasStopping =
            OperationalState.STOPPING == server.state() || 0 != (server.adminFlags() & AdminFlags.DRAIN);
        final int requeued = apply(server, OperationalState.STOPPED, flags, server.effectiveWeight(),
            ordersWhenDown(server.settings()) | ServerChangeListener.CLOSE_IDLE);
        notice.begin(server).append(" is going DOWN for maintenance");
        notice.appendAdminCause(cause);
        notice.appendMore(server, OperationalState.STOPPED, requeued, isForced);
        notice.emitUnlessStarting(backend, wasStopping ? StateNotices.NOTICE : StateNotices.ALERT);
    }

    /** What happens about drain outside of maintenance; inside it nothing is told. */
    private void changeDrain(
        final Server server, final int before, final int after, final StateCause cause, final long nowMs)
    {
        final boolean wasDraining = 0 != (before & AdminFlags.DRAIN);
        final boolean isDraining = 0 != (after & AdminFlags.DRAIN);
        if (0 != (after & AdminFlags.MAINT) || (!wasDraining && !isDraining))
        {
            applyFlags(server, after);
        }
        else if (!wasDraining)
        {
            enterDrain(server, after, cause);
        }
        else if (!isDraining)
        {
            leaveDrain(server, before, after, nowMs);
        }
        else
        {
            applyFlags(server, after);
            remainInDrain(server, after);
        }
    }

    private void applyFlags(final Server server, final int flags)
    {
        if (flags != server.adminFlags())
        {
            apply(server, server.state(), flags, server.effectiveWeight(), ServerChangeListener.KEEP);
        }
    }

    private void enterDrain(final Server server, final int flags, final StateCause cause)
    {
        final int requeued =
            apply(server, server.state(), flags, server.effectiveWeight(), ServerChangeListener.KEEP);
        notice.begin(server).append(" enters drain state");
        notice.appendAdminCause(cause);
        notice.appendMore(server, server.state(), requeued, 0 != (flags & AdminFlags.FORCED_DRAIN));
        notice.emitUnlessStarting(server.backend(), StateNotices.NOTICE);
    }

    /**
     * Up at once when nothing says that the server is sick; its checks go on from the lowest standing of a server that
     * is up.
     */
    private void leaveMaintenance(final Server server, final int before, final int after, final long nowMs)
    {
        final Health check = server.health();
        final Health agent = server.agent();
        if (check.isEnabled())
        {
            check.isPaused(false);
            check.health(check.rise());
        }
        OperationalState state = server.state();
        final boolean isForced = 0 != (after & (AdminFlags.CONFIGURED_MAINT | AdminFlags.FORCED_MAINT));
        final OperationalState initial = isForced ? null : initialState(server);
        if (null != initial)
        {
            state = initial;
        }
        else if (!hasInitState(server) &&
            (null == server.tracked() || OperationalState.STOPPED != server.tracked().state()) &&
            (!agent.isEnabled() || agent.isUp()) && (!check.isEnabled() || check.isUp()))
        {
            final boolean isTrackedStopping =
                null != server.tracked() && OperationalState.STOPPING == server.tracked().state();
            state = isTrackedStopping ? OperationalState.STOPPING :
                server.settings().slowStartSeconds() > 0 ? OperationalState.STARTING : OperationalState.RUNNING;
        }
        if (OperationalState.STARTING == state)
        {
            warmUps.onWarmUp(server, nowMs, warmUpDelayMs(server));
        }
        tellLeftMaintenance(server, before, after, state);
        final OperationalState settled = settled(server, server.state(), state, nowMs);
        final int weight = weightFor(server, server.state(), settled, nowMs);
        apply(server, settled, after, weight, ordersWhenUp(server, weight));
    }

    private void tellLeftMaintenance(
        final Server server, final int before, final int after, final OperationalState state)
    {
        final int left = before & ~after;
        notice.begin(server);
        if (0 != (left & AdminFlags.RESOLUTION_MAINT))
        {
            notice.append(" ('").append(server.location().hostName()).append("')");
        }
        notice.append(" is ").append(OperationalState.STOPPED == state ? "DOWN/" : "UP/");
        notice.append(0 != (after & AdminFlags.DRAIN) ? "DRAIN" : "READY");
        notice.append(0 != (left & AdminFlags.FORCED_MAINT) ? " (leaving forced maintenance)" :
            0 != (left & AdminFlags.RESOLUTION_MAINT) ? " (resolves again)" : " (leaving maintenance)");
        notice.emit(server.backend(), StateNotices.NOTICE);
    }

    private void remainInMaintenance(final Server server, final int before, final int after)
    {
        final int left = before & ~after;
        apply(server, server.state(), after, server.effectiveWeight(), ServerChangeListener.KEEP);
        if (0 != (left & AdminFlags.FORCED_MAINT))
        {
            notice.begin(server).append(" is leaving forced maintenance but remains in maintenance");
            notice.appendVia(server);
        }
        else if (0 != (left & AdminFlags.RESOLUTION_MAINT))
        {
            notice.begin(server).append(" ('").append(server.location().hostName()).append(
                "') resolves again but remains in maintenance");
            notice.appendVia(server);
        }
        else if (0 != (left & AdminFlags.INHERITED_MAINT))
        {
            notice.begin(server).append(" remains in forced maintenance");
        }
        else
        {
            return;
        }
        notice.emit(server.backend(), StateNotices.NOTICE);
    }

    private void leaveDrain(final Server server, final int before, final int after, final long nowMs)
    {
        notice.begin(server).append(" is ").append(server.isUp() ? "UP" : "DOWN");
        if (0 != (before & AdminFlags.FORCED_DRAIN))
        {
            notice.append(" (leaving forced drain)");
        }
        else
        {
            notice.append(" (leaving drain)");
            notice.appendVia(server);
        }
        notice.emit(server.backend(), StateNotices.NOTICE);
        final OperationalState state = settled(server, server.state(), server.state(), nowMs);
        apply(server, state, after, weightFor(server, server.state(), state, nowMs), ServerChangeListener.KEEP);
    }

    private void remainInDrain(final Server server, final int flags)
    {
        if (0 != (flags & AdminFlags.FORCED_DRAIN))
        {
            notice.begin(server).append(" remains in forced drain mode");
        }
        else
        {
            notice.begin(server).append(" remains in drain mode");
            notice.appendVia(server);
        }
        notice.emit(server.backend(), StateNotices.NOTICE);
    }

    private List<Server> trackersOf(final Server server)
    {
        return trackers.getOrDefault(server, List.of());
    }
}
