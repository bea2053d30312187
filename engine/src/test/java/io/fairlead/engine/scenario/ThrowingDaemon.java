/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.process.Main;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;

import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;

/**
 * The daemon with one more action, {@code throw KIND}, which throws what no code of traffic should, and {@code throw
 * later KIND}, which does so in a timer.
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
