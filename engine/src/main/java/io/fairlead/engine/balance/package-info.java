/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Choosing a server for a request: one class per algorithm behind {@link io.fairlead.engine.balance.LoadBalancer}.
 * <p>
 * Loops choose; the conductor tells of changes. May use server, sample, http, buffer and config.
 */
package io.fairlead.engine.balance;
