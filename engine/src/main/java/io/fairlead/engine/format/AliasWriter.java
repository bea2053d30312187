/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.CaptureView;
import io.fairlead.engine.sample.ConnectionView;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.LogView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Texts;
import io.fairlead.engine.sample.WallTime;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the value of an alias.
 */
final class AliasWriter
{
    private static final UnsafeBuffer BAD_REQUEST = new UnsafeBuffer("<BADREQ>".getBytes(US_ASCII));
    private static final UnsafeBuffer NO_SERVER = new UnsafeBuffer("<NOSRV>".getBytes(US_ASCII));
    private static final UnsafeBuffer VERSION_09 = new UnsafeBuffer("HTTP/0.9".getBytes(US_ASCII));
    private static final LogView NOTHING = new LogView()
    {
    };

    private AliasWriter()
    {
    }

    static void write(
        final LogAlias alias, final int options, final SampleType cast, final FetchContext ctx, final ByteWriter out)
    {
        final LogView log = null == ctx.log() ? NOTHING : ctx.log();
        switch (alias)
        {
            case CLIENT_IP -> address(out, options, ctx.source());
            case CLIENT_PORT -> port(out, options, cast, ctx.source(), ctx);
            case FRONTEND_IP -> address(out, options, ctx.destination());
            case FRONTEND_PORT -> port(out, options, cast, ctx.destination(), ctx);
            case BACKEND_IP -> address(out, options, log.backendSource());
            case BACKEND_PORT -> port(out, options, cast, log.backendSource(), ctx);
            case SERVER_IP -> address(out, options, log.serverAddress());
            case SERVER_PORT -> port(out, options, cast, log.serverAddress(), ctx);
            case DATE -> date(out, options, ctx, log.acceptDateUs());
            case REQUEST_DATE -> date(out, options, ctx, log.requestDateUs());
            case DATE_GMT -> zoned(out, options, ctx, log.acceptDateUs(), true);
            case REQUEST_DATE_GMT -> zoned(out, options, ctx, log.requestDateUs(), true);
            case DATE_LOCAL -> zoned(out, options, ctx, log.acceptDateUs(), false);
            case REQUEST_DATE_LOCAL -> zoned(out, options, ctx, log.requestDateUs(), false);
            case TIMESTAMP -> hexable(out, options, cast, log.acceptDateUs() / 1_000_000, 4);
            case MILLISECONDS -> milliseconds(out, options, cast, log.acceptDateUs() / 1000 % 1000);
            case FRONTEND -> name(out, options, null == ctx.frontend() ? Texts.EMPTY : ctx.frontend().name());
            case FRONTEND_TRANSPORT -> frontendTransport(out, options, ctx);
            case BACKEND -> name(out, options, backendName(ctx));
            case SERVER -> server(out, options, ctx, log);
            case HANDSHAKE_TIME -> LogEncoder.number(out, options, cast, log.handshakeMs());
            case IDLE_TIME -> LogEncoder.number(out, options, cast, log.idleMs());
            case REQUEST_TIME -> LogEncoder.number(out, options, cast, log.requestMs());
            case QUERY_TIME -> LogEncoder.number(out, options, cast, log.queryMs());
            case QUEUE_TIME -> LogEncoder.number(out, options, cast, log.queueMs());
            case CONNECT_TIME -> LogEncoder.number(out, options, cast, log.connectMs());
            case RESPONSE_TIME -> LogEncoder.number(out, options, cast, log.responseMs());
            case DATA_TIME -> LogEncoder.number(out, options, cast, log.dataMs());
            case ACTIVE_TIME -> total(out, options, cast, log, log.activeMs());
            case TOTAL_TIME -> total(out, options, cast, log, log.totalMs());
            case USER_TIME -> total(out, options, cast, log, log.userMs());
            case STATUS -> LogEncoder.number(out, options, cast, log.status());
            case BYTES_OUT -> total(out, options, cast, log, log.bytesOut());
            case BYTES_IN -> LogEncoder.number(out, options, cast, log.bytesIn());
            case CLIENT_COOKIE, SERVER_COOKIE, UNIQUE_ID -> sampleText(out, options, alias, ctx, log);
            case TERMINATION -> termination(out, options, log, 2);
            case TERMINATION_COOKIE -> termination(out, options, log, 4);
            case PROCESS_CONNECTIONS -> LogEncoder.number(out, options, cast, log.processConnections());
            case FRONTEND_CONNECTIONS -> LogEncoder.number(out, options, cast, log.frontendConnections());
            case BACKEND_CONNECTIONS -> LogEncoder.number(out, options, cast, log.backendConnections());
            case SERVER_CONNECTIONS -> LogEncoder.number(out, options, cast, log.serverConnections());
            case RETRIES -> retries(out, options, cast, log);
            case SERVER_QUEUE -> LogEncoder.number(out, options, cast, log.serverQueue());
            case BACKEND_QUEUE -> LogEncoder.number(out, options, cast, log.backendQueue());
            case REQUEST_CAPTURES -> captures(out, options, ctx.requestCaptures(), ctx);
            case RESPONSE_CAPTURES -> captures(out, options, ctx.responseCaptures(), ctx);
            case REQUEST_CAPTURE_LIST -> captureList(out, options, ctx.requestCaptures(), ctx);
            case RESPONSE_CAPTURE_LIST -> captureList(out, options, ctx.responseCaptures(), ctx);
            case REQUEST_LINE, METHOD, PATH, PATH_ONLY, QUERY, URI, VERSION -> request(out, options, alias, ctx, log);
            case REQUEST_COUNT -> hexable(out, options, cast, log.requestNumber(), 4);
            case LOG_COUNT -> hexable(out, options, cast, log.logNumber(), 4);
            case HOST_NAME -> name(out, options, ctx.process().hostName());
            case PID -> hexable(out, options, cast, ctx.process().pid(), 4);
            case ORIGIN -> constant(out, options, log.origin());
            case TLS_CIPHER -> tls(out, options, ctx, true);
            case TLS_VERSION -> tls(out, options, ctx, false);
            default -> throw new IllegalStateException(alias.name());
        }
    }

