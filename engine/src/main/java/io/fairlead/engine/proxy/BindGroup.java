/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The bind points of all loops for one listening socket that only one of them accepts from. Connections stay on that
 * loop, where they find the idle connections of those before them, until another loop has clearly less to do. Any
 * thread.
 */
final class BindGroup
{
    /** Sessions by which a loop must lead before connections are dealt elsewhere. */
    private static final int SLACK = 8;

    private final AtomicReferenceArray<BindPoint> points;

    BindGroup(final int loopCount)
    {
        points = new AtomicReferenceArray<>(loopCount);
    }

    void add(final BindPoint point)
    {
        points.set(point.worker().index(), point);
    }

    /** Whom to give a new connection. */
    BindPoint leastLoaded(final BindPoint owner)
    {
        BindPoint best = owner;
        int fewest = owner.worker().sessionCount() - SLACK;
        for (int i = 0; i < points.length(); i++)
        {
            final BindPoint point = points.get(i);
            if (null != point && point != owner && point.worker().sessionCount() < fewest)
            {
                best = point;
                fewest = point.worker().sessionCount();
            }
        }
        return best;
    }
}
