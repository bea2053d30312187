/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * Rewrites an expression from the syntax of PCRE to that of {@link java.util.regex.Pattern}, where they differ: POSIX
 * classes, brackets and ampersands inside classes, braces that are no quantifier, named groups. Load time only.
 */
final class RegexText
{
    private static final String[][] POSIX = {
        {"alpha", "\\p{Alpha}"}, {"digit", "\\p{Digit}"}, {"alnum", "\\p{Alnum}"}, {"upper", "\\p{Upper}"},
        {"lower", "\\p{Lower}"}, {"space", "\\s"}, {"punct", "\\p{Punct}"}, {"xdigit", "\\p{XDigit}"},
        {"blank", "\\p{Blank}"}, {"cntrl", "\\p{Cntrl}"}, {"graph", "\\p{Graph}"}, {"print", "\\p{Print}"},
        {"word", "\\w"}};

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private RegexText(final String text)
    {
        this.text = text;
    }

    static String toJava(final String text)
    {
        final RegexText rewriter = new RegexText(text);
        rewriter.rewrite();
        return rewriter.out.toString();
    }

    private void rewrite()
    {
        while (at < text.length())
        {
            final char c = text.charAt(at);
            if ('\\' == c)
            {
                escape();
            }
            else if ('[' == c)
            {
                charClass();
            }
            else if ('{' == c && !isQuantifier())
            {
                out.append("\\{");
                at++;
            }
            else if ('}' == c && 0 != out.length() && !isEndOfQuantifier())
            {
                out.append("\\}");
                at++;
            }
            else if (text.startsWith("(?P<", at))
            {
                out.append("(?<");
                at += 4;
            }
            else
            {
                out.append(c);
                at++;
            }
        }
    }

    private void escape()
    {
        out.append('\\');
        at++;
        if (at < text.length())
        {
            final char c = text.charAt(at);
            if ('<' == c || '>' == c || '_' == c || c >= 0x80)
            {
                out.setLength(out.length() - 1);
            }
            out.append(c);
            at++;
            if (('p' == c || 'P' == c || 'x' == c || 'k' == c || 'g' == c) && at < text.length() &&
                '{' == text.charAt(at))
            {
                final int end = text.indexOf('}', at);
                out.append(text, at, end < 0 ? text.length() : end + 1);
                at = end < 0 ? text.length() : end + 1;
            }
        }
    }

    private boolean isQuantifier()
    {
        final int end = text.indexOf('}', at);
        return 0 < out.length() && end > at + 1 && text.substring(at + 1, end).matches("[0-9]+(,[0-9]*)?");
    }

    private boolean isEndOfQuantifier()
    {
        final int begin = out.lastIndexOf("{");
        return begin >= 0 && out.substring(begin + 1).matches("[0-9]+(,[0-9]*)?") &&
            (0 == begin || '\\' != out.charAt(begin - 1));
    }

    private void charClass()
    {
        out.append('[');
        at++;
        if (at < text.length() && '^' == text.charAt(at))
        {
            out.append('^');
            at++;
        }
        boolean isFirst = true;
        while (at < text.length())
        {
            final char c = text.charAt(at);
            if (']' == c && !isFirst)
            {
                out.append(']');
                at++;
                return;
            }
            if ('[' == c && text.startsWith("[:", at) && posix())
            {
                isFirst = false;
                continue;
            }
            if ('\\' == c)
            {
                escape();
            }
            else
            {
                if ('[' == c || ']' == c || '&' == c || '^' == c)
                {
                    out.append('\\');
                }
                out.append(c);
                at++;
            }
            isFirst = false;
        }
    }

    private boolean posix()
    {
        final int end = text.indexOf(":]", at);
        if (end < 0)
        {
            return false;
        }
        final boolean isNegated = text.startsWith("[:^", at);
        final String name = text.substring(at + (isNegated ? 3 : 2), end);
        for (final String[] known : POSIX)
        {
            if (known[0].equals(name))
            {
                out.append(isNegated ? "[^" + known[1] + ']' : known[1]);
                at = end + 2;
                return true;
            }
        }
        return false;
    }
}
