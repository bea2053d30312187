/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.SplittableRandom;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.check.CheckContext;
import io.fairlead.engine.check.CheckPlan;
import io.fairlead.engine.check.CheckScheduler;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.HealthJudge;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.StateNotices;
import io.fairlead.engine.transport.Transport;

/** The health checks of a generation, run by the conductor. */
final class HealthChecks
{
    private static final int MAX_BUFFERS = 1024;

    private final CheckScheduler scheduler;
    private final EventLoop conductor;

    HealthChecks(
        final EventLoop conductor,
        final Transport transport,
        final GlobalSettings global,
        final Generation generation,
        final ServerMonitor monitor,
        final StateNotices notices)
    {
        this.conductor = conductor;
        scheduler = new CheckScheduler(new CheckContext()
            .loop(conductor)
            .transport(transport)
            .buffers(new BufferPool(global.bufferSize, MAX_BUFFERS))
            .judge(new HealthJudge(monitor, notices))
            .random(new SplittableRandom())
            .spreadPercent(global.spreadChecks)
            .maxSpreadMs(global.maxSpreadChecksMs)
            .maxRunning(global.maxChecksPerThread));
        for (final Backend backend : generation.backends())
        {
            add(backend);
        }
    }

    private void add(final Backend backend)
    {
        final ProxySettings proxy = backend.settings();
        for (int i = 0; i < backend.servers().size(); i++)
        {
            final Server server = backend.servers().get(i);
            if (server.settings().isChecked)
            {
                scheduler.add(new CheckPlan(
                    server, proxy.checkTimeoutMs, proxy.connectTimeoutMs, Generation.checkTuning(server)));
            }
        }
    }

    /** Begin to check. Conductor only. */
    void start()
    {
        scheduler.start(conductor.clock().nowMs());
    }

    /** Check no more. Conductor only. */
    void stop()
    {
        scheduler.stop();
    }
}
