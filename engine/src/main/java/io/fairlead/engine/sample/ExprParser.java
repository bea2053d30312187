/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;

/**
 * Reads {@code fetch(args),converter(args),...}. Load time only.
 */
public final class ExprParser
{
    private final ExprContext context;
    private final ArgsParser argsParser;
    private final List<ConverterStep> steps = new ArrayList<>();
    private String text;
    private int position;
    private String converterName;
    private SampleType type;

    public ExprParser(final ExprContext context)
    {
        this.context = context;
        this.argsParser = new ArgsParser(context);
    }

    /** Whether a character may be part of a keyword's name. */
    public static boolean isNameChar(final char c)
    {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
            '.' == c || '_' == c || '-' == c || '+' == c || ':' == c;
    }

    /**
     * Read a whole word as an expression.
     *
     * @throws ConfigException with the bare message.
     */
    public static SampleExpr parse(final String text, final ExprContext context)
    {
        return new ExprParser(context).parse(text, 0, false);
    }

    /**
     * Read the next word as an expression, and the words behind it as long as they begin with a converter; the cursor
     * then stands behind them.
     *
     * @throws ConfigException with the bare message.
     */
    public static SampleExpr parse(final Words words, final ExprContext context)
    {
        final ExprParser parser = new ExprParser(context);
        final int first = words.index();
        final FetchKeyword keyword = parser.startFetch(words.peek(), 0);
        final Args args = parser.fetchArgs(keyword);
        parser.converters(false);
        words.next();
        while (words.hasNext() && !words.peek().isEmpty() && parser.isConverter(words.peek()))
        {
            parser.text = words.next();
            parser.position = 0;
            parser.converters(false);
        }
        final StringBuilder written = new StringBuilder(words.line().word(first));
        for (int i = first + 1; i < words.index(); i++)
        {
            written.append(',').append(words.line().word(i));
        }
        return parser.finish(keyword, args, written.toString());
    }

    /**
     * Read an expression from an offset.
     *
     * @param mayStop whether anything may follow; {@link #position()} then tells where it begins.
     * @throws ConfigException with the bare message.
     */
    public SampleExpr parse(final String newText, final int offset, final boolean mayStop)
    {
        final FetchKeyword keyword = startFetch(newText, offset);
        final Args args = fetchArgs(keyword);
        converters(mayStop);
        return finish(keyword, args, newText.substring(offset, position));
    }

    /**
     * Read arguments and converters of an ACL keyword that stands for a fetch.
     *
     * @param name    of the ACL keyword, at the beginning of the text.
     * @param keyword fetch it stands for.
     * @throws ConfigException with the whole message.
     */
    public static SampleExpr parseAclKeyword(
        final String text, final String name, final FetchKeyword keyword, final ExprContext context)
    {
        final ExprParser parser = new ExprParser(context);
        parser.text = text;
        parser.position = name.length();
        parser.type = keyword.type();
        context.subject(name, null);
        final Args args;
        try
        {
            args = parser.argsParser.parse(text, parser.position, keyword.minArgs(), keyword.argTypes());
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("ACL keyword '" + name + "' : " + ex.getMessage());
        }
        try
        {
            keyword.checker().check(args, context);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("in argument to '" + name + "', " + ex.getMessage());
        }
        parser.position = parser.argsParser.position();
        try
        {
            parser.converters(false);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("ACL keyword '" + name + "' : " + ex.getMessage());
        }
        return parser.finish(keyword, args, text);
    }

    /** Where reading stopped. */
    public int position()
    {
        return position;
    }

    private SampleExpr finish(final FetchKeyword keyword, final Args args, final String written)
    {
        context.used(keyword.sources());
        return new SampleExpr(keyword, args, steps.toArray(new ConverterStep[0]), written);
    }

    private FetchKeyword startFetch(final String newText, final int offset)
    {
        text = newText;
        position = offset;
        converterName = null;
        steps.clear();
        final String name = readName();
        if (name.isEmpty())
        {
            throw new ConfigException("missing fetch method");
        }
        final FetchKeyword keyword = context.fetch(name);
        if (null == keyword)
        {
            throw new ConfigException("unknown fetch method '" + name + '\'');
        }
        type = keyword.type();
        return keyword;
    }

    private String readName()
    {
        final int begin = position;
        while (position < text.length() && isNameChar(text.charAt(position)))
        {
            position++;
        }
        return text.substring(begin, position);
    }

    private Args fetchArgs(final FetchKeyword keyword)
    {
        context.subject(keyword.name(), null);
        final Args args;
        try
        {
            args = argsParser.parse(text, position, keyword.minArgs(), keyword.argTypes());
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("fetch method '" + keyword.name() + "' : " + ex.getMessage());
        }
        position = argsParser.position();
        try
        {
            keyword.checker().check(args, context);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("invalid args in fetch method '" + keyword.name() + "' : " + ex.getMessage());
        }
        return args;
    }

    private boolean isConverter(final String word)
    {
        int end = 0;
        while (end < word.length() && isNameChar(word.charAt(end)))
        {
            end++;
        }
        return ',' == word.charAt(0) || null != context.converter(word.substring(0, end));
    }

    private void converters(final boolean mayStop)
    {
        while (position < text.length())
        {
            if (0 < position && ',' != text.charAt(position))
            {
                if (mayStop)
                {
                    return;
                }
                throw new ConfigException(null == converterName
                    ? "missing comma after fetch keyword" : "missing comma after converter '" + converterName + '\'');
            }
            while (position < text.length() && ',' == text.charAt(position))
            {
                position++;
            }
            if (position == text.length())
            {
                return;
            }
            converter();
        }
    }

    private void converter()
    {
        converterName = readName();
        final ConverterKeyword keyword = context.converter(converterName);
        if (null == keyword)
        {
            throw new ConfigException("unknown converter '" + converterName + '\'');
        }
        if (!SampleCasts.isAllowed(type, keyword.input()))
        {
            throw new ConfigException("converter '" + converterName + "' cannot be applied");
        }
        if (SampleType.SAME != keyword.output())
        {
            type = keyword.output();
        }
        else if (!SampleCasts.isFree(type, keyword.input()))
        {
            type = keyword.input();
        }
        steps.add(new ConverterStep(keyword, converterArgs(keyword)));
    }

    private Args converterArgs(final ConverterKeyword keyword)
    {
        context.subject(context.keyword(), keyword.name());
        final Args args;
        try
        {
            args = argsParser.parse(text, position, keyword.minArgs(), keyword.argTypes());
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("invalid arg " + (argsParser.argIndex() + 1) + " in converter '" +
                keyword.name() + "' : " + ex.getMessage());
        }
        position = argsParser.position();
        try
        {
            keyword.checker().check(args, context);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("invalid args in converter '" + keyword.name() + "' : " + ex.getMessage());
        }
        return args;
    }
}
