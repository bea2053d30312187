/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Headers that carry a connection's real addresses ahead of its data: PROXY protocol versions 1 and 2 in both
 * directions, NetScaler Client IP insertion, and the SOCKS4 handshake. Codecs over buffers: no I/O, no allocation, used
 * by the loop that owns the connection. May use {@code buffer}.
 */
package io.fairlead.engine.proxyprotocol;
