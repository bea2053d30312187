/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

import io.fairlead.engine.buffer.PooledBuffer;

/**
 * A dialogue before the protocol proper begins: a PROXY header from a client, a SOCKS reply from a relay.
 * Loop-confined.
 */
public interface Handshake
{
    /** The dialogue is complete; bytes behind it belong to the protocol. */
    int DONE = 1;

    /** More bytes are needed. */
    int NEED_MORE = 0;

    /** The peer did not keep to the dialogue: close the connection. */
    int FAILED = -1;

    /**
     * Bytes arrived.
     *
     * @param in       what has been received; the handshake consumes what is its own.
     * @param isClosed whether the peer has ended its output.
     * @return {@link #DONE}, {@link #NEED_MORE} or {@link #FAILED}.
     */
    int onInput(PooledBuffer in, boolean isClosed);
}
