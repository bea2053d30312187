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
import io.fairlead.engine.http.Method;
import io.fairlead.engine.http1.Http1Parser;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * From bytes to a message: one head for each call, parsed whole or as the bytes trickle in. The parser turns names to
 * lower case where they lie, so each call begins by copying the head in anew; that copy is part of the figure.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeadParsing
{
    private static final int BUFFER_SIZE = 16_384;

    private final byte[] shortRequest = Heads.bytes(Heads.SHORT_REQUEST);
    private final byte[] browserRequest = Heads.bytes(Heads.BROWSER_REQUEST);
    private final byte[] largeRequest = Heads.bytes(Heads.large(Heads.BROWSER_REQUEST));
    private final byte[] shortResponse = Heads.bytes(Heads.SHORT_RESPONSE);
    private final byte[] usualResponse = Heads.bytes(Heads.USUAL_RESPONSE);
    private final byte[] largeResponse = Heads.bytes(Heads.large(Heads.USUAL_RESPONSE));
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(BUFFER_SIZE));
    private final HttpMessage message = new HttpMessage();
    private final Http1Parser requests = new Http1Parser().configure(true, 0, Http1Parser.DEFAULT_MAX_HEADERS);
    private final Http1Parser responses = new Http1Parser().configure(false, 0, Http1Parser.DEFAULT_MAX_HEADERS);

    /**
     * A request of one header.
     *
     * @return end of the head.
     */
    @Benchmark
    public int requestShort()
    {
        return parse(requests, shortRequest);
    }

    /**
     * A request as browsers send it.
     *
     * @return end of the head.
     */
    @Benchmark
    public int requestOfBrowser()
    {
        return parse(requests, browserRequest);
    }

    /**
     * A request of 8 KiB.
     *
     * @return end of the head.
     */
    @Benchmark
    public int requestOf8KiB()
    {
        return parse(requests, largeRequest);
    }

    /**
     * A request of a browser, one byte at a time: as slow as a peer can make it.
     *
     * @return end of the head.
     */
    @Benchmark
    public int requestDribbled()
    {
        return dribble(requests, browserRequest);
    }

    /**
     * A response of one header.
     *
     * @return end of the head.
     */
    @Benchmark
    public int responseShort()
    {
        return parse(responses, shortResponse);
    }

    /**
     * A response as applications send it.
     *
     * @return end of the head.
     */
    @Benchmark
    public int responseUsual()
    {
        return parse(responses, usualResponse);
    }

    /**
     * A response of 8 KiB.
     *
     * @return end of the head.
     */
    @Benchmark
    public int responseOf8KiB()
    {
        return parse(responses, largeResponse);
    }

    /**
     * A usual response, one byte at a time.
     *
     * @return end of the head.
     */
    @Benchmark
    public int responseDribbled()
    {
        return dribble(responses, usualResponse);
    }

    private int parse(final Http1Parser parser, final byte[] head)
    {
        begin(parser, head);
        return whole(parser.parse(buffer, 0, head.length, message), head);
    }

    private int dribble(final Http1Parser parser, final byte[] head)
    {
        begin(parser, head);
        int result = Http1Parser.NEED_MORE;
        for (int limit = 1; limit <= head.length; limit++)
        {
            result = parser.parse(buffer, 0, limit, message);
        }
        return whole(result, head);
    }

    private void begin(final Http1Parser parser, final byte[] head)
    {
        buffer.putBytes(0, head);
        parser.requestMethod(Method.GET);
        parser.reset(0);
    }

    private static int whole(final int end, final byte[] head)
    {
        if (end != head.length)
        {
            throw new IllegalStateException("a head of " + head.length + " bytes was read up to " + end);
        }
        return end;
    }
}
