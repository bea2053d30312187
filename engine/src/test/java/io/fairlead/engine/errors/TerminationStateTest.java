/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class TerminationStateTest
{
    private static String text(final int state)
    {
        return "" + TerminationState.endingCharacter(state) + TerminationState.phaseCharacter(state);
    }

    @Test
    void shouldSpellTheLogField()
    {
        assertEquals("--", text(TerminationState.NONE));
        assertEquals("CD", text(TerminationState.CLIENT_CLOSED | TerminationState.IN_DATA));
        assertEquals("sH", text(TerminationState.SERVER_TIMEOUT | TerminationState.IN_HEADERS));
        assertEquals("PT", text(TerminationState.PROXY_REFUSED | TerminationState.IN_TARPIT));
        assertEquals("LR", text(TerminationState.ENDED_LOCALLY | TerminationState.IN_REQUEST));
        assertEquals("sQ", text(TerminationState.SERVER_TIMEOUT | TerminationState.IN_QUEUE));
        assertEquals("SC", text(TerminationState.SERVER_CLOSED | TerminationState.IN_CONNECT));
        assertEquals("cL", text(TerminationState.CLIENT_TIMEOUT | TerminationState.IN_LAST));
        assertEquals("R-", text(TerminationState.RESOURCE));
        assertEquals("I-D-K-U-", text(TerminationState.INTERNAL) + text(TerminationState.SERVER_DOWN) +
            text(TerminationState.KILLED) + text(TerminationState.SERVER_UP));
    }

    @Test
    void shouldKeepTheFirstReasonAndPhase()
    {
        final int first = TerminationState.withPhase(
            TerminationState.withEnding(TerminationState.NONE, TerminationState.CLIENT_CLOSED),
                TerminationState.IN_QUEUE);
        assertEquals(first, TerminationState.withEnding(first, TerminationState.SERVER_CLOSED));
        assertEquals(first, TerminationState.withPhase(first, TerminationState.IN_DATA));
        assertEquals("CQ", text(first));
    }

    @Test
    void shouldBlameTheRightSide()
    {
        assertEquals(Cause.CLIENT, TerminationState.cause(TerminationState.CLIENT_TIMEOUT));
        assertEquals(Cause.SERVER, TerminationState.cause(TerminationState.SERVER_DOWN));
        assertEquals(Cause.CLIENT,
            TerminationState.cause(TerminationState.PROXY_REFUSED | TerminationState.IN_REQUEST));
        assertEquals(Cause.SERVER,
            TerminationState.cause(TerminationState.PROXY_REFUSED | TerminationState.IN_HEADERS));
        assertEquals(Cause.RESOURCE, TerminationState.cause(TerminationState.RESOURCE));
        assertNull(TerminationState.cause(TerminationState.ENDED_LOCALLY | TerminationState.IN_REQUEST));
    }
}
