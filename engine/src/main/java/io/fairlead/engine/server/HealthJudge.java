/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * Turns results of checks into standings, notices and state changes. Conductor only.
 * <pre>
 *   failed   standing - 1, or 0 when that is below rise
 *   passed   standing + 1, or rise + fall - 1 when that reaches rise
 *   0        down      rise and above: up, unless the other kind of check or the tracked server says otherwise
 * </pre>
 */
public final class HealthJudge
{
    private final ServerMonitor monitor;
    private final StateNotices notices;
    private final StringBuilder text = new StringBuilder();

    /**
     * A judge over all servers of a monitor.
     *
     * @param monitor changes states.
     * @param notices where {@code option log-health-checks} is told.
     */
    public HealthJudge(final ServerMonitor monitor, final StateNotices notices)
    {
        this.monitor = monitor;
        this.notices = notices;
    }

    /**
     * What changes states.
     *
     * @return monitor.
     */
    public ServerMonitor monitor()
    {
        return monitor;
    }

    /**
     * A check found something. Standing and notices follow at once, the server's state at the end of the check.
     *
     * @param server      that was checked.
     * @param isAgent     its agent was asked.
     * @param status      what was found.
     * @param code        status code of the answer, 0 for none.
     * @param description more about it, or null.
     * @param durationMs  how long it took, or -1.
     */
    public void onResult(
        final Server server,
        final boolean isAgent,
        final HealthStatus status,
        final int code,
        final String description,
        final long durationMs)
    {
        final Health health = isAgent ? server.agent() : server.health();
        health.code(code);
        record(server, health, isAgent, status, description, durationMs);
    }

    /**
     * A check that found something ended: the server's state follows. An agent that cannot be reached says nothing;
     * only its own words take a server down.
     *
     * @param server  that was checked.
     * @param isAgent its agent was asked.
     * @param nowMs   monotonic clock, milliseconds.
     */
    public void onEnd(final Server server, final boolean isAgent, final long nowMs)
    {
        final Health health = isAgent ? server.agent() : server.health();
        final StateCause cause = isAgent ? StateCause.AGENT : StateCause.HEALTH;
        switch (health.result())
        {
            case FAILED ->
            {
                if (!isAgent || HealthStatus.L7_STATUS == health.status())
                {
                    onFailure(server, health, cause, nowMs);
                }
            }
            case PASSED ->
            {
                if (mayBeUp(server) && !(isAgent && OperationalState.STOPPING == server.state()))
                {
                    monitor.run(server, cause(server, cause), nowMs);
                }
            }
            case CONDITIONAL ->
            {
                if (mayBeUp(server))
                {
                    monitor.stopSoftly(server, cause(server, cause), nowMs);
                }
            }
            default ->
            {
                // nothing is known
            }
        }
    }

    private void onFailure(final Server server, final Health health, final StateCause cause, final long nowMs)
    {
        if (health.health() <= 0)
        {
            monitor.stop(server, cause(server, cause), nowMs);
        }
    }

    private static boolean mayBeUp(final Server server)
    {
        final boolean isTrackedDown =
            null != server.tracked() && OperationalState.STOPPED == server.tracked().state();
        return !server.isInMaintenance() && !isTrackedDown &&
            (!server.health().isEnabled() || server.health().isUp()) &&
            (!server.agent().isEnabled() || server.agent().isUp());
    }

    /** The result is told once: with the check when checks are told, else with the change of state. */
    private static StateCause cause(final Server server, final StateCause cause)
    {
        return null == server.tracked() && !server.backend().isLoggingChecks() ? cause : StateCause.NONE;
    }

    private void record(
        final Server server,
        final Health health,
        final boolean isAgent,
        final HealthStatus status,
        final String description,
        final long durationMs)
    {
        boolean isNews = status != health.status();
        health.record(status, description, durationMs);
        final HealthStatus.Result result = health.result();
        if (HealthStatus.Result.NEUTRAL == result)
        {
            return;
        }
        if (HealthStatus.Result.FAILED == result && (!isAgent || status.hasCode()) && health.health() > 0)
        {
            isNews = true;
            server.history().onCheckFailed();
            final int lower = health.health() - 1;
            health.health(lower < health.rise() ? 0 : lower);
        }
        else if (HealthStatus.Result.PASSED == result || HealthStatus.Result.CONDITIONAL == result)
        {
            if (!health.isFullHealth())
            {
                isNews = true;
                final int higher = health.health() + 1;
                health.health(higher >= health.rise() ? health.maximum() : higher);
            }
            server.errors().clear();
        }
        if (isNews && server.backend().isLoggingChecks())
        {
            tell(server, health, isAgent);
        }
    }

    private void tell(final Server server, final Health health, final boolean isAgent)
    {
        final HealthStatus.Result result = health.result();
        final boolean isGood = HealthStatus.Result.PASSED == result || HealthStatus.Result.CONDITIONAL == result;
        text.setLength(0);
        text.append(isAgent ? "Agent" : "Health").append(" check for ");
        text.append(server.isBackup() ? "backup " : "").append("server ");
        text.append(server).append(' ');
        text.append(HealthStatus.Result.CONDITIONAL == result ? "conditionally " : "");
        text.append(isGood ? "succeeded" : "failed");
        health.appendTo(text);
        text.append(", status: ").append(health.shownHealth()).append('/');
        text.append(health.isUp() ? health.fall() : health.rise()).append(' ');
        text.append(!health.isUp() ? "DOWN" : 0 == server.weight() ? "DRAIN" : "UP").append('.');
        final String line = text.toString();
        notices.warning(line);
        notices.log(server.backend(), StateNotices.NOTICE, line);
    }

    /**
     * Errors in traffic reached {@code error-limit}: do what {@code on-error} asks. The next check comes after
     * {@code fastinter} in any case.
     *
     * @param server   whose traffic failed.
     * @param errors   errors in a row.
     * @param lastSeen words for the last of them.
     * @param nowMs    monotonic clock, milliseconds.
     */
    public void onTrafficErrors(final Server server, final int errors, final String lastSeen, final long nowMs)
    {
        final Health health = server.health();
        health.isFastInter(true);
        final String onError = server.settings().onError;
        if (!"fastinter".equals(onError))
        {
            if ("sudden-death".equals(onError) && health.health() > health.rise())
            {
                health.health(health.rise() + 1);
            }
            else if ("mark-down".equals(onError))
            {
                health.health(health.rise());
            }
            final String description = "Detected " + errors + " consecutive errors, last one was: " + lastSeen;
            record(server, health, false, HealthStatus.OBSERVED_ERRORS, description, -1);
            onFailure(server, health, StateCause.HEALTH, nowMs);
        }
        server.errors().clear();
        server.history().onObservationFailed();
    }
}
