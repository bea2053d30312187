/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.function.Supplier;

import io.fairlead.engine.command.FrontendSwitch;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.FrontendState;

/**
 * Which frontends accept connections: all, unless a signal or the runtime API paused or stopped some. A reload begins
 * with all of them open again. Conductor only.
 */
final class FrontendSwitches implements FrontendSwitch
{
    private final Supplier<LiveGeneration> live;
    private final Supplier<ProxyReport> report;
    private final LoopBarrier loops;
    private final RuntimeApi api;

    FrontendSwitches(
        final Supplier<LiveGeneration> live,
        final Supplier<ProxyReport> report,
        final LoopBarrier loops,
        final RuntimeApi api)
    {
        this.live = live;
        this.report = report;
        this.loops = loops;
        this.api = api;
    }

    @Override
    public void pause(final Frontend frontend)
    {
        if (FrontendState.OPEN == frontend.state() && !frontend.settings().binds.isEmpty())
        {
            frontend.state(FrontendState.PAUSED);
            loops.run(worker -> worker.pauseListening(frontend, true));
            report.get().paused(frontend, true);
        }
    }

    @Override
    public void resume(final Frontend frontend)
    {
        if (FrontendState.PAUSED == frontend.state())
        {
            frontend.state(FrontendState.OPEN);
            loops.run(worker -> worker.pauseListening(frontend, false));
            report.get().paused(frontend, false);
        }
    }

    @Override
    public void stop(final Frontend frontend)
    {
        if (FrontendState.STOPPED != frontend.state())
        {
            frontend.state(FrontendState.STOPPED);
            loops.run(worker -> worker.stopListening(frontend));
            report.get().stopped(frontend.settings());
        }
    }

    /** Pause or resume all of them and the sockets of the runtime API, for another process that wants the addresses. */
    void pauseAll(final boolean isPaused)
    {
        for (final Frontend frontend : live.get().generation().frontends())
        {
            if (isPaused)
            {
                pause(frontend);
            }
            else
            {
                resume(frontend);
            }
        }
        if (api.pauseListening(isPaused))
        {
            report.get().apiPaused(isPaused);
        }
    }
}
