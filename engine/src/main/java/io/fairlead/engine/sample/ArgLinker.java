/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.List;

/**
 * Gives arguments that are names what they stand for, once the objects exist. That they do was checked before.
 */
public final class ArgLinker
{
    private ArgLinker()
    {
    }

    /**
     * Link the arguments of one proxy's expressions.
     *
     * @param context of the expressions.
     * @param targets what names stand for.
     */
    public static void link(final ExprContext context, final ArgTargets targets)
    {
        link(context.pending(), context.proxy(), targets);
    }

    private static void link(final List<PendingArg> pending, final String proxy, final ArgTargets targets)
    {
        for (final PendingArg place : pending)
        {
            final Arg arg = place.arg();
            final String name = arg.text().isEmpty() ? proxy : arg.text();
            switch (arg.type())
            {
                case FRONTEND -> arg.object(targets.frontend(name));
                case BACKEND -> arg.object(targets.backend(name));
                case USERLIST -> arg.object(targets.userList(name));
                case TABLE -> arg.object(targets.table(name));
                case SERVER ->
                {
                    final int slash = name.lastIndexOf('/');
                    final BackendView backend = targets.backend(slash < 0 ? proxy : name.substring(0, slash));
                    arg.object(null == backend ? null : targets.server(backend, name.substring(slash + 1)));
                }
                default ->
                {
                    // compiled by the keyword itself
                }
            }
        }
    }
}
