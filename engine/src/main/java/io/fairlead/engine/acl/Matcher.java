/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import io.fairlead.engine.sample.Sample;

/**
 * Patterns of one method made ready for look-up; immutable, any loop.
 */
abstract class Matcher
{
    static final int NO_MATCH = -1;

    /**
     * Look a value up.
     *
     * @param sample already cast to {@link MatchMethod#type()}.
     * @return index of the pattern that matches, in the order they were given, or NO_MATCH.
     */
    abstract int find(Sample sample);
}
