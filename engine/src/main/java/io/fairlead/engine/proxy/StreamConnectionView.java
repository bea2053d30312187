/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.proxyprotocol.ProxyTlvs;
import io.fairlead.engine.sample.ConnectionView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.transport.Channel;

/** A connection of a stream as expressions see it. Loop-confined. */
final class StreamConnectionView implements ConnectionView
{
    private final NetAddress local = new NetAddress();
    private final NetAddress remote = new NetAddress();
    private Stream stream;
    private Session session;
    private Channel channel;
    private boolean isClient;

    StreamConnectionView client(final Session owner)
    {
        session = owner;
        channel = owner.channel();
        isClient = true;
        return this;
    }

    StreamConnectionView server(final Stream owner)
    {
        stream = owner;
        channel = owner.connector().channel();
        isClient = false;
        return this;
    }

    @Override
    public NetAddress source()
    {
        if (isClient)
        {
            return session.connectionSource();
        }
        channel.localAddress(local);
        return local;
    }

    @Override
    public NetAddress destination()
    {
        if (isClient)
        {
            return session.connectionDestination();
        }
        channel.remoteAddress(remote);
        return remote;
    }

    @Override
    public int httpMajor()
    {
        return isClient ? session.frontend().isHttp() ? 1 : 0 : stream.backend().isHttp() ? 1 : 0;
    }

    @Override
    public int error()
    {
        return isClient && 0 != session.handshakeError() ? session.handshakeError() :
            ConnectionError.of(channel.error());
    }

    @Override
    public String errorText()
    {
        return ConnectionError.text(error());
    }

    @Override
    public String errorName()
    {
        return ConnectionError.name(error());
    }

    @Override
    public boolean hasProxyHeader()
    {
        return isClient && session.hasProxyHeader();
    }

    @Override
    public boolean proxyTlv(final int tlvType, final Sample out)
    {
        if (!hasProxyHeader())
        {
            return false;
        }
        final ProxyTlvs tlvs = session.proxyHeader().tlvs();
        return tlvs.find(tlvType) && out.bin(session.tlvBuffer(), tlvs.valueOffset(), tlvs.valueLength());
    }
}
