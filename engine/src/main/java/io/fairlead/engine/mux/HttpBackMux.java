/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

/** HTTP towards a server, whatever its version, as a stream sees it. Loop-confined. */
public interface HttpBackMux extends IdleConnection
{
    /**
     * The connection itself, which is the endpoint of its one stream.
     *
     * @return this object, seen as what all muxes are.
     */
    Mux connection();

    /**
     * Note what sets the connection apart from others to the same server, before the first request.
     *
     * @param bytes such as a PROXY header it begins with.
     */
    void key(byte[] bytes);

    /**
     * What sets the connection apart.
     *
     * @return bytes as given; null for nothing.
     */
    byte[] key();

    /** Leave this loop's pool and this loop: another mux goes on with the connection. */
    void leaveLoop();

    /**
     * Go on with an idle connection of another loop, which is idle here until {@link #becomeBusy()}.
     *
     * @param previous made for the same server; it has left its loop and is over.
     */
    void takeOver(HttpBackMux previous);

    /** Close after the next response, unless a rule asks otherwise ({@code option http-server-close}). */
    void closeAfterResponse();

    /** The interim response was dealt with: go on to the next head. */
    void nextHead();

    /** Bytes flow freely in both directions from here on. */
    void startTunnel();

    /**
     * Whether what arrived was no HTTP response, as opposed to nothing at all.
     *
     * @return true after bytes that could not be read as a response.
     */
    boolean isMalformed();

    /**
     * Requests sent on this connection.
     *
     * @return count.
     */
    int requestCount();

    /**
     * Whether another request may be sent after the exchange that just ended.
     *
     * @return true when both messages are complete and nobody wants to close.
     */
    boolean isReusable();
}
