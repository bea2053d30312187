/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** Where a sample fetch takes its value from; implemented by the source enumeration of package {@code sample}. */
public interface FetchSource
{
    /** Short name for documents, for example {@code HRQHV}. */
    String name();

    /**
     * Places of evaluation where the source is available: bit i stands for column i of HAProxy's {@code -dKsmp} dump,
     * 22 columns, from "frontend tcp-request connection rule" (bit 0) to "runtime CLI" (bit 21).
     */
    int checkpointMask();
}
