/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.config.ArgumentType;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.process.Main;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;

import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;

/**
 * The daemon with one more action, {@code throw KIND}, which throws what no code of traffic should, and {@code throw
 * later KIND}, which does so in a timer; with a sample, {@code thrown(KIND)}, and a command, {@code throw KIND}, that
 * do it wherever they stand.
 */
public final class ThrowingDaemon
{
    private ThrowingDaemon()
    {
    }

    /** Starts it. */
    public static void main(final String[] args)
    {
        Catalog.add((registry) -> ActionKeyword.of("throw", (words, context) ->
        {
            final boolean isLater = words.accept("later");
            final String kind = words.next();
            return (ctx, options) ->
            {
                if (isLater && 0 != (options & Action.FIRST))
                {
                    ctx.ruleCursor().deadlineMs(ctx.nowMs() + 1);
                    return ActionResult.YIELD;
                }
                throw fault(kind);
            };
        }).in(HTTP_REQUEST, HTTP_RESPONSE).summary("Throws an error inside a stream").register(registry));
        Catalog.add((registry) -> FetchKeyword.of("thrown").returns(SampleType.BOOL)
            .from(Source.CONSTANT).args(1, ArgumentType.STRING).summary("Throws an error wherever it stands")
            .by((arguments, ctx, out) ->
            {
                throw fault(arguments.text(0));
            }).register(registry));
        Catalog.add((registry) -> registry.register(Keyword.command("throw").flags("WORKER")
            .summary("throws an error inside a command").does((CliCommand)(arguments, context) ->
            {
                throw fault(arguments.word(1));
            })));
        Main.main(args);
    }

    private static RuntimeException fault(final String kind)
    {
        return switch (kind)
        {
            case "runtime" -> new IllegalStateException("thrown by a rule");
            case "stack" -> overflow();
            case "memory" -> throw new OutOfMemoryError("thrown by a rule");
            case "assertion" -> throw new AssertionError("thrown by a rule");
            case "linkage" -> throw new NoClassDefFoundError("thrown by a rule");
            default -> throw new UnknownError(kind);
        };
    }

    private static RuntimeException overflow()
    {
        return null == overflow() ? null : overflow();
    }
}
