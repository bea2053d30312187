/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What options, rules and edits make of a head; each result was seen at HAProxy 3.4 with the same configuration.
 */
class Http1EncoderTest
{
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_10 = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    private static final String POST = "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    private static final String POST_CHUNKED =
        "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
    private static final int ROOM = 1024;

    private final Http1Encoder encoder = new Http1Encoder();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[ROOM]);
    private final HttpMessage message = new HttpMessage();

    @Test
    void shouldSayCloseToAServerThatIsNotKept()
    {
        request(GET);
        assertEquals("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", encode(Http1Encoder.CLOSE_UNLESS_ASKED));
        assertTrue(encoder.isClosing());
        request(GET_10);
        assertEquals("GET / HTTP/1.0\r\n\r\n", encode(Http1Encoder.CLOSE_UNLESS_ASKED));
    }

    @Test
    void shouldPretendKeepAliveWhileClosing()
    {
        final int options = Http1Encoder.CLOSE_UNLESS_ASKED | Http1Encoder.PRETEND_KEEP_ALIVE;
        request(GET);
        assertEquals("GET / HTTP/1.1\r\nhost: a\r\n\r\n", encode(options));
        assertTrue(encoder.isClosing());
        request(GET_10);
        assertEquals("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n", encode(options));
    }

    @Test
    void shouldSayCloseToAClientThatWantsIt()
    {
        response(OK);
        assertEquals("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\n",
            encode(Http1Encoder.WANT_CLOSE));
        assertTrue(encoder.isClosing());
        assertEquals(5, encoder.contentLength());
    }

    @Test
    void shouldSayKeepAliveToAnOldClient()
    {
        response(OK);
        assertEquals("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: keep-alive\r\n\r\n",
            encode(Http1Encoder.ANSWERS_VERSION_10));
        assertFalse(encoder.isClosing());
    }

    @Test
    void shouldEmptyARequestThatLostItsFraming()
    {
        request(POST);
        message.removeHeaders(HeaderId.CONTENT_LENGTH);
        assertEquals("POST /p HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n", encode(0));
        assertTrue(encoder.isBodySkipped());
        assertEquals(0, encoder.contentLength());
        request(POST_CHUNKED);
        message.removeHeaders(HeaderId.TRANSFER_ENCODING);
        assertEquals("POST /p HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n", encode(0));
        assertTrue(encoder.isBodySkipped());
        assertFalse(encoder.isChunked());
    }

    @Test
    void shouldCloseAfterAResponseThatLostItsFraming()
    {
        response(OK);
        message.removeHeaders(HeaderId.CONTENT_LENGTH);
        assertEquals("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", encode(0));
        assertTrue(encoder.isClosing());
        assertEquals(-1, encoder.contentLength());
    }

    @Test
    void shouldRefuseAContentLengthThatIsNone()
    {
        request(POST);
        message.setHeader(HeaderId.CONTENT_LENGTH, bytes("x"));
        assertEquals(Http1Encoder.INVALID, encoder.encodeHead(message, out, 0, ROOM, 0));
        request(GET);
        message.setHeader(HeaderId.CONTENT_LENGTH, bytes("3"));
        assertEquals(Http1Encoder.INVALID, encoder.encodeHead(message, out, 0, ROOM, 0));
    }

    @Test
    void shouldDropFramingHeadersThatRulesAddToNoAvail()
    {
        request(GET);
        message.setHeader(HeaderId.CONTENT_LENGTH, bytes("0"));
        assertEquals("GET / HTTP/1.1\r\nhost: a\r\n\r\n", encode(0));
        request(POST);
        message.setHeader(HeaderId.TRANSFER_ENCODING, bytes("gzip"));
        assertEquals("POST /p HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n", encode(0));
    }

    @Test
    void shouldObeyConnectionHeadersOfRules()
    {
        response(OK);
        message.addHeader(HeaderId.CONNECTION, bytes("close"));
        assertEquals("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\n", encode(0));
        response(OK);
        message.addHeader(HeaderId.CONNECTION, bytes("keep-alive"));
        assertEquals("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n", encode(Http1Encoder.CLOSE_UNLESS_ASKED));
        assertFalse(encoder.isClosing());
        request(GET);
        message.addHeader(HeaderId.CONNECTION, bytes("close"));
        assertEquals("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", encode(0));
        request(GET);
        message.addHeader(HeaderId.CONNECTION, bytes("keep-alive, x"));
        assertEquals("GET / HTTP/1.1\r\nhost: a\r\nconnection: x\r\n\r\n", encode(Http1Encoder.CLOSE_UNLESS_ASKED));
    }

    @Test
    void shouldWriteNamesInTheCaseAsked()
    {
        final HeaderCase names = new HeaderCase();
        assertNull(names.add("host", "Host"));
        assertNull(names.add("content-length", "CONTENT-length"));
        assertNull(names.add("transfer-encoding", "Transfer-Encoding"));
        assertNull(names.add("connection", "COnnection"));
        assertNull(names.add("x-unknown", "X-Unknown"));
        encoder.headerCase(names);
        final int options = Http1Encoder.ADJUST_CASE | Http1Encoder.CLOSE_UNLESS_ASKED;
        request(GET);
        message.addHeader(bytes("x-unknown"), bytes("1"));
        message.addHeader(bytes("x-other"), bytes("2"));
        assertEquals("GET / HTTP/1.1\r\nHost: a\r\nX-Unknown: 1\r\nx-other: 2\r\nCOnnection: close\r\n\r\n",
            encode(options));
        request(POST_CHUNKED);
        assertEquals("POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nCOnnection: close\r\n\r\n",
            encode(options));
        response(OK);
        assertEquals("HTTP/1.1 200 OK\r\nCONTENT-length: 5\r\nCOnnection: close\r\n\r\n", encode(options));
    }

    @Test
    void shouldRefuseNamesThatDifferInMoreThanCase()
    {
        final HeaderCase names = new HeaderCase();
        assertTrue(names.isEmpty());
        assertEquals("expect <to>", names.add("host", ""));
        assertEquals("<from> and <to> must not differ except the case", names.add("host", "Hosts"));
        assertNull(names.add("host", "HOST"));
        assertEquals("duplicate entry 'host'", names.add("host", "Host"));
        for (int i = 0; i < 200; i++)
        {
            assertNull(names.add("x-" + i, "X-" + i));
        }
        for (int i = 0; i < 200; i++)
        {
            final byte[] name = bytes("x-" + i);
            assertEquals("X-" + i,
                new String(names.adjust(new UnsafeBuffer(name), 0, name.length), StandardCharsets.US_ASCII));
        }
        assertNull(names.adjust(new UnsafeBuffer(bytes("x-200")), 0, 5));
    }

    @Test
    void shouldTellTheServerItsName()
    {
        encoder.serverHeader(bytes("x-srv"), bytes("s"));
        request("GET / HTTP/1.1\r\nX-Srv: z\r\nHost: a\r\n\r\n");
        assertEquals("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-srv: s\r\n\r\n",
            encode(Http1Encoder.CLOSE_UNLESS_ASKED));
        response(OK);
        assertEquals("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n", encode(0));
    }

    @Test
    void shouldChunkAMessageWhoseEndIsKnownButNotItsLength()
    {
        response(OK);
        message.removeHeaders(HeaderId.CONTENT_LENGTH);
        message.contentLength(-1);
        assertEquals("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", encode(0));
        assertTrue(encoder.isChunked());
        assertFalse(encoder.isClosing());
    }

    @Test
    void shouldWriteAMessageMadeFromNothing()
    {
        message.reset();
        message.addFlags(HttpMessage.RESPONSE | HttpMessage.VERSION_11 | HttpMessage.LENGTH_KNOWN);
        message.setStatus(302, null);
        message.contentLength(0);
        message.addHeader(HeaderId.CONTENT_LENGTH, bytes("0"));
        message.addHeader(HeaderId.LOCATION, bytes("/x"));
        assertEquals("HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: /x\r\n\r\n", encode(0));
        message.reset();
        message.addFlags(HttpMessage.LENGTH_KNOWN | HttpMessage.COMPLETE);
        message.setMethod(bytes("HEAD"));
        message.setTarget(bytes("/check"));
        message.version(10);
        assertEquals("HEAD /check HTTP/1.0\r\nconnection: keep-alive\r\n\r\n", encode(0));
    }

    @Test
    void shouldWriteChunkFrames()
    {
        for (final long size : new long[]{0, 1, 9, 10, 15, 16, 255, 256, 4096, 65535, 65536, 1L << 40, Long.MAX_VALUE})
        {
            final int end = Http1Encoder.chunkHeader(out, 0, size);
            assertEquals(Long.toHexString(size).toUpperCase() + "\r\n", out.getStringWithoutLengthAscii(0, end));
            assertEquals(end, Http1Encoder.chunkHeaderLength(size));
            assertTrue(end <= Http1Encoder.MAX_CHUNK_HEADER_LENGTH);
        }
        assertEquals("0\r\n\r\n", out.getStringWithoutLengthAscii(0, Http1Encoder.lastChunk(out, 0)));
        assertEquals("\r\n", out.getStringWithoutLengthAscii(0, Http1Encoder.chunkEnd(out, 0)));
    }

    private void request(final String text)
    {
        parse(new Http1Parser().configure(true, 0, Http1Parser.DEFAULT_MAX_HEADERS), text);
    }

    private void response(final String text)
    {
        final Http1Parser parser = new Http1Parser().configure(false, 0, Http1Parser.DEFAULT_MAX_HEADERS);
        parser.requestMethod(Method.GET);
        parse(parser, text);
    }

    private void parse(final Http1Parser parser, final String text)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes(text));
        assertEquals(text.indexOf("\r\n\r\n") + 4, parser.parse(buffer, 0, text.length(), message));
    }

    private String encode(final int options)
    {
        final int end = encoder.encodeHead(message, out, 0, ROOM, options);
        assertTrue(end > 0, "result " + end);
        return out.getStringWithoutLengthAscii(0, end);
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
