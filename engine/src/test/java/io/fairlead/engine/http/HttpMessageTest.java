/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HttpMessageTest
{
    private final HttpMessage message = new HttpMessage().reset();

    @Test
    void shouldKeepOrderOfHeaders()
    {
        message.addHeader(HeaderId.HOST, bytes("a"));
        message.addHeader(bytes("x-b"), bytes("1"));
        message.addHeader(bytes("accept"), bytes("2"));
        assertEquals(List.of("host: a", "x-b: 1", "accept: 2"), headers());
        assertEquals(HeaderId.ACCEPT, message.headerId(2));
        assertEquals(HeaderId.UNKNOWN, message.headerId(1));
    }

    @Test
    void shouldFindRepeatedHeadersInTurn()
    {
        message.addHeader(bytes("x-b"), bytes("1"));
        message.addHeader(HeaderId.COOKIE, bytes("c"));
        message.addHeader(bytes("x-b"), bytes("2"));
        final int first = message.findHeader(bytes("x-b"), -1);
        final int second = message.findHeader(bytes("x-b"), first);
        assertEquals(0, first);
        assertEquals(2, second);
        assertEquals(-1, message.findHeader(bytes("x-b"), second));
        assertEquals(1, message.findHeader(HeaderId.COOKIE, -1));
        assertEquals(1, message.findHeader(bytes("cookie"), -1));
        assertEquals(-1, message.findHeader(HeaderId.HOST, -1));
        assertTrue(message.mayHave(HeaderId.COOKIE));
        assertFalse(message.mayHave(HeaderId.HOST));
    }

    @Test
    void shouldSkipRemovedHeaders()
    {
        message.addHeader(bytes("a"), bytes("1"));
        message.addHeader(bytes("b"), bytes("2"));
        message.addHeader(bytes("a"), bytes("3"));
        assertEquals(2, message.removeHeaders(bytes("a")));
        assertEquals(List.of("b: 2"), headers());
        assertEquals(-1, message.findHeader(bytes("a"), -1));
    }

    @Test
    void shouldPutASetHeaderLast()
    {
        message.addHeader(HeaderId.HOST, bytes("a"));
        message.addHeader(HeaderId.ACCEPT, bytes("b"));
        message.setHeader(HeaderId.HOST, bytes("c"));
        message.setHeader(bytes("x"), bytes("d"));
        assertEquals(List.of("accept: b", "host: c", "x: d"), headers());
    }

    @Test
    void shouldReplaceAValueWhereItIs()
    {
        message.addHeader(HeaderId.HOST, bytes("a"));
        message.addHeader(HeaderId.ACCEPT, bytes("b"));
        message.replaceValue(0, bytes("longer than before"));
        message.replaceName(1, bytes("x-accept"));
        assertEquals(List.of("host: longer than before", "x-accept: b"), headers());
        assertEquals(-1, message.findHeader(HeaderId.ACCEPT, -1));
    }

    @Test
    void shouldCopyFromItsOwnArenaWhileThatGrows()
    {
        message.addHeader(bytes("x"), bytes("0123456789"));
        for (int i = 0; i < 200; i++)
        {
            message.addHeader(bytes("x"), message.valueBuffer(i), message.valueOffset(i), message.valueLength(i));
        }
        assertEquals("x: 0123456789", headers().get(200));
        assertTrue(message.editLength() > 2000);
    }

    @Test
    void shouldKeepTrailersApart()
    {
        message.addHeader(bytes("x"), bytes("1"));
        message.addTrailer(bytes("x"), bytes("2"));
        message.addHeader(bytes("y"), bytes("3"));
        assertEquals(List.of("x: 1", "y: 3"), headers());
        assertEquals(0, message.findHeader(bytes("x"), -1));
        assertEquals(1, message.findTrailer(bytes("x"), -1));
        assertEquals(1, message.firstTrailer());
        assertEquals(-1, message.nextTrailer(1));
        assertTrue(message.hasTrailers());
        message.clearTrailers();
        assertFalse(message.hasTrailers());
        assertEquals(-1, message.firstTrailer());
        assertEquals(List.of("x: 1", "y: 3"), headers());
    }

    @Test
    void shouldForgetEverythingOnReset()
    {
        message.addHeader(HeaderId.HOST, bytes("a"));
        message.setMethod(bytes("GET"));
        message.setTarget(bytes("/a?b"));
        message.contentLength(5);
        message.addFlags(HttpMessage.CHUNKED);
        message.reset();
        assertEquals(-1, message.firstHeader());
        assertEquals(-1, message.findHeader(HeaderId.HOST, -1));
        assertEquals(0, message.targetLength());
        assertEquals(-1, message.contentLength());
        assertEquals(0, message.flags());
        assertEquals(Method.OTHER, message.method());
    }

    @Test
    void shouldCopyAnotherMessage()
    {
        message.setStatus(503, null);
        message.addHeader(bytes("x"), bytes("1"));
        message.addTrailer(bytes("t"), bytes("1"));
        message.contentLength(7);
        final HttpMessage copy = new HttpMessage().copy(message);
        message.replaceValue(0, bytes("2"));
        assertEquals(503, copy.status());
        assertEquals(7, copy.contentLength());
        assertEquals("x", text(copy.nameBuffer(0), copy.nameOffset(0), copy.nameLength(0)));
        assertEquals("1", text(copy.valueBuffer(0), copy.valueOffset(0), copy.valueLength(0)));
        assertEquals("Service Unavailable", text(copy.reasonBuffer(), copy.reasonOffset(), copy.reasonLength()));
        assertFalse(copy.hasTrailers());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "/|0||/|-",
        "/a/b|0||/a/b|-",
        "/a?b=c|0||/a|b=c",
        "/a?|0||/a|''",
        "/a?b?c|0||/a|b?c",
        "http://h/a?b|7|h|/a|b",
        "http://u:p@h:80/|7|h:80|/|-",
        "HTTPS://h|8|h|''|-",
        "http://h?q|7|h?q|''|-",
        "h:443|0|h:443|''|-",
        "*|0||''|-",
    })
    void shouldSplitTargets(
        final String target, final int scheme, final String authority, final String path, final String query)
    {
        message.setTarget(bytes(target));
        final UnsafeBuffer buffer = message.targetBuffer();
        assertEquals(scheme, message.schemeLength());
        assertEquals(null == authority ? "" : authority,
            text(buffer, message.authorityOffset(), message.authorityLength()));
        assertEquals(null == path ? "" : path, text(buffer, message.pathOffset(), message.pathLength()));
        assertEquals(query, message.queryLength() < 0 ? null :
            text(buffer, message.queryOffset(), message.queryLength()));
    }

    @Test
    void shouldSplitAgainAfterTheTargetChanged()
    {
        message.setTarget(bytes("/a?b"));
        assertEquals(2, message.pathLength());
        message.setTarget(message.targetBuffer(), message.targetOffset(), 1);
        assertEquals(1, message.pathLength());
        assertEquals(-1, message.queryLength());
    }

    @Test
    void shouldRestrictHeaderNames()
    {
        message.addHeader(bytes("x_y"), bytes("1"));
        message.addHeader(bytes("x-y"), bytes("2"));
        message.addHeader(HeaderId.HOST, bytes("3"));
        message.addHeader(bytes("x.y"), bytes("4"));
        assertTrue(HeaderNamePolicy.PRESERVE.apply(message));
        assertEquals(4, headers().size());
        assertFalse(HeaderNamePolicy.REJECT.apply(message));
        assertTrue(HeaderNamePolicy.DELETE.apply(message));
        assertEquals(List.of("x-y: 2", "host: 3"), headers());
        assertTrue(HeaderNamePolicy.REJECT.apply(message));
    }

    @Test
    void shouldKnowEveryHeaderByItsBytes()
    {
        for (int id = 1; id < HeaderId.COUNT; id++)
        {
            final byte[] name = HeaderId.name(id);
            assertEquals(id, HeaderId.of(name));
            assertEquals(id, HeaderId.of(new String(name, StandardCharsets.US_ASCII)));
            assertEquals(id, HeaderId.of(new UnsafeBuffer(name), 0, name.length));
            final UnsafeBuffer padded = new UnsafeBuffer(new byte[name.length + 16]);
            padded.putBytes(3, name);
            assertEquals(id, HeaderId.of(padded, 3, name.length));
            for (int i = 0; i < name.length; i++)
            {
                padded.putByte(3 + i, (byte)(name[i] ^ 1));
                assertTrue(id != HeaderId.of(padded, 3, name.length));
                padded.putByte(3 + i, name[i]);
            }
            assertTrue(id != HeaderId.of(padded, 3, name.length - 1));
            assertTrue(id != HeaderId.of(padded, 3, name.length + 1));
        }
    }

    @Test
    void shouldKnowMethodsByTheirExactName()
    {
        for (final Method method : Method.values())
        {
            final byte[] name = method.bytes().clone();
            assertEquals(method, Method.of(new UnsafeBuffer(name), 0, name.length));
            name[0] |= 0x20;
            assertEquals(Method.OTHER, Method.of(new UnsafeBuffer(name), 0, name.length));
        }
    }

    private List<String> headers()
    {
        final List<String> headers = new ArrayList<>();
        for (int i = message.firstHeader(); i >= 0; i = message.nextHeader(i))
        {
            headers.add(text(message.nameBuffer(i), message.nameOffset(i), message.nameLength(i)) + ": " +
                text(message.valueBuffer(i), message.valueOffset(i), message.valueLength(i)));
        }
        return headers;
    }

    private static String text(final UnsafeBuffer buffer, final int offset, final int length)
    {
        return buffer.getStringWithoutLengthAscii(offset, length);
    }

    private static byte[] bytes(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
