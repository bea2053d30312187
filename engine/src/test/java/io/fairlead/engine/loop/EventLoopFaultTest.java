/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** Whatever is thrown in whatever a loop runs, and while that is put away, is told and ends nothing else. */
class EventLoopFaultTest
{
    private static final int LIMIT_S = 20;

    private final Queue<Throwable> told = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final EventLoop loop = new EventLoop(0, "faulty", new Parked(), told::add);
    private final Thread thread = new Thread(loop, "faulty");

    /** Waits for wake-ups, and for events that tests make. */
    private final class Parked implements Poller
    {
        private final BlockingQueue<Boolean> wakeups = new ArrayBlockingQueue<>(1);

        @Override
        public int poll(final long timeoutMs, final LoopClock clock)
        {
            try
            {
                wakeups.poll(Math.min(timeoutMs, TimeUnit.SECONDS.toMillis(LIMIT_S)), TimeUnit.MILLISECONDS);
            }
            catch (final InterruptedException ex)
            {
                throw new AssertionError(ex);
            }
            clock.update();
            return 0;
        }

        @Override
        public void wakeup()
        {
            wakeups.offer(true);
        }

        @Override
        public void close()
        {
            events.add("closed");
        }
    }

    private static void fail(final String kind)
    {
        switch (kind)
        {
            case "exception" -> throw new IllegalStateException("on purpose");
            case "stack" -> recurse(1);
            case "memory" -> throw new OutOfMemoryError("on purpose");
            default -> throw new NoClassDefFoundError("on purpose");
        }
    }

    private static int recurse(final int depth)
    {
        return recurse(depth + 1) + 1;
    }

    private void schedule(final String place, final String kind, final boolean isWorse)
    {
        switch (place)
        {
            case "command" -> loop.execute(() -> fail(kind));
            case "task" -> loop.execute(() -> loop.queue(new Task()
            {
                @Override
                protected void run(final long nowMs)
                {
                    fail(kind);
                }

                @Override
                protected void onFault(final Throwable cause)
                {
                    putAway(kind, isWorse);
                }
            }));
            default -> loop.execute(() -> loop.timers().schedule(new Timer()
            {
                @Override
                protected void onTimer(final long nowMs)
                {
                    fail(kind);
                }

                @Override
                protected void onFault(final Throwable cause)
                {
                    putAway(kind, isWorse);
                }
            }, loop.clock().nowMs() + 1));
        }
    }

    private void putAway(final String kind, final boolean isWorse)
    {
        events.add("put away");
        if (isWorse)
        {
            fail(kind);
        }
    }

    @BeforeEach
    void start()
    {
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException
    {
        loop.stop();
        thread.join(TimeUnit.SECONDS.toMillis(LIMIT_S));
        assertFalse(thread.isAlive());
        assertEquals(0, loop.untoldFaults());
    }

    @ParameterizedTest
    @CsvSource({"command, exception", "command, stack", "command, memory", "command, linkage",
        "task, exception", "task, stack", "task, memory", "task, linkage",
        "timer, exception", "timer, stack", "timer, memory", "timer, linkage"})
    void shouldGoOnWhateverIsThrown(final String place, final String kind) throws InterruptedException
    {
        for (final boolean isWorse : new boolean[]{false, true})
        {
            told.clear();
            schedule(place, kind, isWorse);
            if (!"command".equals(place))
            {
                assertEquals("put away", events.poll(LIMIT_S, TimeUnit.SECONDS));
            }
            loop.execute(() -> loop.timers().schedule(new Timer()
            {
                @Override
                protected void onTimer(final long nowMs)
                {
                    events.add("next");
                }

                @Override
                protected void onFault(final Throwable cause)
                {
                    events.add("fault of the next");
                }
            }, loop.clock().nowMs() + 1));
            assertEquals("next", events.poll(LIMIT_S, TimeUnit.SECONDS));
            assertEquals(isWorse && !"command".equals(place) ? 2 : 1, told.size());
            assertNotNull(told.peek());
        }
    }
}
