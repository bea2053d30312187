/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.process.Main;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;

import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;

/**
 * The daemon with a sample {@code loop_allocated}, the bytes that the loop's thread has allocated, and an action {@code
 * allocate}.
 */
public final class CountingDaemon
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final int PIECE = 16;

    private static volatile byte[] sink;

    private CountingDaemon()
    {
    }

    /** Starts it. */
    public static void main(final String[] args)
    {
        Catalog.add((registry) ->
        {
            FetchKeyword.of("loop_allocated").returns(SampleType.SINT).from(Source.INTERNAL)
                .summary("Bytes allocated by the loop's thread")
                .by((words, ctx, out) -> out.sint(THREADS.getCurrentThreadAllocatedBytes())).register(registry);
            ActionKeyword.of("allocate", (words, context) -> (ctx, options) ->
            {
                sink = new byte[PIECE];
                return ActionResult.CONTINUE;
            }).in(HTTP_REQUEST).summary("Allocates a few bytes").register(registry);
        });
        Main.main(args);
    }
}
