/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * What expressions may know about a frontend.
 */
public interface FrontendView extends ProxyView
{
    /** HTTP requests per second over the last second. */
    default long requestRate()
    {
        return 0;
    }

    /** Connections per second over the last second. */
    default long connectionRate()
    {
        return 0;
    }

    /** Configured {@code timeout client}; negative when none. */
    default long clientTimeoutMs()
    {
        return -1;
    }

    /** Configured {@code timeout tarpit}; negative when none. */
    default long tarpitTimeoutMs()
    {
        return -1;
    }

    /** Backend side of the same section, or null. */
    default BackendView ownBackend()
    {
        return null;
    }

    /** Backend used unless a rule chooses another, or null. */
    default BackendView defaultBackend()
    {
        return null;
    }
}
