/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

/**
 * Texts and numbers as JSON has them.
 */
final class Json
{
    private Json()
    {
    }

    static String quoted(final String text)
    {
        final StringBuilder result = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if ('"' == c || '\\' == c)
            {
                result.append('\\').append(c);
            }
            else if (c < ' ')
            {
                result.append(String.format("\\u%04x", (int)c));
            }
            else
            {
                result.append(c);
            }
        }
        return result.append('"').toString();
    }

    /* A cell of a table: a number where it is one, null where there is nothing. */
    static String value(final String cell)
    {
        return cell.isEmpty() ? "null" : cell.matches("-?(0|[1-9][0-9]{0,17})(\\.[0-9]+)?") ? cell : quoted(cell);
    }
}
