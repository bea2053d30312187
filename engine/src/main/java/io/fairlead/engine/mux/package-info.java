/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Protocol of a connection: a {@link io.fairlead.engine.mux.Mux} turns the bytes of a channel into streams and back;
 * each stream talks to its {@link io.fairlead.engine.mux.StreamEndpoint} and never sees a wire byte. Here lie the
 * doors, what all muxes share, and the mux that passes bytes through. Loop-confined. May use http, transport, loop and
 * buffer.
 */
package io.fairlead.engine.mux;
