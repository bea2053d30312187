/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Compiled log-format strings: texts, aliases and expressions, appended to a buffer without allocation; used by logs,
 * headers, replies, unique ids and variables.
 * <p>
 * Compiling runs at load time; evaluation on the loop that owns the context. May use sample, config and what they use.
 */
package io.fairlead.engine.format;
