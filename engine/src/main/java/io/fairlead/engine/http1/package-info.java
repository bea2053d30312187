/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * HTTP/1 on the wire: the only package that knows its bytes. Incremental parser of heads and trailers, chunk codec,
 * encoder.
 * <p>
 * The codecs here are plain state machines over buffers, confined to the loop that uses them; they never block,
 * allocate after warm-up or throw on input. May use {@code mux}, {@code http}, {@code loop}, {@code buffer} and
 * {@code errors}.
 */
package io.fairlead.engine.http1;
