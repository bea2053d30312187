/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.Worker;

/**
 * Generations that a reload replaced and that finish their streams; forgotten with the last one, or when
 * {@code hard-stop-after} has passed, which ends what is left. Conductor only.
 */
final class Draining extends Timer
{
    private static final int PERIOD_MS = 100;
    private static final int NEVER = -1;

    private final EventLoop conductor;
    private final List<Worker> workers;
    private final List<Old> generations = new ArrayList<>();

    /** A generation on its way out. */
    static final class Old
    {
        private final LiveGeneration live;
        private final long deadlineMs;
        private final int reloads;
        private int loopsToCome;
        private boolean isKilled;

        private Old(final LiveGeneration live, final int loopCount, final long deadlineMs, final int reloads)
        {
            this.live = live;
            this.loopsToCome = loopCount;
            this.deadlineMs = deadlineMs;
            this.reloads = reloads;
        }

        LiveGeneration live()
        {
            return live;
        }

        /** Reloads of the process when it began to serve. */
        int reloads()
        {
            return reloads;
        }
    }

    Draining(final EventLoop conductor, final List<Worker> workers)
    {
        this.conductor = conductor;
        this.workers = workers;
    }

    /** Generations that still serve somebody, the oldest first. */
    List<Old> generations()
    {
        return generations;
    }

    /**
     * Watch a generation that was replaced.
     *
     * @param live       the generation.
     * @param hardStopMs time its streams have; 0 or less for any time.
     * @param reloads    reloads of the process when it began to serve.
     * @return handle for {@link #onLoopDone}.
     */
    Old add(final LiveGeneration live, final int hardStopMs, final int reloads)
    {
        final long deadlineMs = hardStopMs > 0 ? conductor.clock().nowMs() + hardStopMs : NEVER;
        final Old old = new Old(live, workers.size(), deadlineMs, reloads);
        generations.add(old);
        return old;
    }

    /** One more loop serves the next generation. */
    void onLoopDone(final Old old)
    {
        old.loopsToCome--;
        look(conductor.clock().nowMs());
    }

    /** End the streams of all of them now ({@code hard-reload}). */
    void killAll()
    {
        generations.forEach(this::kill);
    }

    private void look(final long nowMs)
    {
        final Iterator<Old> all = generations.iterator();
        while (all.hasNext())
        {
            final Old old = all.next();
            if (old.loopsToCome <= 0 && 0 == old.live.generation().connections())
            {
                all.remove();
            }
            else if (NEVER != old.deadlineMs && nowMs >= old.deadlineMs)
            {
                kill(old);
            }
        }
        if (generations.isEmpty())
        {
            conductor.timers().cancel(this);
        }
        else
        {
            conductor.timers().schedule(this, nowMs + PERIOD_MS);
        }
    }

    private void kill(final Old old)
    {
        if (!old.isKilled)
        {
            old.isKilled = true;
            final Set<Frontend> frontends = old.live.frontends();
            for (final Worker worker : workers)
            {
                worker.loop().execute(() -> worker.killSessions(frontends));
            }
        }
    }

    @Override
    protected void onTimer(final long nowMs)
    {
        look(nowMs);
    }

    @Override
    protected void onFault(final Throwable cause)
    {
        // reported by the loop; look again
        conductor.timers().schedule(this, conductor.clock().nowMs() + PERIOD_MS);
    }
}
