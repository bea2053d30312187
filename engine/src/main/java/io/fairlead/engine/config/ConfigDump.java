/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.io.PrintStream;

/**
 * The option {@code -dC}: prints the configuration as it is read, without comments, one line for each line of the file;
 * sections begin in the first column, everything else is indented.
 */
public final class ConfigDump
{
    private final PrintStream out;
    private final boolean hasNumbers;

    /**
     * A dump.
     *
     * @param options text behind {@code -dC}: nothing, or {@code line} for line numbers, or an anonymising key, which
     *                is not supported and refused by {@link #isSupported}.
     * @param out     where to print.
     */
    public ConfigDump(final String options, final PrintStream out)
    {
        this.out = out;
        this.hasNumbers = options.contains("line");
    }

    /** Whether the text behind {@code -dC} asks for nothing but what there is: a key would have to anonymise. */
    public static boolean isSupported(final String options)
    {
        return options.isEmpty() || "line".equals(options) || ",line".equals(options);
    }

    void print(final int number, final boolean isSection, final Lexer lexer)
    {
        final StringBuilder line = new StringBuilder();
        if (hasNumbers)
        {
            line.append(number).append('\t');
        }
        if (!isSection)
        {
            line.append('\t');
        }
        for (int i = 0; i < lexer.wordCount(); i++)
        {
            line.append(lexer.word(i)).append(' ');
        }
        out.print(line.append('\n'));
    }
}
