/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import io.fairlead.engine.stats.StatsSource;

import java.util.List;
import java.util.Map;

/**
 * The parts of the daemon that commands may touch; implemented where everything comes together. Conductor only.
 */
public interface CliServices
{
    /**
     * The running configuration as statistics see it.
     *
     * @return current source.
     */
    StatsSource stats();

    /**
     * Sockets of the runtime API.
     *
     * @return in the order of the configuration.
     */
    List<CliSocket> sockets();

    /**
     * Variables of the process, those of {@code setenv} included.
     *
     * @return name to value, in a stable order.
     */
    Map<String, String> environment();

    /**
     * What was said while the process started.
     *
     * @return lines as they were printed, empty when there was nothing.
     */
    String startupLogs();

    /**
     * Set counters of all loops to zero.
     *
     * @param isAll whether to clear all counts, or maxima only.
     */
    void clearCounters(boolean isAll);

    /**
     * A socket of the runtime API.
     *
     * @param address as {@code unix@/run/x.sock}, {@code ipv4@127.0.0.1:9999} or {@code ipv6@[::1]:9999}.
     * @param level   what its sessions may do.
     */
    record CliSocket(String address, CliLevel level)
    {
    }
}
