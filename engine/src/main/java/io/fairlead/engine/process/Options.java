/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.List;

import io.fairlead.engine.explain.ExplainException;

/** Words of a command line, read one after the other; {@code --name=value} is two of them. */
final class Options
{
    private final String[] words;
    private int index;
    private String name = "";
    private String attached;

    Options(final String[] words)
    {
        this.words = words;
    }

    boolean hasNext()
    {
        return index < words.length;
    }

    /** The next word; of {@code --name=value} the name. */
    String next()
    {
        final String word = words[index];
        index++;
        final int equal = word.startsWith("--") ? word.indexOf('=') : -1;
        attached = equal < 0 ? null : word.substring(equal + 1);
        name = equal < 0 ? word : word.substring(0, equal);
        return name;
    }

    /** Value of the option just read. */
    String value()
    {
        if (null != attached)
        {
            return attached;
        }
        if (index >= words.length)
        {
            throw new ExplainException("'" + name + "' wants a value");
        }
        index++;
        return words[index - 1];
    }

    String oneOf(final String... allowed)
    {
        final String value = value();
        if (!List.of(allowed).contains(value))
        {
            throw new ExplainException("'" + name + "' wants " + String.join(", ", allowed) + " and not '" + value +
                "'");
        }
        return value;
    }

    int number()
    {
        final String value = value();
        if (!value.matches("[0-9]{1,6}"))
        {
            throw new ExplainException("'" + name + "' wants a number and not '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
