/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.fairlead.engine.proxy.Worker;

/**
 * Has all loops do something and waits until they have, so that whoever is told of it may rely on it. Loops never wait
 * for the conductor, and a turn is short.
 */
final class LoopBarrier
{
    private static final int WAIT_MS = 1000;

    private final List<Worker> workers;

    LoopBarrier(final List<Worker> workers)
    {
        this.workers = workers;
    }

    /** Run a step on each loop; conductor only, and returns after a second whatever the loops do. */
    void run(final Consumer<Worker> step)
    {
        final CountDownLatch done = new CountDownLatch(workers.size());
        for (final Worker worker : workers)
        {
            worker.loop().execute(() ->
            {
                try
                {
                    step.accept(worker);
                }
                finally
                {
                    done.countDown();
                }
            });
        }
        try
        {
            done.await(WAIT_MS, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}
