/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.buffer.NetAddress;

/**
 * What expressions may know about one network connection, to the client or to the server. Addresses are those of the
 * socket or the PROXY protocol, before any rule changed them.
 */
public interface ConnectionView
{
    /** Peer that opened it, or null. */
    default NetAddress source()
    {
        return null;
    }

    /** Where it was opened to, or null. */
    default NetAddress destination()
    {
        return null;
    }

    /** Major version of HTTP spoken on it: 1 or 2; 0 when not HTTP. */
    default int httpMajor()
    {
        return 1;
    }

    /** Whether it came with a PROXY protocol header. */
    default boolean hasProxyHeader()
    {
        return false;
    }

    /**
     * Value of a PROXY protocol v2 extension.
     *
     * @param tlvType   0 to 255.
     * @param out       receives the bytes; its iteration says how many values were seen before.
     */
    default boolean proxyTlv(final int tlvType, final Sample out)
    {
        return false;
    }

    /** Whether the transport is encrypted. */
    default boolean isTls()
    {
        return false;
    }

    /** Name of the cipher, or null. */
    default String tlsCipher()
    {
        return null;
    }

    /** Name of the TLS version, or null. */
    default String tlsVersion()
    {
        return null;
    }

    /** Error number of the connection, zero without error. Source: configuration.txt "fc_err". */
    default int error()
    {
        return 0;
    }

    /** Words for {@link #error()}, or null. */
    default String errorText()
    {
        return null;
    }

    /** Name of {@link #error()}, or null. */
    default String errorName()
    {
        return null;
    }

    /** Whether the connection served another request before. */
    default boolean isReused()
    {
        return false;
    }

    /** Streams the mux carries. */
    default int streams()
    {
        return 1;
    }

    /** A value of TCP_INFO by {@link TcpInfo} index, or negative when unknown. */
    default long tcpInfo(final int field)
    {
        return -1;
    }
}
