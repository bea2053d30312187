/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Expected answers were taken from HAProxy 3.4.0.
 */
class CliSessionTest
{
    private final CliFixture admin = new CliFixture(CliLevel.ADMIN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "show version~show version~|3.4.0~~",
        "~|~",
        "|''",
        "show version|''",
        "~~show version~|~",
        "show version;show cli level~|3.4.0~~admin~~",
        "show version; ; show cli level~|3.4.0~~~admin~~",
        "prompt~show version~show cli level;show version~quit~show version~|~> 3.4.0~~> admin~~3.4.0~~> ",
        "prompt i~show version~show version~|~3.4.0~~3.4.0~~",
        "prompt n;show version~|~3.4.0~~",
        "prompt p~show cli level~|~> admin~~> ",
        "prompt~prompt~show version~|~> ~",
        "prompt timed~~|~[0:00:00:05]> ~[0:00:00:05]> ",
        "quit;show version~|''",
        "show version;quit;show version~|3.4.0~~",
        "echo <<~line1~line2~~|~~",
        "echo a <<~~show version~|a~~",
        "prompt~echo a <<EOF~l1~EOF~show version~|~> a~~> 3.4.0~~> ",
        "user;show cli level;show env~|~user~~Permission denied~~",
        "operator;clear counters all~|~Permission denied~~",
        "operator -;show cli level~|operator~~",
        "user;operator~|~Permission denied~~",
        "expert-mode~|expert-mode is OFF~~",
        "expert-mode on;expert-mode~|~expert-mode is ON~~",
        "expert-mode on -;expert-mode~|expert-mode is ON~~",
        "experimental-mode on;experimental-mode;experimental-mode off~|~experimental-mode is ON~~~",
        "expert-mode on;user;expert-mode~|~~Permission denied~~",
        "set severity-output number;show version;show servers state nope~|~[6]: 3.4.0~~[3]: Can't find backend.~~",
        "set severity-output string;show cli level~|~[info]: admin~~",
        "set severity-output foo~|one of 'none', 'number', 'string' is a required argument~~",
        "set timeout cli 30s~|~",
        "set timeout cli foo~|Invalid timeout value.~~",
        "set timeout cli~|Expects an integer value.~~",
        "set timeout foo 3~|'set timeout' only supports 'cli'.~~",
        "show env NODE~|Variable not found~~",
        "show env B~|B=two words~~",
        "show env~|A=1~B=two words~~",
        "show errors nope~|No such proxy.~~",
        "show anon~|Anonymized mode disabled~~",
        "wait~|Expects a duration in milliseconds.~~",
        "wait x~|Invalid duration.~~",
        "show backend~|# name~be~tcpl~~",
        "show stat nope 1 -1~|No such proxy.~~",
        "show stat domain foo~|Invalid statistics domain.~~",
        "show activity 7~|Thread ID number must be between -1 and nbthread~~",
        "show version~~|3.4.0~~",
        "  show   version  ~|3.4.0~~",
        "show version extra~|3.4.0~~",
        "show cli sockets~|# socket lvl processes~unix@/run/h.sock admin all~ipv4@127.0.0.1:9999 user all~~",
        "show startup-logs~|[NOTICE]   (1) : x~~",
        "debug dev loop 3~|This command is restricted to expert mode only.~~",
        "set var proc.x int(3)~|This command is restricted to experimental mode only.~~"
    })
    void shouldAnswerAsHaproxy(final String input, final String expected)
    {
        final String answer = admin.ask(null == input ? "" : input.replace('~', '\n'));
        assertEquals(expected.replace('~', '\n'), answer);
        assertTrue(admin.session().isFinished());
    }

    @Test
    void shouldTakeTheMeaningFromCharactersBehindABackslash()
    {
        assertEquals(
            "a b;c \\ \"x y\" 'z'\n\n", admin.ask("echo a\\ b\\;c \\\\ \"x y\" 'z'\n"));
    }

    @Test
    void shouldSeparateCommandsByTabsZeroBytesAndCarriageReturns()
    {
        assertEquals("3.4.0\n\n", admin.ask("show\tversion\n"));
        assertEquals("3.4.0\n\n\n", new CliFixture(CliLevel.USER).ask("show version\r\n"));
        assertEquals("3.4.0\n\n\n", new CliFixture(CliLevel.USER).ask("show version\0\n"));
    }

    @Test
    void shouldRefuseTooManyWords()
    {
        assertEquals(
            "Too many arguments. Commands must have at most 64 arguments.\n\n", admin.ask("a ".repeat(70) + "\n"));
        final CliFixture other = new CliFixture(CliLevel.USER);
        assertEquals("x" + " x".repeat(62) + "\n\n", other.ask("echo" + " x".repeat(63) + "\n"));
    }

    @Test
    void shouldRefuseTooLongALine()
    {
        assertEquals(
            "The command line is too big for the buffer size. Please change 'tune.bufsize' in the configuration to " +
            "use a bigger command.\n",
            admin.ask("x".repeat(20_000) + "\n"));
        final CliFixture endless = new CliFixture(CliLevel.USER);
        for (int i = 0; i < 20; i++)
        {
            endless.send("y".repeat(1000));
        }
        assertTrue(endless.read().startsWith("The command line is too big"));
        assertTrue(endless.session().isFinished());
    }

    @Test
    void shouldRefuseTooLongAPayload()
    {
        admin.send("echo <<\n");
        for (int i = 0; i < 200; i++)
        {
            admin.send("z".repeat(1000) + "\n");
        }
        assertEquals(
            "The payload is too big. Please change 'tune.cli.max-payload-size' in the configuration to use a bigger " +
            "payload.\n",
            admin.read());
        assertTrue(admin.session().isFinished());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void shouldAnswerTheSameHoweverBytesArrive(final int step)
    {
        final String input = "prompt i\nshow version;echo a\\;b\necho c <<E\n1\n2\nE\nquit\n";
        final byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        final StringBuilder answer = new StringBuilder();
        for (int i = 0; i < bytes.length; i += step)
        {
            admin.session().onInput(bytes, i, Math.min(step, bytes.length - i));
            answer.append(admin.read());
        }
        assertEquals("\n3.4.0\n\na;b\n\nc\n\n", answer.toString());
        assertTrue(admin.session().isFinished());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 1000})
    void shouldGiveTheSameOutputHoweverItIsTaken(final int pieceLength)
    {
        final CliFixture slow = new CliFixture(CliLevel.ADMIN, pieceLength);
        assertEquals(admin.ask("show stat;show cli level\n"), slow.ask("show stat;show cli level\n"));
    }

    @Test
    void shouldPromptForMorePayload()
    {
        admin.send("prompt\n");
        assertEquals("\n> ", admin.read());
        admin.send("echo x <<\n");
        assertEquals("+ ", admin.read());
        admin.send("line\n");
        assertEquals("+ ", admin.read());
        admin.send("\n");
        assertEquals("x\n\n> ", admin.read());
        assertFalse(admin.session().isFinished());
    }

    @Test
    void shouldNotReadOnWhileItAnswers()
    {
        assertTrue(admin.session().wantsInput());
        admin.send("show stat\n");
        assertFalse(admin.session().wantsInput());
        admin.read();
        assertTrue(admin.session().isFinished());
    }

    @Test
    void shouldDropAPayloadThatWasNotFinished()
    {
        assertEquals("", admin.ask("echo x <<\nline\n"));
        assertTrue(admin.session().isFinished());
    }

    @Test
    void shouldWaitAndGoOn()
    {
        admin.send("wait 50;show version\n");
        assertEquals("", admin.read());
        assertEquals(10_006_050, admin.session().wakeAtMs());
        admin.advance(49);
        assertEquals("", admin.read());
        admin.advance(1);
        assertEquals("Done.\n\n3.4.0\n\n", admin.read());
        assertTrue(admin.session().isFinished());
    }

    @Test
    void shouldEndAWaitWhenTheClientLeaves()
    {
        assertEquals("Interrupted.\n\n", admin.ask("wait 50000\n"));
    }

    @Test
    void shouldClearCountersByLevel()
    {
        assertEquals("\n\n", admin.ask("clear counters;clear counters all\n"));
        assertEquals("max all ", admin.cleared());
    }

    @Test
    void shouldChangeTheTimeout()
    {
        assertEquals(10_000, admin.session().timeoutMs());
        admin.ask("set timeout cli 2m\n");
        assertEquals(120_000, admin.session().timeoutMs());
    }

    @Test
    void shouldProposeTheNearestCommands()
    {
        assertEquals(
            "Unknown command: 'shw', but maybe one of the following ones is a better match:\n" +
            "  show stat [desc|json|no-maint|typed|up]*: report counters for each proxy and server\n" +
            "  help [<command>]                        : list matching or all commands\n" +
            "  prompt [help | n | i | p | timed ]*     : toggle interactive mode with prompt\n" +
            "  quit                                    : disconnect\n\n",
            admin.ask("shw stat\n"));
    }

    @Test
    void shouldListCommandsThatBeginAlike()
    {
        final String always =
            "  help [<command>]                        : list matching or all commands\n" +
            "  prompt [help | n | i | p | timed ]*     : toggle interactive mode with prompt\n" +
            "  quit                                    : disconnect\n\n";
        final String both =
            "  show cli level                          : display the level of the current CLI session\n" +
            "  show cli sockets                        : dump list of cli sockets\n" + always;
        assertEquals("The following commands are valid at this level:\n" + both, admin.ask("help show cli\n"));
        assertEquals(
            "Unknown command: 'show', but maybe one of the following ones is a better match:\n" + both,
            new CliFixture(CliLevel.USER).ask("show cli\n"));
    }

    @ParameterizedTest
    @CsvSource({"show ssl cert foo.pem, show ssl cert", "expert-mode on;debug dev loop 3, debug dev loop"})
    void shouldTreatCommandsItDoesNotHaveAsUnknown(final String command, final String name)
    {
        final String answer = admin.ask(command + "\n").stripLeading();
        assertTrue(answer.startsWith("Unknown command: '" + name + "' (known to HAProxy but not supported by " +
            "Fairlead), but maybe one of the following ones is a better match:\n  "), answer);
        assertTrue(answer.endsWith(": disconnect\n\n"), answer);
    }

    @Test
    void shouldHelpWithAllCommandsItHas()
    {
        final String help = admin.ask("help\n");
        assertTrue(help.startsWith("The following commands are valid at this level:\n  "), help);
        assertTrue(help.contains("\n  clear counters [all]"), help);
        assertTrue(help.contains(
            "\n  set severity-output [none|number|string]: set presence of severity level in feedback information\n"));
        assertFalse(help.contains("show ssl"), "not supported, so not listed");
        assertFalse(help.contains("expert-mode"));
        for (final String line : help.lines().skip(1).toList())
        {
            assertTrue(line.isEmpty() || ": ".equals(line.substring(42, 44)), line);
        }
    }
}
