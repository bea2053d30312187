/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.concurrent.atomic.AtomicInteger;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.ForwardedValue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Memory of one loop for evaluating expressions: a ring of chunks for bytes made by fetches, casts and converters, and
 * a small stack of samples for nested evaluations. Loop only.
 * <p>
 * A chunk is valid until {@link #CHUNK_COUNT} - 1 further chunks were taken, or longer while it is held
 * ({@link #hold}); results that must live longer are copied by whoever needs them.
 */
public final class EvalScratch
{
    /** Length of {@code tune.bufsize} unless configured. */
    public static final int DEFAULT_CHUNK_LENGTH = 16384;
    /** Chunks in the ring. */
    public static final int CHUNK_COUNT = 8;

    private static final int SAMPLE_COUNT = 32;

    private static final AtomicInteger NEXT_ID = new AtomicInteger();

    private final int id = NEXT_ID.getAndIncrement();
    private final RegexInput regexInput = new RegexInput();
    private final int chunkLength;
    private final ByteWriter[] chunks = new ByteWriter[CHUNK_COUNT];
    private final Sample[] samples = new Sample[SAMPLE_COUNT];
    private final NetAddress address = new NetAddress();
    private final WallTime wallTime = new WallTime();
    private EvalObserver observer;
    private final ForwardedValue forwarded = new ForwardedValue();
    private int nextChunk;
    private int heldChunks;
    private int sampleDepth;

    public EvalScratch(final int chunkLength)
    {
        this.chunkLength = chunkLength;
        for (int i = 0; i < CHUNK_COUNT; i++)
        {
            chunks[i] = new ByteWriter(new UnsafeBuffer(new byte[chunkLength]));
        }
        for (int i = 0; i < SAMPLE_COUNT; i++)
        {
            samples[i] = new Sample(this);
        }
    }

    /** Who watches the evaluations of this loop; null in traffic. */
    public EvalObserver observer()
    {
        return observer;
    }

    /** Have someone watch, or null. */
    public void observer(final EvalObserver newObserver)
    {
        observer = newObserver;
    }

    /** Number of this scratch in the process, for what is kept once for each. */
    public int id()
    {
        return id;
    }

    /** View regular expressions look through. */
    public RegexInput regexInput()
    {
        return regexInput;
    }

    /** Bytes a chunk can hold. */
    public int chunkLength()
    {
        return chunkLength;
    }

    /** The next chunk of the ring, empty. */
    public ByteWriter chunk()
    {
        while (0 != (heldChunks & 1 << nextChunk))
        {
            nextChunk = (nextChunk + 1) & (CHUNK_COUNT - 1);
        }
        final ByteWriter chunk = chunks[nextChunk];
        nextChunk = (nextChunk + 1) & (CHUNK_COUNT - 1);
        return chunk.clear();
    }

    /**
     * Keep a chunk as it is while other expressions are evaluated.
     *
     * @param buffer of the chunk; any other buffer needs no keeping.
     * @return what {@link #release} wants, 0 when nothing was to be done.
     */
    public int hold(final UnsafeBuffer buffer)
    {
        for (int i = 0; i < CHUNK_COUNT; i++)
        {
            if (chunks[i].buffer() == buffer)
            {
                final int bit = 1 << i & ~heldChunks;
                // one chunk at least stays free for the evaluations themselves
                if (Integer.bitCount(heldChunks | bit) < CHUNK_COUNT - 1)
                {
                    heldChunks |= bit;
                    return bit;
                }
                return 0;
            }
        }
        return 0;
    }

    /** Forget what is held, after something was thrown while it was. No evaluation may be under way. */
    public void reset()
    {
        sampleDepth = 0;
        heldChunks = 0;
    }

    /** End what {@link #hold} began. */
    public void release(final int held)
    {
        heldChunks &= ~held;
    }

    /** A calendar to compute with. */
    public WallTime wallTime()
    {
        return wallTime;
    }

    /** An address to parse into; used by the next cast. */
    public NetAddress address()
    {
        return address;
    }

    /** A reader of forwarded headers; used by one converter at a time. */
    public ForwardedValue forwarded()
    {
        return forwarded;
    }

    /** A fresh sample; give it back with {@link #popSample()} in reverse order. */
    public Sample pushSample()
    {
        return samples[sampleDepth++].reset(0);
    }

    /** Give back the sample taken last. */
    public void popSample()
    {
        sampleDepth--;
    }
}
