/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

/** A check on its way, however it is done: rules over a connection, or a program. Conductor only. */
interface CheckAttempt
{
    /** Begin; the outcome comes by {@link HealthCheck#report} and {@link HealthCheck#finish}. */
    void begin(long nowMs);

    /** The time given by {@link HealthCheck#limit} is over. */
    void onLimit(long nowMs);

    /** Give up without a result. */
    void cancel();
}
