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
import java.util.function.ToLongFunction;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.http.UriParts;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.CaptureView;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.LogView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableStore;

/**
 * What a stream knows about itself: captures, times, totals, variables. Source: configuration.txt 7.3.
 */
final class StreamFetches
{
    private static final List<String> UNITS = List.of("s", "ms", "us");

    private StreamFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        final List<FetchKeyword> all = new ArrayList<>();
        captures(all);
        times(all);
        totals(all);
        all.add(FetchKeyword.of("var").returns(SampleType.ANY).from(Source.CONSTANT).args(1, STRING, STRING)
            .check(StreamFetches::checkVariable).manual("7.3.1").summary("Variable, or a default value")
            .by(StreamFetches::variable));
        add(all, "unique-id", SampleType.STR, "Unique id of the stream", (args, ctx, out) -> ctx.uniqueId(out),
            Source.CONSTANT, Source.LISTENER, Source.FRONTEND);
        add(all, "http_first_req", SampleType.BOOL, "Whether this is the first request of the connection",
            (args, ctx, out) -> out.bool(ctx.isFirstRequest()), Source.REQUEST_LINE);
        add(all, "wait_end", SampleType.BOOL, "True once no more data will be waited for", (args, ctx, out) ->
        {
            if (!out.isFinal())
            {
                out.flags |= Sample.MAY_CHANGE;
                return false;
            }
            return out.bool(true);
        }, Source.INTERNAL);
        return all;
    }

    private static void add(
        final List<FetchKeyword> all, final String name, final SampleType type, final String summary,
        final SampleFetch fetch, final Source... sources)
    {
        all.add(FetchKeyword.of(name).returns(type).from(sources).manual("7.3").summary(summary).by(fetch));
    }

    private static boolean waitingEntity(final Args args, final FetchContext ctx, final Sample out)
    {
        final ByteWriter text = out.scratch().chunk();
        ctx.appendWaitingEntity(text);
        return 0 < text.length() && text.asStr(out);
    }

    private static void checkVariable(final Args args, final ExprContext context)
    {
        args.state(context.service(VariableNames.class).of(args.text(0)));
    }

    private static boolean variable(final Args args, final FetchContext ctx, final Sample out)
    {
        final VariableName name = (VariableName)args.state();
        final VariableStore store = name.in(ctx);
        if (null != store && store.load(name.index(), out))
        {
            return true;
        }
        return args.has(1) && out.str(args.bytes(1));
    }

    private static void captures(final List<FetchKeyword> all)
    {
        all.add(FetchKeyword.of("capture.req.hdr").returns(SampleType.STR).from(Source.REQUEST_LINE).args(1, INTEGER)
            .manual("7.3.6").summary("Captured piece of the request")
            .by((args, ctx, out) -> capture(ctx.requestCaptures(), args, out)));
        all.add(FetchKeyword.of("capture.res.hdr").returns(SampleType.STR).from(Source.RESPONSE_LINE).args(1, INTEGER)
            .manual("7.3.6").summary("Captured piece of the response")
            .by((args, ctx, out) -> capture(ctx.responseCaptures(), args, out)));
        add(all, "capture.req.method", SampleType.STR, "Method of the request as received",
            (args, ctx, out) -> requestPart(ctx, out, false), Source.REQUEST_LINE);
        add(all, "capture.req.uri", SampleType.STR, "Path and query string of the request as received",
            (args, ctx, out) -> requestPart(ctx, out, true), Source.REQUEST_LINE);
        add(all, "capture.req.ver", SampleType.STR, "Version of the request",
            (args, ctx, out) -> version(ctx, out, false), Source.REQUEST_LINE);
        add(all, "capture.res.ver", SampleType.STR, "Version of the response",
            (args, ctx, out) -> version(ctx, out, true), Source.REQUEST_LINE);
    }

    private static boolean capture(final CaptureView captures, final Args args, final Sample out)
    {
        final long index = args.value(0);
        return null != captures && 0 <= index && index < captures.count() && captures.slot((int)index, out);
    }

    private static boolean requestPart(final FetchContext ctx, final Sample out, final boolean isUri)
    {
        if (null == ctx.log() || !ctx.log().requestLine(out))
        {
            return false;
        }
        final int space = Bytes.indexOf(out.buffer, out.offset, out.length, ' ');
        if (!isUri)
        {
            return out.str(out.buffer, out.offset, space < 0 ? out.length : space);
        }
        if (space < 0)
        {
            return false;
        }
        final int begin = out.offset + space + 1;
        final int rest = out.length - space - 1;
        final int end = Bytes.indexOf(out.buffer, begin, rest, ' ');
        return path(out, begin, end < 0 ? rest : end);
    }

    private static boolean path(final Sample out, final int begin, final int length)
    {
        if (0 < length && '/' == out.buffer.getByte(begin))
        {
            return out.str(out.buffer, begin, length);
        }
        final int scheme = UriParts.schemeLength(out.buffer, begin, length);
        if (0 == scheme)
        {
            return false;
        }
        final int at = UriParts.authorityEnd(out.buffer, begin + scheme, length - scheme);
        return at < begin + length && out.str(out.buffer, at, begin + length - at);
    }

    private static boolean version(final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        if (!RequestLineFetches.version(isResponse ? ctx.response() : ctx.request(), out))
        {
            return false;
        }
        final ByteWriter text = out.scratch().chunk();
        return text.put("HTTP/").put(out.buffer, out.offset, out.length).asStr(out);
    }

    private static void time(
        final List<FetchKeyword> all, final String name, final Source source, final ToLongFunction<LogView> value)
    {
        add(all, name, SampleType.SINT, "Time in milliseconds, as in the log; -1 before it came", (args, ctx, out) ->
            null != ctx.log() && out.sint(Math.max(-1, value.applyAsLong(ctx.log()))), source);
    }

    private static void times(final List<FetchKeyword> all)
    {
        time(all, "req.timer.idle", Source.REQUEST_HEADERS, LogView::idleMs);
        time(all, "req.timer.hdr", Source.REQUEST_HEADERS, LogView::requestMs);
        time(all, "req.timer.tq", Source.REQUEST_HEADERS, LogView::queryMs);
        time(all, "req.timer.queue", Source.SERVER_ADDRESS, LogView::queueMs);
        time(all, "bc.timer.connect", Source.SERVER_ADDRESS, LogView::connectMs);
        time(all, "res.timer.hdr", Source.RESPONSE_HEADERS, LogView::responseMs);
        time(all, "res.timer.data", Source.RESPONSE_TOTALS, LogView::dataMs);
        time(all, "txn.timer.total", Source.TRANSACTION_TOTALS, LogView::activeMs);
        time(all, "txn.timer.user", Source.TRANSACTION_TOTALS, LogView::userMs);
        time(all, "fc.timer.handshake", Source.CLIENT_ADDRESS, LogView::handshakeMs);
        time(all, "fc.timer.total", Source.SESSION_TOTALS, LogView::totalMs);
        date(all, "accept_date", Source.CLIENT_ADDRESS, LogView::acceptDateUs);
        date(all, "request_date", Source.REQUEST_LINE, LogView::requestDateUs);
    }

    private static void date(
        final List<FetchKeyword> all, final String name, final Source source, final ToLongFunction<LogView> value)
    {
        all.add(FetchKeyword.of(name).returns(SampleType.SINT).from(source).args(0, STRING)
            .check(StreamFetches::checkUnit).manual("7.3.3").summary("Date in seconds, ms or us since the epoch")
            .by((args, ctx, out) -> null != ctx.log() &&
                out.sint(inUnit(value.applyAsLong(ctx.log()), args.text(0)))));
    }

    static void checkUnit(final Args args, final ExprContext context)
    {
        if (args.has(0) && !UNITS.contains(args.text(0)))
        {
            throw new ConfigException("expects 's', 'ms' or 'us', got '" + args.text(0) + '\'');
        }
    }

    static long inUnit(final long dateUs, final String unit)
    {
        return "us".equals(unit) ? dateUs : "ms".equals(unit) ? dateUs / 1000 : dateUs / 1_000_000;
    }

    private static void total(
        final List<FetchKeyword> all, final String name, final Source source, final ToLongFunction<LogView> value)
    {
        add(all, name, SampleType.SINT, "Total of the stream",
            (args, ctx, out) -> null != ctx.log() && out.sint(value.applyAsLong(ctx.log())), source);
    }

    private static void totals(final List<FetchKeyword> all)
    {
        total(all, "bytes_in", Source.REQUEST_TOTALS, LogView::bytesIn);
        total(all, "bytes_out", Source.RESPONSE_TOTALS, LogView::bytesOut);
        total(all, "req.bytes_in", Source.REQUEST_TOTALS, LogView::bytesIn);
        total(all, "req.bytes_out", Source.REQUEST_TOTALS, LogView::requestBytesOut);
        total(all, "res.bytes_in", Source.RESPONSE_TOTALS, LogView::bytesOut);
        total(all, "res.bytes_out", Source.RESPONSE_TOTALS, LogView::responseBytesOut);
        total(all, "txn.conn_retries", Source.SERVER_ADDRESS, LogView::retries);
        total(all, "txn.id32", Source.INTERNAL, LogView::requestNumber);
        total(all, "bc_be_queue", Source.SERVER_ADDRESS, LogView::backendQueue);
        total(all, "bc_srv_queue", Source.SERVER_ADDRESS, LogView::serverQueue);
        add(all, "txn.redispatched", SampleType.BOOL, "Whether the request went to another server than first chosen",
            (args, ctx, out) -> null != ctx.log() && out.bool(ctx.log().isRedispatched()), Source.SERVER_ADDRESS);
        add(all, "txn.status", SampleType.SINT, "Status sent to the client", (args, ctx, out) ->
            null != ctx.log() && out.sint(ctx.log().status()), Source.RESPONSE_LINE);
        add(all, "server_status", SampleType.SINT, "Status received from the server", (args, ctx, out) ->
            null != ctx.log() && out.sint(ctx.log().serverStatus()), Source.RESPONSE_LINE);
        add(all, "txn.sess_term_state", SampleType.STR, "Termination state of the stream", (args, ctx, out) ->
            null != ctx.log() && out.scratch().chunk().put(ctx.log().terminationChar(0))
                .put(ctx.log().terminationChar(1)).asStr(out), Source.INTERNAL);
        add(all, "last_rule_file", SampleType.STR, "File of the rule that ended a rule set", (args, ctx, out) ->
            null != ctx.lastRuleFile() && out.scratch().chunk().put(ctx.lastRuleFile()).asStr(out), Source.INTERNAL);
        add(all, "last_rule_line", SampleType.SINT, "Line of the rule that ended a rule set", (args, ctx, out) ->
            null != ctx.lastRuleFile() && out.sint(ctx.lastRuleLine()), Source.INTERNAL);
        add(all, "last_entity", SampleType.STR, "What ended the rules: a rule's file and line", (args, ctx, out) ->
            null != ctx.lastRuleFile() && out.scratch().chunk().put(ctx.lastRuleFile()).put(':')
                .putLong(ctx.lastRuleLine()).asStr(out), Source.INTERNAL);
        add(all, "waiting_entity", SampleType.STR, "What was waiting when an error or a timeout came",
            StreamFetches::waitingEntity, Source.INTERNAL);
        add(all, "prio_class", SampleType.SINT, "Class in queues",
            (args, ctx, out) -> out.sint(ctx.currentPriorityClass()), Source.INTERNAL);
        add(all, "prio_offset", SampleType.SINT, "Offset in queues",
            (args, ctx, out) -> out.sint(ctx.currentPriorityOffset()), Source.INTERNAL);
    }
}
