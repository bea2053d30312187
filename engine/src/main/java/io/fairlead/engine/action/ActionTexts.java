/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import java.util.Locale;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.Texts;
import io.fairlead.engine.sample.ValueText;

/**
 * Helpers for reading arguments of actions.
 */
final class ActionTexts
{
    private ActionTexts()
    {
    }

    /** Whether the arguments end here. */
    static boolean isEnd(final Words words)
    {
        return isEnd(words.peek());
    }

    static boolean isEnd(final String word)
    {
        return word.isEmpty() || "if".equals(word) || "unless".equals(word);
    }

    /** Refuse unless so many words follow. */
    static void require(final Words words, final int count, final String message)
    {
        for (int i = 0; i < count; i++)
        {
            if (words.peek(i).isEmpty())
            {
                throw new ConfigException(message);
            }
        }
    }

    /** Header name as messages hold it. */
    static byte[] headerName(final String name)
    {
        return Texts.bytes(name.toLowerCase(Locale.ROOT));
    }

    /** A number, or an expression that gives one. */
    static IntegerArgument integerOrExpression(final Words words, final RuleContext context)
    {
        final IntegerArgument number = integer(words);
        return null == number ? new IntegerArgument(0, context.availableExpression(words)) : number;
    }

    /** A number, or null when the next word is none. */
    static IntegerArgument integer(final Words words)
    {
        final String word = words.peek();
        if (word.matches("[-+]?(0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10})"))
        {
            words.next();
            return new IntegerArgument(Long.decode(word.matches("0[0-9]+") ? word : word), null);
        }
        return null;
    }

    /** A time above zero, or an expression that gives one. */
    static IntegerArgument timeOrExpression(final Words words, final RuleContext context, final String rule)
    {
        final String word = words.peek();
        final long timeMs = ValueText.timeMs(word);
        if (ValueText.TOO_LARGE == timeMs)
        {
            throw new ConfigException("timer overflow in argument '" + word + "' to rule '" + rule +
                "' (maximum value is 2147483647 ms or ~24.8 days)");
        }
        if (ValueText.TOO_SMALL == timeMs)
        {
            throw new ConfigException("timer underflow in argument '" + word + "' to rule '" + rule +
                "' (minimum value is 1 ms)");
        }
        if (0 == timeMs)
        {
            throw new ConfigException("null value is not valid for a '" + rule + "' rule");
        }
        if (0 < timeMs)
        {
            words.next();
            return new IntegerArgument(timeMs, null);
        }
        try
        {
            final SampleExpr expression = context.expression(words);
            return new IntegerArgument(0, expression);
        }
        catch (final ConfigException ex)
        {
            // the end of the line is a character to HAProxy, and ends its message
            throw new ConfigException("unexpected character '" +
                (word.isEmpty() ? "" : firstOdd(word) + "' in rule '" + rule + '\''));
        }
    }

    private static char firstOdd(final String word)
    {
        int i = 0;
        while (i < word.length() - 1 && word.charAt(i) >= '0' && word.charAt(i) <= '9')
        {
            i++;
        }
        return word.charAt(i);
    }
}
