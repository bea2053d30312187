/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One thread, the caller's, that is origin and clients at once, so that neither waits for the other's turn on the
 * processor they share. It runs only while {@link #runFor} or {@link #runUntil} is called.
 */
final class LoadLoop implements AutoCloseable
{
    private final Selector selector;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(256 * 1024);
    private final Consumer<SelectionKey> dispatch = LoadLoop::dispatch;
    private final Origin origin;
    private boolean isSpinning;
    private Clocked clocked;

    /** Told when its channel is ready. */
    interface Ready
    {
        void onReady(SelectionKey key);
    }

    /** Asked once a turn whether something is due. */
    interface Clocked
    {
        void onTurn(long nowNs);
    }

    LoadLoop() throws IOException
    {
        selector = Selector.open();
        origin = new Origin(this);
    }

    /** Port of the origin on 127.0.0.1. */
    int originPort()
    {
        return origin.port();
    }

    Selector selector()
    {
        return selector;
    }

    /** Shared by all, empty between two calls. */
    ByteBuffer scratch()
    {
        return scratch.clear();
    }

    /**
     * Asks this once a turn, or nobody any more if it is null.
     *
     * @param isExact never to sleep, because what is due is due to the microsecond.
     */
    void clocked(final Clocked value, final boolean isExact)
    {
        clocked = value;
        isSpinning = isExact;
    }

    void runFor(final long durationNs) throws IOException
    {
        runUntil(() -> false, durationNs);
    }

    /** Runs until the condition holds, at most for a time; whether it held. */
    boolean runUntil(final BooleanSupplier condition, final long limitNs) throws IOException
    {
        final long deadlineNs = System.nanoTime() + limitNs;
        for (long nowNs = System.nanoTime(); nowNs < deadlineNs; nowNs = System.nanoTime())
        {
            if (condition.getAsBoolean())
            {
                return true;
            }
            if (null != clocked)
            {
                clocked.onTurn(nowNs);
            }
            if (isSpinning)
            {
                selector.selectNow(dispatch);
            }
            else
            {
                selector.select(dispatch, 1);
            }
        }
        return condition.getAsBoolean();
    }

    @Override
    public void close() throws IOException
    {
        for (final SelectionKey key : selector.keys())
        {
            key.channel().close();
        }
        selector.close();
    }

    private static void dispatch(final SelectionKey key)
    {
        if (key.isValid())
        {
            ((Ready)key.attachment()).onReady(key);
        }
    }
}