    private static void address(final ByteWriter out, final int options, final NetAddress address)
    {
        if (null == address || !address.isSet())
        {
            LogEncoder.text(out, options, Texts.EMPTY, 0, 0);
            return;
        }
        LogEncoder.address(out, options, address);
    }

    private static void port(
        final ByteWriter out, final int options, final SampleType cast, final NetAddress address,
        final FetchContext ctx)
    {
        if (null == address || !address.isSet())
        {
            LogEncoder.text(out, options, Texts.EMPTY, 0, 0);
        }
        else if (NetAddress.UNIX == address.family())
        {
            LogEncoder.number(out, options, cast, ctx.listenerId());
        }
        else
        {
            hexable(out, options, cast, address.port(), 4);
        }
    }

    private static void hexable(
        final ByteWriter out, final int options, final SampleType cast, final long value, final int minDigits)
    {
        if (0 != (options & LogOptions.HEX))
        {
            LogEncoder.hex(out, options, value, minDigits);
        }
        else
        {
            LogEncoder.number(out, options, cast, value);
        }
    }

    private static void milliseconds(
        final ByteWriter out, final int options, final SampleType cast, final long value)
    {
        if (0 != (options & LogOptions.HEX))
        {
            LogEncoder.hex(out, options, value, 2);
        }
        else if (0 != (options & LogOptions.ENCODE))
        {
            LogEncoder.encodedNumber(out, options, cast, value);
        }
        else
        {
            out.putPadded(value, 3);
        }
    }

    private static void date(final ByteWriter out, final int options, final FetchContext ctx, final long dateUs)
    {
        final int begin = out.position();
        final WallTime time = ctx.scratch().wallTime().set(Math.floorDiv(dateUs, 1_000_000L), false);
        time.putLogDate(out);
        out.put('.').putPadded(Math.floorMod(dateUs, 1_000_000L) / 1000, 3);
        LogEncoder.wrapText(out, options & ~LogOptions.QUOTE, begin);
    }

    private static void zoned(
        final ByteWriter out, final int options, final FetchContext ctx, final long dateUs, final boolean isGmt)
    {
        final int begin = out.position();
        final WallTime time = ctx.scratch().wallTime().set(Math.floorDiv(dateUs, 1_000_000L), isGmt);
        time.putLogDate(out);
        out.put(' ');
        time.putOffset(out);
        LogEncoder.wrapText(out, options & ~LogOptions.QUOTE, begin);
    }

