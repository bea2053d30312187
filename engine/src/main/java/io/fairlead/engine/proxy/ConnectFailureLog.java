/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.log.LogTargets;
import io.fairlead.engine.log.SyslogLevel;

/**
 * Connections to servers that could not even be begun, for want of a local address or port. They are tried again
 * without a pause, are told in the log of the proxy, and do not count as sessions of the server. Loop-confined.
 */
final class ConnectFailureLog
{
    /** How such an error begins: no address or port was bound. */
    static final String CANNOT_BIND = "Can't bind to source address";
    /** All ports of a {@code source} line have connections. */
    static final String NO_PORT_IN_RANGE = "Source port range exhausted";

    private static final String NO_FREE_PORT = "Cannot assign requested address";
    private static final String IN_USE = "Address already in use";

    private ConnectFailureLog()
    {
    }

    /** Whether the connection failed for want of a local address or port. */
    static boolean concerns(final String error)
    {
        return isUnbound(error) || error.startsWith(NO_FREE_PORT) || error.startsWith(IN_USE);
    }

    private static boolean isUnbound(final String error)
    {
        return error.startsWith(CANNOT_BIND) || error.startsWith(NO_PORT_IN_RANGE);
    }

    /**
     * Tell one.
     *
     * @param isForeign whether the address to come from was the client's or a configured foreign one.
     */
    static void write(final Worker worker, final Frontend frontend, final Backend backend, final String error,
        final boolean isForeign)
    {
        final LogTargets targets = frontend.log().targets();
        if (targets.isEmpty())
        {
            return;
        }
        final String name = backend.settings().name;
        if (isUnbound(error))
        {
            worker.logWriter().begin(targets).put("Cannot bind to " + (isForeign ? "tproxy " : "") +
                "source address before connect() for backend " + name + ".");
            worker.logWriter().send(targets, SyslogLevel.EMERG);
        }
        else
        {
            worker.logWriter().begin(targets).put("Connect() failed for backend " + name + ": " +
                (error.startsWith(IN_USE) ? "local address already in use." : "no free ports."));
            worker.logWriter().send(targets, SyslogLevel.ERR);
        }
    }
}
