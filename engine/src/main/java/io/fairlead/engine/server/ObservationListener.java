/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/** Told when errors in traffic reached {@code error-limit}. */
@FunctionalInterface
public interface ObservationListener
{
    /**
     * Too many errors in a row. On the loop that saw the last one; never blocks.
     *
     * @param server whose traffic failed.
     * @param errors errors in a row.
     * @param last   what was seen last.
     */
    void onTooManyErrors(Server server, int errors, Observation last);
}