    private static void name(final ByteWriter out, final int options, final UnsafeBuffer name)
    {
        LogEncoder.text(out, options, name, 0, name.capacity());
    }

    private static void constant(final ByteWriter out, final int options, final String text)
    {
        final int begin = out.position();
        out.put(text);
        LogEncoder.wrapText(out, options, begin);
    }

    private static UnsafeBuffer backendName(final FetchContext ctx)
    {
        if (null != ctx.backend())
        {
            return ctx.backend().name();
        }
        return null == ctx.frontend() ? Texts.EMPTY : ctx.frontend().name();
    }

    private static void frontendTransport(final ByteWriter out, final int options, final FetchContext ctx)
    {
        LogEncoder.beginText(out, options);
        if (null != ctx.frontend())
        {
            LogEncoder.escapedPiece(out, options, 0, NO_ESCAPES, ctx.frontend().name(), 0,
                ctx.frontend().name().capacity());
        }
        final ConnectionView connection = ctx.clientConnection();
        if (null != connection && connection.isTls())
        {
            LogEncoder.piece(out, options, '~');
        }
        LogEncoder.endText(out, options);
    }

    private static final boolean[] NO_ESCAPES = new boolean[256];

    private static void server(final ByteWriter out, final int options, final FetchContext ctx, final LogView log)
    {
        if (null != log.serverSubstitute())
        {
            constant(out, options, log.serverSubstitute());
        }
        else
        {
            name(out, options, null == ctx.server() ? NO_SERVER : ctx.server().name());
        }
    }

    private static void total(
        final ByteWriter out, final int options, final SampleType cast, final LogView log, final long value)
    {
        if (log.isEarly() && 0 == (options & LogOptions.ENCODE))
        {
            out.put('+');
        }
        LogEncoder.number(out, options, cast, value);
    }

    private static void retries(final ByteWriter out, final int options, final SampleType cast, final LogView log)
    {
        if (log.isRedispatched() && 0 == (options & LogOptions.ENCODE))
        {
            out.put('+');
        }
        LogEncoder.number(out, options, cast, log.retries());
    }

    private static void sampleText(
        final ByteWriter out, final int options, final LogAlias alias, final FetchContext ctx, final LogView log)
    {
        final Sample sample = ctx.scratch().pushSample();
        final boolean isFound = switch (alias)
        {
            case CLIENT_COOKIE -> log.clientCookie(sample);
            case SERVER_COOKIE -> log.serverCookie(sample);
            default -> ctx.uniqueId(sample);
        };
        if (isFound)
        {
            LogEncoder.text(out, options, sample.buffer, sample.offset, sample.length);
        }
        else
        {
            LogEncoder.text(out, options, Texts.EMPTY, 0, 0);
        }
        ctx.scratch().popSample();
    }

    private static void termination(final ByteWriter out, final int options, final LogView log, final int count)
    {
        final int begin = out.position();
        for (int i = 0; i < count; i++)
        {
            out.put(log.terminationChar(i));
        }
        LogEncoder.wrapText(out, options & ~LogOptions.QUOTE, begin);
    }

    private static void captures(
        final ByteWriter out, final int options, final CaptureView captures, final FetchContext ctx)
    {
        if (null == captures || 0 == captures.count())
        {
            return;
        }
        final Sample sample = ctx.scratch().pushSample();
        LogEncoder.beginText(out, options);
        LogEncoder.piece(out, options, '{');
        for (int i = 0; i < captures.count(); i++)
        {
            if (0 < i)
            {
                LogEncoder.piece(out, options, '|');
            }
            if (captures.slot(i, sample))
            {
                LogEncoder.escapedPiece(out, options, '#', LogEncoder.HEADER_MAP, sample.buffer, sample.offset,
                    sample.length);
            }
        }
        LogEncoder.piece(out, options, '}');
        LogEncoder.endText(out, options);
        ctx.scratch().popSample();
    }

