/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import java.util.Map;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import org.agrona.DirectBuffer;

/**
 * {@code normalize-uri}. Source: configuration.txt 4.3 "normalize-uri"; RFC 3986 section 6.2.2.
 */
final class NormalizeUri implements Action
{
    /** What is brought to normal form. */
    enum Normalizer
    {
        MERGE_SLASHES, STRIP_DOT, STRIP_DOTDOT, QUERY_SORT, PERCENT_UPPER, PERCENT_DECODE, FRAGMENT_STRIP,
        FRAGMENT_ENCODE
    }

    private static final Map<String, Normalizer> NAMES = Map.of(
        "path-merge-slashes", Normalizer.MERGE_SLASHES, "path-strip-dot", Normalizer.STRIP_DOT,
        "path-strip-dotdot", Normalizer.STRIP_DOTDOT, "query-sort-by-name", Normalizer.QUERY_SORT,
        "percent-to-uppercase", Normalizer.PERCENT_UPPER, "percent-decode-unreserved", Normalizer.PERCENT_DECODE,
        "fragment-strip", Normalizer.FRAGMENT_STRIP, "fragment-encode", Normalizer.FRAGMENT_ENCODE);

    private final Normalizer normalizer;
    private final boolean isStrict;

    private NormalizeUri(final Normalizer normalizer, final boolean isStrict)
    {
        this.normalizer = normalizer;
        this.isStrict = isStrict;
    }

    static Action parse(final Words words, final RuleContext context)
    {
        if (words.peek().isEmpty())
        {
            throw new ConfigException("missing argument <normalizer>");
        }
        final String name = words.next();
        final Normalizer normalizer = NAMES.get(name);
        if (null == normalizer)
        {
            throw new ConfigException("unknown normalizer '" + name + '\'');
        }
        final String option = switch (normalizer)
        {
            case STRIP_DOTDOT -> "full";
            case PERCENT_UPPER, PERCENT_DECODE -> "strict";
            default -> null;
        };
        // right behind one of these three a condition makes HAProxy 3.4.0 merge slashes; here it is a condition only,
        // as the manual has it (scenario language/actions)
        final boolean hasOption = null != option && words.accept(option);
        if (null != option && !hasOption && !ActionTexts.isEnd(words))
        {
            throw new ConfigException("unknown argument '" + words.peek() + "' for '" + name + "' normalizer");
        }
        return new NormalizeUri(normalizer, hasOption);
    }

    @Override
    public ActionResult run(final ActionContext ctx, final int options)
    {
        final HttpMessage head = ctx.request();
        if (null == head || 0 == head.pathLength())
        {
            return ActionResult.CONTINUE;
        }
        final ByteWriter out = ctx.scratch().chunk();
        final DirectBuffer buffer = head.targetBuffer();
        final int pathAt = head.pathOffset();
        final int pathLength = head.pathLength();
        final int restLength = head.targetOffset() + head.targetLength() - pathAt;
        RequestLineActions.Part part = RequestLineActions.Part.PATH_AND_QUERY;
        boolean isValid = true;
        switch (normalizer)
        {
            case MERGE_SLASHES, STRIP_DOT, STRIP_DOTDOT ->
            {
                part = RequestLineActions.Part.PATH;
                path(buffer, pathAt, pathLength, out);
            }
            case QUERY_SORT ->
            {
                if (head.queryLength() < 0)
                {
                    return ActionResult.CONTINUE;
                }
                part = RequestLineActions.Part.QUERY;
                sortQuery(buffer, head.queryOffset(), head.queryLength(), out);
            }
            case PERCENT_UPPER, PERCENT_DECODE -> isValid = percent(buffer, pathAt, restLength, out);
            default -> fragment(buffer, pathAt, restLength, out);
        }
        if (!isValid)
        {
            return ActionResult.INVALID;
        }
        return RequestLineActions.apply(ctx, head, part, out) ? ActionResult.CONTINUE : HeaderActions.failed(ctx);
    }

    private void path(final DirectBuffer path, final int offset, final int length, final ByteWriter out)
    {
        switch (normalizer)
        {
            case MERGE_SLASHES -> mergeSlashes(path, offset, length, out);
            case STRIP_DOT -> stripDot(path, offset, length, out);
            default -> stripDotDot(path, offset, length, isStrict, out);
        }
    }

    static void mergeSlashes(final DirectBuffer path, final int offset, final int length, final ByteWriter out)
    {
        int last = 0;
        for (int i = 0; i < length; i++)
        {
            final int b = path.getByte(offset + i);
            if ('/' != b || '/' != last)
            {
                out.put(b);
            }
            last = b;
        }
    }

    static void stripDot(final DirectBuffer path, final int offset, final int length, final ByteWriter out)
    {
        int at = 0;
        while (at < length)
        {
            final int slash = Bytes.indexOf(path, offset + at, length - at, '/');
            final int end = slash < 0 ? length : at + slash;
            if (1 != end - at || '.' != path.getByte(offset + at))
            {
                out.put(path, offset + at, end - at);
                if (end < length)
                {
                    out.put('/');
                }
            }
            at = end + 1;
        }
    }

