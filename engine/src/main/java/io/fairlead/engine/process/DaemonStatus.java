/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.ProcessColumn;
import io.fairlead.engine.proxy.ProcessLimits;
import io.fairlead.engine.stats.ProcessView;

import java.util.function.IntSupplier;

/**
 * The process as {@code show info} shows it.
 */
final class DaemonStatus implements ProcessView
{

    private volatile GlobalSettings global;
    private volatile DescriptorBudget budget;
    private final ProcessLimits limits;
    private final CounterReader counters;
    private final CounterObject process;
    private final int loopCount;
    private final long hardMaxConnections;
    private final String node;
    private final String counterFile;
    private final IntSupplier listeners;
    private volatile long readyMs;
    private volatile long warnings;

    /* counterFile: null for none; listeners: open sockets now. */
    DaemonStatus(
        final GlobalSettings global,
        final DescriptorBudget budget,
        final ProcessLimits limits,
        final CounterReader counters,
        final String node,
        final String counterFile,
        final IntSupplier listeners)
    {
        this.global = global;
        this.budget = budget;
        this.limits = limits;
        this.counters = counters;
        this.node = null == global.node ? node : global.node;
        this.counterFile = counterFile;
        this.listeners = listeners;
        process = counters.objects().getFirst();
        loopCount = counters.loopCount();
        hardMaxConnections = limits.maxConnections();
    }

    /** Everything is open: the start is over. */
    void ready(final long nowMs)
    {
        readyMs = nowMs;
    }

    /** A reload brought other settings. */
    void global(final GlobalSettings value, final DescriptorBudget needed)
    {
        global = value;
        budget = needed;
    }

    /** Warnings given so far. */
    void warnings(final long count)
    {
        warnings = count;
    }

    @Override
    public int threadCount()
    {
        return loopCount;
    }

    @Override
    public int threadGroupCount()
    {
        return Math.max(1, global.threadGroupCount);
    }

    @Override
    public long pid()
    {
        return counters.pid();
    }

    @Override
    public long startEpochMs()
    {
        return counters.startEpochMs();
    }

    @Override
    public long startMs()
    {
        return counters.startMonotonicMs();
    }

    @Override
    public long bootTimeMs()
    {
        return Math.max(0, readyMs - startMs());
    }

    @Override
    public long memoryLimitMb()
    {
        return budget.memoryLimitMb();
    }

    @Override
    public long poolAllocatedBytes()
    {
        return counters.value(process, ProcessColumn.BUFFERS_ALLOCATED, 0) * global.bufferSize;
    }

    @Override
    public long poolUsedBytes()
    {
        return counters.value(process, ProcessColumn.BUFFERS_IN_USE, 0) * global.bufferSize;
    }

    @Override
    public long poolFailures()
    {
        return counters.value(process, ProcessColumn.BUFFER_WAITS, 0);
    }

    @Override
    public long descriptorLimit()
    {
        return budget.descriptors();
    }

    @Override
    public long maxSockets()
    {
        return budget.sockets();
    }

    @Override
    public long maxConnections()
    {
        return limits.maxConnections();
    }

    @Override
    public long hardMaxConnections()
    {
        return hardMaxConnections;
    }

    @Override
    public long maxTlsConnections()
    {
        return global.maxSslConn;
    }

    @Override
    public long maxPipes()
    {
        return budget.pipes();
    }

    @Override
    public long connectionRateLimit()
    {
        return limits.connectionRateLimit();
    }

    @Override
    public long sessionRateLimit()
    {
        return limits.sessionRateLimit();
    }

    @Override
    public long tlsRateLimit()
    {
        return global.maxSslRate;
    }

    @Override
    public long compressionRateLimit()
    {
        return limits.compression().rate();
    }

    @Override
    public String node()
    {
        return node;
    }

    @Override
    public String description()
    {
        return global.description;
    }

    @Override
    public boolean isStopping()
    {
        return limits.isStopping();
    }

    @Override
    public long jobs()
    {
        return limits.connections() + (long)listeners.getAsInt();
    }

    @Override
    public long listeners()
    {
        return listeners.getAsInt();
    }

    @Override
    public long warnings()
    {
        return warnings;
    }

    @Override
    public String counterFile()
    {
        return counterFile;
    }
}
