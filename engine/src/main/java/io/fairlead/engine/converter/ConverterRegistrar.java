/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.util.List;

import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Registrar;
import io.fairlead.engine.sample.ConverterKeyword;

/**
 * Lists the converters of this room.
 */
public final class ConverterRegistrar implements Registrar
{
    @Override
    public void register(final KeywordRegistry registry)
    {
        for (final List<ConverterKeyword> family : List.of(NumberConverters.keywords(), TextConverters.keywords(),
            PartConverters.keywords(), CodingConverters.keywords(), HashConverters.keywords(),
            TimeConverters.keywords(), JsonConverters.keywords(), MapConverters.keywords(),
            ContextConverters.keywords(), ForwardedConverters.keywords(), PacketConverters.keywords(),
            MessageConverters.keywords(), AesConverters.keywords(), JwtConverters.keywords(), JweConverters.keywords()))
        {
            family.forEach(keyword -> keyword.register(registry));
        }
        JwePolicy.register(registry);
    }
}
