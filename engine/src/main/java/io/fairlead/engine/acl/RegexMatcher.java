/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.List;

import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.sample.Sample;

/**
 * Regular expressions, tried in order.
 */
final class RegexMatcher extends Matcher
{
    private final Regex[] patterns;

    RegexMatcher(final List<String> patterns, final boolean ignoreCase)
    {
        this.patterns = new Regex[patterns.size()];
        for (int i = 0; i < this.patterns.length; i++)
        {
            this.patterns[i] = Regex.compile(patterns.get(i), ignoreCase);
        }
    }

    @Override
    int find(final Sample sample)
    {
        for (int i = 0; i < patterns.length; i++)
        {
            if (patterns[i].matches(sample))
            {
                return i;
            }
        }
        return NO_MATCH;
    }

    /** Expression i. */
    Regex regex(final int i)
    {
        return patterns[i];
    }
}
