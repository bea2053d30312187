/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.proxy.ProcessLimits;
import io.fairlead.engine.sample.ProcessView;

/** The process as expressions see it. Any thread. */
final class ProcessSamples implements ProcessView
{
    private static final long NS_PER_MS = 1_000_000L;

    private final UnsafeBuffer hostName;
    private final UnsafeBuffer nodeName;
    private final int loopCount;
    private final ProcessLimits limits;
    private final long startNs = System.nanoTime();
    private final int pid = (int)ProcessHandle.current().pid();

    ProcessSamples(final String host, final String node, final int loopCount, final ProcessLimits limits)
    {
        hostName = new UnsafeBuffer(host.getBytes(StandardCharsets.ISO_8859_1));
        nodeName = null == node ? hostName : new UnsafeBuffer(node.getBytes(StandardCharsets.ISO_8859_1));
        this.loopCount = loopCount;
        this.limits = limits;
    }

    @Override
    public UnsafeBuffer hostName()
    {
        return hostName;
    }

    @Override
    public UnsafeBuffer nodeName()
    {
        return nodeName;
    }

    @Override
    public int pid()
    {
        return pid;
    }

    @Override
    public int loopCount()
    {
        return loopCount;
    }

    @Override
    public boolean isStopping()
    {
        return limits.isStopping();
    }

    @Override
    public long connections()
    {
        return limits.connections();
    }

    @Override
    public long uptimeMs()
    {
        return (System.nanoTime() - startNs) / NS_PER_MS;
    }
}
