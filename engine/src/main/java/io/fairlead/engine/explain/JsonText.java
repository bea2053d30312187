/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

/** JSON as it is written, with two blanks for each level. */
final class JsonText
{
    private final StringBuilder out = new StringBuilder();
    private int depth;
    private boolean isFirst = true;
    private boolean isNamed;

    JsonText open(final char bracket)
    {
        begin();
        out.append(bracket);
        depth++;
        isFirst = true;
        return this;
    }

    JsonText close(final char bracket)
    {
        depth--;
        if (!isFirst)
        {
            line();
        }
        out.append(bracket);
        isFirst = false;
        return this;
    }

    JsonText name(final String name)
    {
        begin();
        quote(name);
        out.append(": ");
        isNamed = true;
        return this;
    }

    JsonText text(final String name, final String value)
    {
        name(name);
        return null == value ? nothing() : item(value);
    }

    JsonText number(final String name, final long value)
    {
        name(name).begin();
        out.append(value);
        return this;
    }

    JsonText flag(final String name, final boolean value)
    {
        name(name).begin();
        out.append(value);
        return this;
    }

    JsonText item(final String value)
    {
        begin();
        quote(value);
        return this;
    }

    JsonText nothing()
    {
        begin();
        out.append("null");
        return this;
    }

    private void begin()
    {
        if (isNamed)
        {
            isNamed = false;
            return;
        }
        if (!isFirst)
        {
            out.append(',');
        }
        isFirst = false;
        if (depth > 0)
        {
            line();
        }
    }

    private void line()
    {
        out.append('\n').repeat("  ", depth);
    }

    private void quote(final String text)
    {
        out.append('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            switch (c)
            {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default ->
                {
                    if (c < ' ' || c > '~')
                    {
                        out.append(String.format("\\u%04x", (int)c));
                    }
                    else
                    {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    @Override
    public String toString()
    {
        return out.toString();
    }
}
