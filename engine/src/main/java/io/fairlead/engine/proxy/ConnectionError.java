/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.proxyprotocol.HandshakeError;

/**
 * Errors of connections as {@code fc_err} and {@code bc_err} number them, with their texts and names. Those of the
 * dialogues before the protocol are {@link HandshakeError}'s; the others are told from what the system said. Source:
 * configuration.txt 7.3.3 "fc_err_name".
 */
final class ConnectionError
{
    private static final int REFUSED = 47;
    private static final int RESET = 48;
    private static final int UNREACHABLE = 49;
    private static final int BROKEN_PIPE = 57;

    private ConnectionError()
    {
    }

    /** Number of what the system said of a socket; 0 for what has none. */
    static int of(final String systemText)
    {
        return switch (systemText)
        {
            case "Connection refused" -> REFUSED;
            case "Connection reset", "Connection reset by peer" -> RESET;
            case "No route to host", "Network is unreachable" -> UNREACHABLE;
            case "Broken pipe" -> BROKEN_PIPE;
            default -> 0;
        };
    }

    static String text(final int error)
    {
        return switch (error)
        {
            case REFUSED -> "ECONNREFUSED returned by OS";
            case RESET -> "ECONNRESET returned by OS";
            case UNREACHABLE -> "ENETUNREACH returned by OS";
            case BROKEN_PIPE -> "EPIPE returned by OS";
            default -> HandshakeError.text(error);
        };
    }

    static String name(final int error)
    {
        return switch (error)
        {
            case 0 -> "";
            case HandshakeError.PROXY_EMPTY -> "PRX_EMPTY";
            case HandshakeError.PROXY_ABORT -> "PRX_ABORT";
            case HandshakeError.PROXY_TIMEOUT -> "PRX_TIMEOUT";
            case HandshakeError.PROXY_TRUNCATED -> "PRX_TRUNCATED";
            case HandshakeError.PROXY_NOT_HEADER -> "PRX_NOT_HDR";
            case HandshakeError.PROXY_BAD_HEADER -> "PRX_BAD_HDR";
            case HandshakeError.PROXY_BAD_PROTOCOL -> "PRX_BAD_PROTO";
            case HandshakeError.CIP_EMPTY -> "CIP_EMPTY";
            case HandshakeError.CIP_ABORT -> "CIP_ABORT";
            case HandshakeError.CIP_TIMEOUT -> "CIP_TIMEOUT";
            case HandshakeError.CIP_TRUNCATED -> "CIP_TRUNCATED";
            case HandshakeError.CIP_BAD_MAGIC -> "CIP_BAD_MAGIC";
            case HandshakeError.CIP_BAD_PROTOCOL -> "CIP_BAD_PROTO";
            case HandshakeError.SOCKS4_SEND -> "SOCKS4_SEND";
            case HandshakeError.SOCKS4_RECEIVE -> "SOCKS4_RECV";
            case HandshakeError.SOCKS4_DENIED -> "SOCKS4_DENY";
            case HandshakeError.SOCKS4_ABORT -> "SOCKS4_ABORT";
            case REFUSED -> "EREFUSED";
            case RESET -> "ERESET";
            case UNREACHABLE -> "EUNREACH";
            case BROKEN_PIPE -> "EPIPE";
            default -> null;
        };
    }
}
