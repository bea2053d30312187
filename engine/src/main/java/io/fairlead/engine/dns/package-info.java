/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Names to addresses while traffic runs: the messages of the domain name system as values, name servers asked over UDP
 * and TCP without blocking, the {@code resolvers} sections with their running resolutions, and those who wait for them:
 * servers, service records, streams.
 * <p>
 * Everything here runs on the conductor. May use server, transport, loop, sample (hashes), buffer and config. Whatever
 * a name server sends is data: it becomes a status and a counter, never an exception.
 */
package io.fairlead.engine.dns;
