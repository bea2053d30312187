/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

/**
 * When a stream passed its milestones, for logs and averages: monotonic nanoseconds, 0 when it did not. Loop-confined.
 */
final class StreamTimes
{
    private static final long NS_PER_MS = 1_000_000L;

    /** Wall clock when the session was accepted, microseconds. */
    long acceptEpochUs;
    /** Wall clock of the first byte of the request, microseconds. */
    long requestEpochUs;
    /** Start of the session, or end of the previous request. */
    long startNs;
    /** End of handshakes before the protocol. */
    long handshakeNs;
    /** First byte of the request. */
    long firstByteNs;
    /** Complete request head. */
    long requestNs;
    /** End of waiting in queues. */
    long queueNs;
    /** Connection to the server established. */
    long connectNs;
    /** Complete response head; first byte of a bare stream. */
    long responseNs;
    /** End. */
    long endNs;

    void reset()
    {
        acceptEpochUs = 0;
        requestEpochUs = 0;
        startNs = 0;
        handshakeNs = 0;
        firstByteNs = 0;
        requestNs = 0;
        queueNs = 0;
        connectNs = 0;
        responseNs = 0;
        endNs = 0;
    }

    /**
     * Milliseconds between two milestones.
     *
     * @param fromNs earlier.
     * @param toNs   later.
     * @return difference, -1 when either was not passed.
     */
    static long between(final long fromNs, final long toNs)
    {
        return 0 == fromNs || 0 == toNs ? -1 : Math.max(0, toNs / NS_PER_MS - fromNs / NS_PER_MS);
    }
}
