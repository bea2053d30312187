/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Sockets as the upper rooms see them: {@link io.fairlead.engine.transport.Channel} for connections,
 * {@link io.fairlead.engine.transport.Listener} for listening sockets; the implementation over NIO selectors lies in
 * {@code transport.nio}. Everything runs on the loop that owns the socket. May use loop, buffer, os, errors.
 */
package io.fairlead.engine.transport;
