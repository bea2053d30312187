/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

import io.fairlead.engine.loop.FaultListener;
import io.fairlead.engine.loop.LoopClock;
import io.fairlead.engine.loop.Poller;

/** Readiness from one {@link Selector}; the attachment of each key is its {@link Ready}. */
public final class NioPoller implements Poller
{
    /** What hears that a selection key is ready. */
    interface Ready
    {
        /**
         * Events arrived.
         *
         * @param readyOps of the key.
         */
        void onReady(int readyOps);

        /**
         * {@link #onReady(int)} threw.
         *
         * @param cause what was thrown.
         */
        void onFault(Throwable cause);
    }

    private final Selector selector;
    private final FaultListener faults;
    private final Consumer<SelectionKey> dispatcher = this::dispatch;
    private LoopClock clock;
    private boolean isClockStale;
    private Throwable untold;

    /**
     * Open a selector.
     *
     * @param faults told about what handlers throw.
     */
    public NioPoller(final FaultListener faults)
    {
        this.faults = faults;
        try
        {
            selector = Selector.open();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    Selector selector()
    {
        return selector;
    }

    @Override
    public int poll(final long timeoutMs, final LoopClock loopClock)
    {
        clock = loopClock;
        isClockStale = true;
        final int count;
        try
        {
            if (0 == timeoutMs)
            {
                count = selector.selectNow(dispatcher);
            }
            else
            {
                // the selector's 0 means for ever; its clock may be a little ahead, so an early return is harmless
                count = selector.select(dispatcher, Long.MAX_VALUE == timeoutMs ? 0 : timeoutMs);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        if (isClockStale)
        {
            loopClock.update();
        }
        if (null != untold)
        {
            rethrowUntold();
        }
        return count;
    }

    private void dispatch(final SelectionKey key)
    {
        if (isClockStale)
        {
            isClockStale = false;
            clock.update();
        }
        final Ready ready = (Ready)key.attachment();
        try
        {
            if (key.isValid())
            {
                ready.onReady(key.readyOps());
            }
        }
        catch (final Throwable fault)
        {
            tell(fault);
            ready.onFault(fault);
        }
    }

    /** When even that fails, the channel and all others that are ready are served before the loop hears of it. */
    private void tell(final Throwable fault)
    {
        try
        {
            faults.onFault(fault);
        }
        catch (final RuntimeException | Error another)
        {
            untold = another;
        }
    }

    private void rethrowUntold()
    {
        final Throwable another = untold;
        untold = null;
        if (another instanceof Error error)
        {
            throw error;
        }
        throw (RuntimeException)another;
    }

    @Override
    public void wakeup()
    {
        selector.wakeup();
    }

    @Override
    public void close()
    {
        try
        {
            selector.close();
        }
        catch (final IOException ex)
        {
            faults.onFault(ex);
        }
    }
}
