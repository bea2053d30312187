/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Statistics as HAProxy prints them: {@code show stat}, {@code show info}, {@code show servers}, in all their formats,
 * made piece by piece so that a slow reader costs no memory.
 * <p>
 * Counts come from the counter file; everything else through the views declared here ({@code ProxyView} and its
 * kin), which the proxies and servers implement. Runs on the conductor. May use proxy, server, loop, counters, config
 * and what these are built on.
 */
package io.fairlead.engine.stats;
