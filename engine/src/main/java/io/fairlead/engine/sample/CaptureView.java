/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.DirectBuffer;

/**
 * Slots for pieces of traffic kept for the log, of one direction of one stream.
 */
public interface CaptureView
{
    /** Number of slots. */
    int count();

    /** Whether a slot was filled; then the sample becomes its text. */
    boolean slot(int index, Sample out);

    /** Longest text of a slot, in bytes. */
    int maxLength(int index);

    /** Fill a slot; the bytes are copied, and cut to {@link #maxLength}. */
    void slot(int index, DirectBuffer source, int offset, int length);
}
