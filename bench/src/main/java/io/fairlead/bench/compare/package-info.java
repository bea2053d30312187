/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Balancers compared as real processes: Fairlead, HAProxy, nginx and others with equivalent configurations, one event
 * loop each on processor 0, origin and load on processor 1, measured in turns. {@link
 * io.fairlead.bench.compare.Compare} is the command; {@link io.fairlead.bench.compare.Peer} knows how one balancer is
 * configured and started, {@link io.fairlead.bench.compare.LoadLoop} carries origin and clients on one thread, and what
 * was measured is kept by {@link io.fairlead.bench.compare.Results}.
 */
package io.fairlead.bench.compare;
