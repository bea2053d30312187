/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Random texts: whatever is written, it is read or refused, and nothing else happens. */
class ConfigFuzzTest
{
    private static final int ROUNDS = Integer.getInteger("fairlead.rounds", 150) * 100;
    private static final String LIKELY = "\"'\\#${}[*]- \t\nabx019.:@,/()!&|=%\0\u00ff";

    private final long seed = Long.getLong("fairlead.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Environment environment = new Environment(Map.of("a", "b", "b", " x y ", "x", ""));

    @Test
    void shouldCutAnyLine()
    {
        final Lexer lexer = new Lexer(environment);
        for (int i = 0; i < ROUNDS; i++)
        {
            final String text = text(60);
            assertDoesNotThrow(() -> readAll(lexer, text), () -> "seed " + seed + ": " + text);
        }
    }

    @Test
    void shouldReadAnyFile()
    {
        for (int i = 0; i < ROUNDS / 10; i++)
        {
            final String text = "global\n" + text(400);
            final ConfigProbe probe = new ConfigProbe(new Environment(environment.all()));
            assertDoesNotThrow(() -> probe.readText(text), () -> "seed " + seed + ": " + text);
        }
    }

    @Test
    void shouldAnswerAnyCondition()
    {
        final ConditionEvaluator conditions = new ConditionEvaluator(environment, Version.FEATURES, " ");
        final String[] words = {
            "streq(", "defined", "version_before(", "openssl_version_atleast(", "feature(", "strstr"};
        for (int i = 0; i < ROUNDS; i++)
        {
            final String text = text(10) + words[random.nextInt(words.length)] + text(20);
            assertDoesNotThrow(() -> conditions.evaluate(text), () -> "seed " + seed + ": " + text);
        }
    }

    @Test
    void shouldReadOrRefuseAnyAddress()
    {
        final AddressParser parser = new AddressParser(
            new ParseContext(Messages.collecting(), environment, new KeywordRegistry()), DescriptorProbe.NONE);
        final String[] prefixes = {
            "", "unix@", "fd@", "ipv6@", "abns@", "udp@", "stream+", "127.0.0.1:", "[::1]:", "$"};
        for (int i = 0; i < ROUNDS; i++)
        {
            final String text = prefixes[random.nextInt(prefixes.length)] + text(20);
            final int options = random.nextInt(1 << 10) & ~AddressParser.RESOLVE;
            assertDoesNotThrow(() -> readAddress(parser, text, options), () -> "seed " + seed + ": " + text);
        }
    }

    @Test
    void shouldReadOrRefuseAnyTimeAndSize()
    {
        final Messages messages = Messages.collecting();
        for (int i = 0; i < ROUNDS; i++)
        {
            final String text = random.nextLong(1L << random.nextInt(1, 63)) + text(4);
            final Units.TimeUnit unit = Units.TimeUnit.values()[random.nextInt(6)];
            assertTrue(Units.time(text, unit, messages) <= Integer.MAX_VALUE);
            assertTrue(Units.size(text) <= 0xFFFF_FFFFL);
            assertDoesNotThrow(() -> Units.longSize(text), () -> "seed " + seed + ": " + text);
        }
    }

    private static void readAll(final Lexer lexer, final String text)
    {
        lexer.cut(text);
        lexer.joined(1);
        for (int i = 0; i <= lexer.wordCount(); i++)
        {
            lexer.word(i);
            lexer.outputOffset(i);
        }
        ShownLine.of(lexer.shownText(), Math.max(0, lexer.faultOffset()), 80);
    }

    private static void readAddress(final AddressParser parser, final String text, final int options)
    {
        try
        {
            parser.parse(text, options, null);
        }
        catch (final ConfigException e)
        {
            assertTrue(!e.getMessage().isEmpty());
        }
    }

    private String text(final int most)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--)
        {
            text.append(0 == random.nextInt(10) ? (char)random.nextInt(256) :
                LIKELY.charAt(random.nextInt(LIKELY.length())));
        }
        return text.toString();
    }
}
