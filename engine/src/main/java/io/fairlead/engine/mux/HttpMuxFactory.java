/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

/** Makes the muxes of a version of HTTP for one loop. Loop-confined. */
public interface HttpMuxFactory
{
    /**
     * A mux towards a client.
     *
     * @param context of the loop.
     * @param options of the frontend.
     * @param streams where streams come from.
     * @return mux without a channel yet.
     */
    HttpFrontMux front(LoopContext context, HttpOptions options, StreamFactory streams);

    /**
     * A mux towards a server.
     *
     * @param context    of the loop.
     * @param options    of the backend.
     * @param nameHeader header that tells the server its name, in lower case, or null.
     * @param name       the server's name.
     * @return mux without a channel yet.
     */
    HttpBackMux back(LoopContext context, HttpOptions options, byte[] nameHeader, byte[] name);

    /**
     * Have a mux that was made here follow other options from its next request on.
     *
     * @param mux     towards a client.
     * @param options of the frontend that serves it from now on.
     */
    void reconfigure(HttpFrontMux mux, HttpOptions options);

    /** Forget what was kept for options seen so far; muxes in use keep theirs. */
    void forget();
}
