/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;

/**
 * A word that stands for a fetch with a method of matching.
 *
 * @param name   the word.
 * @param fetch  name of the fetch.
 * @param method how values are compared unless {@code -m} says otherwise.
 */
public record AclKeyword(String name, String fetch, MatchMethod method)
{
    /** Make the word known. */
    public void register(final KeywordRegistry registry)
    {
        registry.register(Keyword.acl(name, fetch + " -m " + method.text()).manual("7.3").does(this));
    }
}
