/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;

/**
 * A redirection. Source: configuration.txt 4.2 "redirect".
 */
public final class RedirectReply implements Reply
{
    /** What is given in the configuration. */
    enum Kind
    {
        LOCATION, PREFIX, SCHEME
    }

    static final int DROP_QUERY = 1;
    static final int KEEP_QUERY = 1 << 1;
    static final int APPEND_SLASH = 1 << 2;
    static final int IGNORE_EMPTY = 1 << 3;

    private static final byte[] NO_CACHE = "no-cache".getBytes(US_ASCII);
    private static final byte[] ZERO = "0".getBytes(US_ASCII);

    private final Kind kind;
    private final int status;
    private final int flags;
    private final LogFormat target;
    private final LogFormat cookie;

    RedirectReply(
        final Kind kind, final int status, final int flags, final LogFormat target, final LogFormat cookie)
    {
        this.kind = kind;
        this.status = status;
        this.flags = flags;
        this.target = target;
        this.cookie = cookie;
    }

    @Override
    public int status()
    {
        return status;
    }

    /** Whether nothing is done when the location is empty. */
    public boolean ignoresEmpty()
    {
        return has(IGNORE_EMPTY);
    }

    /** Whether the location would be empty now. */
    public boolean isEmpty(final FetchContext ctx)
    {
        return Kind.LOCATION == kind && 0 == target.eval(ctx, ctx.scratch().chunk());
    }

    private boolean has(final int flag)
    {
        return 0 != (flags & flag);
    }

    @Override
    public boolean render(final FetchContext ctx, final HttpMessage head, final ByteWriter body)
    {
        final ByteWriter location = ctx.scratch().chunk();
        location(ctx, location);
        HttpReply.begin(head, status, null);
        head.addHeader(HeaderId.CONTENT_LENGTH, ZERO);
        head.addHeader(HeaderId.LOCATION, location.buffer(), location.start(), location.length());
        if (302 == status || 303 == status || 307 == status)
        {
            head.addHeader(HeaderId.CACHE_CONTROL, NO_CACHE);
        }
        if (null != cookie)
        {
            final ByteWriter value = ctx.scratch().chunk();
            cookie.eval(ctx, value);
            head.addHeader(HeaderId.SET_COOKIE, value.buffer(), value.start(), value.length());
        }
        HttpReply.end(head, 0);
        return true;
    }

    private void location(final FetchContext ctx, final ByteWriter out)
    {
        final HttpMessage request = ctx.request();
        if (Kind.LOCATION == kind)
        {
            target.eval(ctx, out);
            if (has(KEEP_QUERY) && null != request && 0 < request.queryLength())
            {
                keepQuery(request, out);
            }
            return;
        }
        if (null != target)
        {
            target.eval(ctx, out);
        }
        if (null == request)
        {
            return;
        }
        if (Kind.SCHEME == kind)
        {
            out.put("://");
            final int host = request.findHeader(HeaderId.HOST, -1);
            if (0 <= host)
            {
                out.put(request.valueBuffer(host), request.valueOffset(host), request.valueLength(host));
            }
        }
        path(request, out);
        if (has(APPEND_SLASH) && 0 < out.length() && '/' != out.buffer().getByte(out.position() - 1))
        {
            out.put('/');
        }
    }

    private static void keepQuery(final HttpMessage request, final ByteWriter out)
    {
        final int question = Bytes.indexOf(out.buffer(), out.start(), out.length(), '?');
        if (question < 0)
        {
            out.put('?');
        }
        else if (question + 1 < out.length())
        {
            out.put('&');
        }
        out.put(request.targetBuffer(), request.queryOffset(), request.queryLength());
    }

    private void path(final HttpMessage request, final ByteWriter out)
    {
        if (0 == request.pathLength())
        {
            out.put('/');
            return;
        }
        out.put(request.targetBuffer(), request.pathOffset(), request.pathLength());
        if (!has(DROP_QUERY) && 0 <= request.queryLength())
        {
            out.put('?').put(request.targetBuffer(), request.queryOffset(), request.queryLength());
        }
    }
}
