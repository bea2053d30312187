/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

/** Where a client-side mux takes its streams from: the session. Loop-confined. */
public interface StreamFactory
{
    /**
     * A request head is complete.
     *
     * @param endpoint of the new stream; the session sets its handler.
     */
    void onRequest(StreamEndpoint endpoint);

    /**
     * A request cannot be read.
     *
     * @param endpoint of the stream that answers.
     * @param status   to answer with, such as 400, 431 or 501.
     */
    void onBadRequest(StreamEndpoint endpoint, int status);

    /**
     * The client closed, or its connection broke, before a request was complete.
     *
     * @param endpoint of the stream that ends the connection.
     * @param isPartial whether part of a request had arrived.
     */
    void onRequestAborted(StreamEndpoint endpoint, boolean isPartial);

    /**
     * A request did not arrive in time.
     *
     * @param endpoint  of the stream that answers.
     * @param isPartial whether part of it had arrived.
     */
    void onRequestTimeout(StreamEndpoint endpoint, boolean isPartial);

    /**
     * The dialogue before the protocol was held.
     *
     * @return false when the session is refused, and closed already.
     */
    boolean onHandshakeComplete();

    /**
     * The dialogue before the protocol failed, and the connection is about to be closed.
     *
     * @param isTimeout whether it took too long.
     */
    void onHandshakeFailed(boolean isTimeout);

    /**
     * The connection is closed and no stream is attached to it.
     */
    void onConnectionClosed();
}
