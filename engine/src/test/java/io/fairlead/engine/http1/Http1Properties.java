/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Properties that hold for any bytes: the way they arrive does not matter, and whatever is accepted is written in a
 * form that a strict second reader frames in the same way. Used by the fuzz tests and by the tests over golden cases.
 */
final class Http1Properties
{
    private static final int ROOM = 1 << 17;
    private static final int MAX_INPUT = 1 << 15;

    private Http1Properties()
    {
    }

    static void checkRequest(final byte[] in, final boolean isLax)
    {
        check(in, true, isLax, Method.OTHER);
    }

    static void checkResponse(final byte[] in, final boolean isLax, final Method requestMethod)
    {
        check(in, false, isLax, requestMethod);
    }

    private static void check(final byte[] in, final boolean isRequest, final boolean isLax, final Method requestMethod)
    {
        if (in.length > MAX_INPUT)
        {
            return;
        }
        final Head whole = parse(in, isRequest, isLax, requestMethod, Integer.MAX_VALUE);
        for (final int step : new int[]{1, 3, 7})
        {
            final Head pieces = parse(in, isRequest, isLax, requestMethod, step);
            assertEquals(whole.result, pieces.result, "in steps of " + step);
            assertEquals(whole.status, pieces.status, "in steps of " + step);
            assertArrayEquals(whole.written, pieces.written, "in steps of " + step);
        }
        if (whole.written.length > 0 && !isLax && !whole.message.has(HttpMessage.H2_PREFACE) &&
            3 == whole.message.statusLength())
        {
            compare(whole, isRequest, requestMethod);
        }
    }

    /** What was written must mean to the reference what it means to us. */
    private static void compare(final Head head, final boolean isRequest, final Method requestMethod)
    {
        final String shown = GoldenCase.show(head.written);
        final ReferenceParser reference;
        try
        {
            reference = isRequest ? ReferenceParser.request(head.written) :
                ReferenceParser.response(head.written, requestMethod.name());
        }
        catch (final ReferenceParser.Refused ex)
        {
            fail(ex.getMessage() + " in\n" + shown);
            return;
        }
        assertEquals(head.written.length, reference.end, shown);
        assertEquals(head.body, reference.body, "body of\n" + shown);
        final Head again = parse(head.written, isRequest, false, requestMethod, Integer.MAX_VALUE);
        assertEquals(head.written.length, again.result, "read again:\n" + shown);
        assertEquals(head.body, again.body, "body read again:\n" + shown);
        assertEquals(head.message.version(), reference.isHttp11 ? 11 : 10, shown);
        final List<String> names = new ArrayList<>(reference.names);
        final List<String> values = new ArrayList<>(reference.values);
        for (int i = names.size() - 1; i >= 0; i--)
        {
            // what is said about the connection is for one hop
            if ("connection".equals(names.get(i)) || "upgrade".equals(names.get(i)) || "host".equals(names.get(i)))
            {
                names.remove(i);
                values.remove(i);
            }
        }
        final List<String> ourNames = new ArrayList<>();
        final List<String> ourValues = new ArrayList<>();
        final HttpMessage message = again.message;
        for (int i = message.firstHeader(); i >= 0; i = message.nextHeader(i))
        {
            final String name =
                message.nameBuffer(i).getStringWithoutLengthAscii(message.nameOffset(i), message.nameLength(i));
            if (!"connection".equals(name) && !"upgrade".equals(name) && !"host".equals(name))
            {
                ourNames.add(name);
                ourValues.add(latin1(message.valueBuffer(i), message.valueOffset(i), message.valueLength(i)));
            }
        }
        if (!isRequest || Method.CONNECT != message.method())
        {
            assertEquals(names, ourNames, shown);
            assertEquals(values, ourValues, shown);
        }
    }

    static void checkChunks(final byte[] in, final boolean isLax)
    {
        if (in.length > MAX_INPUT)
        {
            return;
        }
        final Body whole = decode(in, isLax, Integer.MAX_VALUE);
        for (final int step : new int[]{1, 3, 7})
        {
            final Body pieces = decode(in, isLax, step);
            assertEquals(whole.result, pieces.result, "in steps of " + step);
            if (ChunkDecoder.MALFORMED != whole.result)
            {
                assertArrayEquals(whole.data, pieces.data, "in steps of " + step);
                assertArrayEquals(whole.written, pieces.written, "in steps of " + step);
            }
        }
        if (ChunkDecoder.DONE != whole.result || isLax)
        {
            return;
        }
        final List<String> names = new ArrayList<>();
        final List<String> values = new ArrayList<>();
        final String shown = GoldenCase.show(whole.written);
        try
        {
            assertArrayEquals(whole.data, ReferenceParser.chunked(whole.written, names, values), shown);
        }
        catch (final ReferenceParser.Refused ex)
        {
            fail(ex.getMessage() + " in\n" + shown);
        }
        final Body again = decode(whole.written, false, Integer.MAX_VALUE);
        assertEquals(ChunkDecoder.DONE, again.result, shown);
        assertArrayEquals(whole.data, again.data, shown);
        // what is left of a list may end in a blank, which a second reader trims
        final String blanks = "( |\\\\x09)+\\\\r";
        assertEquals(shown.replaceAll(blanks, "\\\\r"), GoldenCase.show(again.written).replaceAll(blanks, "\\\\r"));
        int count = 0;
        for (int i = whole.message.firstTrailer(); i >= 0; i = whole.message.nextTrailer(i))
        {
            count++;
        }
        assertEquals(names.size(), count, shown);
    }

