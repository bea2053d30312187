/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Tools that look at a daemon from outside: {@code fairctl} reads its counter file, also when it is stopped, and talks
 * to its runtime API. Nothing here is part of the daemon.
 */
package io.fairlead.tools;
