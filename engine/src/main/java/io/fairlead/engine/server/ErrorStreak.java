/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Errors in a row that traffic and checks showed of a server ({@code observe}, {@code error-limit}). Counted by all
 * loops. Source: configuration.txt 5.2 "observe".
 */
public final class ErrorStreak
{
    private final Server server;
    private final AtomicInteger errors = new AtomicInteger();
    private volatile ObservationListener listener;
    private volatile boolean isLayer7;

    ErrorStreak(final Server server)
    {
        this.server = server;
    }

    /**
     * Who hears of too many errors in traffic. Before traffic, for servers with {@code observe} and a check.
     *
     * @param observer called on the loop that saw the last error.
     */
    public void observer(final ObservationListener observer)
    {
        isLayer7 = "layer7".equals(server.settings().observe);
        listener = observer;
    }

    /**
     * Traffic showed something of the server; counts only with {@code observe}. Any loop.
     *
     * @param seen what.
     */
    public void observe(final Observation seen)
    {
        final ObservationListener observer = listener;
        if (null == observer)
        {
            return;
        }
        if (seen.isGood(isLayer7))
        {
            clear();
        }
        else if (seen.isBad(isLayer7))
        {
            final int count = errors.incrementAndGet();
            if (count >= server.settings().errorLimit)
            {
                observer.onTooManyErrors(server, count, seen);
            }
        }
    }

    /** Traffic or a check went well: errors in a row begin anew. Any thread; writes only when there are any. */
    public void clear()
    {
        if (0 != errors.get())
        {
            errors.set(0);
        }
    }
}
