/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.server.Health;
import io.fairlead.engine.server.OperationalState;
import io.fairlead.engine.server.Server;

/** The value of {@code X-Haproxy-Server-State}. Source: configuration.txt 4.2 "http-check send-state". */
final class ServerStateHeader
{
    private static final int FULL_PERCENT = 100;

    private ServerStateHeader()
    {
    }

    static String of(final Server server, final ServerView view, final UnsafeBuffer node, final long nowMs)
    {
        final NetAddress address = server.location().address();
        final StringBuilder text = new StringBuilder(word(server));
        text.append("; address=");
        text.append(address.isIp() ? address.hostText() : "unix");
        text.append("; port=");
        if (address.isIp())
        {
            text.append(address.port());
        }
        text.append("; name=").append(server);
        final byte[] nodeBytes = new byte[node.capacity()];
        node.getBytes(0, nodeBytes);
        text.append("; node=").append(new String(nodeBytes, ISO_8859_1));
        text.append("; weight=").append(server.shownWeight()).append('/').append(server.backend().shownTotalWeight());
        final long sessions = null == view || null == view.backend() ? server.capacity().sessions() :
            view.backend().connections() - view.backend().queuedInAll();
        text.append("; scur=").append(server.capacity().sessions()).append('/').append(sessions);
        text.append("; qcur=").append(server.capacity().queued());
        if (OperationalState.STARTING == server.state())
        {
            final long seconds = nowMs / 1000 - server.history().lastChangeMs() / 1000;
            if (seconds >= 0 && seconds < server.settings().slowStartSeconds())
            {
                text.append("; throttle=")
                    .append(Math.max(1, FULL_PERCENT * seconds / server.settings().slowStartSeconds())).append('%');
            }
        }
        return text.toString();
    }

    private static String word(final Server server)
    {
        final Health health = server.health();
        if (!health.isEnabled())
        {
            return "no check";
        }
        if (OperationalState.STOPPED == server.state())
        {
            return 0 == health.health() ? "DOWN" : "DOWN " + health.health() + '/' + health.rise();
        }
        final String word = OperationalState.STOPPING == server.state() ? "NOLB" : "UP";
        return health.health() == health.maximum() ? word :
            word + ' ' + (health.health() - health.rise() + 1) + '/' + health.fall();
    }
}
