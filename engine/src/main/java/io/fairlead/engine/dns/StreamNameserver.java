/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.agrona.DirectBuffer;

/**
 * A name server asked over TCP: a few connections, each with up to four questions on their way. Source:
 * configuration.txt 5.3.2 "nameserver".
 */
final class StreamNameserver extends Nameserver
{
    /** Questions that wait for a connection; more are not sent. */
    private static final int MAX_WAITING = 1024;

    private final Resolvers resolvers;
    private final List<DnsConnection> connections = new ArrayList<>();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

    StreamNameserver(final Resolvers resolvers, final NameserverSettings settings)
    {
        super(settings);
        this.resolvers = resolvers;
    }

    Resolvers resolvers()
    {
        return resolvers;
    }

    @Override
    boolean send(final DirectBuffer message, final int length)
    {
        if (waiting.size() >= MAX_WAITING)
        {
            counters().sendErrors++;
            return false;
        }
        waiting.add(Arrays.copyOf(message.byteArray(), length));
        dispatch();
        return true;
    }

    /** Give questions to connections with room, and make connections as long as there may be more. */
    void dispatch()
    {
        while (!waiting.isEmpty())
        {
            DnsConnection chosen = null;
            for (final DnsConnection connection : connections)
            {
                if (connection.hasRoom())
                {
                    chosen = connection;
                    break;
                }
            }
            if (null == chosen)
            {
                if (settings().maxConnections() > 0 && connections.size() >= settings().maxConnections())
                {
                    return;
                }
                chosen = DnsConnection.open(this);
                if (null == chosen)
                {
                    counters().sendErrors += waiting.size();
                    waiting.clear();
                    return;
                }
                connections.add(chosen);
            }
            counters().sent++;
            chosen.ask(waiting.poll());
        }
    }

    void onMessage(final DirectBuffer message, final int length)
    {
        resolvers.onMessage(this, message, length);
    }

    /** A connection has closed; its questions are asked again when their time has come. */
    void onClosed(final DnsConnection connection)
    {
        connections.remove(connection);
    }

    @Override
    void close()
    {
        waiting.clear();
        List.copyOf(connections).forEach(DnsConnection::close);
    }
}
