/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.BindSettings;

/**
 * The value of {@code -S}: an address of the master's command line and options of a bind line, separated by commas.
 * Source: management.txt 9.4 "Master CLI".
 */
public final class MasterSocketLine
{
    private MasterSocketLine()
    {
    }

    /**
     * Read one value; complaints go to the messages of the context.
     *
     * @param text    as given on the command line.
     * @param context of the start.
     * @return the line; null when it has errors.
     */
    public static BindSettings parse(final String text, final ParseContext context)
    {
        final String[] words = text.split(",");
        final ConfigLine line = ConfigLine.of("-S", 0, words);
        context.line(line);
        final Words rest = new Words(line, 1);
        final BindSettings settings = BindLine.begin(words[0], context);
        settings.level = BindSettings.Level.ADMIN;
        try
        {
            BindLine.addresses(settings, null, context);
        }
        catch (final ConfigException ex)
        {
            context.messages().alert("Cannot create the listener of the master CLI");
            context.messages().alert(ex.getMessage());
            return null;
        }
        try
        {
            while (rest.hasNext())
            {
                option(settings, rest, context);
            }
            return settings;
        }
        catch (final ConfigException ex)
        {
            context.messages().alert("'" + String.join(" ", words) + "' : " + ex.getMessage());
            context.messages().alert("Can't create the master's CLI.");
            return null;
        }
    }

    private static void option(final BindSettings settings, final Words words, final ParseContext context)
    {
        final String word = words.next();
        final Keyword keyword = context.registry().find(KeywordKind.BIND, word);
        if (null == keyword)
        {
            final String nearest = context.registry().nearest(KeywordKind.BIND, word);
            throw new ConfigException("unknown keyword '" + word + "'." +
                (null == nearest ? "" : " Did you mean '" + nearest + "' maybe ?"));
        }
        keyword.apply(settings, words, context);
    }
}
