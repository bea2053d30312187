/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterObject;

/** Addresses of the counters of one backend or server, looked up once. The same on every loop. */
final class BackendCounters
{
    final int sessionsCurrent;
    final int sessionsMax;
    final int sessionsTotal;
    final int sessionRate;
    final int sessionRateMax;
    final int queueCurrent;
    final int queueMax;
    final int chosen;
    final int connects;
    final int reuses;
    final int failedConnections;
    final int failedResponses;
    final int retries;
    final int redispatches;
    final int requests;
    final int lastSession;
    final int queueTime;
    final int connectTime;
    final int responseTime;
    final int totalTime;
    final int queueTimeMax;
    final int connectTimeMax;
    final int responseTimeMax;
    final int totalTimeMax;
    final int usedConnections;
    final int usedConnectionsMax;
    final int idleConnections;
    final int privateConnections;
    final int safeConnections;
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
    final int queueLatency;
    final int connectLatency;
    final int responseLatency;
    final int totalLatency;
    final int compressionIn;
    final int compressionOut;
    final int compressionBypassed;
    final int compressedResponses;

    BackendCounters(final CounterObject object)
    {
        sessionsCurrent = object.address(BackendColumn.SESSIONS_CURRENT);
        sessionsMax = object.address(BackendColumn.SESSIONS_MAX);
        sessionsTotal = object.address(BackendColumn.SESSIONS_TOTAL);
        sessionRate = object.address(BackendColumn.SESSION_RATE);
        sessionRateMax = object.address(BackendColumn.SESSION_RATE_MAX);
        queueCurrent = object.address(BackendColumn.QUEUE_CURRENT);
        queueMax = object.address(BackendColumn.QUEUE_MAX);
        chosen = object.address(BackendColumn.LOAD_BALANCED_TOTAL);
        connects = object.address(BackendColumn.CONNECTS);
        reuses = object.address(BackendColumn.REUSES);
        failedConnections = object.address(BackendColumn.FAILED_CONNECTIONS);
        failedResponses = object.address(BackendColumn.FAILED_RESPONSES);
        retries = object.address(BackendColumn.RETRIES);
        redispatches = object.address(BackendColumn.REDISPATCHES);
        requests = object.address(BackendColumn.REQUESTS_TOTAL);
        lastSession = object.address(BackendColumn.LAST_SESSION_MS);
        queueTime = object.address(BackendColumn.QUEUE_TIME_MS);
        connectTime = object.address(BackendColumn.CONNECT_TIME_MS);
        responseTime = object.address(BackendColumn.RESPONSE_TIME_MS);
        totalTime = object.address(BackendColumn.TOTAL_TIME_MS);
        queueTimeMax = object.address(BackendColumn.QUEUE_TIME_MAX_MS);
        connectTimeMax = object.address(BackendColumn.CONNECT_TIME_MAX_MS);
        responseTimeMax = object.address(BackendColumn.RESPONSE_TIME_MAX_MS);
        totalTimeMax = object.address(BackendColumn.TOTAL_TIME_MAX_MS);
        usedConnections = object.address(BackendColumn.USED_CONNECTIONS);
        usedConnectionsMax = object.address(BackendColumn.USED_CONNECTIONS_MAX);
        idleConnections = object.address(BackendColumn.IDLE_UNSAFE_CONNECTIONS);
        privateConnections = object.address(BackendColumn.IDLE_PRIVATE_CONNECTIONS);
        safeConnections = object.address(BackendColumn.IDLE_SAFE_CONNECTIONS);
        requestBytesIn = object.address(BackendColumn.REQUEST_BYTES_IN);
        requestBytesOut = object.address(BackendColumn.REQUEST_BYTES_OUT);
        responseBytesIn = object.address(BackendColumn.RESPONSE_BYTES_IN);
        responseBytesOut = object.address(BackendColumn.RESPONSE_BYTES_OUT);
        deniedRequests = object.address(BackendColumn.DENIED_REQUESTS);
        deniedResponses = object.address(BackendColumn.DENIED_RESPONSES);
        internalErrors = object.address(BackendColumn.INTERNAL_ERRORS);
        failedRewrites = object.address(BackendColumn.FAILED_REWRITES);
        clientAborts = object.address(BackendColumn.CLIENT_ABORTS);
        serverAborts = object.address(BackendColumn.SERVER_ABORTS);
        responses1xx = object.address(BackendColumn.RESPONSES_1XX);
        responsesOther = object.address(BackendColumn.RESPONSES_OTHER);
        h1OpenConnections = object.address(BackendColumn.H1_OPEN_CONNECTIONS);
        h1Connections = object.address(BackendColumn.H1_CONNECTIONS_TOTAL);
        h1OpenStreams = object.address(BackendColumn.H1_OPEN_STREAMS);
        h1Streams = object.address(BackendColumn.H1_STREAMS_TOTAL);
        h1BytesIn = object.address(BackendColumn.H1_BYTES_IN);
        h1BytesOut = object.address(BackendColumn.H1_BYTES_OUT);
        queueLatency = object.address(BackendColumn.QUEUE_LATENCY);
        connectLatency = object.address(BackendColumn.CONNECT_LATENCY);
        responseLatency = object.address(BackendColumn.RESPONSE_LATENCY);
        totalLatency = object.address(BackendColumn.TOTAL_LATENCY);
        compressionIn = object.address(BackendColumn.COMPRESSION_BYTES_IN);
        compressionOut = object.address(BackendColumn.COMPRESSION_BYTES_OUT);
        compressionBypassed = object.address(BackendColumn.COMPRESSION_BYTES_BYPASSED);
        compressedResponses = object.address(BackendColumn.COMPRESSED_RESPONSES);
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
