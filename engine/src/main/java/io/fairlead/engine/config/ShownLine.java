/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * Part of a line as it is shown in messages, with a caret below the place in question: control characters are replaced,
 * long lines are cut with dots,
 * and a NUL ends the line.
 *
 * @param text   what to show.
 * @param column column of the place in {@code text}, from 0.
 */
record ShownLine(String text, int column)
{
    static ShownLine of(final String line, final int offset, final int width)
    {
        final StringBuilder shown = new StringBuilder(width + 3);
        int shift = 0;
        int limit = width;
        int in = 0;
        if (offset >= width)
        {
            shift = offset - width / 2;
            in = shift + 3;
            limit = width - 3;
            shown.append("...");
        }
        while (shown.length() < limit && in < line.length() && '\0' != line.charAt(in))
        {
            final char c = line.charAt(in);
            shown.append(Lexer.isSpace(c) ? ' ' : c >= ' ' && c < 0x7f ? c : '?');
            in++;
        }
        if (limit < width)
        {
            shown.append("...");
        }
        return new ShownLine(shown.toString(), offset - shift);
    }

    /** The caret, indented to stand below the place when the text begins {@code indent} columns to the right. */
    String caret(final int indent)
    {
        return " ".repeat(indent + column) + '^';
    }
}
