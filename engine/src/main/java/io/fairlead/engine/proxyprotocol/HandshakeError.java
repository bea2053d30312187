/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

/**
 * Why a connection failed before its first byte of data. The numbers are those of HAProxy's {@code fc_err} and {@code
 * bc_err}, the texts those of its logs and {@code fc_err_str}. Readers return a number negated.
 */
public final class HandshakeError
{
    /** The client closed without sending anything. */
    public static final int PROXY_EMPTY = 11;
    /** The connection broke. */
    public static final int PROXY_ABORT = 12;
    /** The header did not come in time. */
    public static final int PROXY_TIMEOUT = 13;
    /** The header is incomplete. */
    public static final int PROXY_TRUNCATED = 14;
    /** What came is no PROXY header. */
    public static final int PROXY_NOT_HEADER = 15;
    /** The header breaks the rules. */
    public static final int PROXY_BAD_HEADER = 16;
    /** The header names an unknown protocol. */
    public static final int PROXY_BAD_PROTOCOL = 17;
    /** The client closed without sending anything. */
    public static final int CIP_EMPTY = 18;
    /** The connection broke. */
    public static final int CIP_ABORT = 19;
    /** The header did not come in time. */
    public static final int CIP_TIMEOUT = 20;
    /** The header is incomplete. */
    public static final int CIP_TRUNCATED = 21;
    /** The header begins with another magic number. */
    public static final int CIP_BAD_MAGIC = 22;
    /** The header carries something else than TCP over IP. */
    public static final int CIP_BAD_PROTOCOL = 23;
    /** Sending the SOCKS4 request failed. */
    public static final int SOCKS4_SEND = 39;
    /** Receiving the SOCKS4 reply failed. */
    public static final int SOCKS4_RECEIVE = 40;
    /** The SOCKS4 proxy said no. */
    public static final int SOCKS4_DENIED = 41;
    /** The SOCKS4 proxy closed. */
    public static final int SOCKS4_ABORT = 42;

    private HandshakeError()
    {
    }

    /**
     * The text of an error.
     *
     * @param error one of the numbers above, or negated.
     * @return HAProxy's words; {@code Success} for 0, null for numbers of other layers.
     */
    public static String text(final int error)
    {
        switch (Math.abs(error))
        {
            case 0:
                return "Success";
            case PROXY_EMPTY:
                return "Connection closed while waiting for PROXY protocol header";
            case PROXY_ABORT:
                return "Connection error while waiting for PROXY protocol header";
            case PROXY_TIMEOUT:
                return "Timeout while waiting for PROXY protocol header";
            case PROXY_TRUNCATED:
                return "Truncated PROXY protocol header received";
            case PROXY_NOT_HEADER:
                return "Received something which does not look like a PROXY protocol header";
            case PROXY_BAD_HEADER:
                return "Received an invalid PROXY protocol header";
            case PROXY_BAD_PROTOCOL:
                return "Received an unhandled protocol in the PROXY protocol header";
            case CIP_EMPTY:
                return "Connection closed while waiting for NetScaler Client IP header";
            case CIP_ABORT:
                return "Connection error while waiting for NetScaler Client IP header";
            case CIP_TIMEOUT:
                return "Timeout while waiting for a NetScaler Client IP header";
            case CIP_TRUNCATED:
                return "Truncated NetScaler Client IP header received";
            case CIP_BAD_MAGIC:
                return "Received an invalid NetScaler Client IP magic number";
            case CIP_BAD_PROTOCOL:
                return "Received an unhandled protocol in the NetScaler Client IP header";
            case SOCKS4_SEND:
                return "SOCKS4 Proxy write error during handshake";
            case SOCKS4_RECEIVE:
                return "SOCKS4 Proxy read error during handshake";
            case SOCKS4_DENIED:
                return "SOCKS4 Proxy deny the request";
            case SOCKS4_ABORT:
                return "SOCKS4 Proxy handshake aborted by server";
            default:
                return null;
        }
    }
}
