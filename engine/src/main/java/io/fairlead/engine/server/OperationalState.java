/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * Health of a server, apart from what administrators ask of it. The order gives the numbers of the server state file.
 */
public enum OperationalState
{
    /** Down. */
    STOPPED,
    /** Up, but warming up after {@code slowstart}. */
    STARTING,
    /** Up. */
    RUNNING,
    /** Up for those who already use it only, as after a check that says so (404 with {@code disable-on-404}). */
    STOPPING
}
