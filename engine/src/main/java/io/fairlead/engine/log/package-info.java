/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Log records: what a line on a {@code log} directive means, the header in front of a record, and the way out. A loop
 * writes through its own {@link io.fairlead.engine.log.LogWriter}, all other threads through
 * {@link io.fairlead.engine.log.ProcessLog}. Datagrams leave at once and are dropped when the socket is full; records
 * for descriptors and TCP go through a bounded ring to a thread of the destination's, and are dropped when the ring is
 * full. No sender ever waits. May use format, transport, loop, buffer, config and what these are built on.
 */
package io.fairlead.engine.log;
