/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.STRING;

import java.nio.ByteOrder;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.sample.Arg;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.Hashes;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Method, target, version and status: {@code path}, {@code url}, {@code base} and their kin. Source: configuration.txt
 * 7.3.6.
 */
final class RequestLineFetches
{
    private RequestLineFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        return List.of(
            FetchKeyword.of("method").returns(SampleType.METH).from(Source.REQUEST_LINE).manual("7.3.6")
                .summary("Method of the request").by((args, ctx, out) -> method(ctx, out)),
            text("path", "Path, without the query string", (args, ctx, out) -> path(ctx, out, false)),
            text("pathq", "Path and query string", (args, ctx, out) -> path(ctx, out, true)),
            text("url", "Request target as received", (args, ctx, out) -> url(ctx, out)),
            text("query", "Query string, without the question mark", RequestLineFetches::query)
                .args(0, STRING).check(RequestLineFetches::checkQuery),
            text("base", "Host and path", (args, ctx, out) -> base(ctx, out, false)),
            text("baseq", "Host, path and query string", (args, ctx, out) -> base(ctx, out, true)),
            number("base32", "Hash of host and path", (args, ctx, out) -> hash(ctx, out, false)),
            binary("base32+src", "Hash of host and path, with the client's address",
                (args, ctx, out) -> hash(ctx, out, false) && withSource(ctx, out)),
            number("url32", "Hash of host, path and query string", (args, ctx, out) -> hash(ctx, out, true)),
            binary("url32+src", "Hash of host, path and query string, with the client's address",
                (args, ctx, out) -> hash(ctx, out, true) && withSource(ctx, out)),
            FetchKeyword.of("url_ip").returns(SampleType.IPV4).from(Source.REQUEST_HEADERS).manual("7.3.6")
                .summary("Address in an absolute target").by((args, ctx, out) -> urlAddress(ctx, out, false)),
            number("url_port", "Port in an absolute target", (args, ctx, out) -> urlAddress(ctx, out, true)),
            version("req.ver", false), version("req_ver", false), version("res.ver", true), version("resp_ver", true),
            FetchKeyword.of("status").returns(SampleType.SINT).from(Source.RESPONSE_LINE).manual("7.3.6")
                .summary("Status of the response").by((args, ctx, out) -> status(ctx, out)),
            FetchKeyword.of("req.proto_http").returns(SampleType.BOOL).from(Source.REQUEST_LINE).manual("7.3.6")
                .summary("Whether the data are an HTTP request").by((args, ctx, out) -> isHttp(ctx, out)),
            FetchKeyword.of("req_proto_http").returns(SampleType.BOOL).from(Source.REQUEST_LINE).manual("7.3.6")
                .summary("Whether the data are an HTTP request").by((args, ctx, out) -> isHttp(ctx, out)));
    }

    private static FetchKeyword text(final String name, final String summary, final SampleFetch fetch)
    {
        return FetchKeyword.of(name).returns(SampleType.STR).from(Source.REQUEST_HEADERS).manual("7.3.6")
            .summary(summary).by(fetch);
    }

    private static FetchKeyword number(final String name, final String summary, final SampleFetch fetch)
    {
        return text(name, summary, fetch).returns(SampleType.SINT);
    }

    private static FetchKeyword binary(final String name, final String summary, final SampleFetch fetch)
    {
        return text(name, summary, fetch).returns(SampleType.BIN);
    }

    private static FetchKeyword version(final String name, final boolean isResponse)
    {
        return FetchKeyword.of(name).returns(SampleType.STR)
            .from(isResponse ? Source.RESPONSE_LINE : Source.REQUEST_LINE).manual("7.3.6").summary("Version of HTTP")
            .by((args, ctx, out) -> isResponse ? version(ctx.response(), out) : requestVersion(ctx, out));
    }

    static boolean method(final FetchContext ctx, final Sample out)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request)
        {
            final int captured = ctx.capturedMethod();
            if (0 <= captured && Method.OTHER.ordinal() != captured)
            {
                return out.method(captured);
            }
            return false;
        }
        out.slice(request.methodBuffer(), request.methodOffset(), request.methodLength());
        return out.method(request.method().ordinal());
    }

    static boolean path(final FetchContext ctx, final Sample out, final boolean hasQuery)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request || 0 == request.pathLength())
        {
            return false;
        }
        final int length = hasQuery
            ? request.targetOffset() + request.targetLength() - request.pathOffset() : request.pathLength();
        return out.str(request.targetBuffer(), request.pathOffset(), length);
    }

    private static boolean url(final FetchContext ctx, final Sample out)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        return null != request && out.str(request.targetBuffer(), request.targetOffset(), request.targetLength());
    }

    private static void checkQuery(final Args args, final ExprContext context)
    {
        if (args.hasText(0))
        {
            if (!"with_qm".equals(args.text(0)))
            {
                throw new ConfigException("supported options are: 'with_qm'");
            }
            args.arg(0, Arg.of(1));
        }
    }

    private static boolean query(final Args args, final FetchContext ctx, final Sample out)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request)
        {
            return false;
        }
        final UnsafeBuffer target = request.targetBuffer();
        final int question = Bytes.indexOf(target, request.targetOffset(), request.targetLength(), '?');
        if (question < 0)
        {
            return false;
        }
        final int begin = request.targetOffset() + question + 1;
        final int length = request.targetLength() - question - 1;
        final int mark = 0 < length && 1 == args.value(0) ? 1 : 0;
        return out.str(target, begin - mark, length + mark);
    }

    private static boolean base(final FetchContext ctx, final Sample out, final boolean hasQuery)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request)
        {
            return false;
        }
        if (!HeaderFetches.host(request, out))
        {
            return path(ctx, out, hasQuery);
        }
        final ByteWriter text = out.scratch().chunk();
        text.put(out.buffer, out.offset, out.length);
        if (path(ctx, out, hasQuery) && '/' == out.byteAt(0))
        {
            text.put(out.buffer, out.offset, out.length);
        }
        return !text.isFull() && text.asStr(out);
    }

    private static boolean hash(final FetchContext ctx, final Sample out, final boolean isUrl)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request)
        {
            return false;
        }
        int hash = 0;
        final int host = request.findHeader(HeaderId.HOST, -1);
        if (0 <= host && isUrl)
        {
            hash = Hashes.signedSdbm(0, request.valueBuffer(host), request.valueOffset(host),
                request.valueLength(host));
        }
        else if (0 <= host && HeaderFetches.host(request, out))
        {
            hash = Hashes.signedSdbm(0, out.buffer, out.offset, out.length);
        }
        if (path(ctx, out, isUrl) && '/' == out.byteAt(0))
        {
            hash = Hashes.signedSdbm(hash, out.buffer, out.offset, out.length);
        }
        return out.sint(Hashes.avalanche(hash) & 0xFFFF_FFFFL);
    }

    private static boolean withSource(final FetchContext ctx, final Sample out)
    {
        final NetAddress source = ctx.source();
        if (null == source || !source.isIp())
        {
            return false;
        }
        final ByteWriter bytes = out.scratch().chunk();
        bytes.buffer().putInt(bytes.start(), (int)out.value, ByteOrder.BIG_ENDIAN);
        final int length = source.putAddress(bytes.buffer(), bytes.start() + Integer.BYTES);
        return bytes.position(bytes.start() + Integer.BYTES + length).asBin(out);
    }

    private static boolean urlAddress(final FetchContext ctx, final Sample out, final boolean isPort)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request || 0 == request.schemeLength())
        {
            return false;
        }
        final UnsafeBuffer target = request.targetBuffer();
        final int begin = request.authorityOffset();
        final int end = begin + request.authorityLength();
        final int colon = Bytes.indexOf(target, begin, end - begin, ':');
        final int hostEnd = colon < 0 ? end : begin + colon;
        final long address = NetAddress.parseIpv4(target, begin, hostEnd - begin);
        if (address < 0)
        {
            return false;
        }
        if (!isPort)
        {
            return out.ipv4((int)address);
        }
        final boolean isHttps = request.has(HttpMessage.SCHEME_HTTPS) || 8 == request.schemeLength();
        return out.sint(colon < 0 ? isHttps ? 443 : 80 : Bytes.parseLong(target, hostEnd + 1, end - hostEnd - 1));
    }

    private static boolean requestVersion(final FetchContext ctx, final Sample out)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        final int captured = ctx.capturedVersion();
        return null == request && 0 <= captured ?
            out.scratch().chunk().putLong(captured / 10).put('.').putLong(captured % 10).asStr(out) :
            version(request, out);
    }

    static boolean version(final HttpMessage head, final Sample out)
    {
        if (null == head || head.has(HttpMessage.NOT_HTTP))
        {
            return false;
        }
        if (8 == head.versionLength())
        {
            return out.str(head.versionBuffer(), head.versionOffset() + 5, 3);
        }
        return out.scratch().chunk().put(11 == head.version() ? "1.1" : "1.0").asStr(out);
    }

    private static boolean status(final FetchContext ctx, final Sample out)
    {
        final HttpMessage response = HeaderFetches.head(ctx, out, true);
        return null != response && out.sint(response.status());
    }

    private static boolean isHttp(final FetchContext ctx, final Sample out)
    {
        return null != HeaderFetches.head(ctx, out, false) && out.bool(true);
    }
}
