/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/** The HTTP/1 codec, measured: heads and chunks, in and out. Uses the engine's {@code http} and {@code http1}. */
package io.fairlead.bench.http1;
