/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/** Source ports of a {@code source} line, handed out in turn. Any thread. */
final class PortRange
{
    private final int low;
    private final int count;
    private final AtomicInteger sequence = new AtomicInteger();

    PortRange(final int low, final int high)
    {
        this.low = low;
        this.count = high - low + 1;
    }

    int next()
    {
        return low + Math.floorMod(sequence.getAndIncrement(), count);
    }
}
