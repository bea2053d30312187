/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

/**
 * Text of the {@code status} column of a server.
 */
public final class ServerStatus
{
    private ServerStatus()
    {
    }

    /**
     * Status of a server with the progress of its checks.
     *
     * @param server any server.
     * @return as {@code UP}, {@code UP 1/3}, {@code DOWN (agent)}, {@code MAINT (via b/s)}, {@code no check}.
     */
    public static String text(final ServerView server)
    {
        final int admin = server.adminFlags();
        if (0 != (admin & ServerView.ADMIN_RESOLUTION))
        {
            return "MAINT (resolution)";
        }
        if (0 != (admin & ServerView.ADMIN_INHERITED_MAINTENANCE))
        {
            final ServerView via = null == server.tracked() ? server : server.tracked();
            return "MAINT (via " + via.proxy().name() + "/" + via.name() + ")";
        }
        if (0 != (admin & ServerView.ADMIN_MAINTENANCE))
        {
            return "MAINT";
        }
        final ServerView reference = server.reference();
        return switch (server.runState())
        {
            case ServerView.STARTING, ServerView.RUNNING -> upText(server, reference);
            case ServerView.STOPPING -> stoppingText(server, reference);
            default -> downText(reference);
        };
    }

    private static String upText(final ServerView server, final ServerView reference)
    {
        final CheckView check = reference.check();
        final boolean isGoingDown = check.isEnabled() && !isFull(check);
        if (0 != (server.adminFlags() & ServerView.ADMIN_DRAIN))
        {
            if (reference.agent().isEnabled())
            {
                return "DRAIN (agent)";
            }
            return isGoingDown ? "DRAIN " + progress(reference) : "DRAIN";
        }
        if (isGoingDown)
        {
            return "UP " + progress(reference);
        }
        return check.isEnabled() ? "UP" : "no check";
    }

    private static String stoppingText(final ServerView server, final ServerView reference)
    {
        final boolean isUnchecked = !server.check().isEnabled() && null == server.tracked();
        return isUnchecked || isFull(reference.check()) ? "NOLB" : "NOLB " + progress(reference);
    }

    private static String downText(final ServerView reference)
    {
        final CheckView agent = reference.agent();
        final CheckView check = reference.check();
        if (agent.isEnabled() && 0 == agent.health())
        {
            return "DOWN (agent)";
        }
        if (check.isEnabled() && 0 == check.health())
        {
            return "DOWN";
        }
        return agent.isEnabled() || check.isEnabled() ? "DOWN " + progress(reference) : "DOWN";
    }

    private static boolean isFull(final CheckView check)
    {
        return check.health() >= check.rise() + check.fall() - 1;
    }

    private static String progress(final ServerView reference)
    {
        final CheckView check = reference.check();
        return ServerView.STOPPED == reference.runState() ?
            check.health() + "/" + check.rise() : (check.health() - check.rise() + 1) + "/" + check.fall();
    }
}
