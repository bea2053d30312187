/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.http1.Http1Parser;
import io.fairlead.engine.sample.BackendView;
import io.fairlead.engine.sample.CaptureView;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FrontendView;
import io.fairlead.engine.sample.LogView;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.ServerView;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A finished exchange as expressions, formats and algorithms see it: a browser's request and a usual response. */
public final class FixedTraffic implements FetchContext, LogView
{
    private static final long NOW_US = 1_795_356_371_070_445L;
    private static final int CLIENT = 0xCB0071C3;
    private static final int CLIENT_PORT = 51_870;
    private static final int STATUS = 200;
    private static final int REQUEST_LENGTH = 912;
    private static final int RESPONSE_LENGTH = 5_432;

    private final EvalScratch scratch = new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH);
    private final NetAddress source = new NetAddress().inet(CLIENT, CLIENT_PORT);
    private final NetAddress destination = new NetAddress().inet(0x7F000001, 443);
    private final HttpMessage request = new HttpMessage();
    private final HttpMessage response = new HttpMessage();
    private final UnsafeBuffer frontendName = Heads.direct("www-frontend");
    private final UnsafeBuffer backendName = Heads.direct("app-servers");
    private final UnsafeBuffer serverName = Heads.direct("app-07");
    private final FrontendView frontend = () -> frontendName;
    private final BackendView backend = () -> backendName;
    private final ServerView server = () -> serverName;
    private final CaptureView captures = new Captures();
    private final UnsafeBuffer line;
    private final int lineLength;

    /** The host and the user agent, kept by {@code capture request header}. */
    private final class Captures implements CaptureView
    {
        private static final int MAX_LENGTH = 128;

        @Override
        public int count()
        {
            return 2;
        }

        @Override
        public boolean slot(final int index, final Sample out)
        {
            final int header = request.findHeader(0 == index ? HeaderId.HOST : HeaderId.USER_AGENT, -1);
            return header >= 0 && out.str(
                request.valueBuffer(header), request.valueOffset(header),
                Math.min(MAX_LENGTH, request.valueLength(header)));
        }

        @Override
        public int maxLength(final int index)
        {
            return MAX_LENGTH;
        }

        @Override
        public void slot(final int index, final DirectBuffer source, final int offset, final int length)
        {
            throw new UnsupportedOperationException("captured already");
        }
    }

    /** An exchange about {@link Heads#BROWSER_REQUEST}. */
    public FixedTraffic()
    {
        this(Heads.BROWSER_REQUEST);
    }

    /**
     * An exchange about a request.
     *
     * @param requestHead head of the request.
     */
    public FixedTraffic(final String requestHead)
    {
        parse(new Http1Parser().configure(true, 0, Http1Parser.DEFAULT_MAX_HEADERS), requestHead, request);
        parse(new Http1Parser().configure(false, 0, Http1Parser.DEFAULT_MAX_HEADERS), Heads.USUAL_RESPONSE, response);
        line = request.methodBuffer();
        lineLength = requestHead.indexOf('\r');
    }

    private static void parse(final Http1Parser parser, final String text, final HttpMessage message)
    {
        parser.requestMethod(Method.GET);
        if (parser.parse(Heads.direct(text), 0, text.length(), message) != text.length())
        {
            throw new IllegalStateException("head not understood: " + text);
        }
    }

    @Override
    public EvalScratch scratch()
    {
        return scratch;
    }

    @Override
    public long nowMs()
    {
        return 1;
    }

    @Override
    public long dateUs()
    {
        return NOW_US;
    }

    @Override
    public ProcessView process()
    {
        return null;
    }

    @Override
    public NetAddress source()
    {
        return source;
    }

    @Override
    public NetAddress destination()
    {
        return destination;
    }

    @Override
    public FrontendView frontend()
    {
        return frontend;
    }

    @Override
    public BackendView backend()
    {
        return backend;
    }

    @Override
    public ServerView server()
    {
        return server;
    }

    @Override
    public HttpMessage request()
    {
        return request;
    }

    @Override
    public HttpMessage response()
    {
        return response;
    }

    @Override
    public CaptureView requestCaptures()
    {
        return captures;
    }

    @Override
    public LogView log()
    {
        return this;
    }

    @Override
    public long acceptDateUs()
    {
        return NOW_US;
    }

    @Override
    public long requestMs()
    {
        return 0;
    }

    @Override
    public long queueMs()
    {
        return 0;
    }

    @Override
    public long connectMs()
    {
        return 1;
    }

    @Override
    public long responseMs()
    {
        return 37;
    }

    @Override
    public long totalMs()
    {
        return 38;
    }

    @Override
    public int status()
    {
        return STATUS;
    }

    @Override
    public long bytesIn()
    {
        return REQUEST_LENGTH;
    }

    @Override
    public long bytesOut()
    {
        return RESPONSE_LENGTH;
    }

    @Override
    public long processConnections()
    {
        return 1024;
    }

    @Override
    public long frontendConnections()
    {
        return 1000;
    }

    @Override
    public long backendConnections()
    {
        return 42;
    }

    @Override
    public long serverConnections()
    {
        return 7;
    }

    @Override
    public boolean requestLine(final Sample out)
    {
        return out.str(line, 0, lineLength);
    }
}
