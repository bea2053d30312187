/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;

/**
 * {@code del-headers-bin}: removes the headers whose names, or parts of names, stand in a list of strings that each
 * follow their length, the list ended by an empty one. Source: configuration.txt 4.4.
 *
 * @param method first letter of the way names are compared: s(tr), b(eg), e(nd) or i(nside).
 */
record DeleteBinary(SampleExpr expression, char method) implements Action
{
    static Action parse(final Words words, final RuleContext context)
    {
        ActionTexts.require(words, 1, "expects at least 1 argument");
        final SampleExpr expression = context.availableExpression(words);
        char method = 's';
        if (words.accept("-m"))
        {
            ActionTexts.require(words, 1, "-m flag expects exactly 1 argument");
            final String name = words.next();
            method = switch (name)
            {
                case "str" -> 's';
                case "beg" -> 'b';
                case "end" -> 'e';
                case "sub" -> 'i';
                case "reg" -> throw new ConfigException(
                    "-m reg is unsupported with del-headers-bin due to performance reasons");
                default -> throw new ConfigException("-m with unsupported matching method '" + name + '\'');
            };
        }
        return new DeleteBinary(expression, method);
    }

    @Override
    public ActionResult run(final ActionContext ctx, final int options)
    {
        final HttpMessage head = HeaderActions.head(ctx);
        final Sample list = ctx.scratch().pushSample();
        final boolean isFound = null != head &&
            expression.evalAs(ctx, SampleType.BIN, ctx.phase().options() | Sample.OPT_FINAL, list);
        final ActionResult result = isFound ? apply(ctx, head, list) : ActionResult.CONTINUE;
        ctx.scratch().popSample();
        return result;
    }

    private ActionResult apply(final ActionContext ctx, final HttpMessage head, final Sample list)
    {
        final VarInt reader = new VarInt(); // rare action, short-lived object
        int at = 0;
        while (at < list.length)
        {
            at = reader.read(list, at);
            if (at < 0 || reader.length() > list.length - at)
            {
                return HeaderActions.failed(ctx);
            }
            if (0 == reader.length())
            {
                return ActionResult.CONTINUE;
            }
            remove(head, list, at, reader.length());
            at += reader.length();
        }
        return ActionResult.ERROR; // a list without end
    }

    private void remove(final HttpMessage head, final Sample list, final int at, final int length)
    {
        if (isImmutable(list, at, length))
        {
            return;
        }
        for (int i = head.firstHeader(); i >= 0; i = head.nextHeader(i))
        {
            if (isMeant(head, i, list, at, length))
            {
                head.removeHeader(i);
            }
        }
    }

    private static boolean isImmutable(final Sample list, final int at, final int length)
    {
        final byte[] name = new byte[length];
        for (int i = 0; i < length; i++)
        {
            name[i] = (byte)Bytes.lower(list.byteAt(at + i));
        }
        return HeaderActions.isImmutable(name);
    }

    private boolean isMeant(final HttpMessage head, final int i, final Sample list, final int at, final int length)
    {
        final int nameLength = head.nameLength(i);
        final int nameAt = head.nameOffset(i);
        if (nameLength < length || 's' == method && nameLength != length)
        {
            return false;
        }
        final int from = list.offset + at;
        return switch (method)
        {
            case 'e' -> Bytes.equalIgnoreCase(
                head.nameBuffer(i), nameAt + nameLength - length, list.buffer, from, length);
            case 'i' -> 0 <= Bytes.indexOfIgnoreCase(
                head.nameBuffer(i), nameAt, nameLength, 0, list.buffer, from, length);
            default -> Bytes.equalIgnoreCase(head.nameBuffer(i), nameAt, list.buffer, from, length);
        };
    }
}
