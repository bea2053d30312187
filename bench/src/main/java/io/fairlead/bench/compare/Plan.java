/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param pairs turns of each peer.
 * @param turnNs length of a turn.
 * @param warmUpNs load before the first turn of a scenario.
 */
record Plan(int pairs, long turnNs, long warmUpNs)
{
    static final Plan QUICK = new Plan(5, Duration.ofMillis(1200).toNanos(), Duration.ofSeconds(3).toNanos());
    static final Plan FULL = new Plan(9, Duration.ofSeconds(2).toNanos(), Duration.ofSeconds(6).toNanos());

    Plan withPairs(final int value)
    {
        return new Plan(value, turnNs, warmUpNs);
    }
}
