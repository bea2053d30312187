/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.io.IOException;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.transport.DatagramHandler;
import io.fairlead.engine.transport.DatagramPort;

/** A name server asked over UDP. */
final class DatagramNameserver extends Nameserver implements DatagramHandler
{
    /** One byte more than accepted tells that an answer is too long. */
    private static final int BUFFER_LENGTH = ResolversSettings.MAX_PAYLOAD_SIZE + 1;
    private static final int RECEIVE_LIMIT = 64;

    private final Resolvers resolvers;
    private DatagramPort port;

    DatagramNameserver(final Resolvers resolvers, final NameserverSettings settings)
    {
        super(settings);
        this.resolvers = resolvers;
    }

    @Override
    boolean send(final DirectBuffer message, final int length)
    {
        if (null == port && !open())
        {
            return false;
        }
        final int sent = port.send(message, length);
        if (sent > 0)
        {
            counters().sent++;
            return true;
        }
        counters().sendErrors++;
        if (DatagramPort.FAILED == sent)
        {
            close();
        }
        return false;
    }

    private boolean open()
    {
        try
        {
            port = resolvers.context().transport().datagrams(resolvers.context().loop(), settings().address(), this);
            return true;
        }
        catch (final IOException ex)
        {
            resolvers.context().warn("DNS : section '" + resolvers.name() +
                "': can't create socket for nameserver '" + name() + "'.");
            return false;
        }
    }

    @Override
    public void onReadable()
    {
        final UnsafeBuffer buffer = resolvers.context().receiveBuffer(BUFFER_LENGTH);
        for (int i = 0; i < RECEIVE_LIMIT && null != port; i++)
        {
            final int length = port.receive(buffer);
            if (0 == length)
            {
                return;
            }
            if (DatagramPort.FAILED == length)
            {
                close();
            }
            else if (length > 0)
            {
                resolvers.onMessage(this, buffer, length);
            }
        }
    }

    @Override
    public void onFault(final Throwable cause)
    {
        close();
    }

    @Override
    void close()
    {
        if (null != port)
        {
            port.close();
            port = null;
        }
    }
}
