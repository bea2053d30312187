/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.util.Locale;

/**
 * One line of a configuration file cut into words: quotes and escapes resolved, variables replaced, the prefix {@code
 * no} or {@code default} taken away. Every char of a word is one byte of the file, 0 to 255. Immutable.
 */
public final class ConfigLine
{
    /** Word in front of the keyword. */
    public enum Modifier
    {
        /** None. */
        NONE,
        /** {@code no}. */
        NO,
        /** {@code default}. */
        DEFAULT
    }

    private final String file;
    private final int number;
    private final Modifier modifier;
    private final String[] words;

    public ConfigLine(final String file, final int number, final Modifier modifier, final String... words)
    {
        this.file = file;
        this.number = number;
        this.modifier = modifier;
        this.words = words.clone();
    }

    /** A line without modifier. */
    public static ConfigLine of(final String file, final int number, final String... words)
    {
        return new ConfigLine(file, number, Modifier.NONE, words);
    }

    /** File name as given on the command line. */
    public String file()
    {
        return file;
    }

    /** Line number, counted from 1. */
    public int number()
    {
        return number;
    }

    /** {@code no} or {@code default} in front of the keyword. */
    public Modifier modifier()
    {
        return modifier;
    }

    /** Whether {@code no} stood in front. */
    public boolean isNegated()
    {
        return Modifier.NO == modifier;
    }

    /** Number of words, keyword included. */
    public int count()
    {
        return words.length;
    }

    /** Word i, or an empty string behind the last one. */
    public String word(final int i)
    {
        return i < words.length ? words[i] : "";
    }

    /** All words from index {@code from} joined by single blanks. */
    public String join(final int from)
    {
        final StringBuilder joined = new StringBuilder();
        for (int i = from; i < words.length; i++)
        {
            joined.append(i == from ? "" : " ").append(words[i]);
        }
        return joined.toString();
    }

    /** Where the line stands, {@code file:number}. */
    public String where()
    {
        return file + ':' + number;
    }

    @Override
    public String toString()
    {
        final String front = Modifier.NONE == modifier ? "" : modifier.name().toLowerCase(Locale.ROOT) + ' ';
        return '[' + where() + "] " + front + join(0);
    }
}
