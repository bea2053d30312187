/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/** The {@code status} column of {@code show stat}: {@code UP}, {@code DOWN 1/2}, {@code MAINT}, {@code no check}. */
public final class ServerStatus
{
    private ServerStatus()
    {
    }

    /**
     * A server's state as users are shown it. Any thread.
     *
     * @param server whose state.
     * @return text; allocates.
     */
    public static String text(final Server server)
    {
        final int flags = server.adminFlags();
        final Server tracked = server.tracked();
        if (0 != (flags & AdminFlags.RESOLUTION_MAINT))
        {
            return "MAINT (resolution)";
        }
        if (0 != (flags & AdminFlags.INHERITED_MAINT))
        {
            final Server via = null == tracked ? server : tracked;
            return "MAINT (via " + via + ')';
        }
        return 0 != (flags & AdminFlags.MAINT) ? "MAINT" : healthText(server, root(server), flags);
    }

    /* The server whose checks decide: the last one of those that track each other. */
    private static Server root(final Server server)
    {
        Server root = server;
        while (null != root.tracked())
        {
            root = root.tracked();
        }
        return root;
    }

    private static String healthText(final Server server, final Server root, final int flags)
    {
        final Health check = root.health();
        switch (server.state())
        {
            case STARTING, RUNNING ->
            {
                final boolean isFalling = check.isEnabled() && !check.isFullHealth();
                if (0 != (flags & AdminFlags.DRAIN))
                {
                    return root.agent().isEnabled() ? "DRAIN (agent)" :
                        isFalling ? withHealth("DRAIN ", root) : "DRAIN";
                }
                return isFalling ? withHealth("UP ", root) : check.isEnabled() ? "UP" : "no check";
            }
            case STOPPING ->
            {
                final boolean isUnchecked = !server.health().isEnabled() && null == server.tracked();
                return isUnchecked || check.health() == check.maximum() ? "NOLB" : withHealth("NOLB ", root);
            }
            default ->
            {
                if (root.agent().isEnabled() && 0 == root.agent().health())
                {
                    return "DOWN (agent)";
                }
                if (check.isEnabled() && 0 == check.health())
                {
                    return "DOWN";
                }
                return root.agent().isEnabled() || check.isEnabled() ? withHealth("DOWN ", root) : "DOWN";
            }
        }
    }

    private static String withHealth(final String word, final Server root)
    {
        final Health check = root.health();
        return root.isUp() ?
            word + (check.health() - check.rise() + 1) + '/' + check.fall() :
            word + check.health() + '/' + check.rise();
    }
}
