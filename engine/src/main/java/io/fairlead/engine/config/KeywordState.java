/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** How far a keyword follows HAProxy. */
public enum KeywordState
{
    /** Behaves as HAProxy's. */
    SAME,
    /** Part of it works; the rest is refused, never ignored. */
    SUBSET,
    /** Accepted and without effect, because it has no meaning here. */
    IGNORED,
    /** Known, and refused with a message of its own. */
    REFUSED
}
