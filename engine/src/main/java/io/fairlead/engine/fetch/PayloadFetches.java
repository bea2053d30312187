/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.STRING;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Arg;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.PayloadView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Raw bytes of either direction: {@code req.payload}, {@code req.len}, RDP cookies, fields of a TLS ClientHello.
 * Source: configuration.txt 7.3.5.
 */
final class PayloadFetches
{
    private static final int START_LINE_RECORD = 20;
    private static final int RDP_COOKIE_OFFSET = 11;

    private PayloadFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        final List<FetchKeyword> all = new ArrayList<>();
        payload(all);
        rdp(all);
        hello(all);
        return all;
    }

    private static FetchKeyword add(
        final List<FetchKeyword> all, final String name, final SampleType type, final String summary,
        final SampleFetch fetch, final Source... sources)
    {
        final FetchKeyword keyword =
            FetchKeyword.of(name).returns(type).from(sources).manual("7.3.5").summary(summary).by(fetch);
        all.add(keyword);
        return keyword;
    }

    private static void payload(final List<FetchKeyword> all)
    {
        final Source request = Source.REQUEST_BUFFER;
        final Source response = Source.RESPONSE_BUFFER;
        add(all, "req.len", SampleType.SINT, "Bytes waiting", (args, ctx, out) -> length(ctx, out), request);
        add(all, "req_len", SampleType.SINT, "Bytes waiting", (args, ctx, out) -> length(ctx, out), request);
        add(all, "res.len", SampleType.SINT, "Bytes waiting", (args, ctx, out) -> length(ctx, out), response);
        for (final String name : List.of("req.payload", "res.payload", "payload"))
        {
            final Source[] sources = name.startsWith("req") ? new Source[] {request}
                : name.startsWith("res") ? new Source[] {response} : new Source[] {request, response};
            add(all, name, SampleType.BIN, "Bytes at an offset", PayloadFetches::part, sources)
                .args(2, INTEGER, INTEGER);
            add(all, name + "_lv", SampleType.BIN, "Bytes whose length stands before them", PayloadFetches::counted,
                sources).args(2, INTEGER, INTEGER, STRING).check(PayloadFetches::checkCounted);
        }
    }

    private static PayloadView view(final FetchContext ctx, final Sample out)
    {
        return out.isResponse() ? ctx.responsePayload() : ctx.requestPayload();
    }

    /** More bytes may come. */
    private static boolean wait(final PayloadView payload, final Sample out)
    {
        if (!payload.isComplete())
        {
            out.flags |= Sample.MAY_CHANGE;
        }
        return false;
    }

    private static boolean length(final FetchContext ctx, final Sample out)
    {
        final PayloadView payload = view(ctx, out);
        if (null == payload)
        {
            return false;
        }
        out.flags |= Sample.MAY_CHANGE;
        final HttpMessage head = out.isResponse() ? ctx.response() : ctx.request();
        return out.sint(payload.length() + (null == head ? 0 : headLength(head)));
    }

    /* Bytes a head takes in HAProxy, whose message has a record for the start line and a mark behind the headers. */
    private static int headLength(final HttpMessage head)
    {
        int length = START_LINE_RECORD + head.versionLength() + 1;
        length += head.isRequest() ? head.methodLength() + head.targetLength()
            : head.statusLength() + head.reasonLength();
        for (int i = head.firstHeader(); i >= 0; i = head.nextHeader(i))
        {
            length += head.nameLength(i) + head.valueLength(i);
        }
        return length;
    }

    private static boolean part(final Args args, final FetchContext ctx, final Sample out)
    {
        final PayloadView payload = view(ctx, out);
        if (null == payload || null != (out.isResponse() ? ctx.response() : ctx.request()))
        {
            return false; // an HTTP message is no stream of bytes
        }
        final long offset = args.value(0);
        final long wanted = args.value(1);
        final int available = payload.length();
        if (offset < 0 || wanted < 0 || offset > Integer.MAX_VALUE || wanted > Integer.MAX_VALUE)
        {
            return false;
        }
        if (null == payload.buffer() || offset + wanted > available)
        {
            return wait(payload, out);
        }
        if (0 == wanted && !payload.isComplete())
        {
            out.flags |= Sample.MAY_CHANGE;
        }
        if (offset > available)
        {
            return false;
        }
        return out.bin(payload.buffer(), payload.offset() + (int)offset,
            0 == wanted ? available - (int)offset : (int)wanted);
    }

    private static void checkCounted(final Args args, final ExprContext context)
    {
        if (args.value(0) < 0)
        {
            throw new ConfigException("payload offset1 must be positive");
        }
        if (0 == args.value(1))
        {
            throw new ConfigException("payload length must be > 0");
        }
        if (!args.hasText(2))
        {
            return;
        }
        final String text = args.text(2);
        if (!text.matches("[-+]?[0-9]{1,9}"))
        {
            throw new ConfigException("payload offset2 is not a number");
        }
        final long second = Long.parseLong(text);
        final boolean isRelative = '+' == text.charAt(0) || '-' == text.charAt(0);
        if (args.value(0) + args.value(1) + second < 0)
        {
            throw new ConfigException("payload offset2 too negative");
        }
        // an absolute offset is taken as it is, as the manual says; HAProxy 3.4.0 halves it
        args.arg(2, Arg.of(isRelative ? args.value(0) + args.value(1) + second : second));
        args.state(Boolean.TRUE);
    }

    private static boolean counted(final Args args, final FetchContext ctx, final Sample out)
    {
        final PayloadView payload = view(ctx, out);
        if (null == payload)
        {
            return false;
        }
        final long lengthAt = args.value(0);
        final long lengthBytes = args.value(1);
        if (lengthAt + lengthBytes > payload.length())
        {
            return wait(payload, out);
        }
        long length = 0;
        for (int i = 0; i < lengthBytes; i++)
        {
            length = length << 8 | payload.buffer().getByte(payload.offset() + (int)lengthAt + i) & 0xFF;
        }
        final long begin = null == args.state() ? lengthAt + lengthBytes : args.value(2);
        if (0 >= length || length > 1 << 20)
        {
            return false;
        }
        if (begin + length > payload.length())
        {
            return wait(payload, out);
        }
        return out.bin(payload.buffer(), payload.offset() + (int)begin, (int)length);
    }

    private static void rdp(final List<FetchKeyword> all)
    {
        for (final String name : List.of("rdp_cookie", "req.rdp_cookie"))
        {
            add(all, name, SampleType.STR, "Cookie of a remote desktop connection",
                (args, ctx, out) -> rdpCookie(args, ctx, out), Source.REQUEST_BUFFER).args(0, STRING);
            add(all, name + "_cnt", SampleType.SINT, "Number of remote desktop cookies, 0 or 1",
                (args, ctx, out) -> rdpCookie(args, ctx, out) ? out.sint(1) : !out.mayChange() && out.sint(0),
                Source.REQUEST_BUFFER).args(0, STRING);
        }
    }

    private static boolean rdpCookie(final Args args, final FetchContext ctx, final Sample out)
    {
        final PayloadView payload = view(ctx, out);
        if (null == payload || null != ctx.request()) // an HTTP message is no stream of bytes
        {
            return false;
        }
        final UnsafeBuffer name = args.has(0) ? args.bytes(0) : Texts.EMPTY;
        final UnsafeBuffer buffer = payload.buffer();
        final int end = payload.offset() + payload.length();
        int at = payload.offset() + RDP_COOKIE_OFFSET;
        if (at + COOKIE.capacity() >= end)
        {
            return tooShort(out);
        }
        if (!Bytes.equalIgnoreCase(COOKIE, 0, buffer, at, COOKIE.capacity()))
        {
            return false;
        }
        at += COOKIE.capacity();
        while (at < end && ' ' == buffer.getByte(at))
        {
            at++;
        }
        if (0 < name.capacity() && at + name.capacity() >= end)
        {
            return tooShort(out);
        }
        final int equal = 0 < name.capacity() ? name.capacity() : Bytes.indexOf(buffer, at, end - at, '=');
        if (equal < 0)
        {
            return Bytes.indexOf(buffer, at, end - at, '\r') < 0 && Bytes.indexOf(buffer, at, end - at, '\n') < 0 &&
                tooShort(out);
        }
        if ('=' != buffer.getByte(at + equal) ||
            0 < name.capacity() && !Bytes.equalIgnoreCase(name, 0, buffer, at, equal))
        {
            return false;
        }
        at += equal + 1;
        final int lineEnd = Bytes.indexOf(buffer, at, end - at, '\r');
        if (lineEnd < 0 || at + lineEnd + 1 >= end)
        {
            return tooShort(out);
        }
        return '\n' == buffer.getByte(at + lineEnd + 1) && out.str(buffer, at, lineEnd);
    }

    /** A cookie cut off is neither there nor missing, even when nothing more will come. */
    private static boolean tooShort(final Sample out)
    {
        out.flags |= Sample.MAY_CHANGE;
        return false;
    }

    private static final UnsafeBuffer COOKIE =
        new UnsafeBuffer("Cookie:".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private static void hello(final List<FetchKeyword> all)
    {
        final Source request = Source.REQUEST_BUFFER;
        for (final String name : List.of("req.ssl_sni", "req_ssl_sni"))
        {
            add(all, name, SampleType.STR, "Server name in a TLS ClientHello",
                (args, ctx, out) -> ClientHello.serverName(view(ctx, out), out), request);
        }
        for (final String name : List.of("req.ssl_ver", "req_ssl_ver"))
        {
            add(all, name, SampleType.SINT, "Version in a TLS ClientHello",
                (args, ctx, out) -> ClientHello.version(view(ctx, out), out), request);
        }
        for (final String name : List.of("req.ssl_hello_type", "req_ssl_hello_type"))
        {
            add(all, name, SampleType.SINT, "Type of a TLS handshake message",
                (args, ctx, out) -> ClientHello.handshakeType(view(ctx, out), out), request);
        }
        for (final String name : List.of("res.ssl_hello_type", "rep_ssl_hello_type"))
        {
            add(all, name, SampleType.SINT, "Type of a TLS handshake message",
                (args, ctx, out) -> ClientHello.handshakeType(view(ctx, out), out), Source.RESPONSE_BUFFER);
        }
        add(all, "req.ssl_alpn", SampleType.STR, "Protocols in a TLS ClientHello",
            (args, ctx, out) -> ClientHello.alpn(view(ctx, out), out), request);
        add(all, "req.ssl_ec_ext", SampleType.BOOL, "Whether a TLS ClientHello names elliptic curves",
            (args, ctx, out) -> ClientHello.hasCurves(view(ctx, out), out), request);
        add(all, "req.ssl_st_ext", SampleType.SINT, "Session ticket extension in a TLS ClientHello",
            (args, ctx, out) -> ClientHello.ticket(view(ctx, out), out), request);
        final Source[] wide =
            {request, Source.CLIENT_ADDRESS, Source.CLIENT_CONNECTION, Source.FRONTEND};
        add(all, "req.ssl_cipherlist", SampleType.BIN, "Ciphers in a TLS ClientHello",
            (args, ctx, out) -> ClientHello.ciphers(view(ctx, out), out), wide);
        add(all, "req.ssl_supported_groups", SampleType.BIN, "Groups in a TLS ClientHello",
            (args, ctx, out) -> ClientHello.list(view(ctx, out), out, 10), wide);
        add(all, "req.ssl_sigalgs", SampleType.BIN, "Signature algorithms in a TLS ClientHello",
            (args, ctx, out) -> ClientHello.list(view(ctx, out), out, 13), wide);
        add(all, "req.ssl_keyshare_groups", SampleType.BIN, "Groups of key shares in a TLS ClientHello",
            (args, ctx, out) -> ClientHello.keyShares(view(ctx, out), out), wide);
    }
}
