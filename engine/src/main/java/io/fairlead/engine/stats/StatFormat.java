/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

/**
 * Forms in which statistics are printed.
 */
public enum StatFormat
{
    /** {@code show stat}: comma-separated; {@code show info}: name, colon, value. */
    PLAIN,

    /** One value a line with its position, name, tags and type. */
    TYPED,

    /** JSON by the schema of {@code show schema json}. */
    JSON
}
