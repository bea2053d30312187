/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.server.BackendServers;

/** Arithmetic of configured weights. */
final class Weights
{
    private Weights()
    {
    }

    /**
     * Greatest common divisor of the configured weights from the first one above 0 on, by which tables are made
     * shorter.
     *
     * @return at least 1.
     */
    static int commonDivisor(final BackendServers servers)
    {
        int divisor = 0;
        for (int i = 0; i < servers.size() && 1 != divisor; i++)
        {
            int weight = servers.get(i).weight();
            while (0 != weight)
            {
                final int rest = divisor % weight;
                divisor = weight;
                weight = rest;
            }
        }
        return Math.max(1, divisor);
    }
}
