/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Converters: how values change on their way through an expression, with the words that describe them to the registry.
 * <p>
 * Top floor: may use anything below; nothing below uses it. Converters run on the loop that owns the stream.
 */
package io.fairlead.engine.converter;
