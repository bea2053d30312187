/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * What single parts of the engine cost, measured with JMH: one class for each, in the package named after the room it
 * measures. This package holds the input they share ({@link io.fairlead.bench.Heads},
 * {@link io.fairlead.bench.FixedTraffic}, {@link io.fairlead.bench.Language}) and {@link io.fairlead.bench.Suite}, which
 * {@code bench/run} starts.
 */
package io.fairlead.bench;
