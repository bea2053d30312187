/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.sample.RegexReplacement;
import io.fairlead.engine.sample.Sample;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Actions that change the request line. Source: configuration.txt 4.3.
 */
final class RequestLineActions
{
    /** Part of the request line. */
    enum Part
    {
        METHOD, PATH, QUERY, URI, PATH_AND_QUERY
    }

    private RequestLineActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        final List<ActionKeyword> all = new ArrayList<>();
        all.add(set("set-method", Part.METHOD, "Changes the method"));
        all.add(set("set-path", Part.PATH, "Changes the path, the query string stays"));
        all.add(set("set-pathq", Part.PATH_AND_QUERY, "Changes path and query string"));
        all.add(set("set-query", Part.QUERY, "Changes the query string"));
        all.add(set("set-uri", Part.URI, "Changes the whole request target"));
        all.add(replace("replace-path", Part.PATH, "Replaces the path by a regular expression"));
        all.add(replace("replace-pathq", Part.PATH_AND_QUERY,
            "Replaces path and query string by a regular expression"));
        all.add(replace("replace-uri", Part.URI, "Replaces the request target by a regular expression"));
        all.add(ActionKeyword.of("normalize-uri", NormalizeUri::parse).in(HTTP_REQUEST).experimental()
            .summary("Brings the request target to one of its normal forms"));
        return all;
    }

    private static ActionKeyword set(final String name, final Part part, final String summary)
    {
        return ActionKeyword.of(name, (words, context) -> parseSet(words, context, part)).in(HTTP_REQUEST)
            .summary(summary);
    }

    private static ActionKeyword replace(final String name, final Part part, final String summary)
    {
        return ActionKeyword.of(name, (words, context) -> parseReplace(words, context, part)).in(HTTP_REQUEST)
            .summary(summary);
    }

    private static Action parseSet(final Words words, final RuleContext context, final Part part)
    {
        if (words.peek().isEmpty() || !ActionTexts.isEnd(words.peek(1)))
        {
            throw new ConfigException("expects exactly 1 argument <format>");
        }
        return new SetPart(part, context.httpFormat(words.next()));
    }

    private static Action parseReplace(final Words words, final RuleContext context, final Part part)
    {
        if (words.peek().isEmpty() || words.peek(1).isEmpty() || !ActionTexts.isEnd(words.peek(2)))
        {
            throw new ConfigException("expects exactly 2 arguments <match-regex> and <replace-format>");
        }
        final Regex regex;
        try
        {
            regex = Regex.compile(words.next(), false);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("failed to parse the regex : " + ex.getMessage());
        }
        return new ReplacePart(part, regex, context.httpFormat(words.next()));
    }

    /** {@code set-method}, {@code set-path} and so on. */
    record SetPart(Part part, LogFormat format) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage head = ctx.request();
            if (null == head)
            {
                return ActionResult.CONTINUE;
            }
            final ByteWriter text = ctx.scratch().chunk();
            format.eval(ctx, text);
            return apply(ctx, head, part, text) ? ActionResult.CONTINUE : HeaderActions.failed(ctx);
        }
    }

    /** Put a new text in place of a part; false when there is no room for it. */
    static boolean apply(final ActionContext ctx, final HttpMessage head, final Part part, final ByteWriter text)
    {
        if (!ctx.hasRewriteRoom(text.length() - length(head, part)))
        {
            return false;
        }
        switch (part)
        {
            case METHOD -> head.setMethod(text.buffer(), text.start(), text.length());
            case URI -> setUri(head, text);
            case PATH -> setPath(ctx, head, text, false);
            case PATH_AND_QUERY -> setPath(ctx, head, text, true);
            default -> setQuery(ctx, head, text);
        }
        return true;
    }

    /** What is replaced. */
    private static int length(final HttpMessage head, final Part part)
    {
        return switch (part)
        {
            case METHOD -> head.methodLength();
            case URI -> head.targetLength();
            case PATH -> head.pathLength();
            case PATH_AND_QUERY -> head.targetOffset() + head.targetLength() - head.pathOffset();
            default -> Math.max(0, head.queryLength());
        };
    }

    private static void setUri(final HttpMessage head, final ByteWriter text)
    {
        head.setTarget(text.buffer(), text.start(), text.length());
        if (Method.CONNECT == head.method())
        {
            setHost(head, head.targetOffset(), head.targetLength());
        }
        else if (0 < head.authorityLength())
        {
            setHost(head, head.authorityOffset(), head.authorityLength());
        }
        final boolean hasAuthority = 0 < head.authorityLength();
        head.addFlags(hasAuthority ? HttpMessage.HAS_AUTHORITY : 0);
        head.removeFlags(hasAuthority ? 0 : HttpMessage.HAS_AUTHORITY | HttpMessage.HAS_SCHEME);
        head.addFlags(0 < head.schemeLength() ? HttpMessage.HAS_SCHEME : 0);
    }

    private static void setHost(final HttpMessage head, final int offset, final int length)
    {
        for (int i = head.findHeader(HeaderId.HOST, -1); i >= 0; i = head.findHeader(HeaderId.HOST, i))
        {
            head.replaceValue(i, head.targetBuffer(), offset, length);
        }
    }

    private static void setPath(
        final ActionContext ctx, final HttpMessage head, final ByteWriter path, final boolean hasQuery)
    {
        final UnsafeBuffer target = head.targetBuffer();
        final int begin = head.targetOffset();
        final int targetEnd = begin + head.targetLength();
        final boolean hasPath = 0 < head.pathLength();
        final int pathBegin = hasPath ? head.pathOffset() : begin;
        int pathEnd = targetEnd;
        if (!hasQuery)
        {
            final int question = io.fairlead.engine.sample.Bytes.indexOf(target, pathBegin, targetEnd - pathBegin, '?');
            pathEnd = question < 0 ? targetEnd : pathBegin + question;
        }
        final ByteWriter out = ctx.scratch().chunk();
        out.put(target, begin, pathBegin - begin).put(path.buffer(), path.start(), path.length())
            .put(target, pathEnd, targetEnd - pathEnd);
        head.setTarget(out.buffer(), out.start(), out.length());
    }

    private static void setQuery(final ActionContext ctx, final HttpMessage head, final ByteWriter query)
    {
        final UnsafeBuffer target = head.targetBuffer();
        final int begin = head.targetOffset();
        final int length = head.targetLength();
        final int question = io.fairlead.engine.sample.Bytes.indexOf(target, begin, length, '?');
        final ByteWriter out = ctx.scratch().chunk();
        out.put(target, begin, question < 0 ? length : question + 1);
        if (question < 0 && 0 < query.length())
        {
            out.put('?');
        }
        out.put(query.buffer(), query.start(), query.length());
        head.setTarget(out.buffer(), out.start(), out.length());
    }

    /** {@code replace-path}, {@code replace-pathq}, {@code replace-uri}. */
    record ReplacePart(Part part, Regex regex, LogFormat format) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage head = ctx.request();
            final Sample subject = ctx.scratch().pushSample();
            final boolean isGood = null == head || !subject(head, subject) || replace(ctx, head, subject);
            ctx.scratch().popSample();
            return isGood ? ActionResult.CONTINUE : HeaderActions.failed(ctx);
        }

        private boolean subject(final HttpMessage head, final Sample out)
        {
            final int targetEnd = head.targetOffset() + head.targetLength();
            switch (part)
            {
                case PATH -> out.str(head.targetBuffer(), head.pathOffset(), head.pathLength());
                case PATH_AND_QUERY -> out.str(head.targetBuffer(), head.pathOffset(), targetEnd - head.pathOffset());
                default -> out.str(head.targetBuffer(), head.targetOffset(), head.targetLength());
            }
            return 0 < out.length && (Part.URI == part || 0 < head.pathLength());
        }

        private boolean replace(final ActionContext ctx, final HttpMessage head, final Sample subject)
        {
            final Matcher match = regex.match(subject, 0);
            if (null == match)
            {
                return true;
            }
            final ByteWriter template = ctx.scratch().chunk();
            format.eval(ctx, template);
            final ByteWriter out = ctx.scratch().chunk();
            if (!RegexReplacement.append(template, match, subject, out))
            {
                return false;
            }
            return apply(ctx, head, part, out);
        }
    }

}
