/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import io.fairlead.engine.buffer.NetAddress;

/** What a header said about a connection. One object per session, overwritten in place. */
public final class ProxyHeader
{
    private final NetAddress source = new NetAddress();
    private final NetAddress destination = new NetAddress();
    private final ProxyTlvs tlvs = new ProxyTlvs();
    private int version;

    /** The client's address; not set when the connection's own addresses hold (LOCAL, UNKNOWN, UNIX). */
    public NetAddress source()
    {
        return source;
    }

    /** The address the client connected to; not set when the connection's own addresses hold. */
    public NetAddress destination()
    {
        return destination;
    }

    /** Records that came with a version 2 header. */
    public ProxyTlvs tlvs()
    {
        return tlvs;
    }

    /** 1 or 2 for a PROXY header, 0 when none was read. */
    public int version()
    {
        return version;
    }

    /** Whether addresses were given. */
    public boolean hasAddresses()
    {
        return source.isSet();
    }

    /** Forgets everything. */
    public void clear()
    {
        source.clear();
        destination.clear();
        tlvs.clear();
        version = 0;
    }

    void version(final int newVersion)
    {
        version = newVersion;
    }
}
