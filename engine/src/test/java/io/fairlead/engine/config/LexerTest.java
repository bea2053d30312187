/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.config.Lexer.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest
{
    private final Lexer lexer = new Lexer(
        new Environment(Map.of("A", "va", "LIST", " one  two ", "EMPTY", "", "BLANK", " ")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', ignoreLeadingAndTrailingWhitespace = true, value = {
        "server s1   1.2.3.4:80         | server;s1;1.2.3.4:80",
        "a 'b c' d                      | a;b c;d",
        "a \"b c\"d'e f'                | a;b cde f",
        "a\\ b c\\\\d \\'x              | a b;c\\d;'x",
        "a # b                          | a",
        "a#b c                          | a",
        "a '#' \\# \"#\"                | a;#;#;#",
        "a\\tb \\x41\\x20B              | a\tb;A B",
        "\\1 \\a                        | \\1;\\a",
        "a\\                            | a\\",
        "$A '$A' \"$A\" \"${A}x\"       | $A;$A;va;vax",
        "\"\\$A\" \\$A                  | $A;\\$A",
        "\"${U-d e}\" \"${A-d}\"        | d e;va",
        "x \"${LIST[*]}\" y             | x;one;two;y",
        "x\"${LIST[*]}\"y               | x;one;two;y",
        "x \"${U[*]}\" y                | x;y",
        "x \"${U[*]-p q}\" y            | x;p;q;y",
        "\"$.LINE\" \"${.FILE}\"        | 7;f.cfg",
        "\"$.SECTION\"                  | web",
        "a\"\" ''b                      | a;b"})
    void shouldCutWords(final String text, final String words)
    {
        lexer.at("f.cfg", 7, "web");
        assertEquals(Fault.NONE, lexer.cut(text));
        assertEquals(words, String.join(";", cutWords()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', ignoreLeadingAndTrailingWhitespace = true, value = {
        "a \"b            | QUOTE         | 2",
        "a 'b c\"         | QUOTE         | 2",
        "a \"${A          | BRACE         | 4",
        "a \"${A x}\"     | BRACE         | 4",
        "a \"${A-x        | BRACE         | 4",
        "a \"$ x\"        | VARIABLE_NAME | 4",
        "a \"$1\"         | VARIABLE_NAME | 4",
        "a \"${}\"        | VARIABLE_NAME | 5",
        "a \"$.OTHER\"    | VARIABLE_NAME | 4",
        "a \\x4           | HEX           | 2",
        "a \\xg0          | HEX           | 2",
        "a \"${A[1]}\"    | EXPANSION     | 6"})
    void shouldPointAtFault(final String text, final Fault fault, final int offset)
    {
        assertEquals(fault, lexer.cut(text));
        assertEquals(offset, lexer.faultOffset());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', ignoreLeadingAndTrailingWhitespace = true, value = {
        "a \"\" b         | 1 | 3",
        "a '' b           | 1 | 3",
        "a \"$U\" b       | 1 | 4",
        "a \"${EMPTY}\" b | 1 | 11",
        "a \"${U-}\" b    | 1 | 8",
        "a \\x00 b        | 1 | -1"})
    void shouldTellWhereAnEmptyWordComesFrom(final String text, final int word, final int offset)
    {
        assertEquals(Fault.NONE, lexer.cut(text));
        assertEquals("", lexer.word(word));
        assertEquals("b", lexer.word(word + 1));
        assertEquals(offset, lexer.emptyWordOffset());
    }

    @Test
    void shouldTakeAsManyWordsAsAllowed()
    {
        assertEquals(Fault.NONE, lexer.cut("w ".repeat(Lexer.MAX_WORDS)));
        assertEquals(Lexer.MAX_WORDS, lexer.wordCount());
        assertEquals(Fault.TOO_MANY_WORDS, lexer.cut("w ".repeat(Lexer.MAX_WORDS + 1)));
        assertEquals(2 * (Lexer.MAX_WORDS - 1), lexer.outputOffset(Lexer.MAX_WORDS - 1));
    }

    @Test
    void shouldJoinWordsForConditions()
    {
        lexer.cut(".if  streq(\"a b\",'c')  &&   1  ");
        assertEquals("streq(a b,c) && 1", lexer.joined(1));
        lexer.cut(".if");
        assertEquals("", lexer.joined(1));
    }

    @Test
    void shouldTakeHashForWordWhereCommentsAreUnknown()
    {
        final Lexer condition = new Lexer(new Environment(Map.of()), false);
        assertEquals(Fault.NONE, condition.cut("# \\#"));
        assertEquals("#", condition.word(0));
        assertEquals("\\#", condition.word(1));
    }

    private List<String> cutWords()
    {
        final List<String> words = new ArrayList<>();
        for (int i = 0; i < lexer.wordCount(); i++)
        {
            words.add(lexer.word(i));
        }
        return words;
    }
}
