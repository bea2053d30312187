/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Map;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http1.Http1Parser;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.PayloadView;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.SampleExpr;

/** One request at a time, as an algorithm sees it. */
final class RecordedTraffic implements FetchContext
{
    private final EvalScratch scratch = new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH);
    private final HttpMessage message = new HttpMessage();
    private UnsafeBuffer payload = new UnsafeBuffer(new byte[0]);

    /** An expression as written after {@code balance hash}. */
    static SampleExpr expression(final String text)
    {
        final ParseContext parse =
            new ParseContext(Messages.collecting(), new Environment(Map.of()), Catalog.registry());
        return ExprParser.parse(text, new ExprContext(parse, "be").use(ExprUse.USE_SERVER).http(true));
    }

    void request(final String method, final String target, final String headers, final String body)
    {
        final UnsafeBuffer head = new UnsafeBuffer(
            (method + ' ' + target + " HTTP/1.1\r\nhost: x\r\n" + headers + "\r\n").getBytes(ISO_8859_1));
        final Http1Parser parser = new Http1Parser().configure(true, 0, Http1Parser.DEFAULT_MAX_HEADERS);
        message.reset();
        message.input(head);
        parser.reset(0);
        assertTrue(parser.parse(head, 0, head.capacity(), message) > 0, target);
        payload(body.getBytes(ISO_8859_1));
    }

    void payload(final byte[] bytes)
    {
        payload = new UnsafeBuffer(bytes);
    }

    @Override
    public EvalScratch scratch()
    {
        return scratch;
    }

    @Override
    public long nowMs()
    {
        return 0;
    }

    @Override
    public long dateUs()
    {
        return 0;
    }

    @Override
    public ProcessView process()
    {
        return null;
    }

    @Override
    public NetAddress source()
    {
        return new NetAddress().from(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public HttpMessage request()
    {
        return message;
    }

    @Override
    public PayloadView requestPayload()
    {
        return new PayloadView()
        {
            @Override
            public UnsafeBuffer buffer()
            {
                return payload;
            }

            @Override
            public int offset()
            {
                return 0;
            }

            @Override
            public int length()
            {
                return payload.capacity();
            }

            @Override
            public boolean isComplete()
            {
                return true;
            }
        };
    }
}
