/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

/** Told about exceptions and errors that ended one task, timer or event; the loop that caught them goes on. */
public interface FaultListener
{
    /**
     * Something was thrown on a loop.
     *
     * @param cause what was thrown.
     */
    void onFault(Throwable cause);
}
