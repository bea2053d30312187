/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.CounterReader;

import java.util.List;

/**
 * What statistics are made from; implemented by the running configuration. Conductor only.
 */
public interface StatsSource
{
    /**
     * Proxies in the order in which HAProxy lists them: that of the configuration. Disabled and internal ones are left
     * out.
     *
     * @return proxies of the running configuration.
     */
    List<? extends ProxyView> proxies();

    /**
     * The process as a whole.
     *
     * @return view of it.
     */
    ProcessView process();

    /**
     * Counters of all loops.
     *
     * @return a reader used by the conductor only.
     */
    CounterReader counters();

    /**
     * The moment for rates and ages.
     *
     * @return milliseconds of {@code System.nanoTime()}.
     */
    long nowMs();
}
