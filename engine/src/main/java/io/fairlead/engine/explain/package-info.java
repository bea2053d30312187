/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What a configuration does with one request, found out by carrying it: a generation is built, a client that exists in
 * memory only sends the request to it, and connections to servers lead to a script instead of a network. All decisions
 * are those of the real streams, told by their observers; nothing is decided here.
 * <p>
 * One thread, that of the command; it steps the loop by hand and lets time go by without waiting. May use everything
 * but the keywords themselves.
 */
package io.fairlead.engine.explain;
