/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Filters: what looks at, delays or changes the data of a stream on its way, in either direction; a chain of them for
 * each stream that has any, and the filters themselves. A stream without filters never comes here.
 * <p>
 * Settings are filled while a configuration is read and are read-only afterwards; all else is confined to the loop that
 * owns the stream. May use compress, mux, rules, sample, http and config.
 */
package io.fairlead.engine.filter;
