/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import io.fairlead.engine.rules.ActionResult;

/** Words for what came of rules and tests. */
final class Outcomes
{
    static final String SKIPPED = "skipped";
    static final String APPLIED = "applied";
    static final String CHOSEN = "chosen";
    static final String UNKNOWN_NAME = "unknown name";
    static final String SERVER_DOWN = "server down";
    private static final String WAITS = "waits";
    private static final String LEAVES = "leaves these rules";

    private static final int PASS = 3;

    private Outcomes()
    {
    }

    static String of(final boolean isPassed, final ActionResult result)
    {
        if (null == result)
        {
            return SKIPPED;
        }
        return switch (result)
        {
            case CONTINUE -> isPassed ? APPLIED : SKIPPED;
            case STOP -> LEAVES;
            case YIELD, WAIT -> WAITS;
            case DONE, ABORT -> "ends the request";
            case DENY -> "denies";
            case TARPIT -> "denies, after a while";
            case CLOSE -> "closes";
            case INVALID -> "makes the message invalid";
            case ERROR -> "fails";
        };
    }

    /** Whether nothing but the answer follows. */
    static boolean isFinal(final String outcome)
    {
        return !SKIPPED.equals(outcome) && !APPLIED.equals(outcome) && !WAITS.equals(outcome) &&
            !CHOSEN.equals(outcome) && !UNKNOWN_NAME.equals(outcome) && !SERVER_DOWN.equals(outcome) &&
            !LEAVES.equals(outcome);
    }

    static boolean isWaiting(final String outcome)
    {
        return WAITS.equals(outcome);
    }

    /** Word for the result of a test. */
    static String ofTest(final int result)
    {
        return PASS == result ? "yes" : 0 == result ? "no" : "unknown";
    }
}
