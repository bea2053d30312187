/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.nio.file.Files;
import java.nio.file.Path;

import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProcessLimits;
import io.fairlead.engine.sample.ProcessView;

/** The process as expressions of an explained configuration see it: one that has just started here. */
final class RehearsalProcess
{
    private RehearsalProcess()
    {
    }

    static ProcessView of(final Configuration configuration)
    {
        String host;
        try
        {
            host = Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
        }
        catch (final java.io.IOException ex)
        {
            // a system without /proc: the name is only shown
            host = "localhost";
        }
        final int threads = configuration.global.threadCount;
        return new ProcessSamples(host, configuration.global.node,
            threads > 0 ? threads : Runtime.getRuntime().availableProcessors(), new ProcessLimits(Integer.MAX_VALUE));
    }
}
