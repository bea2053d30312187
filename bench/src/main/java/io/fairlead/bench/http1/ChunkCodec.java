/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.http1;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import io.fairlead.bench.Heads;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http1.ChunkDecoder;
import io.fairlead.engine.http1.Http1Encoder;
import io.fairlead.engine.http1.Http1Parser;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Frames of chunked bodies, read and written; the data between them are not touched, as on the way through. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkCodec
{
    private static final int CHUNKS = 16;
    private static final int CHUNK_LENGTH = 1000;
    private static final int MAX_FRAME = 32;

    private final String body =
        ("3E8\r\n" + "d".repeat(CHUNK_LENGTH) + "\r\n").repeat(CHUNKS) + "0\r\n\r\n";
    private final UnsafeBuffer buffer = Heads.direct(body);
    private final UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_FRAME));
    private final ChunkDecoder decoder = new ChunkDecoder();
    private final HttpMessage message = new HttpMessage();

    /**
     * A body of 16 chunks of 1000 bytes and the last one.
     *
     * @return bytes of data.
     */
    @Benchmark
    public long decode16Chunks()
    {
        decoder.reset(0, Http1Parser.DEFAULT_MAX_HEADERS);
        int offset = 0;
        int result = decoder.decode(buffer, offset, buffer.capacity(), message);
        while (ChunkDecoder.DATA == result)
        {
            final int taken = (int)decoder.remaining();
            offset = decoder.position() + taken;
            decoder.consumed(taken);
            result = decoder.decode(buffer, offset, buffer.capacity(), message);
        }
        if (ChunkDecoder.DONE != result)
        {
            throw new IllegalStateException("body not understood: " + result);
        }
        return decoder.total();
    }

    /**
     * The frames of such a body.
     *
     * @return sum of their lengths.
     */
    @Benchmark
    public int encode16Chunks()
    {
        int sum = 0;
        for (int i = 0; i < CHUNKS; i++)
        {
            sum += Http1Encoder.chunkHeader(out, 0, CHUNK_LENGTH + i);
            sum += Http1Encoder.chunkEnd(out, 0);
        }
        return sum + Http1Encoder.lastChunk(out, 0);
    }
}
