/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.server.Server;

/**
 * Runs the checks of all servers. First checks are spread evenly over the shortest interval of a second or more, later
 * ones keep their distance. Conductor only.
 */
public final class CheckScheduler
{
    /** Intervals below this do not shorten the time over which first checks are spread. */
    private static final int SHORT_INTERVAL_MS = 1000;

    private final CheckContext context;
    private final List<HealthCheck> checks = new ArrayList<>();
    private final Map<Server, HealthCheck> byServer = new HashMap<>();
    private final ArrayDeque<HealthCheck> waiting = new ArrayDeque<>();
    private double frequency;
    private long turnMs;
    private int turnCount;
    private int runningCount;
    private boolean isStopped;

    /**
     * A scheduler without checks.
     *
     * @param context what checks are built from.
     */
    public CheckScheduler(final CheckContext context)
    {
        this.context = context;
    }

    /** Something was thrown on this loop: forget what expressions left open. No check may be under way on the stack. */
    public void onFault()
    {
        context.scratch().reset();
    }

    CheckContext context()
    {
        return context;
    }

    /**
     * Add the health check of a server. Before {@link #start(long)}.
     *
     * @param plan how to check.
     */
    public void add(final CheckPlan plan)
    {
        final HealthCheck check = new HealthCheck(this, plan);
        checks.add(check);
        frequency += check.frequency();
        if (!plan.isAgent())
        {
            byServer.put(plan.server(), check);
        }
    }

    /**
     * Add the checks of a server that was added at run time; they do nothing until they are enabled.
     *
     * @param plan  how to check.
     * @param nowMs the loop's monotonic clock, milliseconds.
     */
    public void addLater(final CheckPlan plan, final long nowMs)
    {
        add(plan);
        final HealthCheck check = checks.getLast();
        plan.health().isEnabled(false);
        check.start(nowMs, nowMs + check.intervalMs());
    }

    /**
     * End the checks of a server, those under way without a result.
     *
     * @param server that is removed.
     * @param nowMs  the loop's monotonic clock, milliseconds.
     */
    public void remove(final Server server, final long nowMs)
    {
        for (int i = checks.size() - 1; i >= 0; i--)
        {
            final HealthCheck check = checks.get(i);
            if (check.isOf(server))
            {
                checks.remove(i);
                frequency -= check.frequency();
                waiting.remove(check);
                if (check.stop())
                {
                    onEnd(nowMs);
                }
            }
        }
        byServer.remove(server);
    }

    /**
     * Begin to check.
     *
     * @param nowMs the loop's monotonic clock, milliseconds.
     */
    public void start(final long nowMs)
    {
        int shortest = 0;
        for (final HealthCheck check : checks)
        {
            final int intervalMs = check.intervalMs();
            if (intervalMs >= SHORT_INTERVAL_MS && (0 == shortest || intervalMs < shortest))
            {
                shortest = intervalMs;
            }
        }
        for (int i = 0; i < checks.size(); i++)
        {
            final HealthCheck check = checks.get(i);
            long spanMs = Math.max(shortest, check.intervalMs());
            spanMs += spreadMs(check.intervalMs());
            if (context.maxSpreadMs() > 0)
            {
                spanMs = Math.min(spanMs, context.maxSpreadMs());
            }
            check.start(nowMs, nowMs + spanMs * i / checks.size());
        }
    }

    /** End all checks, those under way without a result. */
    public void stop()
    {
        isStopped = true;
        waiting.clear();
        for (final HealthCheck check : checks)
        {
            check.stop();
        }
    }

    /**
     * Errors in traffic asked for an early check of a server.
     *
     * @param server whose check is to come after {@code fastinter}.
     * @param nowMs  the loop's monotonic clock, milliseconds.
     */
    public void advance(final Server server, final long nowMs)
    {
        final HealthCheck check = byServer.get(server);
        if (null != check)
        {
            check.advance(nowMs);
        }
    }

    /** A random part of an interval, up or down. */
    int spreadMs(final int intervalMs)
    {
        final int most = intervalMs * context.spreadPercent() / 100;
        return most > 0 ? most - (int)(2L * most * context.random().nextInt(1 << 16) / (1 << 16)) : 0;
    }

    /**
     * When a check that is due may begin. After a time in which none could, all that are due would begin together;
     * they follow one another at twice the usual pace instead, which needs no more of anything than usual.
     *
     * @param nowMs the loop's monotonic clock, milliseconds.
     * @return now or a little later.
     */
    long admit(final long nowMs)
    {
        final int most = 1 + (int)(2 * frequency);
        if (turnMs < nowMs)
        {
            turnMs = nowMs;
            turnCount = 0;
        }
        else if (turnCount >= most)
        {
            turnMs++;
            turnCount = 0;
        }
        turnCount++;
        return turnMs;
    }

    boolean isStopped()
    {
        return isStopped;
    }

    /** Whether one more check may begin now; otherwise it is called when another one ends. */
    boolean tryBegin(final HealthCheck check)
    {
        if (context.maxRunning() > 0 && runningCount >= context.maxRunning())
        {
            waiting.add(check);
            return false;
        }
        runningCount++;
        return true;
    }

    void onEnd(final long nowMs)
    {
        runningCount--;
        if (!isStopped && !waiting.isEmpty() && (0 == context.maxRunning() || runningCount < context.maxRunning()))
        {
            runningCount++;
            waiting.poll().run(nowMs);
        }
    }

    /** Checks on their way, for tests. */
    int runningCount()
    {
        return runningCount;
    }
}
