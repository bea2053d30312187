/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

/** What a connection's owner hears from its {@link Channel}. All on the channel's loop. */
public interface ChannelHandler
{
    /**
     * The outcome of connecting.
     *
     * @param isConnected false when the connection failed; {@link Channel#error()} tells why and the channel is to be
     *                    closed.
     */
    void onConnected(boolean isConnected);

    /** Bytes, the end of input, or an error can be read. */
    void onReadable();

    /** There is room to write again, after a short write. */
    void onWritable();

    /**
     * One of the calls above ended with an exception or error: close the connection and whatever depends on it.
     *
     * @param cause what was thrown.
     */
    void onFault(Throwable cause);
}
