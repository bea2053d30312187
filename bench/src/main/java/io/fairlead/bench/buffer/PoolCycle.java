/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.buffer;

import java.util.concurrent.TimeUnit;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.PooledBuffer;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Borrowing a buffer of a loop's pool and giving it back, as each connection does when bytes come and are gone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolCycle
{
    private static final int BUFFER_SIZE = 16_384;
    private static final int LIMIT = 64;

    private final BufferPool pool = new BufferPool(BUFFER_SIZE, LIMIT);

    /** Has the first buffers made. */
    @Setup
    public void setUp()
    {
        fourAtOnce();
    }

    /**
     * One buffer out and in.
     *
     * @return capacity of the buffer.
     */
    @Benchmark
    public int oneAtATime()
    {
        final PooledBuffer buffer = pool.tryTake();
        final int capacity = buffer.capacity();
        buffer.release();
        return capacity;
    }

    /**
     * Four out, four in: what a stream with both sides busy in both directions holds.
     *
     * @return buffers in use at the height.
     */
    @Benchmark
    public int fourAtOnce()
    {
        final PooledBuffer first = pool.tryTake();
        final PooledBuffer second = pool.tryTake();
        final PooledBuffer third = pool.tryTake();
        final PooledBuffer fourth = pool.tryTake();
        final int inUse = pool.inUse();
        second.release();
        first.release();
        fourth.release();
        third.release();
        return inUse;
    }
}
