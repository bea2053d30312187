/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The page of results: {@link io.fairlead.bench.page.ResultsPage} reads what the runs under {@code perf-results/} left
 * behind and writes {@code index.html}, which needs nothing from outside, and {@code README.md} with the same tables.
 */
package io.fairlead.bench.page;
