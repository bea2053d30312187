/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * What expressions may know about any proxy. Loop only; counters may be those of all loops together.
 */
public interface ProxyView
{
    /** Name as bytes, constant. */
    UnsafeBuffer name();

    /** Unique number of the proxy. */
    default int id()
    {
        return 0;
    }

    /** Whether it is in HTTP mode. */
    default boolean isHttp()
    {
        return true;
    }

    /** Sessions per second over the last second. */
    default long sessionRate()
    {
        return 0;
    }

    /** Connections now established. */
    default long connections()
    {
        return 0;
    }
}
