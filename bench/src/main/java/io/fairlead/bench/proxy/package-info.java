/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * The whole way of a request, measured without sockets: sessions, streams and muxes of the engine over
 * {@link io.fairlead.bench.proxy.MemoryTransport}, in one thread that steps the loop by hand.
 */
package io.fairlead.bench.proxy;
