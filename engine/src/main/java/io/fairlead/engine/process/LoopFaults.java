/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.counters.ProcessColumn;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.FaultListener;

/**
 * What becomes of things thrown on one loop: they are counted and reported, and what they left open is put in order
 * once nothing is under way. Loop-confined.
 */
final class LoopFaults implements FaultListener
{
    private final LoopCounters counters;
    private final int caught;
    private final FaultListener report;
    private final List<Runnable> remedies = new ArrayList<>();
    private EventLoop loop;

    LoopFaults(final CounterFile file, final LoopCounters counters, final FaultListener report)
    {
        this.counters = counters;
        this.caught = file.process().address(ProcessColumn.LOOP_THROWABLES);
        this.report = report;
    }

    /** Have a step run on the loop after each fault; before the loop starts. */
    void remedy(final EventLoop ofLoop, final Runnable step)
    {
        loop = ofLoop;
        remedies.add(step);
    }

    @Override
    public void onFault(final Throwable cause)
    {
        counters.increment(caught);
        report.onFault(cause);
        remedies.forEach(loop::execute);
    }
}