    private static Head parse(
        final byte[] in, final boolean isRequest, final boolean isLax, final Method requestMethod, final int step)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[in.length]);
        final Http1Parser parser = new Http1Parser().configure(
            isRequest, isLax ? Http1Parser.ACCEPT_VIOLATIONS : 0, Http1Parser.DEFAULT_MAX_HEADERS);
        parser.requestMethod(requestMethod);
        final Head head = new Head();
        head.result = Http1Parser.NEED_MORE;
        for (int limit = 0; limit < in.length && Http1Parser.NEED_MORE == head.result;)
        {
            final int arrived = (int)Math.min((long)limit + step, in.length);
            buffer.putBytes(limit, in, limit, arrived - limit);
            limit = arrived;
            head.result = parser.parse(buffer, 0, limit, head.message);
        }
        if (Http1Parser.MALFORMED == head.result)
        {
            head.status = parser.errorStatus();
            assertTrue(0 <= parser.errorPosition() && parser.errorPosition() <= in.length, "error at " +
                parser.errorPosition());
        }
        if (head.result > 0)
        {
            final UnsafeBuffer out = new UnsafeBuffer(new byte[ROOM]);
            final Http1Encoder encoder = new Http1Encoder();
            final int options = (Method.CONNECT == requestMethod ? Http1Encoder.ANSWERS_CONNECT : 0) |
                (Method.HEAD == requestMethod ? Http1Encoder.ANSWERS_HEAD : 0);
            final int end = encoder.encodeHead(head.message, out, 0, ROOM, options);
            if (end > 0)
            {
                head.written = Arrays.copyOf(out.byteArray(), end);
                head.body = bodyOf(head.message, encoder);
            }
            else
            {
                assertEquals(Http1Encoder.INVALID, end);
            }
        }
        return head;
    }

    private static long bodyOf(final HttpMessage message, final Http1Encoder encoder)
    {
        if (!message.hasBody())
        {
            return ReferenceParser.NO_BODY;
        }
        return encoder.isChunked() ? ReferenceParser.CHUNKED :
            encoder.contentLength() >= 0 ? encoder.contentLength() : ReferenceParser.UNTIL_CLOSE;
    }

    private static Body decode(final byte[] in, final boolean isLax, final int step)
    {
        final Body body = new Body();
        final ChunkDecoder decoder = new ChunkDecoder();
        decoder.reset(isLax ? Http1Parser.ACCEPT_VIOLATIONS : 0, Http1Parser.DEFAULT_MAX_HEADERS);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[in.length]);
        final UnsafeBuffer data = new UnsafeBuffer(new byte[in.length]);
        body.result = ChunkDecoder.NEED_MORE;
        int dataLength = 0;
        int offset = 0;
        for (int limit = 0; limit < in.length && ChunkDecoder.NEED_MORE == body.result;)
        {
            final int arrived = (int)Math.min((long)limit + step, in.length);
            buffer.putBytes(limit, in, limit, arrived - limit);
            limit = arrived;
            body.result = decoder.decode(buffer, offset, limit, body.message);
            offset = decoder.position();
            while (ChunkDecoder.DATA == body.result)
            {
                final int length = (int)Math.min(decoder.remaining(), limit - offset);
                data.putBytes(dataLength, buffer, offset, length);
                dataLength += length;
                decoder.consumed(length);
                body.result = decoder.decode(buffer, offset + length, limit, body.message);
                offset = decoder.position();
            }
        }
        body.data = Arrays.copyOf(data.byteArray(), dataLength);
        if (ChunkDecoder.DONE == body.result)
        {
            assertEquals(dataLength, decoder.total());
            final UnsafeBuffer out = new UnsafeBuffer(new byte[ROOM]);
            int end = 0;
            if (dataLength > 0)
            {
                end = Http1Encoder.chunkHeader(out, 0, dataLength);
                assertEquals(end, Http1Encoder.chunkHeaderLength(dataLength));
                out.putBytes(end, body.data);
                end = Http1Encoder.chunkEnd(out, end + dataLength);
            }
            end = Http1Encoder.chunkHeader(out, end, 0);
            end = new Http1Encoder().encodeTrailers(body.message, out, end, ROOM, 0);
            body.written = Arrays.copyOf(out.byteArray(), end);
        }
        return body;
    }

    private static String latin1(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static final class Head
    {
        private final HttpMessage message = new HttpMessage();
        private int result;
        private int status;
        private long body;
        private byte[] written = {};
    }

    private static final class Body
    {
        private final HttpMessage message = new HttpMessage().reset();
        private int result;
        private byte[] data = {};
        private byte[] written = {};
    }
}
