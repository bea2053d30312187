/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.proxy.Configuration;

/** The {@code global} section; it may stand several times, later values win. */
final class GlobalSection implements SectionParser
{
    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        if (line.count() > 1 && !context.isDiscovery())
        {
            context.alert("'global' cannot handle unexpected argument '" + line.word(1) + "'.");
        }
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        final GlobalSettings settings = Configuration.of(context).global;
        LineDispatcher.dispatch(KeywordKind.GLOBAL, settings, line, context);
    }
}
