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
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.HeaderText;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.Texts;

/**
 * Headers of requests and responses: {@code req.hdr}, {@code res.fhdr_cnt} and their kin. Source: configuration.txt
 * 7.3.6.
 */
final class HeaderFetches
{
    /** Occurrences counted from the end that are remembered. */
    static final int MAX_HISTORY = 10;

    private static final byte[] ANY_NAME = {};

    private HeaderFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        final List<FetchKeyword> all = new ArrayList<>();
        addAll(all, "req.", Source.REQUEST_HEADERS, false);
        addAll(all, "res.", Source.RESPONSE_HEADERS, true);
        all.add(row("hdr", SampleType.STR, Source.REQUEST_HEADERS,
            (args, ctx, out) -> header(args, ctx, out, out.isResponse(), false))
            .from(Source.REQUEST_HEADERS, Source.RESPONSE_HEADERS));
        addValues(all, "hdr", Source.REQUEST_HEADERS, false, "_");
        all.add(row("shdr", SampleType.STR, Source.RESPONSE_HEADERS,
            (args, ctx, out) -> header(args, ctx, out, true, false)));
        addValues(all, "shdr", Source.RESPONSE_HEADERS, true, "_");
        return all;
    }

    private static FetchKeyword row(
        final String name, final SampleType type, final Source source,
            final io.fairlead.engine.sample.SampleFetch fetch)
    {
        return FetchKeyword.of(name).returns(type).from(source).args(0, STRING, INTEGER).check(HeaderFetches::check)
            .manual("7.3.6").summary("Header by name, one element of its comma-separated values").by(fetch);
    }

    private static void addValues(
        final List<FetchKeyword> all, final String stem, final Source source, final boolean isResponse,
            final String sep)
    {
        all.add(FetchKeyword.of(stem + sep + "cnt").returns(SampleType.SINT).from(source).args(0, STRING)
            .check(HeaderFetches::check).manual("7.3.6").summary("Number of elements of a header's values")
            .by((args, ctx, out) -> count(args, ctx, out, isResponse, false)));
        all.add(row(stem + sep + "ip", SampleType.ADDR, source,
            (args, ctx, out) -> headerIp(args, ctx, out, isResponse)));
        all.add(row(stem + sep + "val", SampleType.SINT, source,
            (args, ctx, out) -> header(args, ctx, out, isResponse, false) &&
                out.sint(Bytes.leadingInt(out.buffer, out.offset, out.length))));
    }

    private static void addAll(
        final List<FetchKeyword> all, final String prefix, final Source source, final boolean isResponse)
    {
        all.add(row(prefix + "hdr", SampleType.STR, source,
            (args, ctx, out) -> header(args, ctx, out, isResponse, false)));
        addValues(all, prefix + "hdr", source, isResponse, "_");
        all.add(row(prefix + "fhdr", SampleType.STR, source,
            (args, ctx, out) -> header(args, ctx, out, isResponse, true)));
        all.add(FetchKeyword.of(prefix + "fhdr_cnt").returns(SampleType.SINT).from(source).args(0, STRING)
            .check(HeaderFetches::check).manual("7.3.6").summary("Number of headers of a name")
            .by((args, ctx, out) -> count(args, ctx, out, isResponse, true)));
        all.add(FetchKeyword.of(prefix + "hdr_names").returns(SampleType.STR).from(source).args(0, STRING)
            .manual("7.3.6").summary("Names of all headers").by((args, ctx, out) -> names(args, ctx, out, isResponse)));
        all.add(FetchKeyword.of(prefix + "hdrs").returns(SampleType.BIN).from(source).manual("7.3.6")
            .summary("All headers as text").by((args, ctx, out) -> allText(ctx, out, isResponse)));
        all.add(FetchKeyword.of(prefix + "hdrs_bin").returns(SampleType.BIN).from(source).manual("7.3.6")
            .summary("All headers as a binary list").by((args, ctx, out) -> allBinary(ctx, out, isResponse)));
    }

    private static void check(final Args args, final ExprContext context)
    {
        if (args.value(1) < -MAX_HISTORY)
        {
            throw new ConfigException("header occurrence must be >= " + -MAX_HISTORY);
        }
        args.state(args.hasText(0) ? Texts.bytes(args.text(0).toLowerCase(java.util.Locale.ROOT)) : ANY_NAME);
    }

    /** Head of the wanted direction; null when there is none, or when the expression looks the other way. */
    static HttpMessage head(final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        if (isResponse != out.isResponse())
        {
            return null;
        }
        final HttpMessage head = isResponse ? ctx.response() : ctx.request();
        if (null == head && !isResponse && RawRequest.isThere(ctx))
        {
            return RawRequest.read(ctx, out);
        }
        if (null == head && (isResponse ? ctx.isResponsePending() : ctx.isRequestPending()))
        {
            out.flags |= Sample.MAY_CHANGE;
        }
        return head;
    }

    private static int find(final HttpMessage head, final byte[] name, final int after)
    {
        if (0 == name.length)
        {
            return after < 0 ? head.firstHeader() : head.nextHeader(after);
        }
        return head.findHeader(name, after);
    }

    /**
     * Move to the next value. The sample's iteration is the header's index plus one, 0 before the first;
     * iterationOffset the offset behind the value in its buffer.
     */
    private static boolean next(final HttpMessage head, final byte[] name, final Sample out, final boolean isWhole)
    {
        int index = out.iteration - 1;
        if (!isWhole && 0 <= index)
        {
            final int end = head.valueOffset(index) + head.valueLength(index);
            final int at = HeaderText.skipBlanks(head.valueBuffer(index), out.iterationOffset, end);
            if (at < end)
            {
                element(head, index, ',' == head.valueBuffer(index).getByte(at) ? at + 1 : at, out);
                return true;
            }
        }
        index = find(head, name, index);
        if (index < 0)
        {
            return false;
        }
        if (isWhole)
        {
            // a value written by a rule may have blanks around it
            final int end = head.valueOffset(index) + head.valueLength(index);
            final int begin = HeaderText.skipBlanks(head.valueBuffer(index), head.valueOffset(index), end);
            out.iteration = index + 1;
            out.str(head.valueBuffer(index), begin, HeaderText.trimEnd(head.valueBuffer(index), begin, end) - begin);
        }
        else
        {
            element(head, index, head.valueOffset(index), out);
        }
        return true;
    }

    private static void element(final HttpMessage head, final int index, final int from, final Sample out)
    {
        final var buffer = head.valueBuffer(index);
        final int end = head.valueOffset(index) + head.valueLength(index);
        final int begin = HeaderText.skipBlanks(buffer, from, end);
        final int stop = HeaderText.elementEnd(buffer, begin, end);
        out.iteration = index + 1;
        out.iterationOffset = stop;
        out.str(buffer, begin, HeaderText.trimEnd(buffer, begin, stop) - begin);
    }

    static boolean header(
        final Args args, final FetchContext ctx, final Sample out, final boolean isResponse, final boolean isWhole)
    {
        final HttpMessage head = head(ctx, out, isResponse);
        if (null == head || !args.has(0))
        {
            return false;
        }
        return header(head, (byte[])args.state(), (int)args.value(1), out, isWhole);
    }

    static boolean header(
        final HttpMessage head, final byte[] name, final int wanted, final Sample out, final boolean isWhole)
    {
        final int occurrence = 0 == wanted && !out.isIterating() ? -1 : wanted;
        if (0 == occurrence)
        {
            if (next(head, name, out, isWhole))
            {
                out.flags |= Sample.NOT_LAST;
                return true;
            }
            out.flags &= ~Sample.NOT_LAST;
            return false;
        }
        out.iteration = 0;
        if (0 < occurrence)
        {
            int count = 0;
            while (next(head, name, out, isWhole))
            {
                if (++count == occurrence)
                {
                    return true;
                }
            }
            return false;
        }
        return fromEnd(head, name, -occurrence, out, isWhole);
    }

    private static boolean fromEnd(
        final HttpMessage head, final byte[] name, final int distance, final Sample out, final boolean isWhole)
    {
        if (1 == distance)
        {
            return last(head, name, out, isWhole);
        }
        int count = 0;
        while (next(head, name, out, isWhole))
        {
            count++;
        }
        if (count < distance)
        {
            return false;
        }
        out.iteration = 0;
        for (int i = count - distance; i >= 0; i--)
        {
            next(head, name, out, isWhole);
        }
        return true;
    }

    /** The usual case: one walk, which stands at the last value when it finds no other. */
    private static boolean last(
        final HttpMessage head, final byte[] name, final Sample out, final boolean isWhole)
    {
        if (!next(head, name, out, isWhole))
        {
            return false;
        }
        while (next(head, name, out, isWhole))
        {
            // the sample has moved on
        }
        return true;
    }

    private static boolean count(
        final Args args, final FetchContext ctx, final Sample out, final boolean isResponse, final boolean isWhole)
    {
        final HttpMessage head = head(ctx, out, isResponse);
        if (null == head)
        {
            return false;
        }
        final byte[] name = (byte[])args.state();
        int count = 0;
        out.iteration = 0;
        while (next(head, name, out, isWhole))
        {
            count++;
        }
        out.iteration = 0;
        return out.sint(count);
    }

    private static boolean headerIp(
        final Args args, final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        while (header(args, ctx, out, isResponse, false))
        {
            if (AddressText.parse(out))
            {
                return true;
            }
            if (0 == (out.flags & Sample.NOT_LAST))
            {
                return false;
            }
        }
        return false;
    }

    private static boolean names(final Args args, final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        final HttpMessage head = head(ctx, out, isResponse);
        if (null == head)
        {
            return false;
        }
        final int delimiter = args.hasText(0) ? args.text(0).charAt(0) : ',';
        final ByteWriter text = out.scratch().chunk();
        for (int i = head.firstHeader(); i >= 0; i = head.nextHeader(i))
        {
            if (0 < text.length())
            {
                text.put(delimiter);
            }
            text.put(head.nameBuffer(i), head.nameOffset(i), head.nameLength(i));
        }
        return !text.isFull() && text.asStr(out);
    }

    private static boolean allText(final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        final HttpMessage head = head(ctx, out, isResponse);
        if (null == head)
        {
            return false;
        }
        final ByteWriter text = out.scratch().chunk();
        for (int i = head.firstHeader(); i >= 0; i = head.nextHeader(i))
        {
            text.put(head.nameBuffer(i), head.nameOffset(i), head.nameLength(i)).put(':').put(' ')
                .put(head.valueBuffer(i), head.valueOffset(i), head.valueLength(i)).put('\r').put('\n');
        }
        text.put('\r').put('\n');
        return !text.isFull() && text.asStr(out);
    }

    private static boolean allBinary(final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        final HttpMessage head = head(ctx, out, isResponse);
        if (null == head)
        {
            return false;
        }
        final ByteWriter text = out.scratch().chunk();
        for (int i = head.firstHeader(); i >= 0; i = head.nextHeader(i))
        {
            varInt(text, head.nameLength(i));
            text.put(head.nameBuffer(i), head.nameOffset(i), head.nameLength(i));
            varInt(text, head.valueLength(i));
            text.put(head.valueBuffer(i), head.valueOffset(i), head.valueLength(i));
        }
        text.put(0).put(0);
        return !text.isFull() && text.asBin(out);
    }

    private static void varInt(final ByteWriter out, final long value)
    {
        if (value < 240)
        {
            out.put((int)value);
            return;
        }
        out.put((int)value | 240);
        long rest = value - 240 >> 4;
        while (rest >= 128)
        {
            out.put((int)rest | 128);
            rest = rest - 128 >> 7;
        }
        out.put((int)rest);
    }

    /** First element of the host header into a sample. */
    static boolean host(final HttpMessage head, final Sample out)
    {
        final int index = head.findHeader(HeaderId.HOST, -1);
        if (index < 0)
        {
            return false;
        }
        element(head, index, head.valueOffset(index), out);
        out.iteration = 0;
        return 0 < out.length;
    }
}
