/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.HTTP_AFTER_RESPONSE;
import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.ChainedAction;
import io.fairlead.engine.rules.Rule;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.HeaderText;
import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.sample.RegexReplacement;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Actions that edit headers. Source: configuration.txt 4.3.
 */
final class HeaderActions
{
    private static final byte[][] IMMUTABLE = Stream.of("expect", "trailer", "upgrade", "connection", "keep-alive",
        "content-length", "proxy-connection", "transfer-encoding", "proxy-authenticate", "proxy-authorization")
        .map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

    private HeaderActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(
            ActionKeyword.of("set-header", (words, context) -> parseSet(words, context, true))
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Removes a header, then adds it with a value made from a format"),
            ActionKeyword.of("add-header", (words, context) -> parseSet(words, context, false))
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Adds a header with a value made from a format"),
            ActionKeyword.of("del-header", HeaderActions::parseDelete)
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Removes all headers whose name matches"),
            ActionKeyword.of("replace-header", (words, context) -> parseReplace(words, context, true))
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Replaces whole values of a header by a regular expression"),
            ActionKeyword.of("replace-value", (words, context) -> parseReplace(words, context, false))
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Replaces each element of a header's values by a regular expression"),
            ActionKeyword.of("set-headers-bin", (words, context) -> parseBinary(words, context, true))
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Sets headers from a binary list of names and values"),
            ActionKeyword.of("add-headers-bin", (words, context) -> parseBinary(words, context, false))
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Adds headers from a binary list of names and values"),
            ActionKeyword.of("del-headers-bin", DeleteBinary::parse)
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Removes headers whose names are in a binary list"),
            ActionKeyword.of("early-hint", HeaderActions::parseEarlyHint).in(HTTP_REQUEST)
                .summary("Sends a header to the client early, in a 103 response"));
    }

    /** Head an action of a phase edits. */
    static HttpMessage head(final ActionContext ctx)
    {
        return ctx.phase().isResponse() ? ctx.response() : ctx.request();
    }

    /** Keep the authority of an absolute target equal to the host header. */
    static void hostChanged(final HttpMessage head, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int oldLength = head.isRequest() ? head.authorityLength() : 0;
        if (0 == oldLength || oldLength == length &&
            Bytes.equal(head.targetBuffer(), head.authorityOffset(), buffer, offset, length))
        {
            return;
        }
        final int before = head.authorityOffset() - head.targetOffset();
        final int after = head.targetLength() - before - oldLength;
        final int at = head.reserve(before + length + after);
        final UnsafeBuffer target = head.targetBuffer();
        head.editBuffer().putBytes(at, target, head.targetOffset(), before);
        head.editBuffer().putBytes(at + before, buffer, offset, length);
        head.editBuffer().putBytes(at + before + length, target, head.authorityOffset() + oldLength, after);
        head.setTarget(head.editBuffer(), at, before + length + after);
    }

    private static ActionResult add(
        final ActionContext ctx, final HttpMessage head, final byte[] name, final int id, final ByteWriter value)
    {
        if (!ctx.hasRewriteRoom(name.length + value.length()))
        {
            return failed(ctx);
        }
        if (HeaderId.UNKNOWN == id)
        {
            head.addHeader(name, value.buffer(), value.start(), value.length());
        }
        else
        {
            head.addHeader(id, value.buffer(), value.start(), value.length());
        }
        if (HeaderId.HOST == id)
        {
            hostChanged(head, value.buffer(), value.start(), value.length());
        }
        return ActionResult.CONTINUE;
    }

    private static void checkName(final String name, final RuleContext context)
    {
        for (int i = 0; i < name.length(); i++)
        {
            final char c = name.charAt(i);
            final boolean isToken = c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
            if (!isToken && !(0 == i && ':' == c))
            {
                context.expr().parse()
                    .warning("header name '" + name + "' contains forbidden character '" + c + "'.");
                return;
            }
        }
    }

    private static Action parseSet(final Words words, final RuleContext context, final boolean isSet)
    {
        ActionTexts.require(words, 2, "expects exactly 2 arguments");
        final String name = words.next();
        final LogFormat value = context.httpFormat(words.next());
        checkName(name, context);
        final byte[] lower = ActionTexts.headerName(name);
        return isSet ? new SetHeader(lower, HeaderId.of(lower), value)
            : new AddHeader(lower, HeaderId.of(lower), value);
    }

    /** {@code set-header}. */
    record SetHeader(byte[] name, int id, LogFormat value) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage head = head(ctx);
            if (null != head)
            {
                final ByteWriter text = ctx.scratch().chunk();
                value.eval(ctx, text);
                if (HeaderId.UNKNOWN == id)
                {
                    head.removeHeaders(name);
                }
                else
                {
                    head.removeHeaders(id);
                }
                return add(ctx, head, name, id, text);
            }
            return ActionResult.CONTINUE;
        }
    }

    /** {@code add-header}. */
    record AddHeader(byte[] name, int id, LogFormat value) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage head = head(ctx);
            if (null != head)
            {
                final ByteWriter text = ctx.scratch().chunk();
                value.eval(ctx, text);
                return add(ctx, head, name, id, text);
            }
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseDelete(final Words words, final RuleContext context)
    {
        ActionTexts.require(words, 1, "expects at least 1 argument");
        final String name = words.next();
        String method = "str";
        if (words.accept("-m"))
        {
            ActionTexts.require(words, 1, "-m flag expects exactly 1 argument");
            method = words.next();
        }
        final byte[] lower = ActionTexts.headerName(name);
        return switch (method)
        {
            case "str" -> new DeleteHeader(lower, HeaderId.of(lower));
            case "beg", "end", "sub" -> new DeleteMatching(method.charAt(0), new UnsafeBuffer(lower), null);
            case "reg" -> new DeleteMatching('r', Texts.EMPTY, Regex.compile(name, false));
            default -> throw new ConfigException("-m with unsupported matching method '" + method + '\'');
        };
    }

    /** {@code del-header} by exact name. */
    record DeleteHeader(byte[] name, int id) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage head = head(ctx);
            if (null != head)
            {
                if (HeaderId.UNKNOWN == id)
                {
                    head.removeHeaders(name);
                }
                else
                {
                    head.removeHeaders(id);
                }
            }
            return ActionResult.CONTINUE;
        }
    }

    /** {@code del-header} with a method of matching. */
    record DeleteMatching(char method, UnsafeBuffer part, Regex regex) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage head = head(ctx);
            if (null == head)
            {
                return ActionResult.CONTINUE;
            }
            final Sample name = ctx.scratch().pushSample();
            for (int i = head.firstHeader(); i >= 0; i = head.nextHeader(i))
            {
                name.str(head.nameBuffer(i), head.nameOffset(i), head.nameLength(i));
                if (matches(name))
                {
                    head.removeHeader(i);
                }
            }
            ctx.scratch().popSample();
            return ActionResult.CONTINUE;
        }

        private boolean matches(final Sample name)
        {
            final int length = part.capacity();
            return switch (method)
            {
                case 'b' -> length <= name.length && Bytes.equal(part, 0, name.buffer, name.offset, length);
                case 'e' -> length <= name.length &&
                    Bytes.equal(part, 0, name.buffer, name.offset + name.length - length, length);
                case 's' -> 0 <= Bytes.indexOf(name.buffer, name.offset, name.length, 0, part, 0, length);
                default -> regex.matches(name);
            };
        }
    }

    private static Action parseReplace(final Words words, final RuleContext context, final boolean isWhole)
    {
        ActionTexts.require(words, 3, "expects exactly 3 arguments");
        final byte[] name = ActionTexts.headerName(words.next());
        final Regex regex = Regex.compile(words.next(), false);
        return new ReplaceHeader(name, regex, context.httpFormat(words.next()), isWhole);
    }

    /** {@code replace-header} and {@code replace-value}. */
    record ReplaceHeader(byte[] name, Regex regex, LogFormat format, boolean isWhole) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage head = head(ctx);
            if (null == head)
            {
                return ActionResult.CONTINUE;
            }
            final int first = head.findHeader(name, -1);
            if (first < 0)
            {
                return ActionResult.CONTINUE;
            }
            final ByteWriter template = ctx.scratch().chunk();
            format.eval(ctx, template);
            final Sample value = ctx.scratch().pushSample();
            boolean isComplete = true;
            for (int i = first; i >= 0 && isComplete; i = head.findHeader(name, i))
            {
                value.str(head.valueBuffer(i), head.valueOffset(i), head.valueLength(i));
                isComplete = isWhole ? replaceWhole(ctx, head, i, value, template)
                    : replaceElements(ctx, head, i, value, template);
            }
            ctx.scratch().popSample();
            return isComplete ? ActionResult.CONTINUE : failed(ctx);
        }

        private boolean replaceWhole(
            final ActionContext ctx, final HttpMessage head, final int index, final Sample value,
            final ByteWriter template)
        {
            final java.util.regex.Matcher match = regex.match(value, 0);
            if (null == match)
            {
                return true;
            }
            final ByteWriter out = ctx.scratch().chunk();
            if (!RegexReplacement.append(template, match, value, out))
            {
                return false;
            }
            return replaced(ctx, head, index, out);
        }

        private boolean replaceElements(
            final ActionContext ctx, final HttpMessage head, final int index, final Sample value,
            final ByteWriter template)
        {
            final UnsafeBuffer buffer = value.buffer;
            final int end = value.offset + value.length;
            final ByteWriter out = ctx.scratch().chunk();
            boolean isChanged = false;
            int at = value.offset;
            while (at <= end)
            {
                final int elementEnd = HeaderText.elementEnd(buffer, at, end);
                final int begin = HeaderText.skipBlanks(buffer, at, elementEnd);
                value.str(buffer, begin, HeaderText.trimEnd(buffer, begin, elementEnd) - begin);
                final java.util.regex.Matcher match = regex.match(value, 0);
                if (null == match)
                {
                    out.put(buffer, at, elementEnd - at);
                }
                else
                {
                    isChanged = true;
                    if (!RegexReplacement.append(template, match, value, out))
                    {
                        return false;
                    }
                }
                if (elementEnd < end)
                {
                    out.put(',');
                }
                at = elementEnd + 1;
            }
            return (!isChanged || replaced(ctx, head, index, out)) && !out.isFull();
        }

        private static boolean replaced(
            final ActionContext ctx, final HttpMessage head, final int index, final ByteWriter out)
        {
            if (!ctx.hasRewriteRoom(out.length() - head.valueLength(index)))
            {
                return false;
            }
            head.replaceValue(index, out.buffer(), out.start(), out.length());
            if (HeaderId.HOST == head.headerId(index))
            {
                hostChanged(head, out.buffer(), out.start(), out.length());
            }
            return true;
        }
    }

    /** Whether a header, its name in lower case, belongs to the connection and is left alone by binary lists. */
    static boolean isImmutable(final byte[] name)
    {
        for (final byte[] immutable : IMMUTABLE)
        {
            if (Arrays.equals(immutable, name))
            {
                return true;
            }
        }
        return false;
    }

    /** A rewrite found no room. */
    static ActionResult failed(final ActionContext ctx)
    {
        ctx.countFailedRewrite();
        return ctx.isStrictRewriting() ? ActionResult.ERROR : ActionResult.CONTINUE;
    }

    private static Action parseBinary(final Words words, final RuleContext context, final boolean isSet)
    {
        ActionTexts.require(words, 1, "expects exactly one argument or three arguments <headers> prefix <pfx>");
        final SampleExpr expression = context.availableExpression(words);
        String prefix = "";
        if (words.accept("prefix"))
        {
            ActionTexts.require(words, 1, "expects 1 argument: <headers>; or 3 arguments: <headers> prefix <pfx>");
            prefix = words.next();
        }
        return new BinaryHeaders(expression, Texts.buffer(prefix), isSet);
    }

    /** {@code set-headers-bin} and {@code add-headers-bin}. */
    record BinaryHeaders(SampleExpr expression, UnsafeBuffer prefix, boolean isSet) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage head = head(ctx);
            final Sample list = ctx.scratch().pushSample();
            final boolean isFound = null != head &&
                expression.evalAs(ctx, SampleType.BIN, ctx.phase().options() | Sample.OPT_FINAL, list);
            final boolean isGood = !isFound || apply(head, list);
            ctx.scratch().popSample();
            return isGood ? ActionResult.CONTINUE : failed(ctx);
        }

        private boolean apply(final HttpMessage head, final Sample list)
        {
            final VarInt reader = new VarInt(); // rare action, short-lived object
            int at = 0;
            while (at < list.length)
            {
                at = reader.read(list, at);
                final int nameAt = at;
                final int nameLength = reader.length();
                if (0 == nameLength)
                {
                    return 0 <= at && 0 <= reader.read(list, at) && 0 == reader.length();
                }
                at = at < 0 || nameLength > list.length - at ? -1 : reader.read(list, at + nameLength);
                if (at < 0 || reader.length() > list.length - at)
                {
                    return false;
                }
                edit(head, list, nameAt, nameLength, at, reader.length());
                at += reader.length();
            }
            return false;
        }

        private void edit(
            final HttpMessage head, final Sample list, final int nameAt, final int nameLength, final int valueAt,
            final int valueLength)
        {
            if (nameLength < prefix.capacity() ||
                !Bytes.equal(prefix, 0, list.buffer, list.offset + nameAt, prefix.capacity()))
            {
                return;
            }
            final byte[] name = new byte[nameLength];
            list.buffer.getBytes(list.offset + nameAt, name);
            for (int i = 0; i < name.length; i++)
            {
                name[i] = (byte)Bytes.lower(name[i]);
            }
            if (isImmutable(name))
            {
                return;
            }
            if (isSet)
            {
                head.removeHeaders(name);
            }
            head.addHeader(name, list.buffer, list.offset + valueAt, valueLength);
        }
    }

    private static Action parseEarlyHint(final Words words, final RuleContext context)
    {
        ActionTexts.require(words, 2, "expects exactly 2 arguments");
        final String name = words.next();
        checkName(name, context);
        return new EarlyHint(ActionTexts.headerName(name), context.httpFormat(words.next()));
    }

    /** {@code early-hint}; hints that follow each other without condition travel together. */
    static final class EarlyHint implements ChainedAction
    {
        private final byte[] name;
        private final LogFormat value;
        private boolean isLast = true;

        EarlyHint(final byte[] name, final LogFormat value)
        {
            this.name = name;
            this.value = value;
        }

        @Override
        public void next(final Rule rule)
        {
            isLast = null == rule || null != rule.condition() || !(rule.action() instanceof EarlyHint);
        }

        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage interim = ctx.interim();
            if (null == interim)
            {
                return ActionResult.CONTINUE;
            }
            if (103 != interim.status())
            {
                interim.reset();
                interim.addFlags(HttpMessage.RESPONSE | HttpMessage.VERSION_11 | HttpMessage.LENGTH_KNOWN |
                    HttpMessage.COMPLETE);
                interim.setStatus(103, null);
            }
            final ByteWriter text = ctx.scratch().chunk();
            value.eval(ctx, text);
            interim.addHeader(name, text.buffer(), text.start(), text.length());
            return isLast && !ctx.sendInterim() ? ActionResult.ERROR : ActionResult.CONTINUE;
        }
    }
}
