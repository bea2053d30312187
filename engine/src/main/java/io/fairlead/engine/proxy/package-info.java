/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What carries traffic: frontends, backends, sessions and streams, how a stream gets its server, queues, idle
 * connections, and the generation a configuration becomes. Everything of a session is confined to its loop; what loops
 * share (limits, queues, load) says so. May use filter, compress, rules, balance, server, check, dns,
 * log, mux, http, proxyprotocol and what these are built on; never http1.
 */
package io.fairlead.engine.proxy;
