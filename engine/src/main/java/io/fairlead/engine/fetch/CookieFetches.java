/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.STRING;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.HeaderText;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cookies of requests and responses. Source: configuration.txt 7.3.6 "req.cook"; RFC 6265 section 4.
 */
final class CookieFetches
{
    private CookieFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        final List<FetchKeyword> all = new ArrayList<>();
        addAll(all, "req.cook", Source.REQUEST_HEADERS, false);
        addAll(all, "res.cook", Source.RESPONSE_HEADERS, true);
        addAll(all, "cook", Source.REQUEST_HEADERS, false);
        addAll(all, "scook", Source.RESPONSE_HEADERS, true);
        all.add(row("cookie", SampleType.STR, Source.REQUEST_HEADERS,
            (args, ctx, out) -> cookie(args, ctx, out, out.isResponse()))
            .from(Source.REQUEST_HEADERS, Source.RESPONSE_HEADERS));
        all.add(row("req.cook_names", SampleType.STR, Source.REQUEST_HEADERS,
            (args, ctx, out) -> names(args, ctx, out, false)));
        all.add(row("res.cook_names", SampleType.STR, Source.RESPONSE_HEADERS,
            (args, ctx, out) -> names(args, ctx, out, true)));
        return all;
    }

    private static FetchKeyword row(
        final String name, final SampleType type, final Source source, final SampleFetch fetch)
    {
        return FetchKeyword.of(name).returns(type).from(source).args(0, STRING).manual("7.3.6")
            .summary("Cookie by name").by(fetch);
    }

    private static void addAll(
        final List<FetchKeyword> all, final String stem, final Source source, final boolean isResponse)
    {
        all.add(row(stem, SampleType.STR, source, (args, ctx, out) -> cookie(args, ctx, out, isResponse)));
        all.add(row(stem + "_cnt", SampleType.SINT, source, (args, ctx, out) -> count(args, ctx, out, isResponse)));
        all.add(row(stem + "_val", SampleType.SINT, source, (args, ctx, out) -> cookie(args, ctx, out, isResponse) &&
            out.sint(Bytes.leadingInt(out.buffer, out.offset, out.length))));
    }

    private static UnsafeBuffer name(final Args args)
    {
        return args.has(0) ? args.bytes(0) : Texts.EMPTY;
    }

    static boolean cookie(final Args args, final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        final HttpMessage head = HeaderFetches.head(ctx, out, isResponse);
        if (null == head)
        {
            return false;
        }
        final UnsafeBuffer name = name(args);
        if (!next(head, name, isResponse, out))
        {
            out.flags &= ~Sample.NOT_LAST;
            return false;
        }
        if (out.isIterating())
        {
            out.flags |= Sample.NOT_LAST;
        }
        else if (0 < name.capacity())
        {
            last(head, name, isResponse, out);
        }
        return true;
    }

    private static void last(final HttpMessage head, final UnsafeBuffer name, final boolean isResponse,
        final Sample out)
    {
        UnsafeBuffer buffer;
        int offset;
        int length;
        do
        {
            buffer = out.buffer;
            offset = out.offset;
            length = out.length;
        }
        while (next(head, name, isResponse, out));
        out.str(buffer, offset, length);
    }

    /**
     * Move to the next cookie of a name, any when the name is empty. The sample's iteration is the header's index plus
     * one, iterationOffset the offset behind the last cookie, -1 when its header is used up.
     */
    private static boolean next(
        final HttpMessage head, final UnsafeBuffer name, final boolean isResponse, final Sample out)
    {
        final int id = isResponse ? HeaderId.SET_COOKIE : HeaderId.COOKIE;
        int index = out.iteration - 1;
        int from = out.iterationOffset;
        if (index < 0)
        {
            index = head.findHeader(id, -1);
            from = index < 0 ? 0 : head.valueOffset(index);
        }
        while (index >= 0)
        {
            final int end = head.valueOffset(index) + head.valueLength(index);
            if (from >= 0 && inHeader(head.valueBuffer(index), from, end, name, isResponse, out))
            {
                out.iteration = index + 1;
                return true;
            }
            index = head.findHeader(id, index);
            from = index < 0 ? 0 : head.valueOffset(index);
        }
        return false;
    }

    private static boolean inHeader(
        final UnsafeBuffer buffer, final int from, final int end, final UnsafeBuffer name, final boolean isResponse,
        final Sample out)
    {
        int at = from;
        while (at + name.capacity() + 1 < end)
        {
            final int begin = HeaderText.skipBlanks(buffer, at, end);
            int equal = begin;
            while (equal < end && !isNameEnd(buffer.getByte(equal), isResponse))
            {
                equal++;
            }
            if (equal >= end || '=' != buffer.getByte(equal) || '$' == buffer.getByte(begin))
            {
                at = (equal < end && '=' == buffer.getByte(equal) ? valueEnd(buffer, equal + 1, end) : equal) + 1;
                continue;
            }
            final int nameLength = HeaderText.trimEnd(buffer, begin, equal) - begin;
            final int valueBegin = HeaderText.skipBlanks(buffer, equal + 1, end);
            final int valueEnd = valueEnd(buffer, valueBegin, end);
            if (0 == name.capacity() || nameLength == name.capacity() &&
                Bytes.equal(name, 0, buffer, begin, nameLength))
            {
                out.iterationOffset = valueEnd + 1;
                return out.str(buffer, valueBegin, HeaderText.trimEnd(buffer, valueBegin, valueEnd) - valueBegin);
            }
            if (isResponse)
            {
                return false; // only the first pair of a set-cookie header is a cookie
            }
            at = valueEnd + 1;
        }
        return false;
    }

    private static boolean isNameEnd(final byte b, final boolean isResponse)
    {
        return '=' == b || ';' == b || !isResponse && ',' == b;
    }

    private static int valueEnd(final UnsafeBuffer buffer, final int from, final int end)
    {
        boolean isQuoted = false;
        for (int i = from; i < end; i++)
        {
            final byte b = buffer.getByte(i);
            if (isQuoted && '\\' == b)
            {
                i++;
            }
            else if ('"' == b)
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (',' == b || ';' == b))
            {
                return i;
            }
        }
        return end;
    }

    private static boolean count(final Args args, final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        final HttpMessage head = HeaderFetches.head(ctx, out, isResponse);
        if (null == head)
        {
            return false;
        }
        int count = 0;
        out.iteration = 0;
        while (next(head, name(args), isResponse, out))
        {
            count++;
        }
        out.iteration = 0;
        return out.sint(count);
    }

    private static boolean names(final Args args, final FetchContext ctx, final Sample out, final boolean isResponse)
    {
        final HttpMessage head = HeaderFetches.head(ctx, out, isResponse);
        if (null == head)
        {
            return false;
        }
        final int delimiter = args.hasText(0) ? args.text(0).charAt(0) : ',';
        final ByteWriter text = out.scratch().chunk();
        out.iteration = 0;
        while (next(head, Texts.EMPTY, isResponse, out))
        {
            final int valueBegin = out.offset;
            out.iterationOffset = isResponse ? -1 : out.iterationOffset; // attributes are no cookies
            final int headBegin = head.valueOffset(out.iteration - 1);
            int equal = valueBegin - 1;
            while (equal > headBegin && '=' != out.buffer.getByte(equal))
            {
                equal--;
            }
            final int end = HeaderText.trimEnd(out.buffer, headBegin, equal);
            int begin = end;
            while (begin > headBegin && !isNameEnd(out.buffer.getByte(begin - 1), isResponse) &&
                !HeaderText.isBlank(out.buffer.getByte(begin - 1)))
            {
                begin--;
            }
            if (0 < text.length())
            {
                text.put(delimiter);
            }
            text.put(out.buffer, begin, end - begin);
        }
        out.iteration = 0;
        return !text.isFull() && text.asStr(out);
    }
}
