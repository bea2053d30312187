/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.server.Health;
import io.fairlead.engine.server.HealthStatus;
import io.fairlead.engine.server.OperationalState;
import io.fairlead.engine.server.Server;

/**
 * The health check of one server: a timer that is either the pause before the next check or the time limit of the
 * present one.
 * <pre>
 *   start -> PAUSE --due--> (room?) --> RUNNING --result or limit--> judge -> PAUSE
 *                              \--> WAITING --another ended--^
 * </pre>
 * A limit that is noticed late tells of the conductor, not of the server: such a check ends without a result.
 */
final class HealthCheck extends Timer
{
    private final CheckScheduler scheduler;
    private final CheckPlan plan;
    private final Server server;
    private final Health health;
    private final CheckAttempt run;
    private long beginMs;
    private long dueMs;
    private int limitMs;
    private long admittedMs;
    private boolean isAdmitted;
    private boolean isRunning;
    private boolean isWaiting;
    private boolean isReported;

    HealthCheck(final CheckScheduler scheduler, final CheckPlan plan)
    {
        this.scheduler = scheduler;
        this.plan = plan;
        this.server = plan.server();
        this.health = plan.health();
        this.run = null != plan.program() ? new ExternalRun(this, scheduler.context(), plan) :
            new CheckRun(this, scheduler.context(), plan);
        health.isEnabled(true);
        if (HealthStatus.UNKNOWN == health.status())
        {
            health.initialize();
        }
        if (server.isInMaintenance())
        {
            health.isPaused(true);
        }
    }

    /** Time from the end of one check to the next, before spreading. */
    int intervalMs()
    {
        if (!health.isFastInter() && health.isFullHealth())
        {
            return plan.intervalMs();
        }
        return OperationalState.STOPPED == server.state() && 0 == health.health() ?
            plan.downIntervalMs() : plan.fastIntervalMs();
    }

    void start(final long nowMs, final long firstMs)
    {
        beginMs = nowMs;
        dueMs = Math.max(firstMs, nowMs + 1);
        schedule(dueMs);
    }

    /** Checks this one may begin in a millisecond, at its quickest. */
    double frequency()
    {
        return 1.0 / Math.max(1, Math.min(plan.intervalMs(), Math.min(plan.fastIntervalMs(), plan.downIntervalMs())));
    }

    boolean isOf(final Server candidate)
    {
        return server == candidate;
    }

    /** End; whether it was under way. */
    boolean stop()
    {
        scheduler.context().loop().timers().cancel(this);
        if (isRunning)
        {
            isRunning = false;
            health.isRunning(false);
            run.cancel();
            return true;
        }
        return false;
    }

    void advance(final long nowMs)
    {
        final long early = nowMs + intervalMs();
        if (!isRunning && !isWaiting && !scheduler.isStopped() && early < deadlineMs())
        {
            dueMs = early;
            schedule(early);
        }
    }

    private void schedule(final long deadlineMs)
    {
        scheduler.context().loop().timers().schedule(this, deadlineMs);
    }

    @Override
    protected void onTimer(final long nowMs)
    {
        if (isRunning)
        {
            onLimit(nowMs);
        }
        else if (!health.isEnabled() || health.isPaused())
        {
            dueMs = nextTurn(nowMs);
            schedule(dueMs);
        }
        else if (!isAdmitted && !isAdmitted(nowMs))
        {
            schedule(admittedMs);
        }
        else if (scheduler.tryBegin(this))
        {
            run(nowMs);
        }
        else
        {
            isWaiting = true;
            health.isFastInter(false);
        }
    }

    /** Whether its turn is now: many at once take turns. */
    private boolean isAdmitted(final long nowMs)
    {
        admittedMs = scheduler.admit(nowMs);
        isAdmitted = true;
        return admittedMs <= nowMs;
    }

    private long nextTurn(final long nowMs)
    {
        final long missed = Math.max(0, nowMs - deadlineMs()) / plan.intervalMs();
        return deadlineMs() + (missed + 1) * plan.intervalMs();
    }

    /** Begin the check: there is room for it now. */
    void run(final long nowMs)
    {
        isWaiting = false;
        isAdmitted = false;
        isRunning = true;
        beginMs = nowMs;
        isReported = false;
        health.start();
        run.begin(nowMs);
    }

    /** The run has reached a stage that may take some time from now. */
    void limit(final long nowMs, final int newLimitMs)
    {
        limitMs = newLimitMs;
        schedule(nowMs + newLimitMs);
    }

    private void onLimit(final long nowMs)
    {
        final boolean isLate = nowMs - deadlineMs() > Math.max(1, limitMs / 4);
        if (isLate)
        {
            run.cancel();
            end(nowMs);
        }
        else
        {
            run.onLimit(nowMs);
        }
    }

    /** The check has a result; it may have another one before it ends. */
    void report(final HealthStatus status, final int code, final String description)
    {
        if (isRunning)
        {
            final long nowMs = scheduler.context().nowMs();
            final long durationMs = isReported ? health.durationMs() : nowMs - beginMs;
            isReported = true;
            scheduler.context().judge().onResult(server, plan.isAgent(), status, code, description, durationMs);
            if (HealthStatus.L4_TIMEOUT == status || HealthStatus.L4_CONNECTION == status)
            {
                scheduler.context().unreached().accept(server);
            }
        }
    }

    /** The check is over. */
    void finish(final long nowMs)
    {
        if (isRunning)
        {
            if (isReported)
            {
                scheduler.context().judge().onEnd(server, plan.isAgent(), nowMs);
            }
            end(nowMs);
        }
    }

    private void end(final long nowMs)
    {
        isRunning = false;
        health.isRunning(false);
        final int intervalMs = intervalMs();
        health.isFastInter(false);
        if (!scheduler.isStopped())
        {
            // begun late, the next one comes earlier: what was spread in time stays so
            final long lateMs = Math.max(0, beginMs - dueMs) % intervalMs;
            dueMs = nowMs + intervalMs - lateMs + scheduler.spreadMs(intervalMs);
            schedule(dueMs);
        }
        scheduler.onEnd(nowMs);
    }

    @Override
    protected void onFault(final Throwable cause)
    {
        run.cancel();
        final long nowMs = scheduler.context().nowMs();
        if (isRunning)
        {
            end(nowMs);
        }
        else if (!isScheduled() && !scheduler.isStopped())
        {
            schedule(nowMs + plan.intervalMs());
        }
    }
}
