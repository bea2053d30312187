/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;

/**
 * {@code stats socket}: an address of the runtime API and the options of a {@code bind} line.
 */
final class StatsSocketDirectives
{
    private static final String NAME = "'stats socket'";

    private StatsSocketDirectives()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.register(Keyword.global("stats socket")
            .syntax("stats socket [<address:port>|<path>] [param*]")
            .manual("3.1")
            .summary("Address of the runtime API")
            .parsedBy(GlobalSettings.class, StatsSocketDirectives::parse));
    }

    private static void parse(final GlobalSettings global, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException(NAME + " in global section expects an address or a path to a UNIX socket");
        }
        final Configuration configuration = Configuration.of(context);
        final BindSettings line = BindLine.begin(words.next(), context);
        line.uid = global.unixBindUid;
        line.gid = global.unixBindGid;
        line.mode = global.unixBindMode;
        configuration.statsSockets.add(line);
        try
        {
            BindLine.addresses(line, global.unixBindPrefix, context);
        }
        catch (final ConfigException ex)
        {
            // the place stands there twice, and an empty line follows, as HAProxy has it
            throw new ConfigException(
                "parsing [" + context.line().where() + "] : " + NAME + " : " + ex.getMessage() + "\n");
        }
        while (words.hasNext())
        {
            option(line, words, context);
        }
    }

    private static void option(final BindSettings line, final Words words, final ParseContext context)
    {
        final KeywordRegistry registry = context.registry();
        final String word = words.next();
        final Keyword keyword = registry.find(KeywordKind.BIND, word);
        if (null == keyword)
        {
            throw unknown(word, registry);
        }
        try
        {
            keyword.apply(line, words, context);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException(NAME + " : '" + ex.getMessage() + "'");
        }
    }

    private static ConfigException unknown(final String word, final KeywordRegistry registry)
    {
        if (LanguageIndex.instance().isKnown(KeywordKind.BIND, word))
        {
            return new ConfigException(NAME + " : " + LanguageIndex.refusal(word) + ".");
        }
        final String nearest = registry.nearest(KeywordKind.BIND, word);
        return new ConfigException(NAME + " : unknown keyword '" + word + "'." +
            (null == nearest ? "" : " Did you mean '" + nearest + "' maybe ?"));
    }
}
