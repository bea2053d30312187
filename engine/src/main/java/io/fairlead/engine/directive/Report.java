/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;

/** Wordings that many keywords share. */
final class Report
{
    private Report()
    {
    }

    /** An alert that does not forbid to start: {@code parsing [file:line] : text}. */
    static void alertOnly(final ParseContext context, final String text)
    {
        context.messages().alert("parsing [" + context.line().where() + "] : " + text);
    }

    /** Refuse words behind index {@code max}; words before are named as the keyword. */
    static void noMoreThan(final int max, final int keywordWords, final Words words)
    {
        final String extra = words.line().word(keywordWords + max);
        if (!extra.isEmpty())
        {
            final StringBuilder name = new StringBuilder(words.line().word(0));
            for (int i = 1; i < keywordWords; i++)
            {
                name.append(' ').append(words.line().word(i));
            }
            throw new ConfigException("'" + name + "' cannot handle unexpected argument '" + extra + "'.");
        }
    }

    /** A refusal whose text follows {@code ]: } without a blank. */
    static void tight(final ParseContext context, final String text)
    {
        context.alertTight(text);
    }

    /** Several lines under a message, each indented by {@code level}; one line stays as it is without its line end. */
    static String indented(final String text, final int level)
    {
        final int lineFeed = text.indexOf('\n');
        if (lineFeed < 0)
        {
            return text;
        }
        if (lineFeed == text.length() - 1)
        {
            return text.substring(0, lineFeed);
        }
        final StringBuilder lines = new StringBuilder();
        for (final String line : text.split("\n"))
        {
            if (!lines.isEmpty() || !line.isEmpty())
            {
                lines.append('\n').append(" ".repeat(level)).append(line);
            }
        }
        return lines.toString();
    }
}
