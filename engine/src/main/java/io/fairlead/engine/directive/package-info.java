/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The words of configuration files: what may stand in {@code global}, {@code defaults}, {@code frontend},
 * {@code listen}, {@code backend} and the small sections, on {@code bind} and on {@code server} lines. Each word
 * describes itself as a {@link io.fairlead.engine.config.Keyword} and fills the settings objects of packages config,
 * server, balance and proxy; {@link io.fairlead.engine.directive.ConfigurationCheck} looks at the whole once everything
 * was read.
 * <p>
 * Runs on the starting thread, and on the conductor for a reload. May use everything below floor 4; nothing below uses
 * it.
 */
package io.fairlead.engine.directive;