    private static void captureList(
        final ByteWriter out, final int options, final CaptureView captures, final FetchContext ctx)
    {
        if (null == captures || 0 == captures.count())
        {
            return;
        }
        final Sample sample = ctx.scratch().pushSample();
        LogEncoder.beginArray(out, options);
        for (int i = 0; i < captures.count(); i++)
        {
            if (0 < i)
            {
                LogEncoder.nextElement(out, options);
            }
            LogEncoder.beginText(out, options);
            if (captures.slot(i, sample))
            {
                LogEncoder.escapedPiece(out, options, '#', LogEncoder.HEADER_MAP, sample.buffer, sample.offset,
                    sample.length);
            }
            else if (0 == (options & LogOptions.QUOTE))
            {
                LogEncoder.piece(out, options, '-');
            }
            LogEncoder.endText(out, options);
        }
        LogEncoder.endArray(out, options);
        ctx.scratch().popSample();
    }

    private static void request(
        final ByteWriter out, final int options, final LogAlias alias, final FetchContext ctx, final LogView log)
    {
        final Sample line = ctx.scratch().pushSample();
        if (!log.requestLine(line))
        {
            line.str(BAD_REQUEST);
        }
        else if (LogAlias.REQUEST_LINE != alias)
        {
            part(alias, line);
        }
        LogEncoder.beginText(out, options);
        LogEncoder.escapedPiece(out, options, '#', LogEncoder.URI_MAP, line.buffer, line.offset, line.length);
        LogEncoder.endText(out, options);
        ctx.scratch().popSample();
    }

    private static boolean isBlank(final Sample line, final int at)
    {
        return ' ' == line.byteAt(at) || '\t' == line.byteAt(at);
    }

    private static int skip(final Sample line, final int from, final boolean blanks)
    {
        int at = from;
        while (at < line.length && blanks == isBlank(line, at))
        {
            at++;
        }
        return at;
    }

    private static void part(final LogAlias alias, final Sample line)
    {
        final int methodEnd = skip(line, 0, false);
        final int uri = skip(line, methodEnd, true);
        final int uriEnd = skip(line, uri, false);
        final int version = skip(line, uriEnd, true);
        if (LogAlias.QUERY == alias)
        {
            final int question = Bytes.indexOf(line.buffer, line.offset, line.length, '?');
            final int begin = question < 0 ? line.length : question;
            slice(line, begin, skip(line, begin, false));
            return;
        }
        if (methodEnd == line.length)
        {
            line.str(BAD_REQUEST);
            return;
        }
        switch (alias)
        {
            case METHOD -> slice(line, 0, methodEnd);
            case URI -> slice(line, uri, uriEnd);
            case VERSION ->
            {
                if (version == line.length)
                {
                    line.str(VERSION_09);
                }
                else
                {
                    slice(line, version, line.length);
                }
            }
            default ->
            {
                final int question = Bytes.indexOf(line.buffer, line.offset + uri, uriEnd - uri, '?');
                final int end = question < 0 ? uriEnd : uri + question;
                slice(line, LogAlias.PATH == alias ? uri : pathBegin(line, uri, end), end);
            }
        }
    }

    private static int pathBegin(final Sample line, final int uri, final int end)
    {
        if (uri < end && '/' != line.byteAt(uri))
        {
            final int scheme = io.fairlead.engine.http.UriParts.schemeLength(line.buffer, line.offset + uri, end - uri);
            if (0 < scheme)
            {
                final int authority = uri + scheme;
                return io.fairlead.engine.http.UriParts.authorityEnd(
                    line.buffer, line.offset + authority, end - authority) - line.offset;
            }
        }
        return uri;
    }

    private static void slice(final Sample line, final int begin, final int end)
    {
        line.slice(line.buffer, line.offset + begin, end - begin);
    }

    private static void tls(final ByteWriter out, final int options, final FetchContext ctx, final boolean isCipher)
    {
        final ConnectionView connection = ctx.clientConnection();
        final String text = null == connection ? null : isCipher ? connection.tlsCipher() : connection.tlsVersion();
        if (null == text)
        {
            LogEncoder.text(out, options, Texts.EMPTY, 0, 0);
        }
        else
        {
            constant(out, options, text);
        }
    }
}
