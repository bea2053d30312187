/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.mux.Handshake;
import io.fairlead.engine.proxyprotocol.HandshakeError;
import io.fairlead.engine.proxyprotocol.ProxyHeader;
import io.fairlead.engine.proxyprotocol.ProxyProtocolReader;
import io.fairlead.engine.proxyprotocol.NetScalerReader;

/**
 * What a relay in front of us says about its client before the client's own bytes: a PROXY header
 * ({@code accept-proxy}) or a NetScaler one ({@code accept-netscaler-cip}). Loop-confined.
 */
final class ProxyHandshake implements Handshake
{
    private final Session session;
    private final BindSettings bind;
    private final ProxyProtocolReader reader = new ProxyProtocolReader();

    ProxyHandshake(final Session session)
    {
        this.session = session;
        this.bind = session.bind().settings();
    }

    @Override
    public int onInput(final PooledBuffer in, final boolean isClosed)
    {
        if (null == in)
        {
            return failed(bind.isAcceptProxy ? HandshakeError.PROXY_EMPTY : HandshakeError.CIP_EMPTY);
        }
        final ProxyHeader header = session.proxyHeader();
        final int length = bind.isAcceptProxy ?
            reader.read(in.memory(), in.head(), in.length(), header) :
            NetScalerReader.read(bind.netscalerCipMagic, in.memory(), in.head(), in.length(), header);
        if (length > 0)
        {
            in.consume(length);
            if (header.hasAddresses())
            {
                session.addresses(header.source(), header.destination());
            }
            return DONE;
        }
        if (ProxyProtocolReader.NEED_MORE != length)
        {
            return failed(-length);
        }
        return isClosed ?
            failed(bind.isAcceptProxy ? HandshakeError.PROXY_TRUNCATED : HandshakeError.CIP_TRUNCATED) : NEED_MORE;
    }

    private int failed(final int error)
    {
        session.handshakeError(error);
        return FAILED;
    }
}
