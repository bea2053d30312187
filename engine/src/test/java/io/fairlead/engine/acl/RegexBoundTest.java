/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.List;

import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Expressions that backtrack without end on hostile input give no match, soon. */
class RegexBoundTest
{
    private static final int LENGTH = 16_000;

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(strings = {"^(a+)+$", "(a+)+$", "^(a|aa)+$", "(a*)*b$",
        "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){20}c", "^(a?){40}a{40}$"})
    void shouldGiveUpOnHostileInput(final String expression)
    {
        final Sample sample = Sample.standAlone();
        sample.str(Texts.buffer("a".repeat(LENGTH) + '!'));
        assertFalse(Regex.compile(expression, false).matches(sample));
    }

    @Test
    void shouldStillFindWhatHonestExpressionsFind()
    {
        final Sample sample = Sample.standAlone();
        sample.str(Texts.buffer("/" + "path/".repeat(LENGTH / 5) + "index.html"));
        for (final String expression : List.of("^/(path/)+index", "\\.html$", "^/.*/index\\.(html|php)$"))
        {
            assertTrue(Regex.compile(expression, false).matches(sample), expression);
        }
    }
}
