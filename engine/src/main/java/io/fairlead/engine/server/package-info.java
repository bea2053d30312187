/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Servers of a backend and their state: what the configuration says of each, where it is, whether it takes traffic, how
 * much it serves.
 * <p>
 * The conductor alone changes state, weights and addresses ({@link io.fairlead.engine.server.ServerMonitor}); loops
 * read them through volatile fields and count what they serve with atomic words. May use loop, transport, counters,
 * buffer, errors and config.
 */
package io.fairlead.engine.server;
