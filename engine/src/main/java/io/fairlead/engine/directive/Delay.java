/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Units;

/**
 * Outcome of reading a time with an optional unit us, ms, s, m, h or d; values are rounded up to the wanted unit. The
 * words of refusals differ from keyword to keyword, hence the outcome is a value.
 */
final class Delay
{
    /** How reading ended. */
    enum Outcome
    {
        /** {@link Delay#value} holds the time. */
        GOOD,
        /** More than 2^31 - 1 units. */
        OVERFLOW,
        /** {@link Delay#rest} begins with a char that cannot stand there. */
        UNEXPECTED
    }

    /** How reading ended. */
    final Outcome outcome;
    /** Time in the wanted unit. */
    final int value;
    /** Text from the first bad char on. */
    final String rest;

    private Delay(final Outcome outcome, final int value, final String rest)
    {
        this.outcome = outcome;
        this.value = value;
        this.rest = rest;
    }

    /** Milliseconds, which is also the unit of a bare number. */
    static Delay ms(final String text, final ParseContext context)
    {
        return of(text, Units.TimeUnit.MS, context);
    }

    /** Seconds, which is also the unit of a bare number. */
    static Delay seconds(final String text, final ParseContext context)
    {
        return of(text, Units.TimeUnit.S, context);
    }

    boolean isGood()
    {
        return Outcome.GOOD == outcome;
    }

    /** First bad char, as shown in messages. */
    String badChar()
    {
        return rest.isEmpty() ? "" : rest.substring(0, 1);
    }

    private static Delay of(final String text, final Units.TimeUnit unit, final ParseContext context)
    {
        final long result = Units.time(text, unit, context.messages());
        if (Units.OVERFLOW == result)
        {
            return new Delay(Outcome.OVERFLOW, 0, "");
        }
        return result < 0 ? new Delay(Outcome.UNEXPECTED, 0, Units.badRest(text, result)) :
            new Delay(Outcome.GOOD, (int)result, "");
    }
}
