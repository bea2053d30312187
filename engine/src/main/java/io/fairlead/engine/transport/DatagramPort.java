/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A socket that exchanges datagrams with one peer. Loop only. */
public interface DatagramPort
{
    /** The socket is broken and is to be closed. */
    int FAILED = -1;
    /** A datagram came from somebody else and was dropped; there may be more. */
    int DROPPED = -2;

    /**
     * Send a datagram at once or not at all.
     *
     * @param buffer to send from; with an array behind it.
     * @param length bytes from its beginning on.
     * @return length, 0 when the socket has no room now, or {@link #FAILED}.
     */
    int send(DirectBuffer buffer, int length);

    /**
     * Receive a datagram.
     *
     * @param buffer takes it from its beginning on, what exceeds it is lost; with an array behind it.
     * @return bytes, 0 when nothing is there, {@link #DROPPED} or {@link #FAILED}. An empty datagram counts as dropped.
     */
    int receive(MutableDirectBuffer buffer);

    /** Close the socket; the handler is called no more. Closing twice is harmless. */
    void close();
}
