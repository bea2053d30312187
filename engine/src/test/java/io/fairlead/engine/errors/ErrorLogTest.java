/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ErrorLogTest
{
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8192]);
    private long nowMs = 1_000;
    private final ErrorLog log = new ErrorLog(buffer, () -> nowMs);

    private List<String> entries()
    {
        final List<String> entries = new ArrayList<>();
        ErrorLog.read(buffer, (cause, count, firstMs, lastMs, text) ->
            entries.add(cause + " " + count + " " + firstMs + " " + lastMs + " " +
                text.lines().findFirst().orElse("")));
        return entries;
    }

    @Test
    void shouldCountTheSameErrorInsteadOfRepeatingIt()
    {
        assertTrue(log.record(Cause.RESOURCE, "too many open files"));
        nowMs = 2_000;
        assertFalse(log.record(Cause.RESOURCE, "too many open files"));
        assertTrue(log.record(Cause.SERVER, "too many open files"));
        assertEquals(
            List.of("RESOURCE 2 1000 2000 too many open files", "SERVER 1 2000 2000 too many open files"), entries());
    }

    @Test
    void shouldTellExceptionsApartByWhereTheyComeFrom()
    {
        for (int i = 0; i < 3; i++)
        {
            log.record(Cause.INTERNAL, new IllegalStateException("number " + i));
        }
        log.record(Cause.INTERNAL, new IllegalStateException("elsewhere"));
        assertEquals(
            List.of(
                "INTERNAL 3 1000 1000 java.lang.IllegalStateException: number 0",
                "INTERNAL 1 1000 1000 java.lang.IllegalStateException: elsewhere"),
            entries());
    }

    @Test
    void shouldDropAndCountWhatDoesNotFit()
    {
        final String filling = "x".repeat(5_000);
        assertTrue(log.record(Cause.CLIENT, filling));
        assertFalse(log.record(Cause.SERVER, filling));
        assertFalse(log.record(Cause.SERVER, filling));
        assertEquals(2, log.dropped());
        assertEquals(1, log.distinct());
        assertTrue(log.record(Cause.SERVER, "short"));
        assertEquals(2, entries().size());
    }

    @Test
    void shouldGoOnAfterTheEntriesOfAnEarlierProcess()
    {
        log.record(Cause.CLIENT, "old");
        new ErrorLog(buffer, () -> 5_000).record(Cause.CLIENT, "new");
        assertEquals(List.of("CLIENT 1 1000 1000 old", "CLIENT 1 5000 5000 new"), entries());
    }

    @Test
    void shouldCountExactlyWhenSeveralThreadsRecord() throws InterruptedException
    {
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++)
        {
            threads.add(Thread.ofPlatform().start(() ->
            {
                for (int j = 0; j < 1_000; j++)
                {
                    log.record(Cause.SERVER, 0 == j % 2 ? "even" : "odd");
                }
            }));
        }
        for (final Thread thread : threads)
        {
            thread.join();
        }
        assertEquals(2, log.distinct());
        assertEquals(2, entries().stream().filter((e) -> e.startsWith("SERVER 2000 ")).count());
    }
}
