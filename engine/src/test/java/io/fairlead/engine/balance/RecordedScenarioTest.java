/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RecordedScenarioTest
{
    @TestFactory
    Stream<DynamicTest> shouldRotateAsRecorded() throws IOException
    {
        return replays("round-robin.txt");
    }

    @TestFactory
    Stream<DynamicTest> shouldPassOverFullServersAsRecorded() throws IOException
    {
        return replays("round-robin-full.txt");
    }

    @TestFactory
    Stream<DynamicTest> shouldHashSourcesAsRecorded() throws IOException
    {
        return replays("source.txt");
    }

    /**
     * Recorded with HAProxy 2.6: since 3.2 it chooses by chance among servers of equal load, which no recording can
     * match.
     */
    @TestFactory
    Stream<DynamicTest> shouldTakeLeastLoadedAsRecorded() throws IOException
    {
        return replays("leastconn.txt");
    }

    @TestFactory
    Stream<DynamicTest> shouldHashContentAsRecorded() throws IOException
    {
        return replays("content.txt");
    }

    @TestFactory
    Stream<DynamicTest> shouldHashExpressionsAsRecorded() throws IOException
    {
        return replays("hash.txt");
    }

    /** A hundred thousand requests by each algorithm that chooses the same server each time it is asked the same. */
    @TestFactory
    Stream<DynamicTest> shouldSpreadManyRequestsAsRecorded() throws IOException
    {
        return replays("spread.txt");
    }

    private static Stream<DynamicTest> replays(final String resource) throws IOException
    {
        return RecordedScenario.read(resource).stream()
            .map(scenario -> dynamicTest(scenario.name(), scenario::replay));
    }
}
