/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Finds out which servers are well: schedules checks, runs them without blocking and hands results to
 * {@link io.fairlead.engine.server.HealthJudge}.
 * <p>
 * Everything here runs on the conductor. May use server, mux, format, sample, http,
 * transport, loop, proxyprotocol, log, config and buffer.
 */
package io.fairlead.engine.check;
