/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

/** Who hears of datagrams. Called on the loop that owns the socket. */
public interface DatagramHandler
{
    /** Datagrams, or an error, can be received. */
    void onReadable();

    /**
     * {@link #onReadable()} ended with an exception or error; the socket is closed.
     *
     * @param cause what was thrown.
     */
    void onFault(Throwable cause);
}
