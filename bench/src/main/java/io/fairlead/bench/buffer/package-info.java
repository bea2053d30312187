/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/** The loop's buffer pool, measured. JMH's threads, each with a pool of its own. Uses the engine's {@code buffer}. */
package io.fairlead.bench.buffer;
