/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.Texts;

/**
 * Compiles a format string: {@code %[(name[:type])][{flags}]alias} or {@code [expression]}, {@code %%}, and text. Load
 * time only.
 */
final class LogFormatParser
{
    private static final int LAYER6 = Source.REQUEST_BUFFER.mask() | Source.RESPONSE_BUFFER.mask();

    private final String format;
    private final ExprContext context;
    private final int checkpoints;
    private final List<LogNode> nodes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int options;
    private int globalOptions;
    private int at;
    private String name;
    private SampleType typecast;
    private String flags;

    LogFormatParser(final String format, final ExprContext context, final int options, final int checkpoints)
    {
        this.format = format;
        this.context = context;
        this.options = options;
        this.checkpoints = checkpoints;
    }

    LogFormat parse()
    {
        while (at < format.length())
        {
            final char c = format.charAt(at);
            if ('%' == c)
            {
                at++;
                percent();
            }
            else if (' ' == c && 0 != (options & LogOptions.MERGE_SPACES))
            {
                endText();
                nodes.add(LogNode.separator());
                at++;
            }
            else
            {
                text.append(c);
                at++;
            }
        }
        endText();
        final LogFormat compiled = new LogFormat(format, nodes, globalOptions);
        if (compiled.needsRequestLine())
        {
            context.used(Source.REQUEST_LINE.mask());
        }
        return compiled;
    }

    private void endText()
    {
        if (0 < text.length())
        {
            nodes.add(LogNode.text(Texts.bytes(text.toString())));
            text.setLength(0);
        }
    }

    private char peek()
    {
        return at < format.length() ? format.charAt(at) : 0;
    }

    private static boolean isLetter(final char c)
    {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(final char c)
    {
        return c >= '0' && c <= '9';
    }

    private void percent()
    {
        name = null;
        typecast = SampleType.SAME;
        flags = null;
        if ('(' == peek())
        {
            endText();
            readName();
        }
        final char c = peek();
        if ('{' == c)
        {
            endText();
            readFlags();
        }
        else if ('[' == c)
        {
            endText();
            expression();
        }
        else if (isLetter(c))
        {
            endText();
            alias();
        }
        else if ('%' == c)
        {
            text.append('%');
            at++;
        }
        else if (isDigit(c) || ' ' == c || '\t' == c)
        {
            throw new ConfigException("unexpected alias name near '" + c + "' at position " + at + " line : '" +
                format +
                "'. Maybe you want to write a single '%', use the syntax '%%'");
        }
        else if (at >= format.length())
        {
            throw new ConfigException("truncated line after '%'");
        }
    }

    private void readName()
    {
        final int begin = ++at;
        int typeBegin = -1;
        for (;; at++)
        {
            final char c = peek();
            if (0 == c)
            {
                throw new ConfigException("truncated line after '%'");
            }
            if (':' == c && typeBegin < 0)
            {
                typeBegin = at + 1;
            }
            else if (')' == c)
            {
                break;
            }
            else if (!isLetter(c) && !isDigit(c) && '_' != c && '-' != c)
            {
                throw new ConfigException("invalid character in custom name near '" + c + "' at position " + at +
                    " line : '" + format + '\'');
            }
        }
        name = format.substring(begin, typeBegin < 0 ? at : typeBegin - 1);
        if (name.isEmpty())
        {
            name = null;
        }
        if (typeBegin >= 0)
        {
            readType(format.substring(typeBegin, at), typeBegin);
        }
        at++;
    }

    private void readType(final String typeText, final int position)
    {
        typecast = switch (typeText)
        {
            case "raw" -> SampleType.ANY;
            case "str" -> SampleType.STR;
            case "sint" -> SampleType.SINT;
            case "bool" -> SampleType.BOOL;
            default -> throw new ConfigException("unexpected output type '" + typeText + "' at position " + position +
                " line : '" + format + "'. Supported types are: str, sint, bool, raw");
        };
    }

    private void readFlags()
    {
        final int end = format.indexOf('}', at);
        if (end < 0)
        {
            throw new ConfigException("truncated line after '" + format.substring(at + 1) + '\'');
        }
        flags = format.substring(at + 1, end);
        at = end + 1;
        if ('[' == peek())
        {
            expression();
        }
        else if (isLetter(peek()) || isDigit(peek()))
        {
            alias();
        }
        else
        {
            throw new ConfigException("parse argument modifier without alias name near '%{" + flags + "}'");
        }
    }

    private int nodeOptions()
    {
        return null == flags ? options : LogOptions.apply(flags, options);
    }

    private byte[] nameBytes()
    {
        return null == name ? null : Texts.bytes(name);
    }

    private void alias()
    {
        final int begin = at;
        while (isLetter(peek()) || isDigit(peek()))
        {
            at++;
        }
        final String word = format.substring(begin, at);
        final LogAlias alias = LogAlias.ofText(word);
        if (null == alias)
        {
            throw new ConfigException("no such format alias '" + word +
                "'. If you wanted to emit the '%' character verbatim, you need to use '%%'");
        }
        if (LogAlias.GLOBAL == alias)
        {
            options = nodeOptions();
            globalOptions = 0 == globalOptions ? options : globalOptions & options;
            return;
        }
        nodes.add(new LogNode(LogNode.Kind.ALIAS, null, alias, null, nameBytes(), typecast, nodeOptions()));
    }

    private void expression()
    {
        final int begin = at + 1;
        final ExprParser parser = new ExprParser(context);
        final SampleExpr expr;
        try
        {
            expr = parser.parse(format, begin, true);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("failed to parse sample expression <" + format.substring(begin) + "> : " +
                ex.getMessage());
        }
        if (0 == (expr.checkpoints() & checkpoints))
        {
            throw new ConfigException("sample fetch <" + expr.fetchKeyword().name() +
                "> may not be reliably used here " +
                "because it needs '" + Source.textOf(expr.sources()) + "' which is not available here");
        }
        if (0 != (options & LogOptions.HTTP) && 0 != (expr.sources() & LAYER6))
        {
            context.parse().messages().warning("parsing [" + context.file() + ':' + context.line() +
                "] : L6 sample fetch <" + expr.fetchKeyword().name() + "> ignored in HTTP log-format string.");
        }
        at = parser.position();
        if (']' != peek())
        {
            final String written = format.substring(begin, at);
            throw new ConfigException(at < format.length() && peek() >= ' ' && peek() < 0x7F
                ? "expected ']' after '" + written + "', but found '" + peek() + '\''
                : "missing ']' after '" + written + '\'');
        }
        at++;
        int nodeOptions = nodeOptions();
        nodeOptions |= 0 != (expr.checkpoints() & checkpoints & Checkpoint.REQUEST_MASK) ? LogOptions.REQUEST : 0;
        nodeOptions |= 0 != (expr.checkpoints() & checkpoints & Checkpoint.RESPONSE_MASK) ? LogOptions.RESPONSE : 0;
        nodes.add(new LogNode(LogNode.Kind.EXPRESSION, null, null, expr, nameBytes(), typecast, nodeOptions));
    }
}
