/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of one command, and its payload. Blanks and tabs separate words; a backslash takes the meaning from the
 * character behind it and vanishes (management.txt 9.3).
 */
public final class CliArguments
{
    /** Most words of a command. */
    public static final int LIMIT = 64;

    private final List<String> words;
    private final String payload;
    private final boolean isExcessive;

    private CliArguments(final List<String> words, final String payload, final boolean isExcessive)
    {
        this.words = words;
        this.payload = payload;
        this.isExcessive = isExcessive;
    }

    /**
     * Split a command into words.
     *
     * @param command text without separator.
     * @param payload lines that followed it, null for none.
     * @return the words.
     */
    public static CliArguments parse(final String command, final String payload)
    {
        final List<String> words = new ArrayList<>();
        final int length = command.length();
        int i = 0;
        while (words.size() < LIMIT)
        {
            i = skipBlanks(command, i);
            if (i == length)
            {
                break;
            }
            final StringBuilder word = new StringBuilder();
            while (i < length && !isBlank(command.charAt(i)))
            {
                char c = command.charAt(i++);
                if ('\\' == c && i < length)
                {
                    c = command.charAt(i++);
                    word.append(c);
                }
                else if ('\\' != c)
                {
                    word.append(c);
                }
            }
            words.add(word.toString());
        }
        return new CliArguments(words, payload, skipBlanks(command, i) < length);
    }

    /**
     * A word.
     *
     * @param index from 0, the first word of the command.
     * @return the word, empty behind the last.
     */
    public String word(final int index)
    {
        return index < words.size() ? words.get(index) : "";
    }

    /**
     * Number of words.
     *
     * @return 0 to {@link #LIMIT}.
     */
    public int count()
    {
        return words.size();
    }

    /**
     * Lines that followed the command after {@code <<}.
     *
     * @return text without the line end of the last line; null when there was none or it was empty.
     */
    public String payload()
    {
        return payload;
    }

    /**
     * Words from an index on.
     *
     * @param index first word wanted.
     * @return the words joined by blanks.
     */
    public String rest(final int index)
    {
        return String.join(" ", words.subList(Math.min(index, words.size()), words.size()));
    }

    boolean isExcessive()
    {
        return isExcessive;
    }

    private static int skipBlanks(final String text, final int from)
    {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i)))
        {
            i++;
        }
        return i;
    }

    private static boolean isBlank(final char c)
    {
        return ' ' == c || '\t' == c;
    }
}
