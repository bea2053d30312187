/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import io.fairlead.engine.config.Units.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest
{
    private final Messages messages = Messages.collecting();

    @ParameterizedTest
    @CsvSource({
        "0, MS, 0", "10, MS, 10", "10, S, 10", "10s, MS, 10000", "1500us, MS, 2", "1us, MS, 1",
        "2m, MS, 120000", "1h, S, 3600", "1d, MIN, 1440", "1s, MIN, 1", "61s, MIN, 2", "1ms, S, 1",
        "2147483647, MS, 2147483647", "24d, MS, 2073600000",
        "1d, DAY, 1", "25h, DAY, 2", "007, MS, 7", "0s, DAY, 0"})
    void shouldReadTimes(final String text, final TimeUnit unit, final long expected)
    {
        assertEquals(expected, Units.time(text, unit, messages));
        assertEquals(0, messages.warningCount());
    }

    @ParameterizedTest
    @CsvSource({"2147483648, MS", "25d, MS", "99999999999999999999999999, S", "2147484s, MS", "1d, US"})
    void shouldRefuseTimesThatAreTooGreat(final String text, final TimeUnit unit)
    {
        assertEquals(Units.OVERFLOW, Units.time(text, unit, messages));
    }

    @ParameterizedTest
    @CsvSource({"x, 0, x", "10x, 2, x", "10u, 2, u", "-5, 0, -", "10 s, 2, ' '"})
    void shouldPointAtWrongCharacterOfTime(final String text, final int offset, final char wrong)
    {
        final long result = Units.time(text, TimeUnit.MS, messages);
        assertEquals(offset, Units.badOffset(result));
        assertEquals(wrong, Units.badCharacter(text, result));
    }

    @Test
    void shouldWarnOfCharactersBehindUnit()
    {
        assertEquals(10_000, Units.time("10sec", TimeUnit.MS, messages));
        assertEquals("unexpected character 'e' after the timer value '10sec', only (us=microseconds,ms=milliseconds," +
            "s=seconds,m=minutes,h=hours,d=days) are supported. This will be reported as an error in next versions.",
            messages.given().getFirst().text());
    }

    @Test
    void shouldWordErrorsOfTimes()
    {
        final ParseContext context = new ParseContext(messages, new Environment(Map.of()), new KeywordRegistry());
        assertEquals("timer overflow in argument '25d' to 'timeout' (maximum value is 2147483647 ms or ~24.8 days)",
            assertThrows(ConfigException.class, () -> Units.timeMs("25d", "timeout", context)).getMessage());
        assertEquals("unexpected character 'x' in argument to <timeout>.",
            assertThrows(ConfigException.class, () -> Units.timeMs("5x", "timeout", context)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "16384, 16384", "16k, 16384", "1K, 1024", "2m, 2097152", "3G, 3221225472", "4294967295, 4294967295",
        "4194303k, 4294966272"})
    void shouldReadSizes(final String text, final long expected)
    {
        assertEquals(expected, Units.size(text));
    }

    @ParameterizedTest
    @CsvSource({"k, 0", "4294967296, 9", "4g, 1", "16kb, 3", "16 k, 2", "1t, 1", "-1, 0"})
    void shouldPointAtWrongCharacterOfSize(final String text, final int offset)
    {
        assertEquals(offset, Units.badOffset(Units.size(text)));
    }

    @ParameterizedTest
    @CsvSource({"1t, 1099511627776", "2P, 2251799813685248", "8g, 8589934592"})
    void shouldReadLongSizes(final String text, final long expected)
    {
        assertEquals(expected, Units.longSize(text));
    }

    @Test
    void shouldSuspectSmallTimesWithoutUnit()
    {
        assertTrue(Units.isSuspiciouslySmall("5", 100));
        assertFalse(Units.isSuspiciouslySmall("0", 100));
        assertFalse(Units.isSuspiciouslySmall("5ms", 100));
        assertFalse(Units.isSuspiciouslySmall("100", 100));
    }
}
