/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.buffer.NetAddress;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What expressions may know about a server.
 */
public interface ServerView
{
    /** Name as bytes, constant. */
    UnsafeBuffer name();

    /** Unique number within the backend. */
    default int id()
    {
        return 0;
    }

    /** Backend it belongs to. */
    default BackendView backend()
    {
        return null;
    }

    /** Address now in use, or null. */
    default NetAddress address()
    {
        return null;
    }

    /** Whether it takes traffic. */
    default boolean isUp()
    {
        return true;
    }

    /** Connections now established. */
    default long connections()
    {
        return 0;
    }

    /** Connections still allowed; negative without limit. */
    default long freeConnections()
    {
        return -1;
    }

    /** Requests waiting in its queue. */
    default long queued()
    {
        return 0;
    }

    /** Sessions per second over the last second. */
    default long sessionRate()
    {
        return 0;
    }

    /** Current weight, in the unit of the configuration. */
    default int weight()
    {
        return 1;
    }

    /** Initial weight. */
    default int initialWeight()
    {
        return weight();
    }

    /** Effective weight as the balancing algorithm uses it. */
    default int effectiveWeight()
    {
        return weight();
    }
}
