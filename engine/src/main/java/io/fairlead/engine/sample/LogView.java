/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.buffer.NetAddress;

/**
 * What is known about a stream when its log line is written. Times are -1 when the event did not happen. Source:
 * configuration.txt 8.4 and 8.2.6.
 */
public interface LogView
{
    /** Wall clock of the accept, microseconds since the epoch. */
    default long acceptDateUs()
    {
        return 0;
    }

    /** Wall clock of the first byte of the request, microseconds since the epoch. */
    default long requestDateUs()
    {
        return acceptDateUs();
    }

    /** Th. */
    default long handshakeMs()
    {
        return 0;
    }

    /** Ti. */
    default long idleMs()
    {
        return 0;
    }

    /** TR. */
    default long requestMs()
    {
        return -1;
    }

    /** Tq: Th + Ti + TR, -1 when the request never came. */
    default long queryMs()
    {
        return requestMs() < 0 ? -1 : handshakeMs() + idleMs() + requestMs();
    }

    /** Tw. */
    default long queueMs()
    {
        return -1;
    }

    /** Tc. */
    default long connectMs()
    {
        return -1;
    }

    /** Tr. */
    default long responseMs()
    {
        return -1;
    }

    /** Td. */
    default long dataMs()
    {
        return -1;
    }

    /** Ta: from the first byte of the request to the end. */
    default long activeMs()
    {
        return totalMs() - idleMs() - handshakeMs();
    }

    /** Tt: from accept to the end. */
    default long totalMs()
    {
        return 0;
    }

    /** Tu: from the end of idle time to the end. */
    default long userMs()
    {
        return totalMs() - idleMs();
    }

    /** Whether the line is written before the end, so that totals carry a plus sign. */
    default boolean isEarly()
    {
        return false;
    }

    /** Status of the response; 0 or negative when there is none. */
    default int status()
    {
        return -1;
    }

    /** Bytes received from the server, or made here, for the client: what {@code %B} shows. */
    default long bytesOut()
    {
        return 0;
    }

    /** Bytes received from the client. */
    default long bytesIn()
    {
        return 0;
    }

    /** Status the server sent; 0 or negative when there is none. */
    default int serverStatus()
    {
        return status();
    }

    /** Bytes sent to the server. */
    default long requestBytesOut()
    {
        return bytesIn();
    }

    /** Bytes passed on to the client. */
    default long responseBytesOut()
    {
        return bytesOut();
    }

    /** Connection retries. */
    default int retries()
    {
        return 0;
    }

    /** Whether the request went to another server than first chosen, so that retries carry a plus sign. */
    default boolean isRedispatched()
    {
        return false;
    }

    /** Character of the termination state: 0 and 1 session, 2 and 3 persistence cookie. */
    default int terminationChar(final int index)
    {
        return '-';
    }

    /** Connections of the process. */
    default long processConnections()
    {
        return 0;
    }

    /** Connections of the frontend. */
    default long frontendConnections()
    {
        return 0;
    }

    /** Connections of the backend. */
    default long backendConnections()
    {
        return 0;
    }

    /** Connections of the server. */
    default long serverConnections()
    {
        return 0;
    }

    /** Requests that were before this one in the server's queue. */
    default long serverQueue()
    {
        return 0;
    }

    /** Requests that were before this one in the backend's queue. */
    default long backendQueue()
    {
        return 0;
    }

    /** Number of the request on the frontend. */
    default long requestNumber()
    {
        return 0;
    }

    /** Number of the log line on the frontend. */
    default long logNumber()
    {
        return 0;
    }

    /** Request line as it was received, up to the version; false when none is complete. */
    default boolean requestLine(final Sample out)
    {
        return false;
    }

    /** Captured cookie of the request, {@code name=value}. */
    default boolean clientCookie(final Sample out)
    {
        return false;
    }

    /** Captured cookie of the response. */
    default boolean serverCookie(final Sample out)
    {
        return false;
    }

    /** Name to print instead of a server: {@code <NOSRV>}, {@code <STATS>}...; null to print the server's name. */
    default String serverSubstitute()
    {
        return null;
    }

    /** Local address of the connection to the server, or null. */
    default NetAddress backendSource()
    {
        return null;
    }

    /** Address of the server, or null. */
    default NetAddress serverAddress()
    {
        return null;
    }

    /** Step the line belongs to: txn_accept, txn_request, txn_connect, txn_response, txn_close, sess_error... */
    default String origin()
    {
        return "unspec";
    }

    /** Tell it which step the line to be written belongs to; what {@link #origin()} answers until the next one. */
    default void origin(final String step)
    {
        // a view that is not a stream's has only one step
    }
}
