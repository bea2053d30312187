/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.net.SocketAddress;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerAddress;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.transport.ConnectTuning;

/** How one server is checked: when, where and with what. Times in milliseconds. */
public final class CheckPlan
{
    private final Server server;
    private final int checkTimeoutMs;
    private final int connectTimeoutMs;
    private final ConnectTuning tuning;
    private ServerAddress lastAddress;
    private SocketAddress target;

    /**
     * The plan of a server's health check.
     *
     * @param server           to check; its settings say how often and where.
     * @param checkTimeoutMs   {@code timeout check} of the backend, 0 or less for none.
     * @param connectTimeoutMs {@code timeout connect} of the backend, 0 or less for none.
     * @param tuning           socket options and source address.
     */
    public CheckPlan(
        final Server server, final int checkTimeoutMs, final int connectTimeoutMs, final ConnectTuning tuning)
    {
        this.server = server;
        this.checkTimeoutMs = checkTimeoutMs;
        this.connectTimeoutMs = connectTimeoutMs;
        this.tuning = tuning;
    }

    /** The server. */
    public Server server()
    {
        return server;
    }

    ConnectTuning tuning()
    {
        return tuning;
    }

    ServerSettings settings()
    {
        return server.settings();
    }

    int intervalMs()
    {
        return settings().interMs;
    }

    int fastIntervalMs()
    {
        return settings().fastInterMs > 0 ? settings().fastInterMs : settings().interMs;
    }

    int downIntervalMs()
    {
        return settings().downInterMs > 0 ? settings().downInterMs : settings().interMs;
    }

    /** Time to connect; without {@code timeout check} it is the time for the whole check. */
    int connectLimitMs()
    {
        return checkTimeoutMs > 0 && connectTimeoutMs > 0 ?
            Math.min(intervalMs(), connectTimeoutMs) : intervalMs();
    }

    /** Time from the connection on; 0 when the time to connect goes on. */
    int exchangeLimitMs()
    {
        return Math.max(0, checkTimeoutMs);
    }

    /**
     * Where to connect to: {@code addr} and {@code port} where given, else the server's.
     *
     * @return address; null when there is none or no port.
     */
    SocketAddress target()
    {
        final ServerAddress current = server.resolved();
        if (current != lastAddress)
        {
            lastAddress = current;
            target = resolve(current);
        }
        return target;
    }

    private SocketAddress resolve(final ServerAddress current)
    {
        final NetAddress address = new NetAddress();
        final boolean hasOwnAddress = null != settings().checkAddress && settings().checkAddress.address.isSet();
        address.copyFrom(hasOwnAddress ? settings().checkAddress.address : current.address());
        if (!address.isIp())
        {
            return hasOwnAddress ? address.toSocketAddress() : current.socketAddress();
        }
        if (settings().checkPort > 0)
        {
            address.port(settings().checkPort);
        }
        else if (0 == address.port())
        {
            address.port(current.address().port());
        }
        return 0 == address.port() ? null : address.toSocketAddress();
    }

    /** Whether the PROXY protocol goes first: as in traffic when the check goes where traffic goes, else if asked. */
    boolean isSendingProxy()
    {
        final boolean isElsewhere = settings().checkPort > 0 ||
            (null != settings().checkAddress && settings().checkAddress.address.isSet());
        return settings().isCheckSendProxy || (!isElsewhere && (settings().isSendProxy || settings().isSendProxyV2));
    }
}
