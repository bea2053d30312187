/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Typed values of the rule language: samples, where they come from (fetches) and how they change (converters), parsed
 * to an expression tree that is evaluated without allocation.
 * <p>
 * Parsing runs at load time on one thread; evaluation runs on the loop that owns the stream. What an expression may
 * look at is declared here as views ({@link io.fairlead.engine.sample.FetchContext}), implemented further up. May use
 * config, http and buffer.
 */
package io.fairlead.engine.sample;
