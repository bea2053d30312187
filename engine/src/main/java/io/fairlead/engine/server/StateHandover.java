/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.Objects;

/**
 * Gives the servers of a new generation the live state of those of the same name before them: health, administrative
 * state, weight, run-time address, times of outage. What the configuration changed meanwhile wins. Nothing is told, as
 * nothing changed for anybody outside. Conductor only, between {@link ServerMonitor#start} and
 * {@link ServerMonitor#onStarted}.
 */
public final class StateHandover
{
    private static final int NOT_CARRIED =
        AdminFlags.INHERITED_MAINT | AdminFlags.INHERITED_DRAIN | AdminFlags.RESOLUTION_MAINT;

    private final ServerMonitor monitor;
    private final long nowMs;

    /**
     * A handover to servers of one generation.
     *
     * @param monitor of the new generation.
     * @param nowMs   monotonic clock, milliseconds.
     */
    public StateHandover(final ServerMonitor monitor, final long nowMs)
    {
        this.monitor = monitor;
        this.nowMs = nowMs;
    }

    /**
     * Carry the state of a backend over.
     *
     * @param from backend of the generation before.
     * @param to   backend of the same name, started.
     */
    public void carry(final BackendServers from, final BackendServers to)
    {
        to.history().inherit(from.history());
        for (int i = 0; i < to.size(); i++)
        {
            final Server before = from.byName(to.get(i).name());
            if (null != before)
            {
                carry(before, to.get(i));
            }
        }
    }

    private void carry(final Server from, final Server to)
    {
        final boolean wasUsable = to.isUsable();
        final int previousWeight = to.effectiveWeight();
        int lost = 0;
        if (isSameAddress(from, to) && !isAsConfigured(from))
        {
            to.location().address(from.location().resolved());
            if (to.location().address().isSet())
            {
                lost = AdminFlags.RESOLUTION_MAINT; // it goes on where its name led to before
                to.location().hostName(from.location().hostName());
            }
        }
        if (from.settings().weight == to.settings().weight)
        {
            to.userWeight(from.weight());
        }
        to.history().inherit(from.history());
        OperationalState state = to.state();
        int flags = to.adminFlags() & ~lost;
        if (from.settings().isDisabled == to.settings().isDisabled)
        {
            flags = flags & AdminFlags.RESOLUTION_MAINT | from.adminFlags() & ~NOT_CARRIED;
        }
        if (0 != (flags & AdminFlags.MAINT))
        {
            state = OperationalState.STOPPED;
            to.health().health(0);
        }
        else if (!to.settings().isChecked)
        {
            state = OperationalState.RUNNING;
        }
        else if (from.settings().isChecked && !from.isInMaintenance())
        {
            state = from.state();
            to.health().inherit(from.health());
        }
        to.commit(state, flags, monitor.weightInState(to, state, nowMs));
        if (wasUsable != to.isUsable() || previousWeight != to.effectiveWeight())
        {
            to.backend().onChange(to, wasUsable, previousWeight);
            if (null != to.backend().balancer())
            {
                to.backend().balancer().onChange(to, wasUsable, previousWeight);
            }
        }
        if (OperationalState.STARTING == state)
        {
            monitor.resumeWarmUp(to, nowMs);
        }
    }

    private static boolean isSameAddress(final Server from, final Server to)
    {
        final String before = null == from.settings().address ? null : from.settings().address.text;
        return null != before && null != to.settings().address && before.equals(to.settings().address.text);
    }

    /* Whether nobody moved the server since its configuration was read. */
    private static boolean isAsConfigured(final Server server)
    {
        final ServerAddress configured = ServerAddress.of(server.settings().address.address);
        return Objects.equals(configured.socketAddress(), server.location().socketAddress());
    }
}
