/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Parser and encoder against what HAProxy 3.4 was seen to do with the same bytes, however these arrive.
 */
class Http1GoldenTest
{
    private static final int[] STEPS = {1, 2, 3, 7, 64, Integer.MAX_VALUE};
    private static final int ROOM = 65536;

    static Stream<GoldenCase> requests()
    {
        return Stream.of("request-line", "target", "headers", "connection", "framing")
            .flatMap(file -> GoldenCase.read("request-" + file + ".txt").stream());
    }

    static Stream<GoldenCase> responses()
    {
        return Stream.of("status-line", "headers", "connection", "framing", "interim")
            .flatMap(file -> GoldenCase.read("response-" + file + ".txt").stream());
    }

    static Stream<GoldenCase> chunks()
    {
        return GoldenCase.read("chunks.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldTreatRequestsAsHAProxy(final GoldenCase golden)
    {
        final Http1Parser parser = new Http1Parser().configure(
            true, golden.isLax() ? Http1Parser.ACCEPT_VIOLATIONS : 0, Http1Parser.DEFAULT_MAX_HEADERS);
        for (final int step : STEPS)
        {
            check(golden, parser, step, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("responses")
    void shouldTreatResponsesAsHAProxy(final GoldenCase golden)
    {
        final Http1Parser parser = new Http1Parser().configure(
            false, golden.isLax() ? Http1Parser.ACCEPT_VIOLATIONS : 0, Http1Parser.DEFAULT_MAX_HEADERS);
        final int options = switch (golden.answers())
        {
            case "HEAD" -> Http1Encoder.ANSWERS_HEAD;
            case "CONNECT" -> Http1Encoder.ANSWERS_CONNECT;
            case "1.0" -> Http1Encoder.ANSWERS_VERSION_10;
            default -> 0;
        };
        parser.requestMethod(switch (golden.answers())
        {
            case "HEAD" -> Method.HEAD;
            case "CONNECT" -> Method.CONNECT;
            default -> Method.GET;
        });
        for (final int step : STEPS)
        {
            check(golden, parser, step, options);
        }
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void shouldTreatChunkedBodiesAsHAProxy(final GoldenCase golden)
    {
        for (final int step : STEPS)
        {
            final HttpMessage message = new HttpMessage().reset();
            final ChunkDecoder decoder = new ChunkDecoder();
            decoder.reset(golden.isLax() ? Http1Parser.ACCEPT_VIOLATIONS : 0, Http1Parser.DEFAULT_MAX_HEADERS);
            final byte[] in = golden.in();
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[in.length]);
            final UnsafeBuffer out = new UnsafeBuffer(new byte[ROOM]);
            final UnsafeBuffer data = new UnsafeBuffer(new byte[ROOM]);
            int dataLength = 0;
            int offset = 0;
            int result = ChunkDecoder.NEED_MORE;
            int limit = 0;
            while ((ChunkDecoder.NEED_MORE == result || ChunkDecoder.DATA == result) && limit < in.length)
            {
                final int arrived = (int)Math.min((long)limit + step, in.length);
                buffer.putBytes(limit, in, limit, arrived - limit);
                limit = arrived;
                result = decoder.decode(buffer, offset, limit, message);
                offset = decoder.position();
                while (ChunkDecoder.DATA == result)
                {
                    final int length = (int)Math.min(decoder.remaining(), limit - offset);
                    data.putBytes(dataLength, buffer, offset, length);
                    dataLength += length;
                    decoder.consumed(length);
                    result = decoder.decode(buffer, offset + length, limit, message);
                    offset = decoder.position();
                }
            }
            if (0 != golden.status())
            {
                assertEquals(ChunkDecoder.MALFORMED, result, golden + " step " + step);
                continue;
            }
            int end = 0;
            if (decoder.isDone())
            {
                if (0 < dataLength)
                {
                    end = Http1Encoder.chunkHeader(out, end, dataLength);
                    out.putBytes(end, data, 0, dataLength);
                    end = Http1Encoder.chunkEnd(out, end + dataLength);
                }
                out.putBytes(end, new byte[]{'0', '\r', '\n'});
                end = new Http1Encoder().encodeTrailers(message, out, end + 3, ROOM, 0);
            }
            else
            {
                end = Http1Encoder.chunkHeader(out, end, decoder.total());
                out.putBytes(end, data, 0, dataLength);
                end += dataLength;
            }
            assertEquals(GoldenCase.show(golden.expected()), show(out, end), golden + " step " + step);
        }
    }

    private static void check(final GoldenCase golden, final Http1Parser parser, final int step, final int options)
    {
        final HttpMessage message = new HttpMessage();
        final int before = 5;
        final byte[] in = golden.in();
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(before + in.length));
        buffer.setMemory(0, buffer.capacity(), (byte)':');
        parser.reset(before);
        int result = Http1Parser.NEED_MORE;
        int limit = before;
        while (Http1Parser.NEED_MORE == result && limit < buffer.capacity())
        {
            final int arrived = (int)Math.min((long)limit + step, buffer.capacity());
            buffer.putBytes(limit, in, limit - before, arrived - limit);
            limit = arrived;
            result = parser.parse(buffer, before, limit, message);
        }
        final String what = golden + " step " + step;
        final UnsafeBuffer out = new UnsafeBuffer(new byte[ROOM]);
        final Http1Encoder encoder = new Http1Encoder();
        if (0 != golden.status())
        {
            final int verdict = result < 0 ? result : encoder.encodeHead(message, out, 0, ROOM, options);
            assertTrue(verdict < -1, what + ": " + result);
            if (Http1Parser.MALFORMED == result)
            {
                assertEquals(golden.status(), parser.errorStatus(), what);
                assertTrue(before <= parser.errorPosition() && parser.errorPosition() <= limit, what);
            }
            return;
        }
        assertTrue(0 < result, what + ": " + result + " at " + parser.errorPosition());
        final int end = encoder.encodeHead(message, out, 0, ROOM, options);
        assertEquals(GoldenCase.show(golden.expected()), show(out, end), what);
        final byte[] again = new byte[end];
        final UnsafeBuffer tight = new UnsafeBuffer(again);
        assertEquals(end, encoder.encodeHead(message, tight, 0, end, options), what);
        assertTrue(Arrays.equals(again, 0, end, out.byteArray(), 0, end), what);
        assertEquals(Http1Encoder.NO_ROOM, encoder.encodeHead(message, tight, 0, end - 1, options), what);
    }

    private static String show(final UnsafeBuffer buffer, final int length)
    {
        assertTrue(length >= 0, "encoded to " + length);
        return GoldenCase.show(Arrays.copyOf(buffer.byteArray(), length));
    }
}
