/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What expressions may know about the process.
 */
public interface ProcessView
{
    /** Host name as bytes. */
    UnsafeBuffer hostName();

    /** Node name of the {@code global} section, else the host name. */
    default UnsafeBuffer nodeName()
    {
        return hostName();
    }

    /** Process number as logs show it. */
    int pid();

    /** Number of loops. */
    default int loopCount()
    {
        return 1;
    }

    /** Whether the process is on its way to stop. */
    default boolean isStopping()
    {
        return false;
    }

    /** Connections of the process. */
    default long connections()
    {
        return 0;
    }

    /** Microseconds since the process started. */
    default long uptimeMs()
    {
        return 0;
    }

    /** Frontend of a name that only a request tells, or null. */
    default FrontendView frontend(final DirectBuffer buffer, final int offset, final int length)
    {
        return null;
    }

    /** Backend of a name that only a request tells, or null. */
    default BackendView backend(final DirectBuffer buffer, final int offset, final int length)
    {
        return null;
    }
}
