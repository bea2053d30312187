/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The process alone, for expressions evaluated outside of traffic. One thread.
 */
public final class ProcessContext implements FetchContext
{
    private static final long NS_PER_MS = 1_000_000L;
    private static final long US_PER_MS = 1000L;

    private final EvalScratch scratch = new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH);
    private final ProcessView process;

    /** A context that sees a process. */
    public ProcessContext(final ProcessView process)
    {
        this.process = process;
    }

    @Override
    public EvalScratch scratch()
    {
        return scratch;
    }

    @Override
    public long nowMs()
    {
        return System.nanoTime() / NS_PER_MS;
    }

    @Override
    public long dateUs()
    {
        return System.currentTimeMillis() * US_PER_MS;
    }

    @Override
    public int random()
    {
        return ThreadLocalRandom.current().nextInt();
    }

    @Override
    public ProcessView process()
    {
        return process;
    }
}
