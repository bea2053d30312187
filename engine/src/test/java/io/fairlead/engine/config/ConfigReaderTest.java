/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** Golden pairs: text in, messages out. The messages are HAProxy 3.4.0's, seen on the same input. */
class ConfigReaderTest
{
    private static final String ERRORS = """
        [ALERT]    (1) : config : Error(s) found in configuration file : t0.cfg
        """;
    private static final String FATAL = ERRORS + """
        [ALERT]    (1) : config : Fatal errors found in configuration.
        """;

    private final ConfigProbe probe = new ConfigProbe(new Environment(new HashMap<>(Map.of("A", "va", "HOMES", "x"))));

    @Test
    void shouldShowFaultsWithCaret()
    {
        expect(1, """
            global
              foo "bar
            listen x
            \tbar "${
              \\x4
            """, """
            [ALERT]    (1) : config : parsing [t0.cfg:2]: unmatched quote at position 7:
              foo "bar
                  ^
            [ALERT]    (1) : config : parsing [t0.cfg:4]: forbidden first char in environment variable name at \
            position 9:
              bar "${
                     ^
            [ALERT]    (1) : config : parsing [t0.cfg:5]: truncated or invalid hexadecimal sequence at position 3:
              \\x4
              ^
            """ + FATAL);
    }

    @Test
    void shouldShowPartOfLongLine()
    {
        expect(1, "global\n log " + "x".repeat(100) + " \"end\n", """
            [ALERT]    (1) : config : parsing [t0.cfg:2]: unmatched quote at position 107:
              ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx "end...
                                                      ^
            """ + FATAL);
    }

    @Test
    void shouldRefuseEmptyWordsAndHintAtVariables()
    {
        expect(1, """
            global
              log "$HOMEX" local0
              log '' local0
            """, """
            [ALERT]    (1) : config : parsing [t0.cfg:2]: argument number 1 at position 9 is empty and marks the \
            end of the argument list:
              log "$HOMEX" local0
                    ^
            Aborting to prevent all subsequent arguments from being silently ignored. If this is caused by an \
            environment variable expansion, please have a look at section 2.3 of the configuration manual to find \
            solutions to address this.
            [NOTICE]   (1) : config : Hint: maybe you meant HOMES instead ?
            [ALERT]    (1) : config : parsing [t0.cfg:3]: argument number 1 at position 8 is empty and marks the \
            end of the argument list:
              log '' local0
                   ^
            """ + FATAL);
    }

    @Test
    void shouldMissLineFeedAtEnd()
    {
        expect(1, "global\n log x", """
            [ALERT]    (1) : config : parsing [t0.cfg:2]: Missing LF on last line, file might have been truncated at \
            position 7.
            """ + FATAL);
    }

    @Test
    void shouldRefuseNul()
    {
        expect(1, "glo\0bal\nlisten x\n", """
            [ALERT]    (1) : config : parsing [t0.cfg:1]: Stray NUL character at position 4.
            """ + FATAL);
    }

    @Test
    void shouldLimitWords()
    {
        expect(1, "global\n " + "w ".repeat(65) + "\n", """
            [ALERT]    (1) : config : parsing [t0.cfg:2]: too many words, truncating after word 64, position 127: <w>.
            """ + FATAL);
    }

    @Test
    void shouldFollowConditions()
    {
        assertEquals(0, probe.readText("""
            defaults d
            .if defined(A) && streq("$A",va)
              one
              .if 0
                never
              .elif 1
                two
              .else
                never
              .endif
            .elif 1
              never
              .if no such words are read here
              .endif
            .else
              never
            .endif
            """));
        assertEquals(List.of("defaults d", "one", "two"), probe.lines().stream().map(line -> line.join(0)).toList());
    }

    @Test
    void shouldPointIntoConditions()
    {
        expect(1, """
            global
            .if  streq("a",b) && foo
            .endif
            """, """
            [ALERT]    (1) : config : parsing [t0.cfg:2]: unparsable conditional expression 'foo' in '.if' at \
            position 15:
              .if streq(a,b) && foo
                                ^
            """ + ERRORS);
    }

    @Test
    void shouldCheckNesting()
    {
        expect(1, ".if 1\n.else\n.elif 1\n.endif\n",
            "[ALERT]    (1) : config : parsing [t0.cfg:3]: '.elif' after '.else' is not permitted.\n" + ERRORS);
    }

    @Test
    void shouldMissEndOfCondition()
    {
        expect(1, "global\n.if 1\n",
            "[ALERT]    (1) : config : parsing [t0.cfg:2]: non-terminated '.if' block.\n" + ERRORS);
    }

    @Test
    void shouldRefuseEndWithoutCondition()
    {
        expect(1, ".endif\n",
            "[ALERT]    (1) : config : parsing [t0.cfg:1]: lone '.endif' with no matching '.if'.\n" + ERRORS);
    }

