/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The counters of the daemon, in one mapped file that other processes may read while it runs and after it stopped.
 * <p>
 * Each loop (and the conductor) writes its own region with plain, untorn stores; nobody else writes there. Readers add
 * the regions up. Objects are added by the conductor and never removed while the file is in use. May use buffer and
 * errors.
 */
package io.fairlead.engine.counters;
