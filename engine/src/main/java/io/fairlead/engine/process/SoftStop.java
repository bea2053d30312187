/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.concurrent.TimeUnit;

import io.fairlead.engine.config.GlobalSettings;

/**
 * The slow way out ({@code SIGUSR1}): after {@code grace} nobody is accepted any more, what is idle ends, the rest may
 * finish until {@code hard-stop-after}. On a thread of its own.
 */
final class SoftStop implements Runnable
{
    private static final int POLL_MS = 20;
    private static final int RESISTING_MS = 1000;

    private final Daemon daemon;
    private final GlobalSettings global;
    private final Runnable end;

    /**
     * A stop that is to come.
     *
     * @param daemon to stop.
     * @param global settings in force.
     * @param end    called when nothing is left to do.
     */
    SoftStop(final Daemon daemon, final GlobalSettings global, final Runnable end)
    {
        this.daemon = daemon;
        this.global = global;
        this.end = end;
    }

    /** Begin; returns at once. */
    void start()
    {
        final Thread thread = new Thread(this, "soft-stop");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run()
    {
        try
        {
            if (global.graceMs > 0)
            {
                daemon.report().notice("Scheduling a soft-stop in " + global.graceMs + " ms.");
                TimeUnit.MILLISECONDS.sleep(global.graceMs);
            }
            daemon.stopSoftly();
            if (!isOverWithin(global.hardStopAfterMs > 0 ? global.hardStopAfterMs : Long.MAX_VALUE / 2_000_000L))
            {
                stopHard();
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        end.run();
    }

    private void stopHard() throws InterruptedException
    {
        daemon.report().warning("soft-stop running for too long, performing a hard-stop.");
        daemon.report().hardStopped();
        daemon.killSessions();
        if (!isOverWithin(RESISTING_MS))
        {
            daemon.report().warning("Some tasks resisted to hard-stop, exiting now.");
        }
    }

    private boolean isOverWithin(final long limitMs) throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + limitMs * 1_000_000L;
        while (daemon.connections() > 0)
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return true;
    }
}
