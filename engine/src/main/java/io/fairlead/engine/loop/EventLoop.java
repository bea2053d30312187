/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * One thread's duty cycle: commands from other threads, readiness events, timers, tasks. Every step is bounded, and
 * whatever is thrown inside one ends that piece of work only.
 */
public final class EventLoop implements Runnable
{
    private static final int COMMAND_CHUNK = 256;
    private static final int COMMAND_LIMIT = 1024;
    private static final int TIMER_LIMIT = 1024;
    private static final int TASK_LIMIT = 1024;

    private final int index;
    private final String name;
    private final Poller poller;
    private final FaultListener faults;
    private final LoopClock clock = new LoopClock();
    private final TimerQueue timers;
    private final MpscUnboundedVarHandleArrayQueue<Runnable> commands =
        new MpscUnboundedVarHandleArrayQueue<>(COMMAND_CHUNK);
    private final AtomicBoolean isSleeping = new AtomicBoolean();
    private Task firstTask;
    private Task lastTask;
    private volatile Thread thread;
    private volatile boolean isStopping;
    private volatile long untoldFaults;
    private volatile long passCount;
    private long waitNs;

    /**
     * A loop that does not run yet.
     *
     * @param index  number of the loop, from 0.
     * @param name   of its thread.
     * @param poller where its events come from; closed with the loop.
     * @param faults told about what handlers throw.
     */
    public EventLoop(final int index, final String name, final Poller poller, final FaultListener faults)
    {
        this.index = index;
        this.name = name;
        this.poller = poller;
        this.faults = faults;
        this.timers = new TimerQueue(clock.nowMs(), faults);
    }

    /**
     * Number of the loop.
     *
     * @return from 0.
     */
    public int index()
    {
        return index;
    }

    /**
     * Name of the loop and its thread.
     *
     * @return name.
     */
    public String name()
    {
        return name;
    }

    /**
     * Cached clocks. Loop only.
     *
     * @return the clock.
     */
    public LoopClock clock()
    {
        return clock;
    }

    /**
     * Timers of this loop. Loop only.
     *
     * @return the queue.
     */
    public TimerQueue timers()
    {
        return timers;
    }

    /**
     * Source of events, for the transport that made it. Loop only.
     *
     * @return the poller.
     */
    public Poller poller()
    {
        return poller;
    }

    /**
     * Where faults are reported.
     *
     * @return listener; any thread.
     */
    public FaultListener faults()
    {
        return faults;
    }

    /**
     * Whether the caller runs on this loop.
     *
     * @return true on the loop's own thread.
     */
    public boolean isOnLoop()
    {
        return Thread.currentThread() == thread;
    }

    /**
     * Run something on the loop. Any thread; wakes the loop only if it sleeps.
     *
     * @param command to run once.
     */
    public void execute(final Runnable command)
    {
        commands.offer(command);
        if (isSleeping.get() && isSleeping.compareAndSet(true, false))
        {
            poller.wakeup();
        }
    }

    /**
     * Queue a task for the next pass; one that is queued already stays where it is. Loop only.
     *
     * @param task to run once.
     */
    public void queue(final Task task)
    {
        if (task.isQueued())
        {
            return;
        }
        task.isQueued(true);
        task.next(null);
        if (null == lastTask)
        {
            firstTask = task;
        }
        else
        {
            lastTask.next(task);
        }
        lastTask = task;
    }

    /** End the loop after its current pass. Any thread. */
    public void stop()
    {
        isStopping = true;
        poller.wakeup();
    }

    /**
     * Passes made so far, for watching that a loop is alive. Any thread.
     *
     * @return count.
     */
    public long passCount()
    {
        return passCount;
    }

    /**
     * Time spent waiting for events. Loop only.
     *
     * @return nanoseconds since start.
     */
    public long waitNs()
    {
        return waitNs;
    }

    @Override
    public void run()
    {
        thread = Thread.currentThread();
        try
        {
            while (!isStopping)
            {
                workSafely();
            }
        }
        finally
        {
            poller.close();
        }
    }

    /** A pass that nothing ends the loop in, be it thrown while the remains of what threw before are put away. */
    private void workSafely()
    {
        try
        {
            doWork();
        }
        catch (final Throwable fault)
        {
            try
            {
                faults.onFault(fault);
            }
            catch (final Throwable another)
            {
                untoldFaults++;
            }
        }
    }

    /**
     * Things thrown that could not even be told. Any thread.
     *
     * @return count.
     */
    public long untoldFaults()
    {
        return untoldFaults;
    }

    /**
     * One pass. Called by {@link #run()}, or by a test that steps the loop by hand.
     *
     * @return amount of work done.
     */
    public int doWork()
    {
        int workCount = drainCommands();
        final long timeoutMs = timeoutMs();
        if (timeoutMs > 0)
        {
            final long beforeNs = System.nanoTime();
            workCount += poller.poll(timeoutMs, clock);
            waitNs += Math.max(0, clock.nowNs() - beforeNs);
            isSleeping.setPlain(false);
        }
        else
        {
            workCount += poller.poll(0, clock);
        }
        workCount += timers.expire(clock.nowMs(), TIMER_LIMIT);
        workCount += runTasks();
        passCount++;
        return workCount;
    }

    private long timeoutMs()
    {
        if (null != firstTask)
        {
            return 0;
        }
        final long waitMs = timers.waitMs(clock.nowMs());
        if (0 == waitMs)
        {
            return 0;
        }
        // announce the sleep, then look again: a sender that missed the announcement has been seen here
        isSleeping.set(true);
        if (!commands.isEmpty() || isStopping)
        {
            isSleeping.set(false);
            return 0;
        }
        return waitMs;
    }

    private int drainCommands()
    {
        int count = 0;
        while (count < COMMAND_LIMIT)
        {
            final Runnable command = commands.poll();
            if (null == command)
            {
                break;
            }
            count++;
            try
            {
                command.run();
            }
            catch (final Throwable fault)
            {
                faults.onFault(fault);
            }
        }
        return count;
    }

    private int runTasks()
    {
        int count = 0;
        Task task = firstTask;
        // only what was queued before this step: tasks that queue themselves again wait for the next pass
        final Task last = lastTask;
        while (null != task && count < TASK_LIMIT)
        {
            firstTask = task.next();
            if (null == firstTask)
            {
                lastTask = null;
            }
            task.next(null);
            task.isQueued(false);
            count++;
            try
            {
                task.run(clock.nowMs());
            }
            catch (final Throwable fault)
            {
                faults.onFault(fault);
                task.onFault(fault);
            }
            if (task == last)
            {
                break;
            }
            task = firstTask;
        }
        return count;
    }
}
