/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Content codings of HTTP bodies: encoders that take a body piece by piece and give what they make of it, and what
 * {@code compression} lines ask for. An encoder never sees a message or a connection.
 * <p>
 * Everything is confined to the loop that owns the stream, but for settings, which are read-only once parsed. May use
 * buffer.
 */
package io.fairlead.engine.compress;
