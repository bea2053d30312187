/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.http1;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import io.fairlead.bench.Heads;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.http1.Http1Encoder;
import io.fairlead.engine.http1.Http1Parser;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a message to bytes: untouched heads, and heads that rules have edited. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeadEncoding
{
    private static final int BUFFER_SIZE = 16_384;
    private static final byte[] REQUEST_ID = Heads.bytes("x-request-id");
    private static final byte[] REQUEST_ID_VALUE = Heads.bytes("7F000001:CA9A_7F000001:1F90_6921E2A3_0001:1A2B");
    private static final byte[] FORWARDED_FOR = Heads.bytes("203.0.113.195");
    private static final byte[] HOST = Heads.bytes("internal.example.net");
    private static final byte[] HSTS = Heads.bytes("strict-transport-security");
    private static final byte[] HSTS_VALUE = Heads.bytes("max-age=63072000");
    private static final byte[] SERVER = Heads.bytes("server");
    private static final byte[] VIA = Heads.bytes("via");
    private static final byte[] VIA_VALUE = Heads.bytes("1.1 edge");

    private final UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(BUFFER_SIZE));
    private final HttpMessage request = new HttpMessage();
    private final HttpMessage response = new HttpMessage();
    private final HttpMessage edited = new HttpMessage();
    private final Http1Encoder encoder = new Http1Encoder();

    /** Parses what is to be written. */
    @Setup
    public void setUp()
    {
        parse(new Http1Parser().configure(true, 0, Http1Parser.DEFAULT_MAX_HEADERS), Heads.BROWSER_REQUEST, request);
        parse(new Http1Parser().configure(false, 0, Http1Parser.DEFAULT_MAX_HEADERS), Heads.USUAL_RESPONSE, response);
    }

    private static void parse(final Http1Parser parser, final String text, final HttpMessage message)
    {
        parser.requestMethod(Method.GET);
        if (parser.parse(Heads.direct(text), 0, text.length(), message) != text.length())
        {
            throw new IllegalStateException("head not understood: " + text);
        }
    }

    /**
     * A browser's request as it came.
     *
     * @return end of the head.
     */
    @Benchmark
    public int requestUntouched()
    {
        return encode(request);
    }

    /**
     * A browser's request with a header replaced, one removed and two added; the copy of the message that is edited is
     * part of the figure.
     *
     * @return end of the head.
     */
    @Benchmark
    public int requestEdited()
    {
        edited.copy(request);
        edited.setHeader(HeaderId.HOST, HOST);
        edited.removeHeaders(HeaderId.REFERER);
        edited.addHeader(HeaderId.X_FORWARDED_FOR, FORWARDED_FOR);
        edited.addHeader(REQUEST_ID, REQUEST_ID_VALUE);
        return encode(edited);
    }

    /**
     * A usual response as it came.
     *
     * @return end of the head.
     */
    @Benchmark
    public int responseUntouched()
    {
        return encode(response);
    }

    /**
     * A usual response with a header replaced, one removed and one added.
     *
     * @return end of the head.
     */
    @Benchmark
    public int responseEdited()
    {
        edited.copy(response);
        edited.setHeader(HSTS, HSTS_VALUE);
        edited.removeHeaders(SERVER);
        edited.addHeader(VIA, VIA_VALUE);
        return encode(edited);
    }

    private int encode(final HttpMessage message)
    {
        final int end = encoder.encodeHead(message, out, 0, BUFFER_SIZE, 0);
        if (end < 0)
        {
            throw new IllegalStateException("head not written: " + end);
        }
        return end;
    }
}
