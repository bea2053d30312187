/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import java.util.List;
import java.util.Map;

/**
 * The parts of the daemon that commands may touch; implemented where everything comes together. Conductor only.
 */
public interface CliServices
{
    /**
     * A part of the daemon that this package does not know, for commands that know it.
     *
     * @param type its type, {@code StatsSource} for example.
     * @param <T>  its type.
     * @return the part as it is now.
     * @throws IllegalArgumentException when there is none of this type.
     */
    <T> T part(Class<T> type);

    /**
     * When the process started.
     *
     * @return monotonic milliseconds.
     */
    long startMs();

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
