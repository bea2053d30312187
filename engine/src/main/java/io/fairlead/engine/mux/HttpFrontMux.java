/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

import io.fairlead.engine.transport.Channel;

/** HTTP towards a client, whatever its version, as the session sees it. Loop-confined. */
public interface HttpFrontMux
{
    /**
     * Take over an accepted connection.
     *
     * @param channel   the connection.
     * @param preceding a dialogue to hold first, or null.
     */
    void accept(Channel channel, Handshake preceding);

    /** Start to wait for the first request. */
    void start();

    /**
     * Hold the dialogue before the first request.
     *
     * @param timeoutMs longest it may take; 0 for ever.
     */
    void awaitHandshake(int timeoutMs);

    /**
     * When the first byte of the current request arrived.
     *
     * @return {@link System#nanoTime()} of that pass.
     */
    long firstByteNs();

    /**
     * Since when the current or next request was waited for.
     *
     * @return {@link System#nanoTime()} of that pass.
     */
    long idleSinceNs();

    /**
     * Answer what never became a request with a page that is sent byte by byte; the connection ends after it.
     *
     * @param page head and body.
     * @return {@link StreamEndpoint#SENT} or {@link StreamEndpoint#BLOCKED}.
     */
    int sendPage(byte[] page);

    /** Close the connection after the current response, telling the client so if its head has not been sent. */
    void closeAfterResponse();

    /** There will be no response: close when the stream ends, even if the client is still sending. */
    void closeWithoutResponse();

    /**
     * Something was thrown while the connection was served: its stream learns of it, and it closes.
     *
     * @param cause what was thrown.
     */
    void onFault(Throwable cause);

    /** Close the connection if it is between requests, or after the current one. For a stopping proxy. */
    void closeWhenIdle();

    /** Close now. */
    void abort();

    /**
     * Whether the connection waits for a request, or for the rest of its head.
     *
     * @return false while a stream works on one.
     */
    boolean isBetweenRequests();
}
