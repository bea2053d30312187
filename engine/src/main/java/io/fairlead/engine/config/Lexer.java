/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one line into words: blanks separate, {@code '...'} takes everything literally, {@code "..."} resolves escapes
 * and variables, a backslash escapes, {@code #} begins a comment. Reusable; not thread safe.
 * <pre>
 *  text:    server  "${NAME-s1}"  1.2.3.4:80  # note
 *                     |_ variable, only inside double quotes; ${LIST[*]} makes one word of each of its words
 *  output:  server\0s1\01.2.3.4:80\0          words are parts of it, as a NUL made by \x00 also ends a word
 * </pre>
 * Text is a string of bytes: every char is one byte of the file, 0 to 255.
 * Source: configuration.txt 2.2 "Quoting and escaping", 2.3 "Environment variables".
 */
public final class Lexer
{
    /** Most words in a line. */
    public static final int MAX_WORDS = 64;

    /** Why a line cannot be cut. */
    public enum Fault
    {
        /** It can. */
        NONE,
        /** A quote is not closed. */
        QUOTE,
        /** A brace behind a dollar sign is not closed. */
        BRACE,
        /** A variable's name begins with a wrong character. */
        VARIABLE_NAME,
        /** Two hexadecimal digits must follow {@code \x}. */
        HEX,
        /** Only {@code [*]} may follow the name of a list. */
        EXPANSION,
        /** More than {@link #MAX_WORDS} words. */
        TOO_MANY_WORDS
    }

    private static final int NONE = -1;

    private final Environment environment;
    private final boolean comments;
    private final StringBuilder out = new StringBuilder();
    private final List<Integer> starts = new ArrayList<>();
    private String file = "";
    private int line;
    private String section;
    private char[] text;
    private int in;
    private boolean singleQuoted;
    private boolean doubleQuoted;
    private boolean hasEmptyQuote;
    private boolean inWord;
    private boolean wasInWord;
    private int quoteOffset;
    private int wordOffset;
    private int wordOutput;
    private int wordCount;
    private int unknownVariableOffset;
    private int emptyWordOffset;
    private int faultOffset;
    private boolean tooManyWords;

    /** A lexer for configuration lines. */
    public Lexer(final Environment environment)
    {
        this(environment, true);
    }

    /** A lexer that takes {@code #} for a comment or for an ordinary character. */
    public Lexer(final Environment environment, final boolean comments)
    {
        this.environment = environment;
        this.comments = comments;
    }

    /** Where the following lines stand, for the variables {@code .FILE}, {@code .LINE} and {@code .SECTION}. */
    public void at(final String fileName, final int lineNumber, final String sectionName)
    {
        file = fileName;
        line = lineNumber;
        section = sectionName;
    }

    /** Cut a line; the words are valid until the next call. */
    public Fault cut(final String source)
    {
        begin(source);
        Fault fault = Fault.NONE;
        while (Fault.NONE == fault && !isAtEnd())
        {
            final int from = in;
            wasInWord = inWord;
            fault = step();
            if (Fault.NONE == fault)
            {
                turnWord(from);
            }
        }
        if (Fault.NONE == fault && inWord)
        {
            endWord();
        }
        if (Fault.NONE == fault && NONE != quoteOffset)
        {
            fault = Fault.QUOTE;
            faultOffset = quoteOffset;
        }
        if (0 == wordCount)
        {
            out.append('\0');
        }
        return Fault.NONE == fault && tooManyWords ? Fault.TOO_MANY_WORDS : fault;
    }

    /** Offset in the text where the fault begins. */
    public int faultOffset()
    {
        return faultOffset;
    }

    /** Number of words. */
    public int wordCount()
    {
        return wordCount;
    }

    /** Word i; empty behind the last one. */
    public String word(final int i)
    {
        if (i >= Math.min(wordCount, MAX_WORDS))
        {
            return "";
        }
        final int from = starts.get(i);
        return out.substring(from, out.indexOf("\0", from));
    }

    /** Words from i to the last, joined by blanks, as conditions are read. */
    public String joined(final int i)
    {
        return i < wordCount ? out.substring(starts.get(i), out.length() - 1).replace('\0', ' ') : "";
    }

    /** Offset of a word in the output, for messages. */
    public int outputOffset(final int i)
    {
        return i < wordCount ? starts.get(i) : out.length() - 1;
    }

    /** Offset in the text where the first empty word begins, or of the unknown variable that made it; -1 for none. */
    public int emptyWordOffset()
    {
        return emptyWordOffset;
    }

    /**
     * The text as messages show it. As in HAProxy a NUL takes the place of the brace behind a default value, and of
     * what follows an unknown pseudo-variable; {@link ShownLine} stops there.
     */
    public String shownText()
    {
        return new String(text);
    }

    /** Whether C's {@code isspace()} holds. */
    static boolean isSpace(final char c)
    {
        return ' ' == c || c >= '\t' && c <= '\r';
    }

    private void begin(final String source)
    {
        text = source.toCharArray();
        in = 0;
        out.setLength(0);
        starts.clear();
        singleQuoted = false;
        doubleQuoted = false;
        hasEmptyQuote = false;
        inWord = false;
        wasInWord = false;
        quoteOffset = NONE;
        wordOffset = 0;
        wordOutput = 0;
        wordCount = 0;
        unknownVariableOffset = NONE;
        emptyWordOffset = NONE;
        faultOffset = NONE;
        tooManyWords = false;
    }

    private char at(final int offset)
    {
        return offset < text.length ? text[offset] : 0;
    }

    private boolean isAtEnd()
    {
        final char c = at(in);
        return 0 == c || '\n' == c || '\r' == c || '#' == c && comments && !singleQuoted && !doubleQuoted;
    }

    private Fault step()
    {
        final char c = text[in];
        if ('"' == c && !singleQuoted)
        {
            doubleQuoted = turnQuote(doubleQuoted);
        }
        else if ('\'' == c && !doubleQuoted)
        {
            singleQuoted = turnQuote(singleQuoted);
        }
        else if ('\\' == c && !singleQuoted)
        {
            return escape();
        }
        else if (isSpace(c) && !singleQuoted && !doubleQuoted)
        {
            inWord = false;
            while (isSpace(at(in)))
            {
                in++;
            }
        }
        else if ('$' == c && doubleQuoted)
        {
            return variable();
        }
        else
        {
            inWord = true;
            emit(c);
            in++;
        }
        return Fault.NONE;
    }

    private boolean turnQuote(final boolean quoted)
    {
        if (quoted)
        {
            inWord |= hasEmptyQuote;
            quoteOffset = NONE;
        }
        else
        {
            quoteOffset = in;
            hasEmptyQuote = true;
        }
        in++;
        return !quoted;
    }

    private Fault escape()
    {
        inWord = true;
        final char next = at(in + 1);
        char meant = '\\';
        int length = 1;
        switch (next)
        {
            case ' ', '\\', '\'', '"' ->
            {
                meant = next;
                length = 2;
            }
            case 't' ->
            {
                meant = '\t';
                length = 2;
            }
            case 'n' ->
            {
                meant = '\n';
                length = 2;
            }
            case 'r' ->
            {
                meant = '\r';
                length = 2;
            }
            case '#' ->
            {
                meant = comments ? '#' : '\\';
                length = comments ? 2 : 1;
            }
            case '$' ->
            {
                meant = doubleQuoted ? '$' : '\\';
                length = doubleQuoted ? 2 : 1;
            }
            case 'x' ->
            {
                final int high = Character.digit(at(in + 2), 16);
                final int low = Character.digit(at(in + 3), 16);
                if (high < 0 || low < 0)
                {
                    faultOffset = in;
                    return Fault.HEX;
                }
                meant = (char)(high << 4 | low);
                length = 4;
            }
            default ->
            {
            }
        }
        in += length;
        emit(meant);
        return Fault.NONE;
    }

    private Fault variable()
    {
        final int from = in;
        in++;
        final int brace = '{' == at(in) ? in++ : NONE;
        final int nameOffset = in;
        if (!isLetter(at(in)) && '_' != at(in) && '.' != at(in))
        {
            faultOffset = in;
            return Fault.VARIABLE_NAME;
        }
        in++;
        while (isNameByte(at(in)))
        {
            in++;
        }
        final String name = new String(text, nameOffset, in - nameOffset);
        if ('.' == name.charAt(0) && !isPseudo(name))
        {
            faultOffset = nameOffset;
            if (in < text.length)
            {
                text[in] = 0;
            }
            return Fault.VARIABLE_NAME;
        }
        String value = '.' == name.charAt(0) ? pseudo(name) : environment.value(name);
        boolean isList = false;
        if (NONE != brace)
        {
            if ('[' == at(in))
            {
                if ('*' != at(in + 1) || ']' != at(in + 2))
                {
                    faultOffset = in;
                    return Fault.EXPANSION;
                }
                isList = true;
                in += 3;
            }
            if ('-' == at(in))
            {
                final int defaultOffset = in + 1;
                while (0 != at(in) && '}' != at(in))
                {
                    in++;
                }
                if (0 != at(in))
                {
                    value = null == value ? new String(text, defaultOffset, in - defaultOffset) : value;
                    text[in] = 0;
                    unknownVariableOffset = NONE;
                    in++;
                    return insert(value, isList, nameOffset, from);
                }
            }
            if ('}' != at(in))
            {
                faultOffset = brace;
                return Fault.BRACE;
            }
            in++;
        }
        return insert(value, isList, nameOffset, from);
    }

    private Fault insert(final String value, final boolean isList, final int nameOffset, final int from)
    {
        hasEmptyQuote &= !isList;
        if (null != value)
        {
            unknownVariableOffset = NONE;
            insertValue(value, isList, from);
        }
        else if (!isList)
        {
            inWord = true;
            if (NONE == unknownVariableOffset)
            {
                unknownVariableOffset = nameOffset;
            }
        }
        return Fault.NONE;
    }

    private void insertValue(final String value, final boolean isList, final int from)
    {
        int i = 0;
        while (i < value.length())
        {
            if (isList && isSpace(value.charAt(i)))
            {
                inWord = false;
                while (i < value.length() && isSpace(value.charAt(i)))
                {
                    i++;
                }
            }
            else
            {
                inWord = true;
                emit(value.charAt(i));
                i++;
            }
            turnWord(from);
            wasInWord = inWord;
        }
    }

    private boolean isPseudo(final String name)
    {
        return ".LINE".equals(name) || ".FILE".equals(name) || ".SECTION".equals(name);
    }

    private String pseudo(final String name)
    {
        return switch (name)
        {
            case ".LINE" -> Integer.toString(line);
            case ".FILE" -> file;
            default -> section;
        };
    }

    private void emit(final char c)
    {
        out.append(c);
        hasEmptyQuote = false;
    }

    private void turnWord(final int from)
    {
        if (!wasInWord && inWord)
        {
            wordOffset = from;
            tooManyWords |= wordCount >= MAX_WORDS;
            starts.add(wordOutput);
        }
        else if (wasInWord && !inWord)
        {
            endWord();
        }
    }

    private void endWord()
    {
        if (NONE == emptyWordOffset && out.length() == wordOutput)
        {
            emptyWordOffset = NONE != unknownVariableOffset ? unknownVariableOffset : wordOffset;
        }
        emit('\0');
        wordCount++;
        wordOutput = out.length();
    }

    private static boolean isLetter(final char c)
    {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isNameByte(final char c)
    {
        return isLetter(c) || c >= '0' && c <= '9' || '_' == c;
    }
}
