/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * Cursor over the words of a line. Reading behind the end gives empty strings, as an empty word also ends the line.
 */
public final class Words
{
    private final ConfigLine line;
    private int index;

    public Words(final ConfigLine line, final int index)
    {
        this.line = line;
        this.index = index;
    }

    /** The whole line. */
    public ConfigLine line()
    {
        return line;
    }

    /** Index of the next word in the line. */
    public int index()
    {
        return index;
    }

    /** Move to a word index. */
    public void index(final int index)
    {
        this.index = index;
    }

    /** Whether a word is left. */
    public boolean hasNext()
    {
        return !line.word(index).isEmpty();
    }

    /** Next word, consumed; empty at the end. */
    public String next()
    {
        final String word = line.word(index);
        index += word.isEmpty() ? 0 : 1;
        return word;
    }

    /** Next word, not consumed; empty at the end. */
    public String peek()
    {
        return line.word(index);
    }

    /** Word {@code offset} places behind the next one, not consumed; empty behind the end. */
    public String peek(final int offset)
    {
        return line.word(index + offset);
    }

    /** Consume the next word if it equals {@code word}. */
    public boolean accept(final String word)
    {
        final boolean matches = hasNext() && word.equals(peek());
        if (matches)
        {
            index++;
        }
        return matches;
    }

    /** Words left, up to an empty one. */
    public int remaining()
    {
        int end = index;
        while (!line.word(end).isEmpty())
        {
            end++;
        }
        return end - index;
    }

    /** Words before the cursor, from the beginning of the line, joined by blanks; for messages. */
    public String consumed()
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < index; i++)
        {
            text.append(0 == i ? "" : " ").append(line.word(i));
        }
        return text.toString();
    }

    /** Next word, or a refusal {@code 'keyword' expects <what>.} at the end. */
    public String require(final String what)
    {
        if (!hasNext())
        {
            throw new ConfigException("'" + consumed() + "' expects " + what + ".");
        }
        return next();
    }

    /** Refuse anything that is left, with HAProxy's words. */
    public void end()
    {
        if (hasNext())
        {
            throw new ConfigException("'" + consumed() + "' cannot handle unexpected argument '" + peek() + "'.");
        }
    }

    /** All words left, joined by blanks, consumed. */
    public String rest()
    {
        final String joined = line.join(index);
        index = Math.max(index, line.count());
        return joined;
    }
}
