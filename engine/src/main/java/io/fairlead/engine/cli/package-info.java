/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The runtime API: its protocol ({@code CliSession}, a function from bytes to bytes), the table of commands, and the
 * sockets it is served on. The commands themselves live in {@code command}.
 * <p>
 * Runs on the conductor. Words are strings of one character per byte (ISO 8859-1), as in the configuration. May use:
 * config, transport, loop, buffer, os, errors.
 */
package io.fairlead.engine.cli;
