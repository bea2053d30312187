/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records of threads that are no loops: the conductor, start-up, shutdown. Any thread; text is built, so not for
 * traffic.
 */
public final class ProcessLog implements AutoCloseable
{
    private static final long US_PER_SECOND = 1_000_000L;
    private static final long NS_PER_US = 1000L;

    private final AtomicLong dropped = new AtomicLong();
    private final LogService service;
    private final LogWriter writer;

    /**
     * A log over the destinations of a service.
     *
     * @param service of the process.
     */
    public ProcessLog(final LogService service)
    {
        this(service, () ->
        {
            // counted here only
        });
    }

    /**
     * A log over the destinations of a service.
     *
     * @param service of the process.
     * @param drops   told of each record that was dropped, on the thread that wrote it.
     */
    public ProcessLog(final LogService service, final DropCounter drops)
    {
        this.service = service;
        writer = new LogWriter(service, ProcessLog::epochUs, () ->
        {
            dropped.incrementAndGet();
            drops.onDropped();
        });
    }

    /**
     * The wall clock, for writers of threads that have none of their own.
     *
     * @return microseconds since 1970 UTC.
     */
    public static long epochUs()
    {
        final Instant now = Instant.now();
        return now.getEpochSecond() * US_PER_SECOND + now.getNano() / NS_PER_US;
    }

    /**
     * Send a record.
     *
     * @param targets destinations.
     * @param level   severity, 0 to 7.
     * @param text    each char is one byte; trailing line ends are removed.
     */
    public synchronized void log(final LogTargets targets, final int level, final String text)
    {
        if (!targets.isEmpty())
        {
            writer.begin(targets).put(text);
            writer.send(targets, level);
        }
    }

    /**
     * Lines on stderr.
     *
     * @return messages of the process.
     */
    public RuntimeMessages messages()
    {
        return service.messages();
    }

    /**
     * Records that were dropped.
     *
     * @return count since the start, taken and set to zero.
     */
    public synchronized long takeDropped()
    {
        return dropped.getAndSet(0);
    }

    /** Close the sockets. */
    @Override
    public synchronized void close()
    {
        writer.close();
    }
}
