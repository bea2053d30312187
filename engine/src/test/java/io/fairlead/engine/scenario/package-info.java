/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Tests over the whole daemon: each directory below {@code src/test/scenarios} holds a configuration, a script of what
 * clients and origins do, and what HAProxy 3.4 made of it. Fairlead must make the same of it.
 */
package io.fairlead.engine.scenario;