    /** Walks from the end, counting how many segments are to be dropped, and writes from the end of the buffer. */
    static void stripDotDot(
        final DirectBuffer path, final int offset, final int length, final boolean isFull, final ByteWriter out)
    {
        final int tail = out.limit();
        int head = tail;
        int i = length - 1;
        int up = 0;
        if (i >= 2 && isAt(path, offset + i - 2, "/.."))
        {
            up++;
            i -= 2;
        }
        while (i >= 0)
        {
            if (i >= 3 && isAt(path, offset + i - 3, "/../"))
            {
                up++;
                i -= 3;
                continue;
            }
            if (up > 0)
            {
                i--;
                if (i >= 0)
                {
                    up--;
                    while (i >= 0 && '/' != path.getByte(offset + i))
                    {
                        i--;
                    }
                }
                continue;
            }
            do
            {
                out.buffer().putByte(--head, path.getByte(offset + i));
                i--;
            }
            while (i >= 0 && '/' != path.getByte(offset + i));
        }
        final int rest = tail - head;
        for (; !isFull && up > 0; up--)
        {
            out.put("/..");
        }
        if (0 == out.length() && 0 == rest || 0 < out.length())
        {
            out.put('/');
        }
        else if (0 < rest && '/' != out.buffer().getByte(head))
        {
            out.put('/');
        }
        out.put(out.buffer(), head, rest);
    }

    private static boolean isAt(final DirectBuffer buffer, final int offset, final String text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            if (text.charAt(i) != buffer.getByte(offset + i))
            {
                return false;
            }
        }
        return true;
    }

    /** Selection sort over the text itself: parameters are few, and nothing is allocated. */
    static void sortQuery(final DirectBuffer query, final int offset, final int length, final ByteWriter out)
    {
        int last = -1;
        for (;;)
        {
            int best = -1;
            for (int at = 0; at < length; at = parameterEnd(query, offset, length, at) + 1)
            {
                if ((last < 0 || compare(query, offset, length, at, last) > 0) &&
                    (best < 0 || compare(query, offset, length, at, best) < 0))
                {
                    best = at;
                }
            }
            if (best < 0)
            {
                return;
            }
            if (last >= 0)
            {
                out.put('&');
            }
            out.put(query, offset + best, parameterEnd(query, offset, length, best) - best);
            last = best;
        }
    }

    private static int parameterEnd(final DirectBuffer query, final int offset, final int length, final int at)
    {
        final int end = Bytes.indexOf(query, offset + at, length - at, '&');
        return end < 0 ? length : at + end;
    }

    private static int compare(
        final DirectBuffer query, final int offset, final int length, final int a, final int b)
    {
        for (int i = 0;; i++)
        {
            final int x = nameByte(query, offset, length, a + i);
            final int y = nameByte(query, offset, length, b + i);
            if (x != y)
            {
                return Integer.compare(x, y);
            }
            if (x < 0)
            {
                return Integer.compare(a, b);
            }
        }
    }

    private static int nameByte(final DirectBuffer query, final int offset, final int length, final int at)
    {
        if (at >= length)
        {
            return -1;
        }
        final int b = query.getByte(offset + at) & 0xFF;
        return '=' == b || '&' == b ? -1 : b;
    }

    private boolean percent(final DirectBuffer text, final int offset, final int length, final ByteWriter out)
    {
        for (int i = 0; i < length; i++)
        {
            final int b = text.getByte(offset + i);
            if ('%' != b)
            {
                out.put(b);
                continue;
            }
            final int high = i + 2 < length ? Bytes.hexDigit(text.getByte(offset + i + 1)) : -1;
            final int low = i + 2 < length ? Bytes.hexDigit(text.getByte(offset + i + 2)) : -1;
            if (high < 0 || low < 0)
            {
                if (isStrict)
                {
                    return false;
                }
                out.put(b);
                continue;
            }
            escape(text, offset + i, high << 4 | low, out);
            i += 2;
        }
        return true;
    }

    private void escape(final DirectBuffer text, final int at, final int value, final ByteWriter out)
    {
        if (Normalizer.PERCENT_UPPER == normalizer)
        {
            out.put('%').put(Bytes.upper(text.getByte(at + 1))).put(Bytes.upper(text.getByte(at + 2)));
        }
        else if (isUnreserved(value))
        {
            out.put(value);
        }
        else
        {
            out.put(text, at, 3);
        }
    }

    private static boolean isUnreserved(final int c)
    {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || '-' == c || '.' == c ||
            '_' == c || '~' == c;
    }

    private void fragment(final DirectBuffer text, final int offset, final int length, final ByteWriter out)
    {
        for (int i = 0; i < length; i++)
        {
            final int b = text.getByte(offset + i);
            if ('#' != b)
            {
                out.put(b);
            }
            else if (Normalizer.FRAGMENT_STRIP == normalizer)
            {
                return;
            }
            else
            {
                out.put("%23");
            }
        }
    }
}
