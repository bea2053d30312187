/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.FrontendColumn;

/** Addresses of the counters of one frontend or listener, looked up once. The same on every loop. */
final class FrontendCounters
{
    final int sessionsCurrent;
    final int sessionsMax;
    final int sessionsTotal;
    final int sessionRate;
    final int sessionRateMax;
    final int connections;
    final int connectionRate;
    final int connectionRateMax;
    final int requestRate;
    final int requestRateMax;
    final int h1Sessions;
    final int h1Requests;
    final int otherRequests;
    final int failedRequests;
    final int intercepted;
    final int deniedConnections;
    final int deniedSessions;
    final int requestBytesIn;
    final int requestBytesOut;
    final int responseBytesIn;
    final int responseBytesOut;
    final int deniedRequests;
    final int deniedResponses;
    final int internalErrors;
    final int failedRewrites;
    final int clientAborts;
    final int serverAborts;
    final int responses1xx;
    final int responsesOther;
    final int h1OpenConnections;
    final int h1Connections;
    final int h1OpenStreams;
    final int h1Streams;
    final int h1BytesIn;
    final int h1BytesOut;
    final int socketErrors;
    final int totalLatency;
    final int compressionIn;
    final int compressionOut;
    final int compressionBypassed;
    final int compressedResponses;

    FrontendCounters(final CounterObject object)
    {
        sessionsCurrent = object.address(FrontendColumn.SESSIONS_CURRENT);
        sessionsMax = object.address(FrontendColumn.SESSIONS_MAX);
        sessionsTotal = object.address(FrontendColumn.SESSIONS_TOTAL);
        sessionRate = object.address(FrontendColumn.SESSION_RATE);
        sessionRateMax = object.address(FrontendColumn.SESSION_RATE_MAX);
        connections = object.address(FrontendColumn.CONNECTIONS_TOTAL);
        connectionRate = object.address(FrontendColumn.CONNECTION_RATE);
        connectionRateMax = object.address(FrontendColumn.CONNECTION_RATE_MAX);
        requestRate = object.address(FrontendColumn.REQUEST_RATE);
        requestRateMax = object.address(FrontendColumn.REQUEST_RATE_MAX);
        h1Sessions = object.address(FrontendColumn.H1_SESSIONS);
        h1Requests = object.address(FrontendColumn.H1_REQUESTS);
        otherRequests = object.address(FrontendColumn.OTHER_REQUESTS);
        failedRequests = object.address(FrontendColumn.FAILED_REQUESTS);
        intercepted = object.address(FrontendColumn.INTERCEPTED_REQUESTS);
        deniedConnections = object.address(FrontendColumn.DENIED_CONNECTIONS);
        deniedSessions = object.address(FrontendColumn.DENIED_SESSIONS);
        requestBytesIn = object.address(FrontendColumn.REQUEST_BYTES_IN);
        requestBytesOut = object.address(FrontendColumn.REQUEST_BYTES_OUT);
        responseBytesIn = object.address(FrontendColumn.RESPONSE_BYTES_IN);
        responseBytesOut = object.address(FrontendColumn.RESPONSE_BYTES_OUT);
        deniedRequests = object.address(FrontendColumn.DENIED_REQUESTS);
        deniedResponses = object.address(FrontendColumn.DENIED_RESPONSES);
        internalErrors = object.address(FrontendColumn.INTERNAL_ERRORS);
        failedRewrites = object.address(FrontendColumn.FAILED_REWRITES);
        clientAborts = object.address(FrontendColumn.CLIENT_ABORTS);
        serverAborts = object.address(FrontendColumn.SERVER_ABORTS);
        responses1xx = object.address(FrontendColumn.RESPONSES_1XX);
        responsesOther = object.address(FrontendColumn.RESPONSES_OTHER);
        h1OpenConnections = object.address(FrontendColumn.H1_OPEN_CONNECTIONS);
        h1Connections = object.address(FrontendColumn.H1_CONNECTIONS_TOTAL);
        h1OpenStreams = object.address(FrontendColumn.H1_OPEN_STREAMS);
        h1Streams = object.address(FrontendColumn.H1_STREAMS_TOTAL);
        h1BytesIn = object.address(FrontendColumn.H1_BYTES_IN);
        h1BytesOut = object.address(FrontendColumn.H1_BYTES_OUT);
        socketErrors = object.address(FrontendColumn.SOCKET_ERRORS);
        totalLatency = object.address(FrontendColumn.TOTAL_LATENCY);
        compressionIn = object.address(FrontendColumn.COMPRESSION_BYTES_IN);
        compressionOut = object.address(FrontendColumn.COMPRESSION_BYTES_OUT);
        compressionBypassed = object.address(FrontendColumn.COMPRESSION_BYTES_BYPASSED);
        compressedResponses = object.address(FrontendColumn.COMPRESSED_RESPONSES);
    }

    /**
     * Counter of a class of responses.
     *
     * @param status of the response.
     * @return address.
     */
    int responses(final int status)
    {
        final int hundreds = status / 100;
        return hundreds >= 1 && hundreds <= 5 ? responses1xx + (hundreds - 1) * Long.BYTES : responsesOther;
    }
}
