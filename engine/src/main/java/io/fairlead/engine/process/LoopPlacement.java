/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.os.ProcessControl;

/** Pins loops to processors as {@code cpu-map} says. */
final class LoopPlacement
{
    private final GlobalSettings global;

    LoopPlacement(final GlobalSettings global)
    {
        this.global = global;
    }

    /**
     * Pin the calling thread.
     *
     * @param loop number of its loop, from 0; thread numbers of the configuration begin at 1.
     */
    void apply(final int loop)
    {
        final long[] mask = mask(loop + 1);
        if (null != mask)
        {
            ProcessControl.affinity(mask);
        }
    }

    private long[] mask(final int thread)
    {
        long[] result = null;
        for (final GlobalSettings.CpuMap map : global.cpuMaps)
        {
            final int place = placeOf(thread, map.threads());
            if (place >= 0 && map.cpus().length > 0)
            {
                result = map.isAuto() ? maskOf(map.cpus()[place % map.cpus().length]) : maskOf(map.cpus());
            }
        }
        return result;
    }

    private static int placeOf(final int thread, final int[] threads)
    {
        if (null == threads)
        {
            return thread - 1;
        }
        return thread >= threads[0] && thread <= threads[1] ? thread - threads[0] : -1;
    }

    private static long[] maskOf(final int... cpus)
    {
        int highest = 0;
        for (final int cpu : cpus)
        {
            highest = Math.max(highest, cpu);
        }
        final long[] mask = new long[highest / Long.SIZE + 1];
        for (final int cpu : cpus)
        {
            mask[cpu / Long.SIZE] |= 1L << cpu;
        }
        return mask;
    }
}
