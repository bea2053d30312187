/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.Arrays;

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.os.ProcessControl;

/** Pins loops to processors as {@code cpu-map} says. */
final class LoopPlacement
{
    private final GlobalSettings global;

    private final int loopCount;

    LoopPlacement(final GlobalSettings global, final int loopCount)
    {
        this.global = global;
        this.loopCount = loopCount;
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
        final int groups = Math.max(1, Math.min(global.threadGroupCount, loopCount));
        final int perGroup = (loopCount + groups - 1) / groups;
        final int group = (thread - 1) / perGroup + 1;
        final int inGroup = (thread - 1) % perGroup + 1;
        long[] result = null;
        for (final GlobalSettings.CpuMap map : global.cpuMaps)
        {
            final int place = placeOf(group, map.groups()) < 0 ? -1 : placeOf(inGroup, map.threads());
            if (place >= 0 && map.cpus().length > 0)
            {
                result = map.isAuto() ? maskOf(map.cpus()[place % map.cpus().length]) : maskOf(map.cpus());
            }
        }
        return result;
    }

    /* Place of a number among those meant, null for all; -1 when it is not meant. */
    private static int placeOf(final int number, final int[] numbers)
    {
        return null == numbers ? number - 1 : Math.max(-1, Arrays.binarySearch(numbers, number));
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
