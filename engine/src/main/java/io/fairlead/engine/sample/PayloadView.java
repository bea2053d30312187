/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Bytes waiting in one direction of a stream, in one piece: everything in TCP mode, the body in HTTP mode.
 */
public interface PayloadView
{
    /** Buffer that holds them. */
    UnsafeBuffer buffer();

    /** Offset of the first. */
    int offset();

    /** How many there are now. */
    int length();

    /** Whether no more will come: end of the message, end of the connection, or no room for more. */
    boolean isComplete();

    /** Length of the whole body when announced, else what is known so far. */
    default long announcedLength()
    {
        return length();
    }
}
