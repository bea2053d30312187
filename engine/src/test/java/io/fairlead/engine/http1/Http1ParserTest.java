/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import com.sun.management.ThreadMXBean;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Http1ParserTest
{
    private static final int BUFFER_LENGTH = 16384;
    private static final int REWRITE_LENGTH = 1024;
    private static final int WARM_RUNS = 10_000;

    private final HttpMessage message = new HttpMessage();
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * BUFFER_LENGTH));

    @Test
    void shouldGiveSlicesOfTheBuffer()
    {
        final Http1Parser parser = requests();
        final int limit =
            put(100,
            "POST /a/b?c=d HTTP/1.1\r\nHost: h\r\nX-Y:  z \r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc");
        parser.reset(100);
        assertEquals(limit - 3, parser.parse(buffer, 100, limit, message));
        assertEquals(limit - 3, message.headEnd());
        assertTrue(message.isRequest());
        assertEquals(Method.POST, message.method());
        assertEquals("/a/b?c=d", text(message.targetBuffer(), message.targetOffset(), message.targetLength()));
        assertEquals("/a/b", text(message.targetBuffer(), message.pathOffset(), message.pathLength()));
        assertEquals("c=d", text(message.targetBuffer(), message.queryOffset(), message.queryLength()));
        assertEquals(11, message.version());
        assertEquals(3, message.contentLength());
        assertTrue(message.hasBody());
        assertTrue(message.expectsContinue());
        assertTrue(message.keepAlive());
        assertFalse(message.connectionClose());
        final int header = message.findHeader("x-y".getBytes(StandardCharsets.US_ASCII), -1);
        assertEquals("z", text(message.valueBuffer(header), message.valueOffset(header), message.valueLength(header)));
        assertEquals(buffer, message.valueBuffer(header));
    }

    @Test
    void shouldTellWhatAResponseIsFramedBy()
    {
        final Http1Parser parser = new Http1Parser().configure(false, 0, Http1Parser.DEFAULT_MAX_HEADERS);
        parser.requestMethod(Method.GET);
        assertTrue(parse(parser, "HTTP/1.1 404 Nothing here\r\nX: y\r\n\r\n") > 0);
        assertEquals(404, message.status());
        assertEquals("Nothing here", text(message.reasonBuffer(), message.reasonOffset(), message.reasonLength()));
        assertFalse(message.isLengthKnown());
        assertTrue(message.hasBody());
        assertTrue(parse(parser, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") > 0);
        assertTrue(message.isChunked());
        assertTrue(message.isLengthKnown());
        parser.requestMethod(Method.HEAD);
        assertTrue(parse(parser, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n") > 0);
        assertFalse(message.hasBody());
        assertEquals(5, message.contentLength());
    }

    @Test
    void shouldReadPipelinedRequestsOneByOne()
    {
        final Http1Parser parser = requests();
        final int limit = put(0, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET");
        int offset = 0;
        for (int i = 1; i <= 2; i++)
        {
            parser.reset(offset);
            offset = parser.parse(buffer, offset, limit, message);
            assertEquals("/" + i, text(message.targetBuffer(), message.targetOffset(), message.targetLength()));
        }
        parser.reset(offset);
        assertTrue(parser.isAtStart());
        assertEquals(Http1Parser.NEED_MORE, parser.parse(buffer, offset, limit, message));
        assertFalse(parser.isAtStart());
    }

    @Test
    void shouldStayAtStartThroughEmptyLines()
    {
        final Http1Parser parser = requests();
        parser.reset(0);
        assertEquals(Http1Parser.NEED_MORE, parser.parse(buffer, 0, put(0, "\r\n\r"), message));
        assertTrue(parser.isAtStart());
    }

    @Test
    void shouldStartAgainWhenBytesWereMoved()
    {
        final Http1Parser parser = requests();
        parser.reset(50);
        assertEquals(Http1Parser.NEED_MORE,
            parser.parse(buffer, 50, put(50, "GET / HTTP/1.1\r\nHost: a\r\nX"), message));
        parser.reset(0);
        final int limit = put(0, "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n");
        assertEquals(limit, parser.parse(buffer, 0, limit, message));
        assertEquals(1, message.findHeader("x".getBytes(StandardCharsets.US_ASCII), -1));
    }

    @Test
    void shouldPointAtTheOffendingByte()
    {
        assertEquals(5, errorOf("GET /\u0001 HTTP/1.1\r\n\r\n"));
        assertEquals(17, errorOf("GET / HTTP/1.1\r\nX : y\r\n\r\n"));
        assertEquals("GET / HTTP/1.1\r\nContent-Length: ".length(),
            errorOf("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"));
        assertEquals("GET / HTTP/1.1\r\nX: y".length() + 1, errorOf("GET / HTTP/1.1\r\nX: y\rz\r\n\r\n"));
    }

    @Test
    void shouldNameTheStatusOfWhatIsTooLong()
    {
        final Http1Parser parser = requests();
        parser.reset(0);
        parser.parse(buffer, 0, put(0, "GET /aaaaaaaa"), message);
        assertEquals(414, parser.tooLongStatus());
        parser.reset(0);
        parser.parse(buffer, 0, put(0, "GET /aaaaaaaa HTTP/1.1\r\nX"), message);
        assertEquals(431, parser.tooLongStatus());
    }

    /** The largest heads that HAProxy 3.4 takes with buffers of 16384 bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"15289|", "15285|x: ", "15085|50"})
    void shouldLimitHeadsAsHAProxy(final String what)
    {
        final int length = Integer.parseInt(what.split("\\|")[0]);
        final String kind = what.substring(what.indexOf('|') + 1);
        final Http1Parser parser = requests().limit(BUFFER_LENGTH, REWRITE_LENGTH);
        assertEquals(length, parse(parser, head(kind, length)));
        assertEquals(Http1Parser.MALFORMED, parse(parser, head(kind, length + 1)));
        assertEquals(431, parser.errorStatus());
    }

    @Test
    void shouldRecognizeThePrefaceOfHttp2()
    {
        final Http1Parser parser = requests();
        assertEquals(18, parse(parser, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        assertTrue(message.has(HttpMessage.H2_PREFACE));
        assertEquals(Http1Parser.MALFORMED, parse(parser, "PRI * HTTP/1.1\r\n\r\n"));
        assertEquals(400, parser.errorStatus());
        assertEquals(Http1Parser.MALFORMED, parse(parser, "pri / HTTP/1.1\r\n\r\n"));
    }

    @Test
    void shouldTellUpgrades()
    {
        parse(requests(), "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n");
        assertTrue(message.isUpgrade());
        parse(requests(), "GET / HTTP/1.1\r\nUpgrade: foo\r\n\r\n");
        assertFalse(message.isUpgrade());
        assertEquals(-1, message.findHeader(HeaderId.UPGRADE, -1));
    }

    @Test
    void shouldRememberWhereAViolationWasAccepted()
    {
        final Http1Parser parser = new Http1Parser().configure(
            true, Http1Parser.ACCEPT_VIOLATIONS, Http1Parser.DEFAULT_MAX_HEADERS);
        assertTrue(parse(parser, "GET /a#b HTTP/1.1\r\nA B: c\r\n\r\n") > 0);
        assertTrue(message.has(HttpMessage.VIOLATION));
        assertEquals(6, parser.violationPosition());
        assertTrue(parse(parser, "GET /ab HTTP/1.1\r\n\r\n") > 0);
        assertFalse(message.has(HttpMessage.VIOLATION));
    }

    @Test
    void shouldNotAllocateOnceWarm()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final Http1Parser requestParser = requests().limit(BUFFER_LENGTH, REWRITE_LENGTH);
        final Http1Parser responseParser = new Http1Parser().configure(false, 0, Http1Parser.DEFAULT_MAX_HEADERS);
        responseParser.requestMethod(Method.GET);
        final ChunkDecoder decoder = new ChunkDecoder();
        final Http1Encoder encoder = new Http1Encoder();
        final UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(BUFFER_LENGTH));
        final byte[] request =
            bytes("GET http://A.example:80 HTTP/1.1\r\nHost: a.example\r\nConnection: keep-alive, x\r\n" +
            "User-Agent: some thing\r\nX-Odd:\r\nAccept:  */* \r\nUpgrade: h2c\r\nTE: trailers\r\n\r\n");
        final byte[] response =
            bytes("HTTP/1.1 200 OK\r\nServer: x\r\nTransfer-Encoding: chunked\r\nSet-Cookie: a=b\r\n\r\n");
        final byte[] chunks = bytes("5;a=b\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n");
        final byte[] address = bytes("127.0.0.1");
        for (int i = 0; i < WARM_RUNS; i++)
        {
            exchange(requestParser, responseParser, decoder, encoder, out, request, response, chunks, address);
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < WARM_RUNS; i++)
        {
            exchange(requestParser, responseParser, decoder, encoder, out, request, response, chunks, address);
        }
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < WARM_RUNS, allocated + " bytes in " + WARM_RUNS + " runs");
    }

    private void exchange(
        final Http1Parser requestParser,
        final Http1Parser responseParser,
        final ChunkDecoder decoder,
        final Http1Encoder encoder,
        final UnsafeBuffer out,
        final byte[] request,
        final byte[] response,
        final byte[] chunks,
        final byte[] address)
    {
        buffer.putBytes(0, request);
        requestParser.reset(0);
        check(requestParser.parse(buffer, 0, request.length, message));
        message.addHeader(HeaderId.X_FORWARDED_FOR, address);
        check(encoder.encodeHead(message, out, 0, BUFFER_LENGTH, 0));
        buffer.putBytes(0, response);
        responseParser.reset(0);
        check(responseParser.parse(buffer, 0, response.length, message));
        check(encoder.encodeHead(message, out, 0, BUFFER_LENGTH, 0));
        buffer.putBytes(response.length, chunks);
        decoder.reset(0, Http1Parser.DEFAULT_MAX_HEADERS);
        final int limit = response.length + chunks.length;
        check(ChunkDecoder.DATA == decoder.decode(buffer, response.length, limit, message) ? 1 : -1);
        final int next = decoder.position() + 5;
        decoder.consumed(5);
        check(ChunkDecoder.DONE == decoder.decode(buffer, next, limit, message) ? 1 : -1);
        check(encoder.encodeTrailers(message, out, 0, BUFFER_LENGTH, 0));
    }

    private static void check(final int result)
    {
        if (result < 0)
        {
            throw new IllegalStateException("result " + result);
        }
    }

    private static String head(final String kind, final int length)
    {
        final StringBuilder head = new StringBuilder("GET /");
        if (kind.isEmpty())
        {
            return head.append("a".repeat(length - 18)).append(" HTTP/1.1\r\n\r\n").toString();
        }
        head.append(" HTTP/1.1\r\n");
        if ("50".equals(kind))
        {
            head.append("y: 1\r\n".repeat(50));
        }
        head.append("x: ");
        return head.append("a".repeat(length - head.length() - 4)).append("\r\n\r\n").toString();
    }

    private int errorOf(final String head)
    {
        final Http1Parser parser = requests();
        assertEquals(Http1Parser.MALFORMED, parse(parser, head));
        assertEquals(400, parser.errorStatus());
        return parser.errorPosition();
    }

    private int parse(final Http1Parser parser, final String head)
    {
        parser.reset(0);
        return parser.parse(buffer, 0, put(0, head), message);
    }

    private static Http1Parser requests()
    {
        return new Http1Parser().configure(true, 0, Http1Parser.DEFAULT_MAX_HEADERS);
    }

    private int put(final int offset, final String text)
    {
        return offset + buffer.putStringWithoutLengthAscii(offset, text);
    }

    private static String text(final UnsafeBuffer in, final int offset, final int length)
    {
        return in.getStringWithoutLengthAscii(offset, length);
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
