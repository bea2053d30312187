/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * What became of a server, or a backend, since the start: when its state last changed, how long it was down, how often
 * it failed. Written by the conductor; any thread may read.
 */
public final class ServerHistory
{
    private volatile long lastChangeMs;
    private volatile long downTimeMs;
    private volatile long downTransitions;
    private volatile long failedChecks;
    private volatile long failedObservations;

    /**
     * When the state last changed.
     *
     * @return monotonic clock, milliseconds.
     */
    public long lastChangeMs()
    {
        return lastChangeMs;
    }

    void lastChangeMs(final long nowMs)
    {
        lastChangeMs = nowMs;
    }

    /**
     * Time spent down.
     *
     * @param isUp  whether the server is up now.
     * @param nowMs monotonic clock, milliseconds.
     * @return milliseconds, those of the present outage included.
     */
    public long downTimeMs(final boolean isUp, final long nowMs)
    {
        return isUp ? downTimeMs : downTimeMs + Math.max(0, nowMs - lastChangeMs);
    }

    /**
     * Times the server went from up to down ({@code chkdown}).
     *
     * @return count.
     */
    public long downTransitions()
    {
        return downTransitions;
    }

    /**
     * Checks that failed while it was up ({@code chkfail}).
     *
     * @return count.
     */
    public long failedChecks()
    {
        return failedChecks;
    }

    /**
     * Times errors in traffic reached {@code error-limit} ({@code hanafail}).
     *
     * @return count.
     */
    public long failedObservations()
    {
        return failedObservations;
    }

    void onUp(final long nowMs)
    {
        downTimeMs += Math.max(0, nowMs - lastChangeMs);
    }

    void onDown()
    {
        downTransitions = downTransitions + 1;
    }

    void onCheckFailed()
    {
        failedChecks = failedChecks + 1;
    }

    void onObservationFailed()
    {
        failedObservations = failedObservations + 1;
    }

    /**
     * Forget the counts ({@code clear counters all}). The times stay, as in HAProxy, whose {@code lastchg} alone shows
     * 0 until the next change. Conductor.
     */
    public void clearCounters()
    {
        downTransitions = 0;
        failedChecks = 0;
        failedObservations = 0;
    }

    /** Go on with the times and counts of the one before it. */
    void inherit(final ServerHistory before)
    {
        lastChangeMs = before.lastChangeMs;
        downTimeMs = before.downTimeMs;
        downTransitions = before.downTransitions;
        failedChecks = before.failedChecks;
        failedObservations = before.failedObservations;
    }
}
