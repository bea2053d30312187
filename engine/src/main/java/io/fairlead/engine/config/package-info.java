/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The configuration language's frame: files are cut into lines and words ({@link io.fairlead.engine.config.Lexer}),
 * lines are given to sections ({@link io.fairlead.engine.config.ConfigReader}), and every word of the language is a
 * {@link io.fairlead.engine.config.Keyword} that describes itself. Nothing here knows any keyword by name.
 * <p>
 * Text of configurations is bytes of no known encoding: it is kept in strings whose chars are one byte each, 0 to 255,
 * and goes out again as ISO 8859-1. A word that names a file becomes a path by {@code ParseContext.resolve}.
 * <p>
 * Runs on the starting thread, and on the conductor for a reload; no traffic and no I/O except reading files.
 * May use errors and buffer.
 */
package io.fairlead.engine.config;