    @Test
    void shouldRefuseTooDeepConditions()
    {
        expect(1, ".if 1\n".repeat(100),
            "[ALERT]    (1) : config : parsing [t0.cfg:100]: too many nested '.if', max is 100.\n" + ERRORS);
    }

    @Test
    void shouldPrintMessagesOfConfiguration()
    {
        expect(1, """
            .warning foo
            .notice "b $A"
            .diag baz
            .warning a b
            """, """
            [WARNING]  (1) : config : parsing [t0.cfg:1]: 'foo'.
            [NOTICE]   (1) : config : parsing [t0.cfg:2]: 'b va'.
            [ALERT]    (1) : config : parsing [t0.cfg:4]: Unexpected argument 'b' for '.warning'. Use quotes if the \
            message should contain spaces.
            """ + FATAL);
    }

    @Test
    void shouldStopAtAlert()
    {
        expect(1, ".alert \"enough\"\n.notice more\n",
            "[ALERT]    (1) : config : parsing [t0.cfg:1]: 'enough'.\n" + ERRORS);
    }

    @Test
    void shouldKnowWhereSectionsBegin()
    {
        expect(1, """
            maxconn 5
            cache x
              total-max-size 4
            listen y
              z
            ring r
              size 5
            """, """
            [ALERT]    (1) : config : parsing [t0.cfg:1]: unknown keyword 'maxconn' out of section.
            [ALERT]    (1) : config : parsing [t0.cfg:2] : 'cache' is known to HAProxy but not supported by \
            Fairlead (section)
            [ALERT]    (1) : config : parsing [t0.cfg:6] : 'ring' is known to HAProxy but not supported by \
            Fairlead (section)
            """ + FATAL);
    }

    @Test
    void shouldTakeModifiersWhereAllowed()
    {
        expect(0, """
            listen x
              no option httplog
              default log global
            """, "");
        assertEquals(ConfigLine.Modifier.NO, probe.lines().get(1).modifier());
        assertEquals("option httplog", probe.lines().get(1).join(0));
        assertEquals(ConfigLine.Modifier.DEFAULT, probe.lines().get(2).modifier());
    }

    @Test
    void shouldRefuseModifiersElsewhere()
    {
        expect(1, """
            listen x
              no maxconn
            """, """
            [ALERT]    (1) : config : parsing [t0.cfg:2]: negation/default currently supported only for options, log, \
            busy-polling, set-dumpable, strict-limits, insecure-fork-wanted and numa-cpu-mapping.
            """ + FATAL);
    }

    @Test
    void shouldSuggestNearestKeyword()
    {
        expect(1, """
            global
              setnv A b
              zzzzzzzzzz
              maxconn 10
            """, """
            [ALERT]    (1) : config : parsing [t0.cfg:2] : unknown keyword 'setnv' in 'global' section; did you mean \
            'setenv' maybe ?
            [ALERT]    (1) : config : parsing [t0.cfg:3] : unknown keyword 'zzzzzzzzzz' in 'global' section
            [ALERT]    (1) : config : parsing [t0.cfg:4] : 'maxconn' is known to HAProxy but not supported by Fairlead \
            in 'global' section
            """ + FATAL);
    }

    @Test
    void shouldChangeVariablesForFollowingLinesAndFiles()
    {
        assertEquals(0, probe.readText("global\n setenv X 1\n presetenv X 2\n presetenv Y 3\n unsetenv A\n",
            ".notice \"$X$Y${A-none} $HAPROXY_BRANCH $HAPROXY_LOCALPEER\"\n.notice \"$HAPROXY_CFGFILES\"\n"));
        assertTrue(probe.output().contains("'13none 3.4 peer'."));
        assertTrue(probe.output().contains("'t0.cfg;t1.cfg'."));
    }

    @Test
    void shouldAcceptScopes()
    {
        expect(1, "[a.b:c]\n[x] # note\n[]\nglobal\n[a b]\n",
            """
            [ALERT]    (1) : config : parsing [t0.cfg:3] : empty scope name is forbidden.
            [ALERT]    (1) : config : parsing [t0.cfg:5] : character ' ' is not permitted in a scope name.
            """ + ERRORS);
    }

    @Test
    void shouldGiveUpAfterFiftyErrors()
    {
        assertEquals(1, probe.readText("global\n" + "\\x\n".repeat(60)));
        assertTrue(probe.output().contains("parsing [t0.cfg:52]: too many fatal errors (50), stopping now.\n"));
    }

    private void expect(final int code, final String text, final String output)
    {
        final int found = probe.readText(text);
        final String introduction = output.isEmpty() ? "" : "[NOTICE]   (1) : haproxy version is 3.4.0\n";
        assertEquals(introduction + output, probe.output());
        assertEquals(code, found);
    }
}
