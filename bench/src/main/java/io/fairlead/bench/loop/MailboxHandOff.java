/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.loop;

import java.util.concurrent.TimeUnit;

import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.transport.nio.NioPoller;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Handing work to a loop: on its own thread, to one that is busy, and to one that sleeps in the system. The last two
 * measure the way there and back, since the sender waits until it is done.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MailboxHandOff
{
    private final Counter here = new Counter();
    private final Counter there = new Counter();
    private final EventLoop ownLoop = new EventLoop(0, "own", new IdlePoller(), MailboxHandOff::fail);
    private EventLoop busyLoop;
    private EventLoop sleepyLoop;

    /** Counts how often it ran. */
    private static final class Counter implements Runnable
    {
        private volatile long count;

        @Override
        public void run()
        {
            count = count + 1;
        }
    }

    private static void fail(final Throwable cause)
    {
        throw new IllegalStateException("a command failed", cause);
    }

    /** Starts the other loops when they are first wanted. */
    @Setup
    public void setUp()
    {
        here.count = 0;
        there.count = 0;
    }

    /** Ends the other loops. */
    @TearDown
    public void tearDown()
    {
        stop(busyLoop);
        stop(sleepyLoop);
        busyLoop = null;
        sleepyLoop = null;
    }

    private static EventLoop start(final EventLoop loop)
    {
        final Thread thread = new Thread(loop, loop.name());
        thread.setDaemon(true);
        thread.start();
        return loop;
    }

    private static void stop(final EventLoop loop)
    {
        if (null != loop)
        {
            loop.stop();
        }
    }

    /**
     * One command given and run on one thread, with the pass of the loop around it.
     *
     * @return commands run so far.
     */
    @Benchmark
    public long oneThread()
    {
        ownLoop.execute(here);
        ownLoop.doWork();
        return here.count;
    }

    /**
     * To a loop on another thread that is busy, and back. Needs two processors.
     *
     * @return commands run so far.
     */
    @Benchmark
    public long twoThreadsBusy()
    {
        if (null == busyLoop)
        {
            busyLoop = start(new EventLoop(1, "busy", new IdlePoller(), MailboxHandOff::fail));
        }
        return handOver(busyLoop);
    }

    /**
     * To a loop on another thread that sleeps in the system's poller, and back: with the system call that wakes it.
     * Needs two processors.
     *
     * @return commands run so far.
     */
    @Benchmark
    public long twoThreadsAsleep()
    {
        if (null == sleepyLoop)
        {
            sleepyLoop = start(new EventLoop(2, "sleepy", new NioPoller(MailboxHandOff::fail), MailboxHandOff::fail));
        }
        return handOver(sleepyLoop);
    }

    private long handOver(final EventLoop loop)
    {
        final long before = there.count;
        loop.execute(there);
        while (there.count == before)
        {
            Thread.onSpinWait();
        }
        return there.count;
    }
}
