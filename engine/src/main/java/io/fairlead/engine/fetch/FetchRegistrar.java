/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import java.util.List;

import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Registrar;
import io.fairlead.engine.sample.FetchKeyword;

/**
 * Lists the fetches and ACL keywords of this room.
 */
public final class FetchRegistrar implements Registrar
{
    @Override
    public void register(final KeywordRegistry registry)
    {
        for (final List<FetchKeyword> family : List.of(InternalFetches.keywords(), ConnectionFetches.keywords(),
            ProxyFetches.keywords(), StreamFetches.keywords(), RequestLineFetches.keywords(), HeaderFetches.keywords(),
            CookieFetches.keywords(), ParameterFetches.keywords(), AuthFetches.keywords(), PayloadFetches.keywords(),
            CompressionFetches.keywords(), List.of(AclKeywords.aclFetch(), VariableDump.keyword())))
        {
            family.forEach(keyword -> keyword.register(registry));
        }
        AclKeywords.keywords().forEach(keyword -> keyword.register(registry));
    }
}
