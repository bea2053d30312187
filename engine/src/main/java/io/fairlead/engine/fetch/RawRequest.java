/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http1.Http1Parser;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.PayloadView;
import io.fairlead.engine.sample.PerLoop;
import io.fairlead.engine.sample.Sample;

/**
 * A request looked for in the bytes of a stream that is not HTTP, so that rules in TCP mode may ask for it. Read again
 * by each fetch, since bytes may have come; valid until the next one. As strict as HTTP mode is: default ports are left
 * out of targets, and neither HTTP/0.9 nor other protocols' names in the request line are requests; HAProxy takes them.
 */
final class RawRequest
{
    private static final PerLoop<RawRequest> ALL = new PerLoop<>(RawRequest::new);

    private final Http1Parser parser = new Http1Parser().configure(true, 0, Http1Parser.DEFAULT_MAX_HEADERS);
    private final HttpMessage message = new HttpMessage();

    private RawRequest()
    {
    }

    /** Whether bare bytes came from the client. */
    static boolean isThere(final FetchContext ctx)
    {
        final PayloadView payload = ctx.requestPayload();
        return null != payload && null != payload.buffer() && 0 < payload.length();
    }

    /** The request, or null when they are none; more bytes may still make them one. */
    static HttpMessage read(final FetchContext ctx, final Sample out)
    {
        final RawRequest mine = ALL.of(ctx.scratch());
        final PayloadView payload = ctx.requestPayload();
        mine.parser.reset(payload.offset());
        final int end = mine.parser.parse(payload.buffer(), payload.offset(), payload.offset() + payload.length(),
            mine.message);
        if (Http1Parser.NEED_MORE == end && !payload.isComplete())
        {
            out.flags |= Sample.MAY_CHANGE;
        }
        return end < 0 ? null : mine.message;
    }
}
