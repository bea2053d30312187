/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.ErrorPages;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.ResponseTemplate;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ResponseTemplateParserTest
{
    private final ResponseTemplateParser parser = new ResponseTemplateParser();

    static Stream<GoldenCase> pages()
    {
        return GoldenCase.read("error-pages.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldSendDefaultPagesAsHAProxy(final GoldenCase golden)
    {
        final int status = Integer.parseInt(golden.name().substring(1, 4));
        final int index = ErrorPages.indexOf(status);
        final ResponseTemplate template = parser.parse(ErrorPages.bytes(index), Http1Parser.DEFAULT_MAX_HEADERS);
        assertEquals(status, template.head().status());
        final HttpMessage message = new HttpMessage().copy(template.head());
        final UnsafeBuffer out = new UnsafeBuffer(new byte[1024]);
        final Http1Encoder encoder = new Http1Encoder();
        final int end = encoder.encodeHead(message, out, 0, 1024, 0);
        out.putBytes(end, template.buffer(), template.bodyOffset(), template.bodyLength());
        assertEquals(template.bodyLength(), encoder.contentLength());
        assertEquals(GoldenCase.show(golden.out()),
            GoldenCase.show(Arrays.copyOf(out.byteArray(), end + template.bodyLength())));
    }

    @Test
    void shouldKeepTheExactBytesOfPagesSentBeforeAStreamExists()
    {
        assertEquals("""
            HTTP/1.1 400 Bad request\r
            Content-length: 90\r
            Cache-Control: no-cache\r
            Connection: close\r
            Content-Type: text/html\r
            \r
            <html><body><h1>400 Bad request</h1>
            Your browser sent an invalid request.
            </body></html>
            """, new String(ErrorPages.bytes(ErrorPages.indexOf(400)), StandardCharsets.US_ASCII));
    }

    @Test
    void shouldGiveThePageOf500ToOtherStatuses()
    {
        assertEquals(500, ErrorPages.status(ErrorPages.indexOf(418)));
        assertFalse(ErrorPages.isKnown(418));
        assertTrue(ErrorPages.isKnown(431));
        assertEquals(21, ErrorPages.count());
    }

    @Test
    void shouldTakeAnEmptyFileAsSilence()
    {
        assertTrue(parser.parse(new byte[0], 101).isSilent());
        assertNull(parser.error());
    }

    @Test
    void shouldTakeAMessageWithoutLength()
    {
        final ResponseTemplate template = parse("HTTP/1.0 503 Gone fishing\nX: y\n\nbody");
        assertEquals(4, template.bodyLength());
        assertFalse(template.head().isLengthKnown());
        assertEquals(503, template.head().status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "HTTP/1.1 503|unable to parse headers (error offset: -2)",
        "HTTP/1.1 5x3 a\\n\\n|unable to parse headers (error offset: 10)",
        "HTTP/1.1 503 a\\nb\\n\\n|unable to parse headers (error offset: 16)",
        "HTTP/1.1 503 a\\ncontent-length: 1\\ncontent-length: 2\\n\\nb|unable to parse headers (error offset: 49)",
        "HTTP/1.10 503 a\\n\\n|invalid http version (HTTP/1.10)",
        "HTTP/1.1 100 a\\n\\n|invalid http status code for an error message (100)",
        "HTTP/1.1 103 a\\n\\n|invalid http status code for an error message (103)",
        "HTTP/1.1 503 a\\ntransfer-encoding: chunked\\n\\n|chunk-encoded payload not supported",
        "HTTP/1.1 204 a\\n\\nb|message payload not expected",
        "HTTP/1.1 304 a\\ncontent-length: 1\\n\\nb|message payload not expected",
        "HTTP/1.1 503 a\\ncontent-length: 0\\n\\nb|message payload not expected",
        "HTTP/1.1 503 a\\ncontent-length: 2\\n\\nb|payload size does not match the announced content-length (1 != 2)",
    })
    void shouldRefuseInHAProxysWords(final String raw, final String error)
    {
        assertNull(parser.parse(raw.replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII), 101));
        assertEquals(error, parser.error());
    }

    private ResponseTemplate parse(final String raw)
    {
        final ResponseTemplate template = parser.parse(raw.getBytes(StandardCharsets.US_ASCII), 101);
        assertNotNull(template, parser.error());
        return template;
    }
}
