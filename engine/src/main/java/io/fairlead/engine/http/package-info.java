/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * HTTP independent of any wire version: the message and its header blocks, header ids, methods, status reasons, parts
 * of a URI, default error pages.
 * <p>
 * Everything here is confined to the loop that owns the stream; constants are shared and immutable. Uses {@code buffer}
 * only.
 */
package io.fairlead.engine.http;
