/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Transport over {@link java.nio.channels.Selector}: interest is set once, writes are tried at once, write interest is
 * asked for only after a short write. The only room that opens NIO channels.
 */
package io.fairlead.engine.transport.nio;
