/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

/** What a stream hears from one of its two {@link StreamEndpoint}s. All on the endpoint's loop. */
public interface EndpointHandler
{
    /**
     * A connection that was being made is there, or could not be had.
     *
     * @param isConnected false when connecting failed; the endpoint is released already and says why.
     */
    void onConnected(boolean isConnected);

    /** Something new can be read: a head, data, trailers, the end, or a failure. */
    void onInput();

    /** There is room for output again, or all output has left. */
    void onOutputReady();

    /**
     * A call ended with an exception or error; the stream is to be given up.
     *
     * @param cause what was thrown.
     */
    void onFault(Throwable cause);
}
