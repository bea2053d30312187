/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.mux.Handshake;
import io.fairlead.engine.mux.Mux;
import io.fairlead.engine.proxyprotocol.Socks4;
import io.fairlead.engine.transport.ConnectTuning;

/** Asks a SOCKS4 relay for a connection to the server ({@code socks4}). Loop-confined. */
final class Socks4Handshake implements Handshake
{
    /** The server cannot be reached through the relay: SOCKS4 knows IPv4 only. */
    static final ConnectTuning UNREACHABLE = new ConnectTuning()
    {
        @Override
        public boolean isNeeded()
        {
            return true;
        }

        @Override
        public String apply(final int descriptor)
        {
            return "Invalid argument";
        }
    };

    private final Mux mux;
    private final UnsafeBuffer greeting;

    /** What follows the relay's consent, before everything else. */
    Socks4Handshake(final Mux mux, final byte[] greeting)
    {
        this.mux = mux;
        this.greeting = new UnsafeBuffer(greeting);
    }

    /** Queue the request. */
    static void ask(final Mux mux, final NetAddress server)
    {
        final UnsafeBuffer request = new UnsafeBuffer(new byte[Socks4.REQUEST_LENGTH]);
        final int end = Socks4.writeRequest(request, 0, server);
        mux.queuePrefix(request, 0, end);
    }

    @Override
    public int onInput(final PooledBuffer in, final boolean isClosed)
    {
        if (null == in)
        {
            return FAILED;
        }
        final int length = Socks4.readReply(in.memory(), in.head(), in.length());
        if (length > 0)
        {
            in.consume(length);
            mux.queuePrefix(greeting, 0, greeting.capacity());
            return DONE;
        }
        return Socks4.NEED_MORE == length && !isClosed ? NEED_MORE : FAILED;
    }
}
