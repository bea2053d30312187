/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.ArrayDeque;

import io.fairlead.engine.buffer.NetAddress;

/**
 * Gives servers another address or port at run time: idle connections are closed, and a server that was in maintenance
 * for want of an address leaves it. Conductor only. Source: HAProxy's notices.
 */
public final class ServerMove
{
    private final ServerMonitor monitor;
    private final StateNotices notices;
    private final ArrayDeque<Runnable> pending = new ArrayDeque<>();

    /** Whom a change comes from, as far as notices care. */
    public enum Origin
    {
        /** Name resolution, told. */
        RESOLUTION,
        /** Something that is not told. */
        SILENT
    }

    /**
     * Moves for the servers of one generation.
     *
     * @param monitor of the generation.
     * @param notices where news go.
     */
    public ServerMove(final ServerMonitor monitor, final StateNotices notices)
    {
        this.monitor = monitor;
        this.notices = notices;
    }

    /**
     * What would change.
     *
     * @param server that moves.
     * @param wanted new address and port; family NONE for no address.
     * @return text for users, empty when nothing would change.
     */
    public static String change(final Server server, final NetAddress wanted)
    {
        final NetAddress old = server.location().address();
        final StringBuilder text = new StringBuilder();
        if (!old.isSameHost(wanted))
        {
            text.append("IP changed from '").append(host(old)).append("' to '").append(host(wanted)).append('\'');
            if (!wanted.isSet())
            {
                return text.toString();
            }
        }
        if (old.port() != wanted.port() || server.location().isPortOfClient())
        {
            text.append(text.isEmpty() ? "" : ", ").append("port changed from '")
                .append(server.location().isPortOfClient() ? "+" : "").append(old.port())
                .append("' to '").append(wanted.port()).append('\'');
        }
        return text.toString();
    }

    private static String host(final NetAddress address)
    {
        return address.isSet() ? address.hostText() : "(none)";
    }

    /**
     * Tell that a server moves; it does with {@link #apply()}, so that a message is worked off before its
     * consequences, as in HAProxy, whose order of notices users see.
     *
     * @param server  that moves.
     * @param wanted  new address and port, copied; family NONE for no address.
     * @param origin  whom it comes from.
     * @param updater for the notice, such as {@code DNS cache}.
     * @param nowMs   monotonic clock, milliseconds.
     * @return whether anything changes.
     */
    public boolean move(
        final Server server, final NetAddress wanted, final Origin origin, final String updater, final long nowMs)
    {
        final String change = change(server, wanted);
        if (change.isEmpty())
        {
            return false;
        }
        if (Origin.RESOLUTION == origin)
        {
            tell(server, server + ": " + change + " by '" + updater + "'.");
        }
        final ServerAddress address = wanted.isSet() ? ServerAddress.of(wanted) :
            new ServerAddress(new NetAddress().copyFrom(wanted), null);
        pending.add(() -> apply(server, address, origin, nowMs));
        return true;
    }

    /** Put all moves into force that were asked for, in their order. */
    public void apply()
    {
        while (!pending.isEmpty())
        {
            pending.poll().run();
        }
    }

    private void apply(final Server server, final ServerAddress address, final Origin origin, final long nowMs)
    {
        server.location().moveTo(address);
        monitor.moved(server);
        if (address.address().isSet() && 0 != (server.adminFlags() & AdminFlags.RESOLUTION_MAINT))
        {
            monitor.removeAdminFlag(server, AdminFlags.RESOLUTION_MAINT, nowMs);
            if (Origin.RESOLUTION == origin)
            {
                tell(server, "Server " + server + " administratively READY thanks to valid DNS answer.");
            }
        }
    }

    private void tell(final Server server, final String text)
    {
        notices.warning(text);
        notices.log(server.backend(), StateNotices.NOTICE, text);
    }
}
