/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A backend of {@code mode log}: chooses a server for each record. Any thread.
 * Source: configuration.txt 4.2 "log", "balance log-hash".
 */
@FunctionalInterface
public interface LogRoute
{
    /**
     * Choose.
     *
     * @param buffer of the record.
     * @param offset of its text, behind the header.
     * @param length of its text.
     * @return where it goes; null when there is no server for it.
     */
    LogDestination choose(UnsafeBuffer buffer, int offset, int length);
}
