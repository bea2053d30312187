/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.STRING;

import java.util.List;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.PayloadView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Parameters of the query string and of form bodies, and bodies themselves. Source: configuration.txt 7.3.6.
 */
final class ParameterFetches
{
    private ParameterFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        return List.of(
            parameter("url_param", SampleType.STR), parameter("urlp", SampleType.STR),
            parameter("urlp_val", SampleType.SINT),
            FetchKeyword.of("req.body_param").returns(SampleType.BIN).from(Source.REQUEST_HEADERS)
                .args(0, STRING, STRING).manual("7.3.6").summary("Parameter of a form in the body")
                .by(ParameterFetches::bodyParameter),
            body("req.body", Source.REQUEST_HEADERS, false), body("res.body", Source.RESPONSE_HEADERS, true),
            length("req.body_len", Source.REQUEST_HEADERS, false, false),
            length("res.body_len", Source.RESPONSE_HEADERS, true, false),
            length("req.body_size", Source.REQUEST_HEADERS, false, true),
            length("res.body_size", Source.RESPONSE_HEADERS, true, true));
    }

    private static FetchKeyword parameter(final String name, final SampleType type)
    {
        return FetchKeyword.of(name).returns(type).from(Source.REQUEST_HEADERS).args(0, STRING, STRING, STRING)
            .manual("7.3.6").summary("Parameter of the query string")
            .by((args, ctx, out) -> urlParameter(args, ctx, out) && (SampleType.SINT != type ||
                out.sint(Bytes.leadingInt(out.buffer, out.offset, out.length))));
    }

    private static FetchKeyword body(final String name, final Source source, final boolean isResponse)
    {
        return FetchKeyword.of(name).returns(SampleType.BIN).from(source).manual("7.3.6")
            .summary("Body as far as it has arrived").by((args, ctx, out) -> body(ctx, out, isResponse));
    }

    private static FetchKeyword length(
        final String name, final Source source, final boolean isResponse, final boolean isAnnounced)
    {
        return FetchKeyword.of(name).returns(SampleType.SINT).from(source).manual("7.3.6")
            .summary("Length of the body").by((args, ctx, out) ->
            {
                if (null == HeaderFetches.head(ctx, out, isResponse))
                {
                    return false;
                }
                final PayloadView payload = isResponse ? ctx.responsePayload() : ctx.requestPayload();
                return out.sint(null == payload ? 0 : isAnnounced ? payload.announcedLength() : payload.length());
            });
    }

    private static boolean urlParameter(final Args args, final FetchContext ctx, final Sample out)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request)
        {
            return false;
        }
        final int delimiter = args.hasText(1) ? args.text(1).charAt(0) : '?';
        final UnsafeBuffer target = request.targetBuffer();
        final int end = request.targetOffset() + request.targetLength();
        if (0 == out.iteration)
        {
            final int begin = Bytes.indexOf(target, request.targetOffset(), request.targetLength(), delimiter);
            if (begin < 0)
            {
                return false;
            }
            out.iterationOffset = request.targetOffset() + begin + 1;
        }
        return next(target, end, args, delimiter, args.hasText(2) && 'i' == args.text(2).charAt(0), out);
    }

    private static boolean bodyParameter(final Args args, final FetchContext ctx, final Sample out)
    {
        if (null == HeaderFetches.head(ctx, out, false) || null == ctx.requestPayload())
        {
            return false;
        }
        final PayloadView payload = ctx.requestPayload();
        if (0 == out.iteration)
        {
            out.iterationOffset = payload.offset();
        }
        return next(payload.buffer(), payload.offset() + payload.length(), args, '&',
            args.hasText(1) && 'i' == args.text(1).charAt(0), out);
    }

    private static boolean isDelimiter(final byte b, final int delimiter)
    {
        return '&' == b || ';' == b || delimiter == b;
    }

    private static boolean next(
        final UnsafeBuffer buffer, final int end, final Args args, final int delimiter, final boolean ignoreCase,
        final Sample out)
    {
        final UnsafeBuffer name = args.has(0) ? args.bytes(0) : Texts.EMPTY;
        int at = out.iterationOffset;
        while (at < end)
        {
            int stop = at;
            while (stop < end && !isDelimiter(buffer.getByte(stop), delimiter))
            {
                stop++;
            }
            final int equal = Bytes.indexOf(buffer, at, stop - at, '=');
            if (equal >= 0 && isName(name, buffer, at, equal, ignoreCase))
            {
                out.iteration = 1;
                out.iterationOffset = stop + 1;
                out.flags = stop < end ? out.flags | Sample.NOT_LAST : out.flags & ~Sample.NOT_LAST;
                return out.str(buffer, at + equal + 1, stop - at - equal - 1);
            }
            at = stop + 1;
        }
        out.flags &= ~Sample.NOT_LAST;
        return false;
    }

    private static boolean isName(
        final UnsafeBuffer name, final UnsafeBuffer buffer, final int offset, final int length,
            final boolean ignoreCase)
    {
        final int wanted = name.capacity();
        return 0 == wanted || wanted == length && (ignoreCase ? Bytes.equalIgnoreCase(name, 0, buffer, offset, length)
            : Bytes.equal(name, 0, buffer, offset, length));
    }

    private static boolean body(final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        if (null == HeaderFetches.head(ctx, out, isResponse))
        {
            return false;
        }
        final PayloadView payload = isResponse ? ctx.responsePayload() : ctx.requestPayload();
        if (null == payload)
        {
            return out.bin(Texts.EMPTY, 0, 0);
        }
        if (!payload.isComplete())
        {
            out.flags |= Sample.MAY_CHANGE;
        }
        return out.bin(payload.buffer(), payload.offset(), payload.length());
    }
}
