/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.config.ArgumentType.USERLIST;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Base64Text;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.UserList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * User, password and token of the authorization header. Source: configuration.txt 7.3.6; RFC 7617, RFC 6750.
 */
final class AuthFetches
{
    private static final UnsafeBuffer BASIC = new UnsafeBuffer("Basic".getBytes(US_ASCII));
    private static final UnsafeBuffer BEARER = new UnsafeBuffer("Bearer".getBytes(US_ASCII));

    private AuthFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        return List.of(
            row("http_auth_type", "Scheme of the authorization header", (args, ctx, out) -> type(ctx, out)),
            row("http_auth_user", "User of basic authentication", (args, ctx, out) -> userOrPassword(ctx, out, true)),
            row("http_auth_pass", "Password of basic authentication",
                (args, ctx, out) -> userOrPassword(ctx, out, false)),
            row("http_auth_bearer", "Token of bearer authentication", AuthFetches::bearer).args(0, STRING),
            row("http_auth", "Whether user and password are in a user list", AuthFetches::check)
                .returns(SampleType.BOOL).args(1, USERLIST),
            row("http_auth_group", "User, when user and password are in a user list", AuthFetches::group)
                .args(1, USERLIST));
    }

    private static FetchKeyword row(final String name, final String summary, final SampleFetch fetch)
    {
        return FetchKeyword.of(name).returns(SampleType.STR).from(Source.REQUEST_HEADERS).manual("7.3.6")
            .summary(summary).by(fetch);
    }

    /** Value of the header that carries credentials. */
    private static boolean credentials(final FetchContext ctx, final Sample out)
    {
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request)
        {
            return false;
        }
        final boolean isProxy = request.has(HttpMessage.PROXIED);
        final int index = request.findHeader(isProxy ? HeaderId.PROXY_AUTHORIZATION : HeaderId.AUTHORIZATION, -1);
        return 0 <= index &&
            out.str(request.valueBuffer(index), request.valueOffset(index), request.valueLength(index));
    }

    /** Leave what follows a scheme; false when the value has another one. */
    private static boolean skipScheme(final Sample value, final UnsafeBuffer scheme)
    {
        final int space = Bytes.indexOf(value.buffer, value.offset, value.length, ' ');
        if (space != scheme.capacity() || !Bytes.equalIgnoreCase(scheme, 0, value.buffer, value.offset, space))
        {
            return false;
        }
        int at = space;
        while (at < value.length && ' ' == value.byteAt(at))
        {
            at++;
        }
        return value.str(value.buffer, value.offset + at, value.length - at);
    }

    private static boolean type(final FetchContext ctx, final Sample out)
    {
        if (!credentials(ctx, out))
        {
            return false;
        }
        final UnsafeBuffer buffer = out.buffer;
        final int offset = out.offset;
        final int length = out.length;
        if (skipScheme(out, BEARER))
        {
            return out.str(BEARER);
        }
        out.str(buffer, offset, length);
        return skipScheme(out, BASIC) && userOrPassword(ctx, out, true) && out.str(BASIC);
    }

    /** Decode user and password; the index of the colon between them, or -1. */
    private static int decode(final FetchContext ctx, final Sample out)
    {
        if (!credentials(ctx, out) || !skipScheme(out, BASIC))
        {
            return -1;
        }
        final ByteWriter text = out.scratch().chunk();
        if (!Base64Text.decode(out.buffer, out.offset, out.length, false, text))
        {
            return -1;
        }
        text.asStr(out);
        final int nul = Bytes.indexOf(out.buffer, out.offset, out.length, 0);
        out.length = nul < 0 ? out.length : nul;
        return Bytes.indexOf(out.buffer, out.offset, out.length, ':');
    }

    private static boolean userOrPassword(final FetchContext ctx, final Sample out, final boolean isUser)
    {
        final int colon = decode(ctx, out);
        return colon >= 0 && (isUser ? out.str(out.buffer, out.offset, colon)
            : out.str(out.buffer, out.offset + colon + 1, out.length - colon - 1));
    }

    private static boolean bearer(final Args args, final FetchContext ctx, final Sample out)
    {
        if (!args.hasText(0))
        {
            return credentials(ctx, out) && skipScheme(out, BEARER);
        }
        final HttpMessage request = HeaderFetches.head(ctx, out, false);
        if (null == request)
        {
            return false;
        }
        for (int i = request.firstHeader(); i >= 0; i = request.nextHeader(i))
        {
            if (request.nameLength(i) == args.bytes(0).capacity() && Bytes.equalIgnoreCase(
                args.bytes(0), 0, request.nameBuffer(i), request.nameOffset(i), request.nameLength(i)))
            {
                out.str(request.valueBuffer(i), request.valueOffset(i), request.valueLength(i));
                return skipScheme(out, BEARER);
            }
        }
        return out.str(io.fairlead.engine.sample.Texts.EMPTY, 0, 0);
    }

    private static boolean check(final Args args, final FetchContext ctx, final Sample out)
    {
        final int colon = decode(ctx, out);
        return colon >= 0 && out.bool(((UserList)args.object(0)).isPasswordOf(
            out.buffer, out.offset, colon, out.offset + colon + 1, out.length - colon - 1));
    }

    private static boolean group(final Args args, final FetchContext ctx, final Sample out)
    {
        final int colon = decode(ctx, out);
        final UserList users = (UserList)args.object(0);
        if (colon < 0 || !users.isPasswordOf(
            out.buffer, out.offset, colon, out.offset + colon + 1, out.length - colon - 1))
        {
            return false;
        }
        out.attachment = users;
        return out.str(out.buffer, out.offset, colon);
    }
}
