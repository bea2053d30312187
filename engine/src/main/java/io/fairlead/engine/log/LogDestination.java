/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

/** A server of a {@code mode log} backend as the way to it. Made by {@link LogService#destination}; immutable. */
public final class LogDestination
{
    final LogTarget target;

    LogDestination(final LogTarget target)
    {
        this.target = target;
    }
}
