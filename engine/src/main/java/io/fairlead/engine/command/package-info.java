/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The commands of the runtime API, each a small class that describes itself by a keyword; {@code CommandRegistrar}
 * lists them. Runs on the conductor. May use everything below; nothing but the catalog uses it.
 */
package io.fairlead.engine.command;
