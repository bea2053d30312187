/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

/** Whether a frontend accepts connections. */
public enum FrontendState
{
    /** It does. */
    OPEN,
    /** Not for the moment: its sockets are there, but do not listen. */
    PAUSED,
    /** Not any more: its sockets are closed. */
    STOPPED
}
