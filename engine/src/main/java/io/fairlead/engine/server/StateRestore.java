/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.Consumer;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;

/**
 * Gives servers the states of a server state file. What the configuration changed since the file was written wins.
 * Conductor only, or before traffic, between {@link ServerMonitor#start} and {@link ServerMonitor#onStarted}, with the
 * checks in place. Source: configuration.txt 4.2 "load-server-state-from-file".
 */
public final class StateRestore
{
    private static final int MS = 1000;
    private static final int CONFIGURED = 2;
    private static final int ENABLED = 4;
    private static final int STOPPED = 0;
    private static final int STARTING = 1;
    private static final int STOPPING = 3;

    private final ServerMonitor monitor;
    private final Consumer<String> warnings;
    private final long nowMs;

    /**
     * For the servers of one generation.
     *
     * @param monitor  of the generation.
     * @param warnings told of lines that cannot be applied.
     * @param nowMs    monotonic clock, milliseconds.
     */
    public StateRestore(final ServerMonitor monitor, final Consumer<String> warnings, final long nowMs)
    {
        this.monitor = monitor;
        this.warnings = warnings;
        this.nowMs = nowMs;
    }

    /**
     * Apply a line of a file.
     *
     * @param server of that name.
     * @param saved  what the file says of it.
     */
    public void apply(final Server server, final SavedState saved)
    {
        final String problems = saved.problems();
        if (!problems.isEmpty())
        {
            warnings.accept("server-state application failed for server '" + server + '\'' + problems);
            return;
        }
        final long sinceMs = nowMs - MS * saved.number(5);
        state(server, saved);
        administration(server, saved);
        server.history().lastChangeMs(sinceMs);
        server.health().restore(
            HealthStatus.values()[(int)Math.max(0, saved.number(6))],
            HealthStatus.Result.values()[(int)saved.number(7)]);
        disableIfSo(server.health(), server.settings().isChecked, saved.number(9));
        disableIfSo(server.agent(), server.settings().isAgentChecked, saved.number(10));
        if (saved.number(4) == server.settings().weight)
        {
            monitor.weight(server, (int)saved.number(3), nowMs);
        }
        if (STARTING == saved.number(1) && 1 != server.health().rise())
        {
            monitor.warmUpAgain(server, nowMs);
        }
        addresses(server, saved);
    }

    private void state(final Server server, final SavedState saved)
    {
        final Health check = server.health();
        final int health = (int)saved.number(8);
        switch ((int)saved.number(1))
        {
            case STOPPED ->
            {
                check.health(0);
                monitor.stop(server, StateCause.STATE_FILE, nowMs);
            }
            case STARTING ->
            {
                if (1 == check.rise())
                {
                    check.health(check.maximum());
                    monitor.run(server, StateCause.NONE, nowMs);
                    break;
                }
                check.health(health < 1 || health >= check.rise() ? check.rise() - 1 : health);
            }
            case STOPPING ->
            {
                if (1 == check.fall())
                {
                    check.health(0);
                    monitor.stop(server, StateCause.STATE_FILE, nowMs);
                    break;
                }
                check.health(health < check.rise() || health > check.maximum() - 1 ? check.rise() : health);
                monitor.stopSoftly(server, StateCause.STATE_FILE, nowMs);
            }
            default ->
            {
                check.health(check.maximum());
                monitor.run(server, StateCause.NONE, nowMs);
            }
        }
    }

    private void administration(final Server server, final SavedState saved)
    {
        final int before = saved.adminState();
        final boolean isConfigured = 0 != (server.adminFlags() & AdminFlags.CONFIGURED_MAINT);
        final boolean wasConfigured = 0 != (before & AdminFlags.CONFIGURED_MAINT);
        final boolean wasForced = 0 != (before & AdminFlags.FORCED_MAINT);
        if (isConfigured ? !wasConfigured : !wasConfigured && wasForced)
        {
            monitor.maintain(server, nowMs);
        }
        else if (isConfigured ? !wasForced : wasConfigured)
        {
            monitor.ready(server, nowMs);
        }
        // a weight of 0 drained it then: with another weight now it is meant to serve again
        if (0 == (server.adminFlags() & AdminFlags.FORCED_MAINT) && 0 != (before & AdminFlags.FORCED_DRAIN) &&
            (saved.number(4) > 0 || 0 == server.settings().weight))
        {
            monitor.drain(server, nowMs);
        }
    }

    private static void disableIfSo(final Health check, final boolean isConfigured, final long flags)
    {
        if (isConfigured && 0 != (flags & CONFIGURED) && 0 == (flags & ENABLED))
        {
            check.isEnabled(false);
        }
    }

    private void addresses(final Server server, final SavedState saved)
    {
        if (server.location().address().isIp())
        {
            server.location().address(
                ServerAddress.of(new NetAddress().copyFrom(server.location().address()).port(saved.port())));
        }
        move(server.health(), server.settings().isChecked, saved.checkAddress(), saved.checkPort());
        move(server.agent(), server.settings().isAgentChecked, saved.agentAddress(), saved.agentPort());
    }

    private static void move(final Health check, final boolean isConfigured, final String address, final int port)
    {
        final NetAddress parsed = new NetAddress();
        if (isConfigured && null != address && parse(address, parsed))
        {
            check.address(parsed);
        }
        if (isConfigured && 0 != port)
        {
            check.port(port);
        }
    }

    private static boolean parse(final String text, final NetAddress out)
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(ISO_8859_1));
        return out.tryParseIpv4(bytes, 0, bytes.capacity()) || out.tryParseIpv6(bytes, 0, bytes.capacity());
    }
}
